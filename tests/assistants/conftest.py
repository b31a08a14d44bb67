from pathlib import Path
from sqlite3 import Connection

import pytest
from pyoxigraph import Store

from migrationkg.knowledge_base import build
from migrationkg.search import index_in_memory
from migrationkg.store import open_store


@pytest.fixture(scope="session")
def store() -> Store:
    """The small data set of tests/queries."""
    return open_store(Path(__file__).parents[1] / "queries" / "data.trig")


@pytest.fixture(scope="session")
def index(store: Store) -> Connection:
    """The index of its names."""
    return index_in_memory(store)


@pytest.fixture(scope="session")
def kb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base of the sample news."""
    folder = tmp_path_factory.mktemp("assistants") / "kb"
    build([Path(__file__).parents[2] / "data" / "news"], folder, check=False, page=False)
    return folder
