"""Short items that are easily misread: `cases.toml`."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.extraction.conftest import entities, facts, read

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_what_is_said_is_found_and_no_more(case: dict[str, Any]) -> None:
    found = read(case["text"], case.get("headline", "News"), case.get("published", date(2023, 6, 1)))
    told = facts(found) | entities(found)
    assert set(case.get("found", [])) - told == set()
    assert set(case.get("not_found", [])) & told == set()
