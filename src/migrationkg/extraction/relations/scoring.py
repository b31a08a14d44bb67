"""How likely each relation between two things is: the weights of what there is to see of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from migrationkg.extraction.models.relations import RelationModel
from migrationkg.extraction.models.scorer import Scorer
from migrationkg.extraction.relations.candidates import Candidate, fits
from migrationkg.extraction.relations.features import own_features, pair_features, surroundings
from migrationkg.extraction.relations.scene import Scene
from migrationkg.extraction.relations.second_look import Others, Triple
from migrationkg.extraction.tables.vocabulary import load_table

#: Label of a pair between which no relation holds.
NONE = "none"

#: What a row weighs that was not there when the weights were found: about as much as the others.
_NEW_ROW = 2.0

#: Whose surroundings tell something as a subject; those of a project or an occasion tell little of the pair.
_SPEAKING_SUBJECTS = frozenset(("Person", "Organisation", "Place"))


@cache
def _relations_of_rows() -> Mapping[str, str]:
    return {
        row["name"]: row["relation"]
        for name in ("relations", "structure")
        for row in load_table(name)["row"]
        if "relation" in row
    }


@dataclass(slots=True)
class Seen:
    """What there is to see in an item, each thing looked at once.

    Attributes:
        scene: the item.
        parts: (what, thing) → its features.
    """

    scene: Scene
    parts: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def pieces(self, one: Candidate) -> Iterator[tuple[str, str]]:
        """Yield the keys of the pieces of a pair's features that other pairs share."""
        sort = one.pair.split("-")[0]
        yield "s", one.subject
        if sort in _SPEAKING_SUBJECTS:
            yield "s around", one.subject
        yield "o", one.object
        yield "o around", one.object
        if sort == "Event":
            kind = next((told[5:] for told in self.scene.told.get(one.subject, ()) if told.startswith("type=")), "")
            yield f"{kind}", one.object

    def piece(self, key: tuple[str, str]) -> list[str]:
        """Return the features of a piece."""
        if key not in self.parts:
            what, thing = key
            side, _, around = what.partition(" ")
            if around:
                self.parts[key] = [f"{side}: {one}" for one in surroundings(self.scene, thing)]
            elif side in ("s", "o"):
                self.parts[key] = [f"{side}: {one}" for one in own_features(self.scene, thing)]
            else:
                around_it = (one.removeprefix("o: ") for one in self.piece(("o around", thing)))
                hanging = [one for one in around_it if " of " in one or "cue=" in one or one.startswith("lead=")]
                self.parts[key] = [f"{what}: {one}" for one in (self.scene.entities[thing].kind, *hanging)]
        return self.parts[key]

    def features(self, one: Candidate) -> list[str]:
        """Return all features of a pair."""
        return [*pair_features(self.scene, one), *(two for key in self.pieces(one) for two in self.piece(key))]


def likelihoods(seen: Seen, pairs: Sequence[Candidate], model: RelationModel) -> dict[Triple, float]:
    """Return how likely each relation is: each pair is looked at alone, then again beside the others.

    Args:
        seen: what there is to see in the item.
        pairs: the pairs between which a relation may hold.
        model: what was learned of relations.
    """
    if not model.again:
        return alone(seen, pairs, model.scorers)
    others = Others.of(seen.scene, alone(seen, pairs, model.scorers))
    return _scored(seen, pairs, model.again, lambda one: [*pair_features(seen.scene, one), *others.features(one)])


def alone(seen: Seen, pairs: Sequence[Candidate], scorers: Mapping[str, Scorer]) -> dict[Triple, float]:
    """Return how likely each relation is by what there is to see of each pair alone."""
    return _scored(seen, pairs, scorers, lambda one: pair_features(seen.scene, one))


def _scored(
    seen: Seen, pairs: Sequence[Candidate], scorers: Mapping[str, Scorer], own: Callable[[Candidate], list[str]]
) -> dict[Triple, float]:
    """Return the likelihoods by each pair's own features and those of the pieces that it shares with others."""
    found: dict[Triple, float] = {}
    sums: dict[tuple[str, str, str], list[float]] = {}
    for one in pairs:
        scorer = scorers.get(one.pair)
        if scorer is None:
            continue
        total = scorer.sums(own(one))
        for row in seen.scene.rows.get((one.subject, one.object), ()):
            if f"row={row}" not in scorer.weights:  # a row that came after the training counts all the same
                total = [
                    more + _NEW_ROW * (label == _relations_of_rows().get(row))
                    for label, more in zip(scorer.labels, total, strict=True)
                ]
        for what, thing in seen.pieces(one):
            key = (one.pair, what, thing)
            if key not in sums:
                sums[key] = scorer.sums(seen.piece((what, thing)))
            total = [mine + more for mine, more in zip(total, sums[key], strict=True)]
        _add(found, seen, one, scorer.shares(total))
    return found


def _add(found: dict[Triple, float], seen: Seen, one: Candidate, shares: dict[str, float]) -> None:
    entities = seen.scene.entities
    for label, share in shares.items():
        for relation in label.split("+") if label != NONE else ():
            if fits(relation, entities[one.subject], entities[one.object]):
                key = (one.subject, relation, one.object)
                found[key] = found.get(key, 0.0) + share
