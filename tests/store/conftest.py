from pathlib import Path

import pytest
from pyoxigraph import Store

from migrationkg.store import open_store


@pytest.fixture
def forked(request: pytest.FixtureRequest) -> None:
    """Leave a test out that holds for forked processes only: others take longer to begin, and know no patches."""
    if request.config.getoption("--spawn"):
        pytest.skip("holds where processes are forked")


@pytest.fixture(scope="session")
def store() -> Store:
    """The small data set of tests/queries."""
    return open_store(Path(__file__).parent.parent / "queries" / "data.trig")
