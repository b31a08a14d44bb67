"""Which things of the last build turned out to be several."""

from collections.abc import Iterable
from dataclasses import dataclass

from migrationkg.knowledge_base.memory import Memory
from migrationkg.model import Extraction, Resolution


@dataclass(frozen=True, slots=True, order=True)
class Parting:
    """What the last build took for another thing, and this one does not.

    Attributes:
        now: path of the thing.
        former: path of what it was taken for, which stays with the thing for which it was minted.
    """

    now: str
    former: str


def partings(before: Memory, extractions: Iterable[Extraction], resolution: Resolution, base: str) -> list[Parting]:
    """Return what items that say the same as before do not tell of any more, and what they tell of instead.

    That comes about when later news brings a second person, place or body of a name: what could only be the first
    until then stays apart. Where one of two IRIs stands for the other now, nothing parted.

    Args:
        before: what was remembered by the last build.
        extractions: what is read out of the items now.
        resolution: what they tell of.
        base: where the IRIs begin.
    """
    live = {resource.iri for resource in resolution.resources}
    found: set[Parting] = set()
    for one in extractions:
        if before.extractions.get(one.item.id) is not one:
            continue
        for entity in one.entities:
            key = one.item.id, entity.id
            former, now = before.iris.get(key, ""), resolution.iris.get(key)
            if former in live and now is not None and now != former:
                found.add(Parting(now.removeprefix(base), former.removeprefix(base)))
    return sorted(found)
