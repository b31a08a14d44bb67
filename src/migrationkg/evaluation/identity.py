"""How right the resolver is: whether it tells of two entities, as people do, that they are one thing or two."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from migrationkg.evaluation.scoring import Figures, f1
from migrationkg.model import Extraction
from migrationkg.resolution import resolve
from migrationkg.resolution.clusters import Clusters, Key


@dataclass(frozen=True, slots=True)
class Side:
    """An entity of a pair.

    Attributes:
        key: (id of the item, local id of the entity).
        item: the annotated item as the file of pairs names it ("dev/2023-06-21-a"); empty where there is none.
        name: the entity as the file names it.
    """

    key: Key
    item: str
    name: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities of which people say whether they are one thing.

    Attributes:
        line: its line in the file of pairs.
        kind: kind of the first entity.
        first: an entity.
        second: another.
        same: whether the two are one thing.
        why: the reason, for people.
    """

    line: int
    kind: str
    first: Side
    second: Side
    same: bool
    why: str

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both entities."""
        return self.first, self.second


@dataclass(frozen=True, slots=True)
class BCubed:
    """Precision and recall of clusters, entity by entity.

    Attributes:
        precision: mean share of what an entity was joined with that is the same thing.
        recall: mean share of what is the same thing that an entity was joined with.
        entities: number of entities.
        things: number of things that people tell apart among them.
    """

    precision: float
    recall: float
    entities: int
    things: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return f1(self.precision, self.recall)


@dataclass(frozen=True, slots=True)
class Identity:
    """The outcome.

    Attributes:
        pairs: number of pairs.
        by_kind: kind of the first entity → figures over the pairs; a pair told to be one is what can be hit.
        bcubed: figures over the entities.
        joined: the pairs that were joined wrongly.
        apart: the pairs that were kept apart wrongly.
    """

    pairs: int
    by_kind: Mapping[str, Figures]
    bcubed: BCubed
    joined: tuple[Pair, ...]
    apart: tuple[Pair, ...]

    @property
    def all_pairs(self) -> Figures:
        """Figures over the pairs of all kinds."""
        return Figures.total(self.by_kind.values())


def evaluate_identity(pairs: Sequence[Pair], extractions: Sequence[Extraction]) -> Identity:
    """Resolve annotated entities, and compare which of them are one with what people say.

    Args:
        pairs: what people say.
        extractions: the items of all the entities, as annotated.
    """
    return compare_identity(pairs, resolve(extractions).iris)


def compare_identity(pairs: Sequence[Pair], iris: Mapping[Key, str]) -> Identity:
    """Compare resources with what people say of pairs of entities.

    Args:
        pairs: what people say, without contradiction.
        iris: entity → IRI of its resource.
    """
    counts = Counter((pair.kind, pair.same, _joined(pair, iris)) for pair in pairs)
    by_kind = {
        kind: Figures(
            counts[kind, True, True],
            counts[kind, True, True] + counts[kind, True, False],
            counts[kind, True, True] + counts[kind, False, True],
        )
        for kind in sorted({pair.kind for pair in pairs})
    }
    return Identity(
        len(pairs),
        by_kind,
        _bcubed(pairs, iris),
        tuple(pair for pair in pairs if not pair.same and _joined(pair, iris)),
        tuple(pair for pair in pairs if pair.same and not _joined(pair, iris)),
    )


def things_of(pairs: Sequence[Pair]) -> Clusters:
    """Return the things that people tell: entities are one that a chain of pairs "the same" leads to."""
    things = Clusters(side.key for pair in pairs for side in pair.sides)
    for pair in pairs:
        if pair.same:
            things.join((pair.first.key, pair.second.key))
    return things


def _joined(pair: Pair, iris: Mapping[Key, str]) -> bool:
    return iris[pair.first.key] == iris[pair.second.key]


def _bcubed(pairs: Sequence[Pair], iris: Mapping[Key, str]) -> BCubed:
    """Return B-cubed figures (Bagga and Baldwin 1998) over the entities that the pairs name.

    For an entity e, let G be the entities that are the same thing by people's word (e among them), R those that the
    resolver gives its resource, and K those of which people's word is known: G, and every entity of a thing that a
    pair tells to be another than that of e. The precision of e is |R ∩ G| / |R ∩ K|, its recall |R ∩ G| / |G|; the
    figures are the means over all entities. Two entities of which nobody said anything count neither for nor against.

    Amit Bagga and Breck Baldwin, "Algorithms for Scoring Coreference Chains", LREC 1998 Workshop on Linguistic
    Coreference; here with K, since people label pairs and not every pair of all entities.
    """
    things = things_of(pairs)
    members = {things.find(keys[0]): frozenset(keys) for keys in things.sets()}
    others: dict[Key, set[Key]] = {root: set() for root in members}
    for pair in pairs:
        if not pair.same:
            first, second = things.find(pair.first.key), things.find(pair.second.key)
            others[first] |= members[second]
            others[second] |= members[first]
    resources: dict[str, set[Key]] = {}
    for keys in members.values():
        for key in keys:
            resources.setdefault(iris[key], set()).add(key)
    precision = recall = 0.0
    entities = [(key, root) for root in sorted(members) for key in sorted(members[root])]
    for key, root in entities:
        found = resources[iris[key]]
        right = len(found & members[root])
        precision += right / (right + len(found & others[root]))
        recall += right / len(members[root])
    count = len(entities) or 1
    return BCubed(precision / count, recall / count, len(entities), len(members))
