"""From names to candidates: equal names first, near ones where no equal one leaves no doubt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from migrationkg.authority.crosswalk import find_country
from migrationkg.progress import through
from migrationkg.reconciliation.exact import (
    Asked,
    ExactNames,
    agrees,
    equal_things,
    exact_names,
    is_certain,
)
from migrationkg.reconciliation.nearness import NearNames, near_names, plain_words
from migrationkg.reconciliation.queries import COUNTRY, Candidate, EntityType, Feature, Query
from migrationkg.reconciliation.things import Thing
from migrationkg.resolution.name_keys import NameKey, kind_fits, name_key, way_of
from migrationkg.resolution.names import normal

#: An equal name that leaves no doubt, and one that leaves some.
_CERTAIN, _EQUAL = 100.0, 95.0
#: The most that a near name gets, the same for a thing of another country or phase, and the least to be a candidate.
_NEAR, _OTHER, _LEAST = 94.0, 60.0, 60.0
#: A word of fewer letters, or with which more things begin, tells nothing ("European", "Ministry").
_LETTERS, _MANY = 3, 5


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Things, made ready to be looked up by many names.

    Attributes:
        things: the things.
        exact: the places of things by the normal forms of their names.
        near: the names for near comparison.
        bearers: for each name of `near`, the places of the things that bear it.
        beginnings: word → the places of the things with a longer name that begins with it.
    """

    things: tuple[Thing, ...]
    exact: ExactNames
    near: NearNames
    bearers: tuple[tuple[int, ...], ...]
    beginnings: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, things: Iterable[Thing]) -> "NameIndex":
        """Index things."""
        things = tuple(things)
        bearers: dict[str, dict[int, None]] = {}
        for place, thing in enumerate(things):
            for name in (thing.label, *thing.names):
                if words := plain_words(name):
                    bearers.setdefault(words, {})[place] = None
        every = sorted(bearers)
        near, borne = near_names(every), tuple(tuple(bearers[one]) for one in every)
        return cls(things, exact_names(things), near, borne, _beginnings(things))


def _beginnings(things: Sequence[Thing]) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, dict[int, None]] = {}
    for place, thing in enumerate(things):
        for first, *others in filter(None, map(normal, (thing.label, *thing.names))):
            if others and len(first) >= _LETTERS:
                found.setdefault(first, {})[place] = None
    return {word: tuple(places) for word, places in found.items() if len(places) <= _MANY}


def reconcile(queries: Sequence[Query], index: NameIndex) -> list[tuple[Candidate, ...]]:
    """Return the candidates of each query, best first.

    A candidate is a match only where its name equals the one asked for, nothing leaves a doubt that it is meant, and
    no other thing is as certain. Names are never matched because they are near.

    Example:
        >>> index = NameIndex.of([Thing("https://example.org/project/mobilaze-2", "Project", "MOBILAZE 2")])
        >>> [(found.score, found.match) for found in reconcile([Query("Mobilaze II project")], index)[0]]
        [(100.0, True)]
        >>> [(found.score, found.match) for found in reconcile([Query("MOBILAZE")], index)[0]]
        [(60.0, False)]
    """
    known: dict[Query, tuple[Candidate, ...]] = {}
    for query in through(queries):
        if query not in known:
            known[query] = _candidates(query, index)
    return [known[query] for query in queries]


@dataclass(frozen=True, slots=True)
class _Scored:
    """A thing with its score and what that stands on."""

    thing: Thing
    score: float
    features: tuple[Feature, ...]

    @property
    def nearness(self) -> float:
        """How near the names are, of which `score` may show less."""
        return self.features[0].value


def _candidates(query: Query, index: NameIndex) -> tuple[Candidate, ...]:
    country = find_country(dict(query.properties).get(COUNTRY, ""))
    asked = Asked(query.query.strip(), query.type, country.iso if country else None)
    found = _equal(asked, index)
    if not any(scored.score == _CERTAIN for scored in found.values()):
        found = _near(asked, index) | found
    ranked = sorted(found.values(), key=lambda scored: (-scored.score, -scored.nearness, scored.thing.iri))
    certain = sum(scored.score == _CERTAIN for scored in ranked)
    return tuple(_candidate(scored, match=certain == 1) for scored in ranked[: max(query.limit, 0)])


def _candidate(scored: _Scored, *, match: bool) -> Candidate:
    thing = scored.thing
    kinds = (EntityType(thing.kind),) if thing.kind else ()
    return Candidate(thing.iri, thing.label, kinds, scored.score, match and scored.score == _CERTAIN, scored.features)


def _equal(asked: Asked, index: NameIndex) -> dict[int, _Scored]:
    """Return the things of the name and kind asked for."""
    found = {}
    for place, key in equal_things(index.exact, asked).items():
        thing = index.things[place]
        if _fits(thing, asked):
            same_state = agrees(asked, key, thing)
            certain = same_state is not False and is_certain(asked, key, thing, same_state=same_state)
            score = _OTHER if same_state is False else _CERTAIN if certain else _EQUAL
            found[place] = _Scored(thing, score, _features(100.0, same_state, None, certain=certain))
    return found


def _near(asked: Asked, index: NameIndex) -> dict[int, _Scored]:
    """Return the things of a name near to that asked for and of its kind; of each thing the nearest name counts.

    A name that is the first word of a longer one ("EUIBM", of "EUIBM Lebanon") is as near as a candidate must be.
    """
    found: dict[int, _Scored] = {}
    for nearness, word in index.near.like(plain_words(asked.name), _LEAST * 100 / _NEAR):
        for place in index.bearers[word]:
            thing = index.things[place]
            if place not in found and _fits(thing, asked):
                found[place] = _scored(asked, thing, nearness)
    for place in index.beginnings.get(" ".join(normal(asked.name)), ()):
        if place not in found and _fits(index.things[place], asked):
            found[place] = _scored(asked, index.things[place], _LEAST * 100 / _NEAR)
    return found


def _scored(asked: Asked, thing: Thing, nearness: float) -> _Scored:
    key = name_key(asked.name, way_of(thing.kind))
    same_state = agrees(asked, key, thing)
    same_phase = _same_phase(key, thing)
    most = _OTHER if same_state is False or same_phase is False else _NEAR
    score = round(min(nearness * _NEAR / 100, most), 1)
    return _Scored(thing, score, _features(round(nearness, 1), same_state, same_phase, certain=False))


def _same_phase(key: NameKey, thing: Thing) -> bool | None:
    """Tell whether a project is in the phase asked for; None for other things."""
    if thing.kind != "Project":
        return None
    return key.phase in {name_key(name, thing.kind).phase for name in (thing.label, *thing.names)}


def _features(
    nearness: float, same_state: bool | None, same_phase: bool | None, *, certain: bool
) -> tuple[Feature, ...]:
    told = (("country", same_state), ("phase", same_phase))
    agreeing = tuple(Feature(name, value) for name, value in told if value is not None)
    return (Feature("name", nearness), *agreeing, Feature("certain", certain))


def _fits(thing: Thing, asked: Asked) -> bool:
    """Tell whether a thing is of the kind asked for, and no other state than the one that the name is surely of."""
    if thing.kind == "Country" and (state := find_country(asked.name)) is not None and thing.state != state.iso:
        return False
    return asked.kind is None or thing.kind is None or kind_fits(thing.kind, asked.kind)
