"""What deserves a look: findings, what may be one thing, uncertain facts, decisions that do not apply."""

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from migrationkg.graph import terms
from migrationkg.graph.decisions import decision_node
from migrationkg.model import ENTITY_RELATIONS, VALUE_RELATIONS, Decision
from migrationkg.reconciliation.things import things_of_store
from migrationkg.review.duplicates import possible_duplicates
from migrationkg.validation.report import Result

#: A fact that is right less often than this is worth a look.
SURE = 0.85

_GRAVE = {"Violation": 1000.0, "Warning": 10.0}
#: Stands in a command for the reason, which only the curator knows.
_WHY = "…"
_RELATIONS = (*ENTITY_RELATIONS, *VALUE_RELATIONS)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that deserves a look.

    Attributes:
        kind: "finding", "duplicate", "fact" or "decision".
        weight: how much hangs on it: about the number of statements that would be wrong, were it wrong.
        thing: path of the thing that it is about; for a decision the line of its file.
        relation: the relation, for a fact.
        object: path of the other thing, or the value of a fact; empty where there is none.
        text: the doubt in words, for an analyst.
        quote: the words of the news, for a fact; the surest where several items tell it.
        item: path of the news item with the words.
        choices: the commands to choose from, each complete but for the words of the reason.
    """

    kind: str
    weight: float
    thing: str
    relation: str
    object: str
    text: str
    quote: str
    item: str
    choices: tuple[str, ...]


def doubts(
    store: Store, results: Iterable[Result], decisions: Sequence[Decision], base: str, kb: str | Path = "kb"
) -> list[Doubt]:
    """Return what deserves a look, the most useful first.

    What a decision settled is left out: facts that were accepted, pairs that were told apart. A fact that several
    items tell stands there once.

    Args:
        store: the graph.
        results: what a validation found in it.
        decisions: the decisions of curators.
        base: where the IRIs of the data begin.
        kb: the folder of the knowledge base, for the commands.
    """
    graph = _Graph(store, base, str(kb))
    found = [
        *_unapplied(graph, decisions),
        *_findings(graph, results),
        *_duplicates(graph, decisions),
        *_uncertain(graph, decisions),
    ]
    return sorted(found, key=lambda one: (-one.weight, one.kind, one.thing, one.relation, one.object, one.item))


class _Graph:
    """Labels, how much is said of each thing, and the commands that speak of it."""

    def __init__(self, store: Store, base: str, kb: str) -> None:
        self.store = store
        self.base = base
        self.kb = kb
        self.reach: Counter[str] = Counter()
        for name in ENTITY_RELATIONS:
            for quad in store.quads_for_pattern(None, terms.RELATIONS[name], None, DefaultGraph()):
                self.reach.update(node.value for node in (quad.subject, quad.object) if isinstance(node, NamedNode))

    def short(self, iri: str) -> str:
        return iri.removeprefix(self.base)

    def label(self, iri: str) -> str:
        quads = self.store.quads_for_pattern(NamedNode(iri), terms.PREF_LABEL, None, DefaultGraph())
        return min((quad.object.value for quad in quads if isinstance(quad.object, Literal)), default=self.short(iri))

    def command(self, *words: str) -> str:
        """Return a command as it is typed into a shell."""
        return shlex.join(("migrationkg", *words, "--kb", self.kb))

    def either(self, kinds: Iterable[str], *what: str) -> tuple[str, ...]:
        """Return a command for each of the decisions to choose from."""
        return tuple(self.command("decide", kind, *what, "--why", _WHY) for kind in kinds)


def _unapplied(graph: _Graph, decisions: Iterable[Decision]) -> Iterator[Doubt]:
    for one in decisions:
        if not any(graph.store.quads_for_pattern(decision_node(one, graph.base), terms.TYPE, None, None)):
            what = " ".join(filter(None, (one.kind, one.thing, one.relation, one.object, one.item)))
            text = f"the decision {what!r} of {one.who} does not apply; build again, or see what it says then"
            choices = (graph.command("decisions", "--undo", str(one.line)),)
            yield Doubt("decision", 100.0, str(one.line), "", "", text, "", "", choices)


def _findings(graph: _Graph, results: Iterable[Result]) -> Iterator[Doubt]:
    for one in results:
        if one.severity in _GRAVE and isinstance(one.focus, NamedNode):
            weight = _GRAVE[one.severity] + graph.reach[one.focus.value] / 1000
            text = f"{graph.label(one.focus.value)}: {one.message}"
            relation = one.path.value.rpartition("#")[2] if one.path else ""
            value = graph.short(one.value.value) if one.value is not None and one.value != one.focus else ""
            thing = graph.short(one.focus.value)
            choices = (graph.command("explain", thing),)
            yield Doubt("finding", weight, thing, relation, value, text, "", "", choices)


def _duplicates(graph: _Graph, decisions: Iterable[Decision]) -> Iterator[Doubt]:
    apart = {frozenset((one.thing, one.object)) for one in decisions if one.kind == "apart"}
    for pair in possible_duplicates(things_of_store(graph.store)):
        first, second = graph.short(pair.first.iri), graph.short(pair.second.iri)
        if frozenset((first, second)) not in apart:
            reach = min(graph.reach[pair.first.iri], graph.reach[pair.second.iri])
            text = f"{pair.first.label} and {pair.second.label} may be one: {pair.reason}"
            less, more = sorted((first, second), key=lambda path: (graph.reach[graph.base + path], path))
            choices = graph.either(("merge", "apart"), less, more)
            yield Doubt("duplicate", pair.chance * (reach + 1), first, "", second, text, "", "", choices)


_UNCERTAIN = """
    SELECT ?subject ?relation ?object ?quote ?item ?confidence WHERE {
      GRAPH ?item {
        ?evidence mkg:confidence ?confidence ; mkg:quote ?quote ;
          rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object .
        FILTER (?confidence < %s)
      }
    }
    ORDER BY DESC(?confidence) ?item ?quote"""


def _uncertain(graph: _Graph, decisions: Iterable[Decision]) -> Iterator[Doubt]:
    settled = {(one.thing, one.relation, one.object) for one in decisions if one.kind == "accept"}
    prefixes = {"mkg": terms.ONTOLOGY, "rdf": terms.RDF}
    for row in graph.store.query(_UNCERTAIN % SURE, prefixes=prefixes):  # type: ignore[union-attr]
        subject, predicate, target, quote, item, confidence = (row[n] for n in range(6))
        relation = predicate.value.removeprefix(terms.ONTOLOGY)
        value = graph.short(target.value).removeprefix(terms.EVENT_TYPES)
        fact = graph.short(subject.value), relation, value
        if relation in _RELATIONS and fact not in settled:
            settled.add(fact)
            weight = (1 - float(confidence.value)) * (1 + graph.reach[subject.value] / 10)
            named = graph.label(target.value) if relation in ENTITY_RELATIONS else value
            text = f"{graph.label(subject.value)} {relation} {named}?"
            choices = graph.either(("accept", "reject"), *fact)
            yield Doubt("fact", weight, *fact, text, quote.value, graph.short(item.value), choices)
