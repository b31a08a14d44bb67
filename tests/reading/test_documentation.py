"""docs/reading.md: its examples run, and its lists are those of the code."""

import doctest
import re
from pathlib import Path

import pytest

from migrationkg.reading.columns import NAMES
from migrationkg.reading.reader import FORMS
from migrationkg.reading.sources import KNOWN_ENDINGS

PAGE = (Path(__file__).parents[2] / "docs" / "reading.md").read_text("utf-8")


def test_the_examples_of_the_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, content in re.findall(r"^```\w+ (\S+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE):
        (tmp_path / name).write_text(content, "utf-8")
    monkeypatch.chdir(tmp_path)
    examples = doctest.DocTestParser().get_doctest(PAGE, {}, "reading.md", None, 0)
    assert len(examples.examples) >= 8
    assert doctest.DocTestRunner().run(examples).failed == 0


def test_the_page_names_every_form_field_and_ending() -> None:
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == list(FORMS)
    rows = re.findall(r"^\| (\w+) \| ((?:`\w+`(?:, )?)+) \|", PAGE, re.MULTILINE)
    documented = {field: tuple(re.findall(r"`(\w+)`", names.lower())) for field, names in rows}
    assert documented == NAMES
    assert set(re.findall(r"`(\.\w+)`", PAGE)) == KNOWN_ENDINGS
