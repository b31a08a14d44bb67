"""What the likelihoods of other pairs tell of a pair, once each pair has been looked at alone.

Whose employer takes part often takes part, too; an occasion with a likely organiser rarely has another; what is listed
together has one part. Features are strings that a person can read ("others: another object: organisedBy over 0.5").
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias, TypeVar

from migrationkg.extraction.relations.candidates import PAIRS, Candidate
from migrationkg.extraction.relations.scene import SORT_OF, Scene

#: (subject, relation, object).
Triple: TypeAlias = tuple[str, str, str]

#: Likelihoods are told by the steps that they reach, the pair's own finely.
_OWN = (
    *(0.01, 0.03, 0.06, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5),
    *(0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.94, 0.97, 0.99),
)
_OTHERS = (0.1, 0.3, 0.5, 0.8)
_One = TypeVar("_One")
#: What is less likely leads to no third thing.
_LEADS = 0.15
#: Of a thing so many others are looked at, so that long items take no longer a word.
_MOST = 100


@dataclass(frozen=True, slots=True)
class Others:
    """The likelihoods of an item's pairs by their ends.

    Attributes:
        scene: the item.
        likely: what looking at each pair alone told.
        of_subject: (subject, relation) → likelihood and object of each.
        of_object: (object, relation) → likelihood and subject of each.
        leads: thing → what it is likely joined to: relation with its direction, the other thing, likelihood.
        mates: thing → those that are listed with it.
    """

    scene: Scene
    likely: Mapping[Triple, float]
    of_subject: Mapping[tuple[str, str], Sequence[tuple[float, str]]]
    of_object: Mapping[tuple[str, str], Sequence[tuple[float, str]]]
    leads: Mapping[str, Sequence[tuple[str, str, float]]]
    mates: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, scene: Scene, likely: Mapping[Triple, float]) -> "Others":
        """Return the likelihoods of an item's pairs by their ends."""
        of_subject: defaultdict[tuple[str, str], list[tuple[float, str]]] = defaultdict(list)
        of_object: defaultdict[tuple[str, str], list[tuple[float, str]]] = defaultdict(list)
        leads: defaultdict[str, list[tuple[str, str, float]]] = defaultdict(list)
        for (subject, relation, target), share in likely.items():
            _note(of_subject[subject, relation], (share, target))
            _note(of_object[target, relation], (share, subject))
            if share >= _LEADS:
                _note(leads[subject], (f"{relation}>", target, share))
                _note(leads[target], (f"{relation}<", subject, share))
        return cls(scene, likely, of_subject, of_object, leads, _mates(scene))

    def features(self, one: Candidate) -> list[str]:
        """Return what the likelihoods tell of a pair."""
        found = dict.fromkeys(told for relation in PAIRS[one.pair] for told in self._of_relation(one, relation))
        for (first, second), share in self._through_a_third(one).items():
            found |= dict.fromkeys(_reaching(f"of a third thing: {first} {second}", share, _OTHERS))
        return list(found)

    def _of_relation(self, one: Candidate, relation: str) -> Iterator[str]:
        share = self.likely.get((one.subject, relation, one.object), 0.0)
        kind = self.scene.entities[one.object].kind
        yield from _reaching(relation, share, _OWN)
        if SORT_OF[kind] == "Organisation":
            yield from _reaching(f"{kind} {relation}", share, _OTHERS)
        objects = [
            likely
            for likely, other in self.of_subject.get((one.subject, relation), ())
            if other != one.object and SORT_OF[self.scene.entities[other].kind] == SORT_OF[kind]
        ]
        subjects = [likely for likely, other in self.of_object.get((one.object, relation), ()) if other != one.subject]
        for what, rivals in (("another object", objects), ("another subject", subjects)):
            most = max(rivals, default=0.0)
            yield from _reaching(f"{what}: {relation}", most, _OTHERS)
            if most > share:
                yield f"others: {what} is likelier: {relation}"
        if mates := [self.likely.get((one.subject, relation, mate), 0.0) for mate in self.mates.get(one.object, ())]:
            yield from _reaching(f"listed with: {relation}", sum(mates) / len(mates), _OTHERS)

    def _through_a_third(self, one: Candidate) -> dict[tuple[str, str], float]:
        """Return how likely a third thing joins the two, by the two relations."""
        ends = defaultdict(list)
        for relation, third, share in self.leads.get(one.object, ()):
            ends[third].append((relation, share))
        found: dict[tuple[str, str], float] = {}
        for first, third, share in self.leads.get(one.subject, ()):
            for second, more in ends.get(third, ()):
                found[first, second] = max(found.get((first, second), 0.0), share * more)
        return found


def _note(known: list[_One], one: _One) -> None:
    if len(known) < _MOST:
        known.append(one)


def _reaching(what: str, share: float, steps: tuple[float, ...]) -> tuple[str, ...]:
    return _over(what, steps[: bisect_right(steps, share)])


@lru_cache(16_384)
def _over(what: str, steps: tuple[float, ...]) -> tuple[str, ...]:
    return tuple(f"others: {what} over {step}" for step in steps)


def _mates(scene: Scene) -> dict[str, tuple[str, ...]]:
    lists = defaultdict(list)
    for thing, spots in scene.drawn_spots.items():
        for spot in spots:
            if (spot.sentence, spot.at) in scene.listed:
                lists[spot.sentence, spot.at].append(thing)
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for things in lists.values():
        for thing in things:
            found[thing] |= dict.fromkeys(other for other in things if other != thing)
    return {thing: tuple(others) for thing, others in found.items()}
