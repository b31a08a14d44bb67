"""A knowledge base: what a build makes, what it leaves alone, and that nothing half-done is ever seen."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from migrationkg.errors import InputError
from migrationkg.extraction import extract_all
from migrationkg.graph import DEFAULT_BASE
from migrationkg.knowledge_base import build, open_knowledge_base
from migrationkg.model import Extraction, NewsItem

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "news"
FILES = ("items.jsonl", "graph.ttl", "graph.trig", "validation.ttl", "validation.html", "network.html")

ONE = """Project News
ALPHA project holds a workshop in Tirana

06 July 2023

On 3 July 2023, the EU-funded ALPHA project held a workshop in Tirana, Albania.
"""
TWO = """Project News
BETA project closes in Oslo

07 July 2023

On 4 July 2023, the BETA project, funded by Norway, held its closing event in Oslo, Norway.
"""


def _state(folder: Path, files: tuple[str, ...] = FILES) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in files}


def write_pages(folder: Path, **pages: str) -> Path:
    """Write pages as files of a folder."""
    folder.mkdir(exist_ok=True)
    for name, text in pages.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def _quick(source: Path, kb: Path) -> None:
    build([source], kb, check=False, page=False)


def test_a_build_of_the_sample_makes_every_file(tmp_path: Path) -> None:
    done = build([SAMPLE], tmp_path / "kb")
    assert done.items == len(done.new) == 14
    assert done.report is not None
    assert done.report.conforms
    assert done.problems == ()
    assert all((tmp_path / "kb" / name).stat().st_size > 500 for name in FILES)
    assert {"Project", "Ministry", "Event", "Country"} <= set(done.resources)
    assert done.facts > 140


def test_reading_the_same_news_again_changes_no_byte(tmp_path: Path) -> None:
    first = build([SAMPLE], tmp_path / "kb")
    before = _state(tmp_path / "kb")
    again = build([SAMPLE], tmp_path / "kb")
    assert (again.new, again.changed, again.hash) == ((), (), first.hash)
    assert _state(tmp_path / "kb") == before


def test_known_items_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write_pages(tmp_path / "news", one=ONE)
    _quick(source, tmp_path / "kb")
    read: list[str] = []

    def counted(items: Sequence[NewsItem], **_: object) -> Iterator[Extraction]:
        read.extend(item.id for item in items)
        return extract_all(items)

    monkeypatch.setattr("migrationkg.knowledge_base.unfinished.extract_all", counted)
    write_pages(source, two=TWO)
    _quick(source, tmp_path / "kb")
    assert read == ["2023-07-07-beta-project-closes-in-oslo"]


def test_an_item_gone_from_its_source_stays(tmp_path: Path) -> None:
    source = write_pages(tmp_path / "news", one=ONE, two=TWO)
    _quick(source, tmp_path / "kb")
    before = _state(tmp_path / "kb", FILES[:3])
    (source / "one.txt").unlink()
    _quick(source, tmp_path / "kb")
    assert _state(tmp_path / "kb", FILES[:3]) == before


@pytest.mark.parametrize("base", [DEFAULT_BASE, "https://example.org/id/"])
@pytest.mark.parametrize("teaser", ["", "The EU-funded ALPHA project …", "The EU-funded ALPHA project held a"])
def test_a_text_that_comes_again_cut_off_leaves_the_known_one(base: str, teaser: str, tmp_path: Path) -> None:
    source, kb = tmp_path / "news.jsonl", tmp_path / "kb"
    known = {"title": "Talks", "date": "2023-07-06", "text": "The EU-funded ALPHA project held a workshop in Tirana."}
    source.write_text(json.dumps(known), encoding="utf-8")
    _quick(source, kb)
    source.write_text(json.dumps(known | {"text": teaser}), encoding="utf-8")
    again = build([source], kb, base=base, check=False, page=False)
    assert (again.new, again.changed) == ((), ())
    (line,) = (kb / "items.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["text"] == known["text"]


def test_a_changed_item_changes_its_facts_and_no_others(tmp_path: Path) -> None:
    source = write_pages(tmp_path / "news", one=ONE, two=TWO)
    _quick(source, tmp_path / "kb")
    before = (tmp_path / "kb" / "graph.ttl").read_text(encoding="utf-8").split("\n\n")
    write_pages(source, one=ONE.replace("EU-funded", "Norwegian-funded").replace("Norwegian-funded", "Danish-funded"))
    done = build([source], tmp_path / "kb", check=False, page=False)
    after = (tmp_path / "kb" / "graph.ttl").read_text(encoding="utf-8").split("\n\n")
    assert done.changed == ("2023-07-06-alpha-project-holds-a-workshop-in-tirana",)
    changed = {block.split()[0] for block in set(before) ^ set(after)}
    told = ("project:alpha", "organisation:european-union", "country:dk", "news:2023-07-06-alpha", "@prefix")
    assert all(block.startswith(told) for block in changed), changed


def test_order_of_files_and_hash_seeds_do_not_matter(tmp_path: Path) -> None:
    one, two = write_pages(tmp_path / "a", one=ONE), write_pages(tmp_path / "b", two=TWO)
    states = []
    for number, (seed, sources) in enumerate((("0", (one, two)), ("1", (two, one)), ("77", (two, one)))):
        code = "import sys; from migrationkg import build; build(sys.argv[2:], sys.argv[1])"
        folder = tmp_path / f"kb{number}"
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, folder, *sources], env=environment, check=True)
        states.append(_state(folder))
    assert states[0] == states[1] == states[2]


def test_new_rules_read_known_items_again_though_their_source_is_gone(tmp_path: Path) -> None:
    source, kb = write_pages(tmp_path / "news", one=ONE), tmp_path / "kb"
    _quick(source, kb)
    (kb / "items.rules").write_text("other rules\n", encoding="utf-8")
    memory = kb / "items.jsonl"
    known = memory.read_text(encoding="utf-8")
    memory.write_text(known.replace('"names": ["ALPHA"]', '"names": ["OMEGA"]'), encoding="utf-8")
    write_pages(source, two=TWO)
    (source / "one.txt").unlink()
    _quick(source, kb)
    graph = (kb / "graph.ttl").read_text(encoding="utf-8")
    assert "OMEGA" not in graph
    assert "ALPHA" in graph
    assert "BETA" in graph


def test_no_knowledge_base_is_told_with_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="migrationkg build SOURCE"):
        open_knowledge_base(tmp_path / "nothing")


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("Dear all", encoding="utf-8")
    with pytest.raises(InputError, match="is no knowledge base"):
        _quick(write_pages(tmp_path / "news", one=ONE), tmp_path / "letters")
    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["letter.txt"]


def test_a_build_that_fails_leaves_the_last_state(tmp_path: Path) -> None:
    source = write_pages(tmp_path / "news", one=ONE)
    _quick(source, tmp_path / "kb")
    before = _state(tmp_path / "kb", FILES[:3])
    with pytest.raises(InputError):
        build([source], tmp_path / "kb", base="not an address")
    assert _state(tmp_path / "kb", FILES[:3]) == before


def test_a_move_that_was_cut_off_is_finished(tmp_path: Path) -> None:
    source, kb = write_pages(tmp_path / "news", one=ONE), tmp_path / "kb"
    _quick(source, kb)
    _quick(write_pages(tmp_path / "more", two=TWO), tmp_path / "other")
    (tmp_path / "other" / ".lock").unlink(missing_ok=True)
    (tmp_path / "other" / "complete").touch()
    (tmp_path / "other").rename(kb / ".next")
    opened = open_knowledge_base(kb)
    assert "BETA" in opened.turtle.read_text(encoding="utf-8")
    assert not (kb / ".next").exists()


def test_a_build_without_validation_leaves_no_report_of_another_graph(tmp_path: Path) -> None:
    source, kb = write_pages(tmp_path / "news", one=ONE), tmp_path / "kb"
    build([source], kb, page=False)
    files = open_knowledge_base(kb).of_validation
    assert all(path.exists() for path in files)
    files[0].write_text("changed", encoding="utf-8")
    done = build([write_pages(tmp_path / "more", two=TWO)], kb, check=False, page=False)
    assert done.mended == (f"{files[0]}: not as the last build left it; taken away",)
    assert not any(path.exists() for path in files)
    build((), kb, page=False)
    assert all(path.exists() for path in files)


def test_a_move_cut_off_after_the_report_keeps_it(tmp_path: Path) -> None:
    source, kb = write_pages(tmp_path / "news", one=ONE), tmp_path / "kb"
    build([source], kb, page=False)
    (kb / ".next").mkdir()
    (kb / ".next" / "gone").write_text(".findings.json", encoding="utf-8")
    (kb / ".next" / "complete").touch()
    known = open_knowledge_base(kb)
    assert [path.exists() for path in known.of_validation] == [True, True, False]
