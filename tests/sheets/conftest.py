"""A small graph with every ground on which a statement may stand."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse

DATA = Path(__file__).parent / "data.trig"


@pytest.fixture
def data() -> str:
    return DATA.read_text(encoding="utf-8")


def store_of(text: str) -> Store:
    """What `migrationkg.store` makes of the text: its graphs, and all they say in the default graph too."""
    store = Store()
    for quad in parse(text, format=RdfFormat.TRIG):
        store.add(quad)
        store.add(type(quad)(*quad.triple))
    return store
