import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from pyoxigraph import Store
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from migrationkg.store import open_store

_SCHEMAS = Path(__file__).parent / "schemas"
_READ = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(_SCHEMAS.glob("*.json"))}
_ALL: Registry[object] = Registry().with_resources(
    (schema["$id"], Resource.from_contents(schema, default_specification=DRAFT7)) for schema in _READ.values()
)


@pytest.fixture(scope="session")
def store() -> Store:
    """The small data set of tests/queries."""
    return open_store(Path(__file__).parents[2] / "queries" / "data.trig")


@pytest.fixture(scope="session")
def holds_to() -> Callable[[str, object], None]:
    """Asserts that JSON is valid by a schema of the specification."""

    def check(name: str, told: object) -> None:
        written = json.loads(json.dumps(told))
        Draft7Validator(_READ[name], registry=_ALL).validate(written)

    return check
