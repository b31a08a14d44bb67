"""Whether facts are right as often as their confidence says."""

from collections.abc import Iterable
from dataclasses import dataclass

from migrationkg.evaluation.scoring import Compared
from migrationkg.model import ENTITY_RELATIONS

#: Least confidence of each band, the highest first.
_BANDS = (0.9, 0.8, 0.7, 0.6, 0.5, 0.0)


@dataclass(frozen=True, slots=True)
class Band:
    """The facts of a range of confidence.

    Attributes:
        least: the least confidence of the band.
        told: number of facts that were found with such a confidence.
        right: number of those that were annotated.
    """

    least: float
    told: int
    right: int

    @property
    def share(self) -> float:
        """Share of the facts that are right."""
        return self.right / self.told if self.told else 0.0


def calibration(rows: Iterable[Compared]) -> list[Band]:
    """Return, for each band of confidence, how many facts were told and how many of them are right."""
    told = [row for row in rows if row.group == "fact" and row.confidence]
    bands = []
    for least, below in zip(_BANDS, (2.0, *_BANDS), strict=False):
        inside = [row for row in told if least <= row.confidence < below]
        bands.append(Band(least, len(inside), sum(row.what == "right" for row in inside)))
    return bands


def calibration_by_relation(rows: Iterable[Compared]) -> dict[str, list[Band]]:
    """Return, for each relation between things, its bands of confidence in which there are facts."""
    by_relation: dict[str, list[Compared]] = {}
    for row in rows:
        if row.kind in ENTITY_RELATIONS:
            by_relation.setdefault(row.kind, []).append(row)
    return {kind: [band for band in calibration(told) if band.told] for kind, told in sorted(by_relation.items())}
