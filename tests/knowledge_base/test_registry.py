"""The registry of a knowledge base: IRIs outlive the order in which news comes."""

import shutil
from pathlib import Path

import pytest

from migrationkg.errors import InputError
from migrationkg.knowledge_base import build, current_name
from migrationkg.questions import ask

HEADER = "path,item,told_as,also,replaced_by\n"
LATER = """Project News
Training on returns in Tirana

08 July 2023

On 5 July 2023, the project Support to Mobility, funded by Norway, held a training in Tirana, Albania.
"""
EARLIER = """Project News
The project Support to Mobility (S2M) opens in Tirana

02 July 2023

On 1 July 2023, the EU-funded project Support to Mobility (S2M) held its opening in Tirana, Albania.
"""
ACRONYM = """Project News
S2M closes

12 July 2023

On 10 July 2023, the S2M project, funded by Norway, held its closing event in Tirana, Albania.
"""


def _build(kb: Path, *news: str) -> set[str]:
    """Build from texts, and return the projects."""
    folder = kb.with_name("news")
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(news):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    build([folder], kb, page=False)
    shutil.rmtree(folder)
    answer = ask("SELECT ?p { ?p a mkg:Project }", kb=kb)
    return {str(row[0]).rpartition("/")[2].rstrip(">") for row in answer.rows}


def test_news_that_comes_late_renames_nothing_and_old_iris_tell_what_they_mean_now(tmp_path: Path) -> None:
    kb = tmp_path / "kb"
    assert _build(kb, LATER) == {"support-to-mobility"}
    assert _build(kb, ACRONYM) == {"support-to-mobility", "s2m"}
    (kept,) = _build(kb, EARLIER)
    (former,) = {"support-to-mobility", "s2m"} - {kept}
    turtle = (kb / "graph.ttl").read_text(encoding="utf-8")
    assert f"project:{former}\n" in turtle or f"project:{former} " in turtle
    assert f"isReplacedBy project:{kept}" in turtle
    assert f"owl:sameAs project:{kept}" in turtle
    assert current_name(kb, f"project/{former}") == f"project/{kept}"
    assert current_name(kb, f"https://w3id.org/migrationkg/id/project/{former}") == f"project/{kept}"
    assert current_name(kb, "S2M") == "S2M"


def test_the_registry_alone_makes_a_build_from_nothing_the_same(tmp_path: Path) -> None:
    for news in (LATER, ACRONYM, EARLIER):
        _build(tmp_path / "kb", news)
    (tmp_path / "other").mkdir()
    shutil.copy(tmp_path / "kb" / "identities.csv", tmp_path / "other")
    _build(tmp_path / "other", EARLIER, LATER, ACRONYM)
    for name in ("graph.ttl", "graph.trig", "identities.csv"):
        assert (tmp_path / "kb" / name).read_bytes() == (tmp_path / "other" / name).read_bytes(), name


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("path;item\n", ":1: the header"),
        (f"{HEADER}project/a,item-a\n", ":2: no line"),
        (f"{HEADER}project/a,item-a,project/a,,\nproject/a,item-a,project/a,,\n", ":3: no line"),
        (f"{HEADER}project/a,item-a,project/a,,project/b\n", ":2: 'project/b' is not in the registry"),
    ],
)
def test_a_damaged_registry_stops_the_build_with_its_line(tmp_path: Path, text: str, where: str) -> None:
    kb = tmp_path / "kb"
    _build(kb, LATER)
    before = (kb / "graph.trig").read_bytes()
    (kb / "identities.csv").write_text(text, encoding="utf-8")
    (kb / "memory.sqlite").unlink()  # out of which it would be brought back
    with pytest.raises(InputError) as told:
        _build(kb, EARLIER)
    assert f"identities.csv{where}" in str(told.value)
    assert (kb / "graph.trig").read_bytes() == before
