"""Which things of the last build turned out to be several."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from migrationkg.model import Extraction
from migrationkg.resolution.clusters import Key


@dataclass(frozen=True, slots=True, order=True)
class Parting:
    """What the last build took for another thing, and this one does not.

    Attributes:
        now: path of the thing.
        former: path of what it was taken for, which stays with the thing for which it was minted.
    """

    now: str
    former: str


def partings(
    same: Iterable[Extraction], before: Mapping[Key, str], now: Mapping[Key, str], live: Container[str], base: str
) -> tuple[Parting, ...]:
    """Return what items that say the same as before do not tell of any more, and what they tell of instead.

    That comes about when later news brings a second person, place or body of a name: what could only be the first
    until then stays apart. Where one of two IRIs stands for the other now, nothing parted.

    Args:
        same: what was read out of those items.
        before: the resources that their entities were.
        now: those that they are.
        live: IRIs of all resources that there are.
        base: where the IRIs begin.
    """
    found: set[Parting] = set()
    for one in same:
        for entity in one.entities:
            key = one.item.id, entity.id
            if before.get(key) in live and key in now and now[key] != before[key]:
                found.add(Parting(now[key].removeprefix(base), before[key].removeprefix(base)))
    return tuple(sorted(found))
