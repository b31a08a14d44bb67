"""What deserves a look: findings, what may be one thing, uncertain facts, decisions that do not apply."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from migrationkg.graph import terms
from migrationkg.graph.decisions import decision_node
from migrationkg.model import ENTITY_RELATIONS, Decision, Doubtful
from migrationkg.review.doubt import Cells, Doubt, Doubts, Found
from migrationkg.review.duplicates import possible_duplicates
from migrationkg.review.groups import Group, groups
from migrationkg.review.notes import Notes, notes_of
from migrationkg.review.words import Words
from migrationkg.validation.report import Result
from migrationkg.views.wording import RELATION_WORDS, VALUE_WORDS

_GRAVE = {"Violation": 1000.0, "Warning": 10.0}
#: Two projects whose names only a state sets apart come before all else: what is said of each lacks half.
_FIRST = 10_000.0


def doubts(  # noqa: PLR0913 - it looks at all that a knowledge base holds
    store: Store,
    results: Iterable[Result],
    decisions: Sequence[Decision],
    base: str,
    kb: str | Path = "kb",
    doubtful: Iterable[Doubtful] = (),
    notes: Notes | None = None,
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
        notes: what is known of the graph; found anew if not given, which takes seconds.
    """
    notes = notes or notes_of(store)
    words = Words(store, base, str(kb), notes.reach())
    return Doubts(
        [
            *_unapplied(words, decisions),
            *_findings(words, results),
            *_duplicates(words, notes, decisions),
            *_uncertain(words, notes, decisions),
            *_doubtful(words, decisions, doubtful),
        ]
    )


def _unapplied(words: Words, decisions: Iterable[Decision]) -> Iterator[Found]:
    for one in decisions:
        if not any(words.store.quads_for_pattern(decision_node(one, words.base), terms.TYPE, None, None)):
            yield Found(partial(_say_unapplied, words, one), "decision", 100.0, str(one.line))


def _say_unapplied(words: Words, one: Decision, doubt: Doubt) -> Doubt:
    what = " ".join(filter(None, (one.kind, one.thing, one.relation, one.object, one.item)))
    text = f"the decision {what!r} of {one.who} does not apply; build again, or see what it says then"
    return replace(doubt, text=text, choices=(words.command("decisions", "--undo", str(one.line)),))


def _findings(words: Words, results: Iterable[Result]) -> Iterator[Found]:
    for one in results:
        if one.severity in _GRAVE and isinstance(one.focus, NamedNode):
            weight = _GRAVE[one.severity] + words.reach[one.focus.value] / 1000
            relation = one.path.value.rpartition("#")[2] if one.path else ""
            value = words.short(one.value.value) if one.value is not None and one.value != one.focus else ""
            say = partial(_say_finding, words, one.focus.value, one.message)
            yield Found(say, "finding", weight, words.short(one.focus.value), relation, value)


def _say_finding(words: Words, focus: str, message: str, doubt: Doubt) -> Doubt:
    text = f"{words.label(focus)}: {message}"
    return replace(doubt, text=text, choices=(words.command("explain", words.short(focus)),))


def _duplicates(words: Words, notes: Notes, decisions: Iterable[Decision]) -> Iterator[Found]:
    apart = {frozenset((one.thing, one.object)) for one in decisions if one.kind == "apart"}
    pairs = (
        pair
        for pair in possible_duplicates(notes.sharing(), notes.near())
        if not apart or frozenset((words.short(pair.first.iri), words.short(pair.second.iri))) not in apart
    )
    for group in groups(pairs, words.reach):
        reach = sum(min(words.reach[group.thing.iri], words.reach[other.iri]) + 1 for other in group.others)
        weight = group.pair.chance * reach + (_FIRST if group.pair.by_state else 0)
        others = " ".join(words.short(other.iri) for other in group.others)
        thing, either = words.short(group.thing.iri), tuple(_merge_or_apart(words, group))
        yield Found(partial(_say_duplicate, words, group), "duplicate", weight, thing, "", others, either)


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


def _uncertain(words: Words, notes: Notes, decisions: Iterable[Decision]) -> Iterator[Found]:
    settled = {(one.thing, one.relation, one.object) for one in decisions if one.kind == "accept"}
    surest: dict[tuple[str, str, str], tuple[float, list[str]]] = {}
    for evidence, subject, relation, target, now in notes.uncertain():
        told = subject, relation, target
        sure, said = surest.setdefault(told, (now, []))
        if now > sure:
            surest[told] = now, [evidence]
        elif now == sure:
            said.append(evidence)
    for (subject, relation, target), (sure, said) in surest.items():
        fact = words.short(subject), relation, words.short(target).removeprefix(terms.EVENT_TYPES)
        if fact not in settled:
            weight = (1 - sure) * (1 + words.reach[subject])
            say = partial(_say_uncertain, words, subject, target, said)
            yield Found(say, "fact", weight, *fact, _right_or_wrong(*fact))


def _say_uncertain(words: Words, subject: str, target: str, evidence: Iterable[str], doubt: Doubt) -> Doubt:
    item, quote = min((words.value(one, terms.FROM_ITEM), words.value(one, terms.QUOTE)) for one in evidence)
    return _say_fact(words, subject, target, replace(doubt, quote=quote, item=words.short(item)))


def _say_fact(words: Words, subject: str, target: str, one: Doubt) -> Doubt:
    if one.relation in ENTITY_RELATIONS:
        said, named = RELATION_WORDS[one.relation].forward, words.label(target)
    else:
        said, named = VALUE_WORDS.get(one.relation, one.relation), one.object
    return _to_decide(words, replace(one, text=f"{words.label(subject)}: {said} {named}?"))


def _doubtful(words: Words, decisions: Iterable[Decision], doubtful: Iterable[Doubtful]) -> Iterator[Found]:
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
        yield Found(partial(_say_doubtful, words, one), "doubtful", weight, *fact, _right_or_wrong(*fact))


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
