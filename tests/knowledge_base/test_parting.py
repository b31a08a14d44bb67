"""What could only be one thing until later news brought a second of its name."""

import shutil
from pathlib import Path
from unittest.mock import Mock

import pytest
from tests.knowledge_base.test_increments import same
from typer.testing import CliRunner

from migrationkg.cli import app
from migrationkg.knowledge_base import build, building

NEWS = """Project News
Training on returns in Tirana

01 July 2023

On 30 June 2023, the MOBILAZE 2 project held a training in Tirana, Albania. Ms Ana Petrova, the trainer, thanked all.

Project News
Training on visas in Skopje

02 July 2023

On 1 July 2023, the ALPHA project held a training in Skopje, North Macedonia, with Ana Petrova, adviser at ICMPD.
"""
SECOND = """Project News
Workshop on borders in Vienna

03 July 2023

On 2 July 2023, the BETA project held a workshop in Vienna, Austria, with Ana Petrova, Head of Unit at Frontex.
"""


def news(folder: Path, text: str) -> Path:
    path = folder / f"{len(text)}.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_build_tells_what_is_no_longer_taken_for_another(tmp_path: Path) -> None:
    kb = tmp_path / "kb"
    assert build([news(tmp_path, NEWS)], kb, page=False, check=False).parted == ()
    (parting,) = build([news(tmp_path, SECOND)], kb, page=False, check=False).parted
    assert parting.former == "person/ana-petrova"
    assert parting.now.startswith("person/ana-petrova-")
    assert build([], kb, page=False, check=False).parted == ()


def test_items_of_what_turns_out_to_be_another_are_put_anew_without_resolving_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kb, other = tmp_path / "kb", tmp_path / "other"
    build([news(tmp_path, NEWS)], kb, page=False)
    with monkeypatch.context() as patched:
        patched.setattr(building, "_made", Mock(side_effect=AssertionError("everything is made anew")))
        done = build([news(tmp_path, SECOND)], kb, page=False)
    other.mkdir()
    shutil.copy(kb / "identities.csv", other / "identities.csv")
    build(sorted(tmp_path.glob("*.txt")), other, page=False)
    assert done.parted
    same(kb, other)


def test_an_item_that_says_something_else_now_parts_nothing(tmp_path: Path) -> None:
    kb = tmp_path / "kb"
    build([news(tmp_path, NEWS)], kb, page=False, check=False)
    edited = NEWS.replace("with Ana Petrova", "with Maria Petrova")
    assert build([news(tmp_path, edited)], kb, page=False, check=False).parted == ()


@pytest.mark.parametrize("options", [[], ["--quiet"]])
def test_the_command_tells_it_in_words(tmp_path: Path, options: list[str]) -> None:
    kb = ["--kb", str(tmp_path / "kb"), "--no-validate", "--no-view"]
    CliRunner().invoke(app, ["build", str(news(tmp_path, NEWS)), *kb])
    told = CliRunner().invoke(app, [*options, "build", str(news(tmp_path, SECOND)), *kb])
    assert told.exit_code == 0, told.output
    assert "until now taken for person/ana-petrova" in told.output
