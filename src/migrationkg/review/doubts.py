"""What deserves a look: findings, what may be one thing, uncertain facts, decisions that do not apply."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeAlias, overload

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from migrationkg.graph import terms
from migrationkg.graph.decisions import decision_node
from migrationkg.model import ENTITY_RELATIONS, VALUE_RELATIONS, Decision, Doubtful
from migrationkg.reconciliation.things import things_of_store
from migrationkg.review.duplicates import KINDS_COMPARED, possible_duplicates
from migrationkg.review.groups import Group, groups
from migrationkg.review.words import Words
from migrationkg.validation.report import Result
from migrationkg.views.wording import RELATION_WORDS, VALUE_WORDS

#: A fact that is right less often than this is worth a look.
SURE = 0.85

_GRAVE = {"Violation": 1000.0, "Warning": 10.0}
#: Two projects whose names only a state sets apart come before all else: what is said of each lacks half.
_FIRST = 10_000.0
_RELATIONS = (*ENTITY_RELATIONS, *VALUE_RELATIONS)


#: A decision as its cells in `decisions.csv`: its kind, thing, relation and object.
Cells: TypeAlias = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that deserves a look.

    Attributes:
        kind: "finding", "duplicate", "fact", "doubtful" (a fact that the graph lacks) or "decision".
        weight: how much hangs on it: about the number of statements that would be wrong, were it wrong.
        thing: path of the thing that it is about; for a decision the line of its file.
        relation: the relation, for a fact.
        object: path of the other thing (of several of one name, the paths parted by spaces), or the value of a fact;
            empty where there is none.
        text: the doubt in words, for an analyst.
        quote: the words of the news, for a fact; the surest where several items tell it.
        item: path of the news item with the words.
        choices: the commands to choose from, each complete but for the words of the reason.
        decisions: what each choice writes down: decision, thing, relation and object, as in `decisions.csv`; nothing
            where a choice decides nothing.
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
    decisions: tuple[Cells, ...] = ()

    @property
    def things(self) -> tuple[str, ...]:
        """The paths of the things of which it speaks.

        Example:
            >>> Doubt("fact", 1.0, "project/a", "fundedBy", "organisation/b").things
            ('project/a', 'organisation/b')
            >>> Doubt("fact", 1.0, "event/a", "startDate", "2023-01-01").things
            ('event/a',)
        """
        names_things = self.kind == "duplicate" or (self.kind != "finding" and self.relation in ENTITY_RELATIONS)
        return (self.thing, *(self.object.split() if names_things else ()))


class _Found(NamedTuple):
    """A doubt before it is put into words: of a hundred thousand, few are looked at.

    Attributes:
        say: returns the doubt with what it lacks here.
        kind, weight, thing, relation, object, decisions: as of the doubt.
    """

    say: Callable[[Doubt], Doubt]
    kind: str
    weight: float
    thing: str
    relation: str = ""
    object: str = ""
    decisions: tuple[Cells, ...] = ()

    def doubt(self) -> Doubt:
        """Return the doubt in words."""
        return self.say(Doubt(*self[1:-1], decisions=self.decisions))


class Doubts(Sequence[Doubt]):
    """Doubts, the most useful first, each put into words when it is looked at.

    Args:
        found: the doubts, in any order.
    """

    def __init__(self, found: Iterable[_Found]) -> None:
        self._found = sorted(found, key=_rank)

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, place: int) -> Doubt: ...

    @overload
    def __getitem__(self, place: slice) -> list[Doubt]: ...

    def __getitem__(self, place: int | slice) -> Doubt | list[Doubt]:
        found = self._found[place]
        return found.doubt() if isinstance(found, _Found) else [one.doubt() for one in found]

    def of_each_kind(self, most: int, decided: Set[Cells]) -> tuple[list[Doubt], dict[str, int]]:
        """Return the first of each kind, and kind → how many there are, but for those that some decisions settle.

        Args:
            most: so many of a kind at most.
            decided: the decisions.
        """
        by_kind: dict[str, list[_Found]] = {}
        for one in self._found:
            if decided.isdisjoint(one.decisions):
                by_kind.setdefault(one.kind, []).append(one)
        first = [one.doubt() for several in by_kind.values() for one in several[:most]]
        return first, {kind: len(several) for kind, several in by_kind.items()}


def _rank(one: _Found) -> tuple[float, str, str, str, str]:
    return -one.weight, one.kind, one.thing, one.relation, one.object


def doubts(  # noqa: PLR0913 - it looks at all that a knowledge base holds
    store: Store,
    results: Iterable[Result],
    decisions: Sequence[Decision],
    base: str,
    kb: str | Path = "kb",
    doubtful: Iterable[Doubtful] = (),
) -> Doubts:
    """Return what deserves a look, the most useful first.

    What a decision settled is left out: facts that were accepted, pairs that were told apart, doubtful facts that were
    accepted or rejected. A fact that several items tell stands there once.

    Args:
        store: the graph.
        results: what a validation found in it.
        decisions: the decisions of curators.
        base: where the IRIs of the data begin.
        kb: the folder of the knowledge base, for the commands.
        doubtful: what is not sure enough to stand in the graph.
    """
    words = Words(store, base, str(kb))
    return Doubts(
        [
            *_unapplied(words, decisions),
            *_findings(words, results),
            *_duplicates(words, decisions),
            *_uncertain(words, decisions),
            *_doubtful(words, decisions, doubtful),
        ]
    )


def _unapplied(words: Words, decisions: Iterable[Decision]) -> Iterator[_Found]:
    for one in decisions:
        if not any(words.store.quads_for_pattern(decision_node(one, words.base), terms.TYPE, None, None)):
            yield _Found(partial(_say_unapplied, words, one), "decision", 100.0, str(one.line))


def _say_unapplied(words: Words, one: Decision, doubt: Doubt) -> Doubt:
    what = " ".join(filter(None, (one.kind, one.thing, one.relation, one.object, one.item)))
    text = f"the decision {what!r} of {one.who} does not apply; build again, or see what it says then"
    return replace(doubt, text=text, choices=(words.command("decisions", "--undo", str(one.line)),))


def _findings(words: Words, results: Iterable[Result]) -> Iterator[_Found]:
    for one in results:
        if one.severity in _GRAVE and isinstance(one.focus, NamedNode):
            weight = _GRAVE[one.severity] + words.reach[one.focus.value] / 1000
            relation = one.path.value.rpartition("#")[2] if one.path else ""
            value = words.short(one.value.value) if one.value is not None and one.value != one.focus else ""
            say = partial(_say_finding, words, one.focus.value, one.message)
            yield _Found(say, "finding", weight, words.short(one.focus.value), relation, value)


def _say_finding(words: Words, focus: str, message: str, doubt: Doubt) -> Doubt:
    text = f"{words.label(focus)}: {message}"
    return replace(doubt, text=text, choices=(words.command("explain", words.short(focus)),))


def _duplicates(words: Words, decisions: Iterable[Decision]) -> Iterator[_Found]:
    apart = {frozenset((one.thing, one.object)) for one in decisions if one.kind == "apart"}
    pairs = (
        pair
        for pair in possible_duplicates(things_of_store(words.store, KINDS_COMPARED))
        if not apart or frozenset((words.short(pair.first.iri), words.short(pair.second.iri))) not in apart
    )
    for group in groups(pairs, words.reach):
        reach = sum(min(words.reach[group.thing.iri], words.reach[other.iri]) + 1 for other in group.others)
        weight = group.pair.chance * reach + (_FIRST if group.pair.by_state else 0)
        others = " ".join(words.short(other.iri) for other in group.others)
        thing, either = words.short(group.thing.iri), tuple(_merge_or_apart(words, group))
        yield _Found(partial(_say_duplicate, words, group), "duplicate", weight, thing, "", others, either)


def _merge_or_apart(words: Words, group: Group) -> Iterator[Cells]:
    for other in group.others:
        ends = sorted((group.thing.iri, other.iri), key=lambda iri: (words.reach[iri], iri))
        less, more = map(words.short, ends)
        yield from ((kind, less, "", more) for kind in ("merge", "apart"))


def _say_duplicate(words: Words, group: Group, doubt: Doubt) -> Doubt:
    named = [words.told_apart(group.thing, other) for other in group.others]
    told = (named[0][0], *(name for _, name in named))
    text = f"{', '.join(told[:-1])} and {told[-1]} may be one: {group.pair.reason}"
    return _to_decide(words, replace(doubt, text=text))


def _to_decide(words: Words, doubt: Doubt) -> Doubt:
    return replace(doubt, choices=tuple(map(words.decide, doubt.decisions)))


def _right_or_wrong(thing: str, relation: str, target: str) -> tuple[Cells, ...]:
    return ("accept", thing, relation, target), ("reject", thing, relation, target)


#: Each property is a query of its own inside, so that it is read in one run: less than half the time of looking up.
_UNCERTAIN = """
    SELECT ?evidence ?subject ?relation ?object ?confidence {
      {SELECT ?evidence ?confidence {?evidence mkg:confidence ?confidence FILTER (?confidence < %s)}}
      {SELECT ?evidence ?subject {?evidence rdf:subject ?subject}}
      {SELECT ?evidence ?relation {?evidence rdf:predicate ?relation}}
      {SELECT ?evidence ?object {?evidence rdf:object ?object}}
    }"""


def _uncertain(words: Words, decisions: Iterable[Decision]) -> Iterator[_Found]:
    settled = {(one.thing, one.relation, one.object) for one in decisions if one.kind == "accept"}
    surest: dict[tuple[str, str, str], tuple[float, list[str]]] = {}
    for row in words.asked(_UNCERTAIN % SURE):
        evidence, subject, predicate, target, confidence = (row[at].value for at in range(5))
        now, told = float(confidence), (subject, predicate, target)
        sure, said = surest.setdefault(told, (now, []))
        if now > sure:
            surest[told] = now, [evidence]
        elif now == sure:
            said.append(evidence)
    for (subject, predicate, target), (sure, said) in surest.items():
        relation = predicate.removeprefix(terms.ONTOLOGY)
        fact = words.short(subject), relation, words.short(target).removeprefix(terms.EVENT_TYPES)
        if relation in _RELATIONS and fact not in settled:
            weight = (1 - sure) * (1 + words.reach[subject])
            say = partial(_say_uncertain, words, subject, target, said)
            yield _Found(say, "fact", weight, *fact, _right_or_wrong(*fact))


def _say_uncertain(words: Words, subject: str, target: str, evidence: Iterable[str], doubt: Doubt) -> Doubt:
    item, quote = min((words.value(one, terms.FROM_ITEM), words.value(one, terms.QUOTE)) for one in evidence)
    return _say_fact(words, subject, target, replace(doubt, quote=quote, item=words.short(item)))


def _say_fact(words: Words, subject: str, target: str, one: Doubt) -> Doubt:
    if one.relation in ENTITY_RELATIONS:
        said, named = RELATION_WORDS[one.relation].forward, words.label(target)
    else:
        said, named = VALUE_WORDS.get(one.relation, one.relation), one.object
    return _to_decide(words, replace(one, text=f"{words.label(subject)}: {said} {named}?"))


def _doubtful(words: Words, decisions: Iterable[Decision], doubtful: Iterable[Doubtful]) -> Iterator[_Found]:
    """Yield what the graph lacks for being doubtful; what hangs on it is what may be gained."""
    settled = {
        (one.thing, one.relation, one.object, one.item) for one in decisions if one.kind in {"accept", "reject", "add"}
    }
    seen: set[tuple[str, str, str]] = set()
    for one in sorted(doubtful, key=lambda one: (-one.confidence, one.item, one.quote)):
        fact = one.thing, one.relation, one.target
        if fact in seen or settled & {(*fact, ""), (*fact, one.item)} or _is_told(words, one):
            continue
        seen.add(fact)
        weight = one.confidence * (1 + words.reach[words.base + one.thing])
        yield _Found(partial(_say_doubtful, words, one), "doubtful", weight, *fact, _right_or_wrong(*fact))


def _is_told(words: Words, one: Doubtful) -> bool:
    """Tell whether the graph says it all the same: another item does, or the build was to take it in."""
    relation = terms.RELATIONS.get(one.relation) or terms.VALUES[one.relation]
    quads = words.store.quads_for_pattern(NamedNode(words.base + one.thing), relation, None, DefaultGraph())
    meant = {one.target, words.base + one.target, terms.EVENT_TYPES + one.target}
    return any(isinstance(quad.object, Literal | NamedNode) and quad.object.value in meant for quad in quads)


def _say_doubtful(words: Words, one: Doubtful, doubt: Doubt) -> Doubt:
    target = words.base + one.target if one.relation in ENTITY_RELATIONS else one.target
    doubt = replace(doubt, quote=one.quote, item=f"news/{one.item}")
    said = _say_fact(words, words.base + one.thing, target, doubt)
    return replace(said, text=f"{said.text} (not in the graph; right in {one.confidence:.0%} of such cases)")
