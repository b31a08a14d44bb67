import sqlite3
from pathlib import Path

import pytest
from pyoxigraph import Store

from migrationkg.search import index_in_memory
from migrationkg.store import open_store

DATA = Path(__file__).parent.parent / "queries" / "data.trig"


@pytest.fixture(scope="session")
def store() -> Store:
    return open_store(DATA)


@pytest.fixture(scope="session")
def index(store: Store) -> sqlite3.Connection:
    item = "https://w3id.org/migrationkg/id/news/2024-02-08-mobilaze2-baku"
    return index_in_memory(store, {item: "Officers practised interviewing. <b>Interpreters</b> sat beside them."})
