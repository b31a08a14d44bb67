"""A build that does only what is new gives, byte for byte, what a build from nothing gives."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import Mock, create_autospec

import pytest
from pyoxigraph import Quad

from migrationkg.errors import InputError
from migrationkg.graph.quads import graph_by_graph
from migrationkg.knowledge_base import (
    build,
    building,
    decide,
    known_facts,
    review_knowledge_base,
    undo,
    updating,
    writing,
)
from migrationkg.knowledge_base.recalled import Recalled
from migrationkg.model import Extraction, NewsItem
from migrationkg.reading import read
from migrationkg.review import Doubt
from migrationkg.store import open_store, write_store
from migrationkg.validation import checking, judging

ROOT = Path(__file__).parents[2]
FILES = (
    "graph.ttl",
    "graph.trig",
    "identities.csv",
    "items.jsonl",
    "doubtful.jsonl",
    "state.json",
    "validation.ttl",
    "validation.html",
)
ITEMS = read([ROOT / "tests" / "fixtures" / "dev-page.txt", ROOT / "data" / "news"]).items


def write_news(items: Iterable[NewsItem], path: Path) -> Path:
    """Write items as JSON Lines, each on a line that stays its own."""
    rows = {
        item.id: {"title": item.headline, "date": item.published.isoformat(), "text": item.text, "id": item.id}
        for item in items
    }
    path.mkdir(exist_ok=True)
    for key, row in rows.items():
        (path / f"{key}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return path


def edited(item: NewsItem, chance: random.Random) -> NewsItem:
    """Return an item in which words were taken out or exchanged for those of another item."""
    other = chance.choice(ITEMS)
    sentences = item.text.split(". ")
    sentences[chance.randrange(len(sentences))] = chance.choice(other.text.split(". "))
    return replace(item, text=". ".join(sentences))


def from_nothing(kb: Path, news: Path, folder: Path, *, page: bool = False, doubtful: bool = False) -> Path:
    """Build anew what a knowledge base holds, with its registry and its decisions."""
    folder.mkdir()
    for name in ("identities.csv", "decisions.csv"):
        if (kb / name).exists():
            shutil.copy(kb / name, folder / name)
    build([news], folder, page=page, doubtful=doubtful, authorities=sorted(kb.glob("authority/*")))
    return folder


def same(one: Path, other: Path) -> None:
    for name in FILES:
        assert (one / name).read_text(encoding="utf-8") == (other / name).read_text(encoding="utf-8"), name
    assert _stored(one) == _stored(other)
    assert _doubts(one) == _doubts(other)


def _doubts(kb: Path) -> list[Doubt]:
    """Return what a review tells, but for the folder in its commands."""
    return [replace(one, choices=()) for one in review_knowledge_base(kb)]


def _stored(kb: Path) -> set[Quad]:
    """Return what a store holds but for the blank nodes of the ontology, which have other names each time."""
    return {quad for quad in open_store(kb / "store") if "_:" not in f"{quad.subject}{quad.object}"}


def some_decision(kb: Path, chance: random.Random) -> None:
    rows = [json.loads(line) for line in (kb / "items.jsonl").read_text(encoding="utf-8").splitlines()]
    row = chance.choice([row for row in rows if row["facts"] and all("iri" in entity for entity in row["entities"])])
    paths = {entity["id"]: "/".join(entity["iri"].split("/")[-2:]) for entity in row["entities"]}
    projects = sorted({path for path in paths.values() if path.startswith("project/")})
    fact = chance.choice(row["facts"])
    subject, relation, target, *_ = fact
    said = [paths[subject], relation, paths.get(target, target)]
    kind = chance.choice(["reject", "withdraw", "rename", "drop", "retype"])
    what = {"reject": said, "withdraw": [row["id"]], "rename": [projects[0], "A New Name"] if projects else said}
    what |= {"drop": [paths[subject]], "retype": [paths[subject], "Company"]}
    if kind == "retype" and not paths[subject].startswith("organisation/"):
        kind = "reject"
    name = "reject" if kind == "drop" or what[kind] is said else kind
    try:
        decide(kb, name, what[kind], who="A", why="b")
    except InputError:  # the graph says of it what is said of no company
        if kind != "retype":
            raise
        decide(kb, "reject", said, who="A", why="b")


def spy_on_updates(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Return a list that grows by whether each build could go on with the last one."""
    went_on: list[bool] = []

    def spied(*given: Any) -> Any:
        found = updating.update(*given)
        went_on.append(found is not None)
        return found

    monkeypatch.setattr(building, "update", spied)
    return went_on


def some_authorities(folder: Path) -> list[Path]:
    """Write a file of the user's that knows some of what the news tells of, one of it not for sure."""
    path = folder / "own.csv"
    names = ("ICMPD,InternationalOrganisation", "European Union,", "Ministry of Interior,Ministry", "IOM,Organisation")
    rows = (f"{name},https://example.org/{place}" for place, name in enumerate(names))
    path.write_text("\n".join(("name,type,exact_match", *rows)) + "\n", encoding="utf-8")
    return [path]


@pytest.mark.parametrize("seed", range(4))
def test_steps_in_any_order_give_what_a_build_from_nothing_gives(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    anew = Mock(wraps=graph_by_graph)
    monkeypatch.setattr(writing, "graph_by_graph", anew)
    went_on = spy_on_updates(monkeypatch)
    chance = random.Random(seed)
    waiting = chance.sample(ITEMS, 44)
    kb, news = tmp_path / "kb", {item.id: item for item in waiting[:24]}
    own = some_authorities(tmp_path) if seed % 2 else []
    build([write_news(news.values(), tmp_path / "news")], kb, page=False, authorities=own, doubtful=seed > 1)
    waiting = waiting[24:]
    for step in range(4):
        fresh = [waiting.pop() for _ in range(chance.randrange(1, 5))]
        changed = [edited(news[key], chance) for key in chance.sample(sorted(news), chance.randrange(3))]
        news |= {item.id: item for item in (*fresh, *changed)}
        shutil.rmtree(tmp_path / "news")
        if step > 0:
            with suppress(InputError):  # it was decided already
                some_decision(kb, chance)
        if step == 3:
            undo(kb, 2)
        done = build([write_news(news.values(), tmp_path / "news")], kb, page=False, doubtful=seed > 1)
        if step >= 2:
            other = from_nothing(kb, tmp_path / "news", tmp_path / f"other-{step}", doubtful=seed > 1)
            same(kb, other)
    anew_done = build([tmp_path / "news"], other, page=False, doubtful=seed > 1)
    told = ("items", "exercises", "resources", "statements", "facts", "doubtful")
    assert [getattr(done, name) for name in told] == [getattr(anew_done, name) for name in told]
    assert [one.message for one in done.problems] == [one.message for one in anew_done.problems]
    assert anew.call_count <= 1 + 2 + 2, "but for the first, those to compare with, and new prefixes"
    assert went_on.count(True) >= 2, "edits, decisions and files of the user's hinder nothing"


def test_what_a_decision_does_not_touch_is_not_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kb, news = tmp_path / "kb", tmp_path / "news"
    build([write_news(ITEMS[:40], news)], kb, page=False, check=False)
    went_on = spy_on_updates(monkeypatch)
    looked_at: set[str] = set()

    def spied(database: Recalled, item: str) -> Extraction:
        looked_at.add(item)
        return extraction(database, item)

    extraction = Recalled.extraction
    monkeypatch.setattr(Recalled, "extraction", spied)
    extractions, iris = known_facts(kb)
    counts = Counter((iri, item) for (item, _), iri in iris.items())
    telling = Counter(iri for iri, _ in counts)
    project = next(iri for iri in sorted(telling) if "/project/" in iri and telling[iri] == 1)
    person = next(iri for iri in sorted(telling) if "/person/" in iri and telling[iri] == 1)
    meant = {item for iri, item in counts if iri in {project, person}}
    withdrawn = next(one.item.id for one in extractions if one.item.id not in meant)
    steps = (
        ("rename", ["/".join(project.split("/")[-2:]), "Another Name"], 8),
        ("reject", ["/".join(person.split("/")[-2:])], 8),
        ("withdraw", [withdrawn], 25),
    )
    for kind, what, most in steps:
        decide(kb, kind, what, who="A", why="b")
        looked_at.clear()
        build([], kb, page=False, check=False)
        assert len(looked_at) <= most, kind
    assert went_on == [True, True, True]


def test_news_alone_is_added_without_resolving_what_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    added = spy_on_updates(monkeypatch)
    judged = Mock(wraps=judging.judge)
    monkeypatch.setattr(checking, "judge", judged)
    waiting = random.Random(2).sample(ITEMS, 40)
    kb, news = tmp_path / "kb", tmp_path / "news"
    for count in (28, 32, 35, 40):
        done = build([write_news(waiting[:count], news)], kb, page=False)
    assert judged.call_count < 4, "where news is added, what it does not touch is not judged again"
    other = from_nothing(kb, news, tmp_path / "other")
    same(kb, other)
    assert added.count(True) >= 2
    anew = build([news], other, page=False)
    told = ("items", "exercises", "resources", "statements", "facts", "doubtful", "problems")
    assert [getattr(done, name) for name in told] == [getattr(anew, name) for name in told]
    assert added[-1] is True, "nothing new is nothing to resolve"
    same(kb, other)


def test_of_those_told_alike_few_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = "On {} May 2023, ICMPD and the EU Delegation held a seminar with IOM Albania in Tirana, Albania."
    items = [replace(ITEMS[at], headline=f"News {at}", text=said.format(at + 1)) for at in range(25)]
    kb, news = tmp_path / "kb", tmp_path / "news"
    build([write_news(items[:24], news)], kb, page=False, check=False)
    went_on = spy_on_updates(monkeypatch)
    looked_at = create_autospec(Recalled.extraction, side_effect=Recalled.extraction)
    monkeypatch.setattr(Recalled, "extraction", looked_at)
    build([write_news(items, news)], kb, page=False, check=False)
    assert went_on == [True]
    assert looked_at.call_count < 12, "all of the 24 tell of the delegation and of the office"


def test_an_acronym_that_later_news_tells_stands_in_the_labels_of_known_occasions(tmp_path: Path) -> None:
    project = "Strengthening Border Security in Ghana"
    texts = (
        f"On 6 August 2020, ICMPD held a training under the “{project}” project in Accra, Ghana.",
        f"On 9 October 2020, ICMPD held a workshop under the “{project}” (SBS) project in Accra, Ghana.",
    )
    first, second = (replace(ITEMS[at], headline="News", text=text) for at, text in enumerate(texts))
    kb = tmp_path / "kb"
    build([write_news([first], tmp_path / "news")], kb, page=False)
    assert "SBS" not in (kb / "graph.ttl").read_text(encoding="utf-8")
    build([write_news([first, second], tmp_path / "news")], kb, page=False)
    assert "Training, SBS, 2020-08-06" in (kb / "graph.ttl").read_text(encoding="utf-8")
    same(kb, from_nothing(kb, tmp_path / "news", tmp_path / "other"))


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (
            "The ALPHA Migrant Resource Centre held a training on 3 May 2023.",
            "The ALPHA Migrant Resource Centre is implemented in Pakistan.",
            "project/alpha-migrant-resource-centre,",
        ),
        (
            "In March 2023, ICMPD held a workshop in Tirana, Albania.",
            "In March 2023, IOM held a workshop in Tirana, Albania.",
            "event/2023-03-workshop-tirana-al-",
        ),
    ],
    ids=["a centre whose state is told later", "two occasions of one month, place and type"],
)
def test_what_touches_one_thing_alone_is_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: str, second: str, told: str
) -> None:
    items = [replace(ITEMS[at], headline=f"News {at}", text=text) for at, text in enumerate((first, second))]
    kb, news = tmp_path / "kb", tmp_path / "news"
    build([write_news([*ITEMS[2:6], items[0]], news)], kb, page=False)
    went_on = spy_on_updates(monkeypatch)
    build([write_news([*ITEMS[2:6], *items], news)], kb, page=False)
    assert went_on == [True]
    assert told in (kb / "identities.csv").read_text(encoding="utf-8")
    same(kb, from_nothing(kb, news, tmp_path / "other"))


def test_a_store_that_has_grown_is_written_whole_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kb, news = tmp_path / "kb", tmp_path / "news"
    build([write_news(ITEMS[:24], news)], kb, page=False)
    went_on = spy_on_updates(monkeypatch)
    for grown, number in ((True, 25), (False, 26)):
        monkeypatch.setattr(writing, "has_grown", Mock(return_value=grown))
        written = Mock(wraps=write_store)
        monkeypatch.setattr(writing, "write_store", written)
        build([write_news(ITEMS[:number], news)], kb, page=False)
        assert written.called == grown
    assert went_on == [True, True]
    same(kb, from_nothing(kb, news, tmp_path / "other"))


def test_the_network_page_after_a_step_is_that_of_a_build_from_nothing(tmp_path: Path) -> None:
    kb, news = tmp_path / "kb", tmp_path / "news"
    for count in (40, 43):
        build([write_news(ITEMS[:count], news)], kb)
    other = from_nothing(kb, news, tmp_path / "other", page=True)
    assert (kb / "network.html").read_bytes() == (other / "network.html").read_bytes()


def test_steps_under_any_hash_seed_give_the_same(tmp_path: Path) -> None:
    code = "import sys; from migrationkg import build; build([sys.argv[1]], sys.argv[2], page=False)"
    news = tmp_path / "news"
    for seed in ("0", "77"):
        for count in (30, 33):
            write_news(ITEMS[:count], news)
            call = [sys.executable, "-c", code, str(news), str(tmp_path / seed)]
            subprocess.run(call, env={**os.environ, "PYTHONHASHSEED": seed}, check=True)
        if seed == "0":
            shutil.rmtree(news)
    same(tmp_path / "0", tmp_path / "77")
    same(tmp_path / "0", from_nothing(tmp_path / "0", news, tmp_path / "other"))
