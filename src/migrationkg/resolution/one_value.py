"""What a thing has one of, it has one of: where items tell two states of a place, or two days, one stands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from migrationkg.errors import Problem
from migrationkg.model import VALUE_RELATIONS, Extraction, Fact
from migrationkg.resolution.clusters import Key

#: Relations of which a thing has one, as the shapes of the ontology say.
_ONE = ("locatedIn", "jurisdiction", "eventType", "startDate", "endDate", "status")

#: IRI of a thing, and relation.
About = tuple[str, str]

#: What is told → value → how often and how surely it is told.
Told = dict[About, dict[str, tuple[int, float]]]


def without_contradictions(
    extractions: Iterable[Extraction], iris: Mapping[Key, str]
) -> tuple[tuple[Extraction, ...], tuple[Problem, ...]]:
    """Return extractions without what the shapes of the ontology forbid, and what was left out.

    Where a thing has one value and several are told, the one of most facts stands, then the surest. A sum of nothing is
    none.

    Args:
        extractions: what was read out of each item.
        iris: (id of the item, local id of the entity) → IRI of the resource.
    """
    extractions = tuple(extractions)
    told = values_told(extractions, iris)
    standing = {about: best(values) for about, values in told.items() if len(values) > 1}
    return with_standing(extractions, iris, standing)


def with_standing(
    extractions: Iterable[Extraction], iris: Mapping[Key, str], standing: Mapping[About, str]
) -> tuple[tuple[Extraction, ...], tuple[Problem, ...]]:
    """Return extractions without what is told against the values that stand, and what was left out.

    Args:
        extractions: what was read out of each item.
        iris: (id of the item, local id of the entity) → IRI of the resource.
        standing: of what several values are told → the one that stands.
    """
    problems: list[Problem] = []
    kept = []
    for one in extractions:
        against = {fact for fact in one.facts if not _stands(one, fact, iris, standing)}
        problems += [_problem(one, fact, iris, standing) for fact in one.facts if fact in against]
        amounts = tuple(amount for amount in one.amounts if amount.value > 0)
        is_whole = not against and len(amounts) == len(one.amounts)
        facts = tuple(fact for fact in one.facts if fact not in against)
        kept.append(one if is_whole else replace(one, facts=facts, amounts=amounts))
    return tuple(kept), tuple(dict.fromkeys(problems))


def values_told(extractions: Iterable[Extraction], iris: Mapping[Key, str]) -> Told:
    """Return what is told of that of which a thing has one.

    Args:
        extractions: what was read out of each item.
        iris: (id of the item, local id of the entity) → IRI of the resource.
    """
    found: Told = defaultdict(dict)
    for about, value, confidence in _values(extractions, iris):
        number, surest = found[about].get(value, (0, 0.0))
        found[about][value] = (number + 1, max(surest, confidence))
    return found


def _values(extractions: Iterable[Extraction], iris: Mapping[Key, str]) -> Iterator[tuple[About, str, float]]:
    for one in extractions:
        for fact in one.facts:
            about = _about(one, fact, iris)
            value = _value(one, fact, iris)
            if about is not None and value is not None:
                yield about, value, fact.evidence.confidence


def _about(one: Extraction, fact: Fact, iris: Mapping[Key, str]) -> About | None:
    thing = iris.get((one.item.id, fact.subject)) if fact.relation in _ONE else None
    return (thing, fact.relation) if thing is not None else None


def _value(one: Extraction, fact: Fact, iris: Mapping[Key, str]) -> str | None:
    return fact.object if fact.relation in VALUE_RELATIONS else iris.get((one.item.id, fact.object))


def best(values: Mapping[str, tuple[int, float]]) -> str:
    """Return the value that stands: that of most facts, then the surest, then the least."""
    number, surest = max(values.values())
    return min(value for value, weight in values.items() if weight == (number, surest))


def _stands(one: Extraction, fact: Fact, iris: Mapping[Key, str], standing: Mapping[About, str]) -> bool:
    about = _about(one, fact, iris)
    return about is None or about not in standing or _value(one, fact, iris) in (None, standing[about])


def _problem(one: Extraction, fact: Fact, iris: Mapping[Key, str], standing: Mapping[About, str]) -> Problem:
    thing = iris[one.item.id, fact.subject]
    other = standing[thing, fact.relation]
    return Problem(
        one.item.source.name,
        one.item.source.line,
        f"{_end(thing)} {fact.relation} {_end(_value(one, fact, iris) or '')}: more is told for {_end(other)};"
        " if that is wrong, decide otherwise",
    )


def _end(value: str) -> str:
    """Return the end of an IRI that tells people what is meant; a value as it is."""
    return "/".join(value.split("/")[-2:])
