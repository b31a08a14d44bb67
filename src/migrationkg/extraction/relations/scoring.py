"""How likely each relation between two things is: the weights of what there is to see of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain

import numpy as np

from migrationkg.extraction.models.network import Numbers
from migrationkg.extraction.models.relations import RelationModel
from migrationkg.extraction.relations.candidates import Candidate
from migrationkg.extraction.relations.features import own_features, pair_features, surroundings
from migrationkg.extraction.relations.rows import may_join
from migrationkg.extraction.relations.scene import Scene
from migrationkg.extraction.relations.second_look import Others, Triple
from migrationkg.extraction.tables.vocabulary import load_table

#: What a row weighs that was not there when the weights were found: about as much as the others.
_NEW_ROW = 2.0

#: Whose surroundings tell something as a subject; those of a project or an occasion tell little of the pair.
_SPEAKING_SUBJECTS = frozenset(("Person", "Organisation", "Place"))


@cache
def _relations_of_rows() -> Mapping[str, str]:
    rows = chain.from_iterable(load_table(name)["row"] for name in ("relations", "structure"))
    return {row["name"]: row["relation"] for row in rows if "relation" in row}


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
            yield self.scene.type_of(one.subject).removeprefix("type="), one.object

    def piece(self, key: tuple[str, str]) -> list[str]:
        """Return the features of a piece."""
        if key not in self.parts:
            what, thing = key
            if what in ("s", "o"):
                seen = list(own_features(self.scene, thing))
            elif what in ("s around", "o around"):
                seen = surroundings(self.scene, thing)
            else:
                around = [one.removeprefix("o: ") for one in self.piece(("o around", thing))]
                hanging = [one for one in around if " of " in one or one.startswith("lead=")]
                seen = [self.scene.entities[thing].kind, *hanging]
            self.parts[key] = [f"{what.removesuffix(' around')}: {one}" for one in seen]
        return self.parts[key]

    def features(self, one: Candidate) -> list[str]:
        """Return all features of a pair."""
        return [*pair_features(self.scene, one), *chain.from_iterable(map(self.piece, self.pieces(one)))]


def likelihoods(seen: Seen, pairs: Sequence[Candidate], model: RelationModel) -> dict[Triple, float]:
    """Return how likely each relation is: each pair is looked at alone, then again beside the others.

    Args:
        seen: what there is to see in the item.
        pairs: the pairs between which a relation may hold.
        model: what was learned of relations.
    """
    pairs = [one for one in pairs if one.pair in model.labels]
    sums = _sums(seen, pairs, model)
    found = _likely(seen.scene, pairs, model, sums, 0)
    if model.looks == 1 or not pairs:
        return found
    others = Others.of(seen.scene, found)
    return _likely(seen.scene, pairs, model, sums + model.sums([others.features(one) for one in pairs]), 1)


def alone(seen: Seen, pairs: Sequence[Candidate], model: RelationModel) -> dict[Triple, float]:
    """Return how likely each relation is by what there is to see of each pair alone."""
    pairs = [one for one in pairs if one.pair in model.labels]
    return _likely(seen.scene, pairs, model, _sums(seen, pairs, model), 0)


def _sums(seen: Seen, pairs: Sequence[Candidate], model: RelationModel) -> Numbers:
    """Return the sums of the weights of what is seen of each pair (pairs x columns)."""
    shared = [list(seen.pieces(one)) for one in pairs]
    pieces = dict.fromkeys(chain.from_iterable(shared))
    of_pieces = dict(zip(pieces, model.sums([seen.piece(key) for key in pieces]), strict=True))
    found = model.sums([pair_features(seen.scene, one) for one in pairs])
    for number, keys in enumerate(shared):
        found[number] += sum(of_pieces[key] for key in keys)
    return found


def _of_new_rows(scene: Scene, pairs: Sequence[Candidate], model: RelationModel) -> Numbers:
    """Return what rows tell that came after the training: they count all the same (pairs x columns)."""
    found = np.zeros((len(pairs), model.within.shape[1]), dtype=np.float32)
    for number, one in enumerate(pairs):
        for row in scene.rows.get((one.subject, one.object), ()):
            if not model.knows(f"row={row}", one.pair):
                told = [label == _relations_of_rows().get(row) for label in model.labels[one.pair]]
                found[number, model.columns[one.pair]] += _NEW_ROW * np.array(told)
    return found


def _likely(
    scene: Scene, pairs: Sequence[Candidate], model: RelationModel, sums: Numbers, look: int
) -> dict[Triple, float]:
    """Return the likelihoods at a look by the sums of weights of each pair."""
    found: dict[Triple, float] = {}
    likely = model.shares([one.pair for one in pairs], sums, look, _of_new_rows(scene, pairs, model))
    for one, told in zip(pairs, likely.tolist(), strict=True):
        shares = told[model.columns[one.pair]]
        kinds = scene.entities[one.subject].kind, scene.entities[one.object].kind
        for at, relation in _told_by(model.labels[one.pair], *kinds):
            key = (one.subject, relation, one.object)
            found[key] = found.get(key, 0.0) + shares[at]
    return found


@lru_cache(4096)
def _told_by(labels: tuple[str, ...], subject: str, target: str) -> tuple[tuple[int, str], ...]:
    """Return the relations that labels tell of and that may join two kinds, each with the label's number."""
    told = ((at, relation) for at, label in enumerate(labels) for relation in label.split("+"))
    return tuple((at, relation) for at, relation in told if may_join(relation, subject, target))
