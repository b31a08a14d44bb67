"""The entities of all items, each with what its item says of it."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from migrationkg.model import Extraction, Resource
from migrationkg.resolution.clusters import Key

_NOTHING: Final[Mapping[Any, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity of one item.

    Attributes:
        key: (id of the item, local id of the entity).
        order: (day of publication, id of the item, place in it): who was first to speak of a thing.
        kind: one of ENTITY_KINDS.
        names: every way in which the item writes it, most complete first.
        iso: alpha-2 code of a Country, else None.
        headline: headline of its item.
        objects: relation → what it leads to: local ids of entities, or values.
        weight: for how many entities that are told alike it stands.
    """

    key: Key
    order: tuple[str, str, int]
    kind: str
    names: tuple[str, ...]
    iso: str | None
    headline: str
    objects: Mapping[str, Set[str]]
    weight: int = 1

    def related(self, relation: str) -> tuple[Key, ...]:
        """The entities that one of ENTITY_RELATIONS leads to, sorted."""
        if relation not in self.objects:
            return ()
        return tuple((self.key[0], local) for local in sorted(self.objects[relation]))

    def value(self, relation: str) -> str | None:
        """The value of one of VALUE_RELATIONS, the least where there are several."""
        return min(self.objects.get(relation, ()), default=None)


@dataclass(frozen=True, slots=True)
class Candidates:
    """All entities, and the states that each item names.

    Attributes:
        by_key: every entity, in order of telling.
        by_kind: kind → its entities, in order of telling.
        states: id of an item → ISO codes of the countries it names.
        settled: those of which it is known already which resource they are: nothing is compared with them.
    """

    by_key: Mapping[Key, Candidate]
    by_kind: Mapping[str, Sequence[Candidate]]
    states: Mapping[str, frozenset[str]]
    settled: Mapping[Key, Resource]

    def compared(self, *kinds: str) -> Sequence[Candidate]:
        """Return the entities of some kinds that may turn out to be one with others, in order of telling."""
        found = self.of_kinds(*kinds)
        return [one for one in found if one.key not in self.settled] if self.settled else found

    def of_kinds(self, *kinds: str) -> Sequence[Candidate]:
        """Return the entities of some kinds, in order of telling."""
        if len(kinds) == 1:
            return self.by_kind.get(kinds[0], ())
        return [candidate for candidate in self.by_key.values() if candidate.kind in kinds]

    def isos(self, candidate: Candidate, relation: str) -> frozenset[str]:
        """Return the ISO codes of the countries that a relation leads to."""
        related = (self.by_key[key].iso for key in candidate.related(relation) if key in self.by_key)
        return frozenset(iso for iso in related if iso)


def candidates_of(
    extractions: Iterable[Extraction],
    settled: Mapping[Key, Resource] = _NOTHING,
    weights: Mapping[Key, int] = _NOTHING,
) -> Candidates:
    """Collect the entities of all items; the order of the items does not count.

    Args:
        extractions: what was read out of each item.
        settled: the entities of which it is known already which resource they are.
        weights: entity → for how many that are told alike it stands, where that is more than itself.
    """
    by_key: dict[Key, Candidate] = {}
    by_kind: dict[str, list[Candidate]] = {}
    states: dict[str, frozenset[str]] = {}
    for extraction in sorted(extractions, key=lambda extraction: (extraction.item.published, extraction.item.id)):
        item = extraction.item
        states[item.id] = frozenset(entity.iso for entity in extraction.entities if entity.iso)
        day = item.published.isoformat()
        objects: dict[str, dict[str, set[str]]] = {}
        for fact in extraction.facts:
            objects.setdefault(fact.subject, {}).setdefault(fact.relation, set()).add(fact.object)
        for place, entity in enumerate(extraction.entities):
            key = item.id, entity.id
            told = objects.get(entity.id, {})
            order = day, item.id, place
            weight = weights.get(key, 1)
            one = Candidate(key, order, entity.kind, entity.names, entity.iso, item.headline, told, weight)
            by_key[key] = one
            by_kind.setdefault(one.kind, []).append(one)
    return Candidates(by_key, by_kind, states, settled)
