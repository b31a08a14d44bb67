"""Phases of a project are projects that follow one another."""

from collections.abc import Callable

import pytest

from migrationkg.model import Extraction
from migrationkg.resolution import resolve

MakeItem = Callable[..., Extraction]


def follows(item: MakeItem, *names: str) -> dict[str, str]:
    resolution = resolve([item(f"item-{n}", [("x", "Project", name)]) for n, name in enumerate(names)])
    return {
        resource.iri.rpartition("/")[2]: resource.follows.rpartition("/")[2]
        for resource in resolution.resources
        if resource.follows
    }


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("MOBILAZE", "MOBILAZE2"), {"mobilaze-2": "mobilaze"}),
        (("BOMCA 9", "BOMCA 10"), {"bomca-10": "bomca-9"}),
        (("BOMCA 8", "BOMCA 10", "BOMCA"), {"bomca-10": "bomca-8"}),
        (("Silk Routes phase III", "Silk Routes II"), {"silk-routes-3": "silk-routes-2"}),
        (("Support to Mobility|MOBILAZE", "Support to Mobility|MOBILAZE 2"), {"mobilaze-2": "mobilaze"}),
        (("EUROMED Migration", "EUROMED Migration V"), {}),
        (("EUIBM Lebanon", "EU4IBM"), {}),
        (("Border Police Action|BPA", "Balkan Press Aid|BPA 2"), {}),
    ],
)
def test_each_phase_follows_the_one_before(item: MakeItem, names: tuple[str, ...], expected: dict[str, str]) -> None:
    assert follows(item, *names) == expected
