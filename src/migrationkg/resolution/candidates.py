"""The entities of all items, each with what its item says of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from migrationkg.model import Entity, Extraction
from migrationkg.resolution.clusters import Key


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity of one item.

    Attributes:
        key: (id of the item, local id of the entity).
        order: (day of publication, id of the item, place in it): who was first to speak of a thing.
        entity: the entity itself.
        headline: headline of its item.
        objects: relation → what it leads to: local ids of entities, or values.
    """

    key: Key
    order: tuple[str, str, int]
    entity: Entity
    headline: str
    objects: Mapping[str, frozenset[str]]

    @property
    def kind(self) -> str:
        """One of ENTITY_KINDS."""
        return self.entity.kind

    @property
    def names(self) -> tuple[str, ...]:
        """Every way in which the item writes it, most complete first."""
        return self.entity.names

    def related(self, relation: str) -> tuple[Key, ...]:
        """The entities that one of ENTITY_RELATIONS leads to, sorted."""
        return tuple((self.key[0], local) for local in sorted(self.objects.get(relation, ())))

    def value(self, relation: str) -> str | None:
        """The value of one of VALUE_RELATIONS, the least where there are several."""
        return min(self.objects.get(relation, ()), default=None)


@dataclass(frozen=True, slots=True)
class Candidates:
    """All entities, and the states that each item names.

    Attributes:
        by_key: every entity, in order of telling.
        states: id of an item → ISO codes of the countries it names.
    """

    by_key: Mapping[Key, Candidate]
    states: Mapping[str, frozenset[str]]

    def of_kinds(self, *kinds: str) -> list[Candidate]:
        """Return the entities of some kinds, in order of telling."""
        return [candidate for candidate in self.by_key.values() if candidate.kind in kinds]

    def isos(self, candidate: Candidate, relation: str) -> frozenset[str]:
        """Return the ISO codes of the countries that a relation leads to."""
        related = (self.by_key[key].entity.iso for key in candidate.related(relation) if key in self.by_key)
        return frozenset(iso for iso in related if iso)


def candidates_of(extractions: Iterable[Extraction]) -> Candidates:
    """Collect the entities of all items; the order of the items does not count."""
    by_key: dict[Key, Candidate] = {}
    states: dict[str, frozenset[str]] = {}
    for extraction in sorted(extractions, key=lambda extraction: (extraction.item.published, extraction.item.id)):
        item = extraction.item
        states[item.id] = frozenset(entity.iso for entity in extraction.entities if entity.iso)
        objects: dict[str, dict[str, set[str]]] = {}
        for fact in extraction.facts:
            objects.setdefault(fact.subject, {}).setdefault(fact.relation, set()).add(fact.object)
        for place, entity in enumerate(extraction.entities):
            key = item.id, entity.id
            by_key[key] = Candidate(
                key,
                (item.published.isoformat(), item.id, place),
                entity,
                item.headline,
                {relation: frozenset(found) for relation, found in objects.get(entity.id, {}).items()},
            )
    return Candidates(by_key, states)
