"""Two knowledge bases of real news, one with an item edited and one withdrawn: what an analyst reads, and the patch."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TypeAlias

import pytest
from pyoxigraph import RdfFormat, parse
from typer.testing import CliRunner

import migrationkg
from migrationkg.cli import app
from migrationkg.graph import write_trig

ROOT = Path(__file__).resolve().parents[2]
NEWS = (ROOT / "data" / "news" / "icmpd-2023-06-07.txt").read_text(encoding="utf-8")
EDITS = (("From 27 to 29 June 2023, ICMPD", "From 27 to 29 June 2023, IOM"), ("Netherlands under", "Austria under"))

#: Of the news before, and after.
Builds: TypeAlias = tuple[migrationkg.Build, migrationkg.Build]
WITHDRAWN = re.compile(r"Project News\nCentre of Practical Skills.*?(?=KOMPLEKS Study Visit)", re.DOTALL)


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    folder = tmp_path_factory.mktemp("two")
    edited, number = WITHDRAWN.subn("", NEWS)
    assert number == 1
    for before, after in EDITS:
        assert edited.count(before) == 1
        edited = edited.replace(before, after)
    (folder / "old.txt").write_text(NEWS, encoding="utf-8")
    (folder / "new.txt").write_text(edited, encoding="utf-8")
    old, new = (
        migrationkg.build([folder / f"{name}.txt"], folder / name, check=False, page=False) for name in ("old", "new")
    )
    return old, new


def printed(builds: Builds, *options: str) -> str:
    folders = [str(build.knowledge_base.folder) for build in builds]
    call = [sys.executable, "-c", "from migrationkg.cli import main; main()", "diff", *folders, *options]
    # A process of its own: rich keeps the width that it finds when it is first loaded.
    done = subprocess.run(call, env={**os.environ, "COLUMNS": "120"}, capture_output=True, text=True, check=True)
    return done.stdout


def test_an_analyst_reads_what_was_added_and_removed(builds: Builds) -> None:
    lines = [line.rstrip() for line in printed(builds).splitlines()]
    assert [re.split(r"  +", line) for line in lines if re.match("news items|resources|  same fact", line)] == [
        ["news items", "0", "1", "1"],
        ["resources", "2", "4", "0"],
        ["", "same fact, other words", "5"],
    ]
    edited = lines.index("~ 2023-07-17  KOMPLEKS Study Visit to the Netherlands  5 facts in other words")
    visit = "Study visit, KOMPLEKS, 2023-06-27"
    assert lines[edited + 1 : edited + 6] == [
        f"    − {visit}  organised by  International Centre for Migration Policy Development",
        f"    + {visit}  organised by  International Organization for Migration",
        f"    + {visit}  held in  Austria",  # and in the Netherlands, as the headline still says
        "    − mentions  International Centre for Migration Policy Development",
        "    + mentions  Austria; International Organization for Migration",
    ]
    assert "− 2023-07-19  Centre of Practical Skills: Celebrating the graduation of pioneer students" in lines
    assert "    − Ceremony, CoPS, 2023-07-15  held in  Enugu; Nigeria" in lines
    assert {"+ Austria  (country)", "− Enugu  (place)"} <= set(lines)
    assert not [line for line in lines if "w3id.org" in line or "evidence/" in line]


def test_json_tells_the_same(builds: Builds) -> None:
    told = json.loads(printed(builds, "--json"))
    assert told["items"] == {"added": 0, "removed": 1, "changed": 1}
    edited, withdrawn = told["changed items"]
    assert (edited["change"], edited["same fact, other words"], withdrawn["change"]) == ("changed", 5, "gone")
    words = [(one["sign"], one["relation"], one["object"]) for one in edited["changes"]]
    assert ("+", "held in", "Austria") in words
    assert all(one["sign"] == "-" and one["quad"].startswith("<https://w3id.org/") for one in withdrawn["changes"])


def test_the_figures_are_those_of_the_builds(builds: Builds) -> None:
    old, new = builds
    found = migrationkg.diff_knowledge_bases(old.knowledge_base.folder, new.knowledge_base.folder)
    assert new.statements - old.statements == found.statements.added - found.statements.removed
    assert new.items - old.items == found.item_tally.added - found.item_tally.removed
    assert sum(new.resources.values()) - sum(old.resources.values()) == (
        found.resource_tally.added - found.resource_tally.removed
    )


def test_the_patch_makes_the_newer_file_of_the_older_byte_for_byte(builds: Builds, tmp_path: Path) -> None:
    old, new = (build.knowledge_base for build in builds)
    migrationkg.diff_knowledge_bases(old.folder, new.folder, patch=tmp_path / "changes.rdfp")
    quads = set(parse(path=str(old.trig), format=RdfFormat.TRIG))
    for row in (tmp_path / "changes.rdfp").read_bytes().split(b"\n"):
        if row.startswith(b"D "):
            quads -= set(parse(row[2:], format=RdfFormat.N_QUADS))
        elif row.startswith(b"A "):
            quads |= set(parse(row[2:], format=RdfFormat.N_QUADS))
    write_trig(quads, tmp_path / "graph.trig")
    assert (tmp_path / "graph.trig").read_bytes() == new.trig.read_bytes()


def test_words_and_patch_are_the_same_whatever_the_hash_seed(builds: Builds, tmp_path: Path) -> None:
    folders = [str(build.knowledge_base.folder) for build in builds]
    told = set()
    for seed in ("1", "2"):
        patch = tmp_path / f"{seed}.rdfp"
        call = ["-c", "from migrationkg.cli import main; main()", "-q", "diff", *folders, "--patch", str(patch)]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run([sys.executable, *call], env=environment, capture_output=True, check=True)
        told.add((done.stdout, patch.read_bytes()))
    assert len(told) == 1


def test_a_new_name_and_a_fact_that_is_still_told_are_one_line_each(tmp_path: Path) -> None:
    prefixes = """@prefix : <https://example.org/> . @prefix mkg: <https://w3id.org/migrationkg/ontology#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> . :a a mkg:Project ; skos:prefLabel """
    item = """:{0} {{ :{0} a mkg:NewsItem ; skos:prefLabel "ALPHA" ; mkg:published "2023-07-0{0}" .
    :a mkg:status "planned" }} """
    (tmp_path / "old.trig").write_text(f'{prefixes} "ALPHA" . {item.format(1)} {item.format(2)}', encoding="utf-8")
    (tmp_path / "new.trig").write_text(f'{prefixes} "BETA" . {item.format(1)}', encoding="utf-8")
    done = CliRunner().invoke(app, ["diff", str(tmp_path / "old.trig"), str(tmp_path / "new.trig")])
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    assert lines[lines.index("News items") :] == [
        "News items",
        "− 2023-07-02  ALPHA",
        "    − ALPHA  status  planned (still told elsewhere)",
        "",
        "Resources",
        "~ renamed: ALPHA → BETA  (project)",
    ]


def test_what_would_act_on_the_terminal_does_not_reach_it(tmp_path: Path) -> None:
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    day = "<https://w3id.org/migrationkg/ontology#published>"
    told = f'<urn:a> {label} "[red]BOO[/] \\u001B[31m" ; {day} "\\u009B1" ; <urn:says> "\\u0007\\u202E[bold]" .'
    (tmp_path / "old.ttl").write_text("", encoding="utf-8")
    (tmp_path / "new.ttl").write_text(told, encoding="utf-8")
    done = CliRunner().invoke(app, ["diff", str(tmp_path / "old.ttl"), str(tmp_path / "new.ttl")])
    assert done.exit_code == 0
    assert "[red]BOO[/]  [31m" in done.stdout
    assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(done.stdout)
