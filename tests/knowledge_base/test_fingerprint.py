"""A knowledge base knows when the program that made it was another one."""

from pathlib import Path

import pytest

from migrationkg.knowledge_base.fingerprint import fingerprint_of


@pytest.mark.parametrize("name", ["rules.py", "tables/rows.toml", "models/names.crfsuite", "models/days.tsv", "a.ttl"])
def test_whatever_decides_how_news_is_read_changes_the_fingerprint(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("one")
    before = fingerprint_of([tmp_path])
    path.write_text("two")
    assert fingerprint_of([tmp_path]) != before


def test_a_file_that_moves_changes_the_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one")
    before = fingerprint_of([tmp_path])
    (tmp_path / "a").rename(tmp_path / "b")
    assert fingerprint_of([tmp_path]) != before


def test_what_python_compiles_does_not(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("one")
    before = fingerprint_of([tmp_path])
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"x")
    assert fingerprint_of([tmp_path]) == before
