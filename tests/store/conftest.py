from pathlib import Path

import pytest
from pyoxigraph import Store

from migrationkg.store import open_store


@pytest.fixture(scope="session")
def store() -> Store:
    """The small data set of tests/queries."""
    return open_store(Path(__file__).parent.parent / "queries" / "data.trig")
