"""What is doubtful stands beside the graph, becomes a fact by a decision, or is taken in as what it is."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad
from typer.testing import CliRunner

from migrationkg import fact_sheet
from migrationkg.cli import app
from migrationkg.errors import InputError
from migrationkg.extraction import extract_all
from migrationkg.graph import terms
from migrationkg.inspection import explain
from migrationkg.inspection.explaining import with_decisions
from migrationkg.knowledge_base import (
    Build,
    build,
    decide,
    decisions_in_force,
    decisions_of,
    known_facts,
    review_knowledge_base,
    undo,
    unfinished,
)
from migrationkg.knowledge_base.doubtful import read_doubtful, write_doubtful
from migrationkg.model import Doubtful, Extraction, NewsItem
from migrationkg.store import open_store

#: "Support to Mobility" is named here as what two states fund, the one of which is doubted.
NEWS = [
    "The project Support to Mobility, funded by Norway and implemented by ICMPD, held a training in Tirana, Albania.",
    "The project Support to Mobility, funded by Malta, held a seminar in Tirana, Albania.",
    "The BORTRAIN project, funded by Malta, held a workshop in Chisinau, Moldova.",
    "The project Support to Mobility, funded by Malta, held a meeting in Tirana, Albania.",
]
BASE = "https://w3id.org/migrationkg/id/"
PROJECT, MALTA = "project/support-to-mobility", "country/mt"
FACT = (PROJECT, "fundedBy", MALTA)
STATEMENT = NamedNode(BASE + PROJECT), terms.RELATIONS["fundedBy"], NamedNode(BASE + MALTA)


def with_doubts(items: Iterable[NewsItem], **_: object) -> Iterator[Extraction]:
    """Read items, and doubt whatever Malta funds: by half, of the fourth item by less."""
    for one in extract_all(list(items)):
        names = {entity.id: entity.iso for entity in one.entities}
        share = 0.7 if one.item.id == "s4" else 0.5
        doubted = [fact for fact in one.facts if (fact.relation, names.get(fact.object)) == ("fundedBy", "MT")]
        kept = tuple(fact for fact in one.facts if fact not in doubted)
        marked = tuple(replace(fact, evidence=replace(fact.evidence, confidence=share)) for fact in doubted)
        yield replace(one, facts=kept, doubtful=marked)


@pytest.fixture(autouse=True)
def _doubting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unfinished, "extract_all", with_doubts)


def news(folder: Path, *numbers: int) -> Path:
    rows = [
        {"id": f"s{at}", "title": "News", "date": f"2023-0{at}-10", "text": f"On {at} May 2023 began: {NEWS[at - 1]}"}
        for at in numbers
    ]
    path = folder / f"news-{'-'.join(map(str, numbers))}.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    build([news(tmp_path, 1, 2, 3)], tmp_path / "kb", page=False)
    return tmp_path / "kb"


def rebuild(kb: Path, *, doubtful: bool = False) -> Build:
    return build([], kb, page=False, doubtful=doubtful)


def make(kb: Path, kind: str, **more: str) -> None:
    decide(kb, kind, FACT, who="Ana Petrova", why="as I know", **more)


def quads(kb: Path) -> list[Quad]:
    return list(open_store(kb / "store").quads_for_pattern(*STATEMENT, None))


def lines(kb: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (kb / "doubtful.jsonl").read_text(encoding="utf-8").splitlines()]


def files(kb: Path) -> dict[str, bytes]:
    names = ("graph.ttl", "graph.trig", "doubtful.jsonl", "items.jsonl", "identities.csv", "validation.ttl")
    return {name: (kb / name).read_bytes() for name in names}


def test_what_is_doubtful_stands_beside_the_graph_readably(kb: Path) -> None:
    assert quads(kb) == []
    first, second = lines(kb)
    assert first == {
        "item": "s2",
        "subject": "Support to Mobility",
        "relation": "fundedBy",
        "object": "Malta",
        "quote": first["quote"],
        "confidence": 0.5,
        "why": first["why"],
        "thing": PROJECT,
        "target": MALTA,
    }
    assert "Malta" in str(first["quote"])
    rule, _, reads = str(first["why"]).partition(": ")
    assert rule
    assert reads
    assert (second["item"], second["subject"]) == ("s3", "BORTRAIN")
    assert rebuild(kb).doubtful == 2


def test_the_review_lists_what_may_be_gained_most_and_is_surest_first(kb: Path, tmp_path: Path) -> None:
    build([news(tmp_path, 4)], kb, page=False)
    found = [one for one in review_knowledge_base(kb) if one.kind == "doubtful"]
    assert [(one.thing, one.relation, one.object, one.item) for one in found] == [
        (*FACT, "news/s4"),
        ("project/bortrain", "fundedBy", MALTA, "news/s3"),
    ]
    assert found[0].text == "Support to Mobility: funded by Malta? (not in the graph; right in 70% of such cases)"
    assert [kind for kind, *_ in found[0].decisions] == ["accept", "reject"]


def test_what_is_accepted_is_a_fact_with_its_words_and_stays_one(kb: Path) -> None:
    before = files(kb)
    make(kb, "accept")
    assert [one.thing for one in review_knowledge_base(kb) if one.kind == "doubtful"] == ["project/bortrain"]
    for _ in range(2):
        done = rebuild(kb)
        assert done.problems == ()
        assert done.report is not None
        assert done.report.conforms
        assert {quad.graph_name for quad in quads(kb)} == {DefaultGraph(), NamedNode(f"{BASE}news/s2")}
        assert [one["item"] for one in lines(kb)] == ["s3"]
    assert "DoubtfulEvidence" not in (kb / "graph.trig").read_text(encoding="utf-8")
    assert [applied for _, applied in decisions_of(kb)[0]] == [True]
    undo(kb, 2)
    rebuild(kb)
    assert files(kb) == before


def test_what_is_rejected_is_asked_no_more_and_not_taken_in(kb: Path) -> None:
    make(kb, "reject")
    rebuild(kb)
    assert [one["item"] for one in lines(kb)] == ["s3"]
    assert not [one for one in review_knowledge_base(kb) if (one.thing, one.relation, one.object) == FACT]
    rebuild(kb, doubtful=True)
    assert quads(kb) == []


def test_a_decision_may_be_limited_to_one_item(kb: Path, tmp_path: Path) -> None:
    build([news(tmp_path, 4)], kb, page=False)
    make(kb, "accept", item="s2")
    assert [one.item for one in review_knowledge_base(kb) if one.thing == PROJECT and one.kind == "doubtful"] == [
        "news/s4"
    ]
    rebuild(kb)
    assert {quad.graph_name for quad in quads(kb)} == {DefaultGraph(), NamedNode(f"{BASE}news/s2")}
    assert [one["item"] for one in lines(kb)] == ["s3", "s4"]
    assert not [one for one in review_knowledge_base(kb) if one.thing == PROJECT and one.kind == "doubtful"]
    with pytest.raises(InputError, match="the item s1 does not say"):
        make(kb, "accept", item="s1")


def test_what_is_accepted_and_then_rejected_is_out(kb: Path) -> None:
    make(kb, "accept")
    make(kb, "reject")
    assert [problem.line for problem in rebuild(kb).problems] == [2]
    assert quads(kb) == []
    make(kb, "accept")
    rebuild(kb)
    assert quads(kb) != []


def test_all_that_is_doubtful_can_be_taken_in_marked_and_left_out_again(kb: Path) -> None:
    before = files(kb)
    done = rebuild(kb, doubtful=True)
    assert done.report is not None
    assert done.report.conforms
    assert len(lines(kb)) == 2
    store = open_store(kb / "store")
    marked = {quad.subject for quad in store.quads_for_pattern(None, terms.TYPE, terms.DOUBTFUL_EVIDENCE, None)}
    assert {quad.object for node in marked for quad in store.quads_for_pattern(node, terms.CONFIDENCE, None, None)}
    assert len(marked) == 2
    assert quads(kb) != []
    assert not [one for one in review_knowledge_base(kb) if one.kind == "doubtful"]
    assert [one for one in review_knowledge_base(kb) if (one.thing, one.relation, one.object) == FACT]
    del store
    rebuild(kb)
    assert files(kb) == before


def test_what_is_accepted_is_taken_in_unmarked(kb: Path) -> None:
    make(kb, "accept")
    rebuild(kb, doubtful=True)
    marked = list(open_store(kb / "store").quads_for_pattern(None, terms.TYPE, terms.DOUBTFUL_EVIDENCE, None))
    assert len({quad.subject for quad in marked}) == 1


@pytest.mark.parametrize("doubtful", [False, True])
def test_increments_are_what_a_build_from_nothing_is(kb: Path, tmp_path: Path, doubtful: bool) -> None:
    make(kb, "accept")
    build([news(tmp_path, 4)], kb, page=False, doubtful=doubtful)
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    for name in ("decisions.csv", "identities.csv"):
        (fresh / name).write_bytes((kb / name).read_bytes())
    build([news(tmp_path, 1, 2, 3), news(tmp_path, 4)], fresh, page=False, doubtful=doubtful)
    assert {name: files(kb)[name] for name in files(kb) if name != "items.jsonl"} == {
        name: files(fresh)[name] for name in files(fresh) if name != "items.jsonl"
    }


def test_what_is_doubtful_is_explained_as_that_until_it_is_accepted(kb: Path) -> None:
    (found,) = explain(known_facts(kb)[0], PROJECT, "fundedBy", "Malta", known_facts(kb)[1])
    assert found.doubtful
    make(kb, "accept")
    rebuild(kb)
    extractions, iris = known_facts(kb)
    (found,) = with_decisions(explain(extractions, PROJECT, "fundedBy", "Malta", iris), iris, decisions_in_force(kb))
    assert not found.doubtful
    assert found.decision is not None


def test_the_fact_sheet_says_what_is_doubtful(kb: Path) -> None:
    rebuild(kb, doubtful=True)
    funders = {
        row.name: said.bases
        for section in fact_sheet(PROJECT, kb=kb).sections
        for row in section.rows
        for said in row.said
        if "fund" in said.words or "fund" in section.title.lower()
    }
    assert (funders["Norway"], funders["Malta"]) == (("news",), ("doubtful",))


def test_a_damaged_file_is_told_with_the_way_out(kb: Path) -> None:
    (kb / "doubtful.jsonl").write_text('{"item": 1}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"doubtful\.jsonl:1: damaged; make it anew with: migrationkg build --kb"):
        review_knowledge_base(kb)
    rebuild(kb)
    assert len(lines(kb)) == 2


def test_the_command_tells_how_much_is_doubtful_and_where(kb: Path) -> None:
    told = CliRunner().invoke(app, ["build", "--kb", str(kb), "--no-view"]).output
    assert re.search(r"doubtful +2 facts, in \S+doubtful\.jsonl", told)
    explained = CliRunner().invoke(app, ["explain", PROJECT, "fundedBy", "Malta", "--kb", str(kb)]).output
    assert "doubtful: not in the graph" in explained


def test_a_name_with_a_separator_of_lines_stays_on_its_line(tmp_path: Path) -> None:
    told = Doubtful("item", "A\u2028\u0085B", "fundedBy", "C", "B", 0.3, "words", "project/a", "country/no")
    write_doubtful([told, told], tmp_path / "doubtful.jsonl")
    assert read_doubtful(tmp_path / "doubtful.jsonl") == [told, told]
