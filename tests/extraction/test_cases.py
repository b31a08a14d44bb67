"""Short items that are easily misread: `cases.toml`."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.extraction.conftest import entities, facts, read

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"))["case"]


def marked(case: dict[str, Any]) -> Any:
    """Return a case, expected to fail where it says so itself: it then fails the day that it is read right."""
    marks = [pytest.mark.xfail(reason="still misread", strict=True)] if case.get("misread") else []
    return pytest.param(case, id=case["why"], marks=marks)


@pytest.mark.parametrize("case", map(marked, CASES))
def test_what_is_said_is_found_and_no_more(case: dict[str, Any]) -> None:
    found = read(case["text"], case.get("headline", "News"), case.get("published", date(2023, 6, 1)))
    told = facts(found) | entities(found)
    assert set(case.get("found", [])) - told == set()
    assert set(case.get("not_found", [])) & told == set()
