"""What deserves a look: findings, what may be one thing, uncertain facts, decisions that do not apply."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import overload

from pyoxigraph import NamedNode, Store

from migrationkg.graph import terms
from migrationkg.graph.decisions import decision_node
from migrationkg.model import ENTITY_RELATIONS, VALUE_RELATIONS, Decision
from migrationkg.reconciliation.things import things_of_store
from migrationkg.review.duplicates import Pair, possible_duplicates
from migrationkg.review.words import Words
from migrationkg.validation.report import Result

#: A fact that is right less often than this is worth a look.
SURE = 0.85

_GRAVE = {"Violation": 1000.0, "Warning": 10.0}
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
    relation: str = ""
    object: str = ""
    text: str = ""
    quote: str = ""
    item: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """A doubt before it is put into words: of a hundred thousand, few are looked at.

    Attributes:
        doubt: the doubt, without its text and choices.
        say: returns the text and the choices.
    """

    doubt: Doubt
    say: Callable[[], tuple[str, tuple[str, ...]]]


class Doubts(Sequence[Doubt]):
    """Doubts, the most useful first, each put into words when it is looked at.

    Args:
        found: the doubts, in any order.
    """

    def __init__(self, found: Iterable[_Found]) -> None:
        self._found = sorted(found, key=lambda one: _rank(one.doubt))

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, place: int) -> Doubt: ...

    @overload
    def __getitem__(self, place: slice) -> list[Doubt]: ...

    def __getitem__(self, place: int | slice) -> Doubt | list[Doubt]:
        if isinstance(place, slice):
            return [_in_words(one) for one in self._found[place]]
        return _in_words(self._found[place])


def _rank(one: Doubt) -> tuple[float, str, str, str, str, str]:
    return -one.weight, one.kind, one.thing, one.relation, one.object, one.item


def _in_words(one: _Found) -> Doubt:
    text, choices = one.say()
    return replace(one.doubt, text=text, choices=choices)


def doubts(
    store: Store, results: Iterable[Result], decisions: Sequence[Decision], base: str, kb: str | Path = "kb"
) -> Doubts:
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
    words = Words(store, base, str(kb))
    return Doubts(
        [
            *_unapplied(words, decisions),
            *_findings(words, results),
            *_duplicates(words, decisions),
            *_uncertain(words, decisions),
        ]
    )


def _unapplied(words: Words, decisions: Iterable[Decision]) -> Iterator[_Found]:
    for one in decisions:
        if not any(words.store.quads_for_pattern(decision_node(one, words.base), terms.TYPE, None, None)):
            yield _Found(Doubt("decision", 100.0, str(one.line)), partial(_say_unapplied, words, one))


def _say_unapplied(words: Words, one: Decision) -> tuple[str, tuple[str, ...]]:
    what = " ".join(filter(None, (one.kind, one.thing, one.relation, one.object, one.item)))
    text = f"the decision {what!r} of {one.who} does not apply; build again, or see what it says then"
    return text, (words.command("decisions", "--undo", str(one.line)),)


def _findings(words: Words, results: Iterable[Result]) -> Iterator[_Found]:
    for one in results:
        if one.severity in _GRAVE and isinstance(one.focus, NamedNode):
            weight = _GRAVE[one.severity] + words.reach[one.focus.value] / 1000
            relation = one.path.value.rpartition("#")[2] if one.path else ""
            value = words.short(one.value.value) if one.value is not None and one.value != one.focus else ""
            doubt = Doubt("finding", weight, words.short(one.focus.value), relation, value)
            yield _Found(doubt, partial(_say_finding, words, one.focus.value, one.message))


def _say_finding(words: Words, focus: str, message: str) -> tuple[str, tuple[str, ...]]:
    return f"{words.label(focus)}: {message}", (words.command("explain", words.short(focus)),)


def _duplicates(words: Words, decisions: Iterable[Decision]) -> Iterator[_Found]:
    apart = {frozenset((one.thing, one.object)) for one in decisions if one.kind == "apart"}
    for pair in possible_duplicates(things_of_store(words.store)):
        first, second = words.short(pair.first.iri), words.short(pair.second.iri)
        if frozenset((first, second)) not in apart:
            reach = min(words.reach[pair.first.iri], words.reach[pair.second.iri])
            doubt = Doubt("duplicate", pair.chance * (reach + 1), first, "", second)
            yield _Found(doubt, partial(_say_duplicate, words, pair))


def _say_duplicate(words: Words, pair: Pair) -> tuple[str, tuple[str, ...]]:
    one, other = words.told_apart(pair.first, pair.second)
    paths = (words.short(pair.first.iri), words.short(pair.second.iri))
    less, more = sorted(paths, key=lambda path: (words.reach[words.base + path], path))
    return f"{one} and {other} may be one: {pair.reason}", words.either(("merge", "apart"), less, more)


_UNCERTAIN = """
    SELECT ?subject ?relation ?object ?quote ?item ?confidence WHERE {
      GRAPH ?item {
        ?evidence mkg:confidence ?confidence ; mkg:quote ?quote ;
          rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object .
        FILTER (?confidence < %s)
      }
    }"""


def _uncertain(words: Words, decisions: Iterable[Decision]) -> Iterator[_Found]:
    settled = {(one.thing, one.relation, one.object) for one in decisions if one.kind == "accept"}
    prefixes = {"mkg": terms.ONTOLOGY, "rdf": terms.RDF}
    rows = words.store.query(_UNCERTAIN % SURE, prefixes=prefixes)
    told = [tuple(row[at].value for at in range(6)) for row in rows]  # type: ignore[union-attr]
    # Sorted here: the store takes several times as long.
    for subject, predicate, target, quote, item, confidence in sorted(told, key=_surest_first):
        relation = predicate.removeprefix(terms.ONTOLOGY)
        fact = words.short(subject), relation, words.short(target).removeprefix(terms.EVENT_TYPES)
        if relation in _RELATIONS and fact not in settled:
            settled.add(fact)
            weight = (1 - float(confidence)) * (1 + words.reach[subject] / 10)
            doubt = Doubt("fact", weight, *fact, quote=quote, item=words.short(item))
            yield _Found(doubt, partial(_say_fact, words, subject, target, doubt))


def _surest_first(row: tuple[str, ...]) -> tuple[float, str, str]:
    return -float(row[5]), row[4], row[3]


def _say_fact(words: Words, subject: str, target: str, one: Doubt) -> tuple[str, tuple[str, ...]]:
    named = words.label(target) if one.relation in ENTITY_RELATIONS else one.object
    text = f"{words.label(subject)} {one.relation} {named}?"
    return text, words.either(("accept", "reject"), one.thing, one.relation, one.object)
