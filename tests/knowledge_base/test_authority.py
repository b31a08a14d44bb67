"""Users' authority files in a knowledge base: what they add, and that the next build does not lose them."""

import shutil
from pathlib import Path

import pytest

from migrationkg.errors import InputError
from migrationkg.knowledge_base import Build, build

NEWS = """Project News
ALPHA project holds a workshop in Tirana

06 July 2023

On 3 July 2023, the EU-funded ALPHA project held a workshop in Tirana, Albania.
"""
TABLE = "name,type,exact_match\nALPHA,Project,https://example.org/alpha\n"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.txt"
    path.write_text(NEWS, encoding="utf-8")
    return path


def _table(folder: Path, text: str = TABLE, name: str = "mine.csv") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def _build(news: Path, *files: Path) -> Build:
    return build([news], news.parent / "kb", authorities=files, check=False, page=False)


def _turtle(news: Path) -> str:
    return (news.parent / "kb" / "graph.ttl").read_text(encoding="utf-8")


def test_an_authority_file_ties_a_resource_to_its_twin_and_the_next_build_knows_it_still(news: Path) -> None:
    first = _build(news, _table(news.parent / "given"))
    shutil.rmtree(news.parent / "given")
    again = _build(news)
    assert first.hash == again.hash
    assert first.problems == again.problems == ()
    assert "skos:exactMatch <https://example.org/alpha>" in _turtle(news)


def test_the_order_in_which_files_are_given_changes_nothing(news: Path) -> None:
    one, two = _table(news.parent / "a", name="one.csv"), _table(news.parent / "b", "name\nTirana\n", "two.csv")
    first = _build(news, one, two)
    _build(news, two)
    assert _build(news, two, one).hash == first.hash


def test_a_file_of_the_same_name_takes_the_place_of_the_old_one(news: Path) -> None:
    _build(news, _table(news.parent / "given"))
    _build(news, _table(news.parent / "newer", TABLE.replace("org/alpha", "org/beta")))
    assert "https://example.org/beta" in _turtle(news)
    assert "https://example.org/alpha" not in _turtle(news)


def test_a_file_taken_out_of_the_folder_is_forgotten(news: Path) -> None:
    without = _build(news).hash
    _build(news, _table(news.parent / "given"))
    (news.parent / "kb" / "authority" / "mine.csv").unlink()
    assert _build(news).hash == without


def test_a_bad_line_is_told_on_every_build_and_the_rest_goes_through(news: Path) -> None:
    bad = _table(news.parent / "given", TABLE + "BETA,Projekt,\n")
    assert [str(problem).split(";")[0] for problem in _build(news, bad).problems] == [f"{bad}:3: 'Projekt' is no type"]
    assert "https://example.org/alpha" in _turtle(news)
    kept = news.parent / "kb" / "authority" / "mine.csv"
    assert [str(problem).split(";")[0] for problem in _build(news).problems] == [f"{kept}:3: 'Projekt' is no type"]


def test_a_file_that_cannot_be_read_changes_nothing(news: Path) -> None:
    before = _build(news, _table(news.parent / "given")).hash
    with pytest.raises(InputError, match="no column 'name'"):
        _build(news, _table(news.parent / "other", "title\nALPHA\n"))
    assert _build(news).hash == before


def test_two_files_of_one_name_are_refused(news: Path) -> None:
    with pytest.raises(InputError, match="has the same name; rename one of the two"):
        _build(news, _table(news.parent / "a"), _table(news.parent / "b"))
