"""What a decision speaks of is enough to tell whether it would apply; a thing's items, to tell why its facts stand."""

import random
from datetime import date
from pathlib import Path

import pytest

from migrationkg.curation import curate, read_decisions
from migrationkg.errors import InputError
from migrationkg.inspection import explain
from migrationkg.knowledge_base import KnowledgeBase, build, decide, facts_about, known_facts
from migrationkg.knowledge_base.applicable import _remembered, _resolved
from migrationkg.model import ENTITY_RELATIONS, Decision

from .test_increments import ITEMS, write_news

BASE = "https://w3id.org/migrationkg/id/"


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("applicable")
    kb = folder / "kb"
    build([write_news(ITEMS[:16], folder / "news")], kb, page=False, check=False)
    extractions, iris = known_facts(kb)
    paths = sorted({iri.removeprefix(BASE) for iri in iris.values()})
    projects, persons = ([path for path in paths if path.startswith(kind)] for kind in ("project/", "person/"))
    decide(kb, "rename", [projects[0], "As Decided"], who="A", why="b")
    decide(kb, "reject", [persons[0]], who="A", why="b")
    decide(kb, "withdraw", [extractions[-1].item.id], who="A", why="b")
    build([], kb, page=False, check=False)
    return kb


def some_decision(kb: Path, line: int, chance: random.Random) -> Decision:
    """Return a decision, as often as not one that does not apply."""
    extractions, iris = known_facts(kb)
    paths = sorted({iri.removeprefix(BASE) for iri in iris.values()})
    one = chance.choice([each for each in extractions if each.facts])
    fact = chance.choice([*one.facts, *one.doubtful])
    target = iris.get((one.item.id, fact.object), fact.object).removeprefix(BASE)
    thing = iris[one.item.id, fact.subject].removeprefix(BASE)
    kind = chance.choice(("merge", "split", "rename", "retype", "reject", "accept", "add"))
    item = one.item.id if kind == "split" or (kind in {"accept", "reject"} and chance.random() < 0.5) else ""
    if kind in {"accept", "reject", "add"} and chance.random() < 0.8:
        if chance.random() < 0.3 and fact.relation in ENTITY_RELATIONS:
            target = chance.choice(paths)
        return Decision(kind, thing, fact.relation, target, item, "", "A", date(2026, 1, 1), "b", line)
    folder = thing.partition("/")[0]
    others = [path for path in paths if path.partition("/")[0] == folder] or paths
    said = {"merge": chance.choice(others), "rename": "A New Name", "retype": chance.choice(("Company", "Project"))}
    kind = "reject" if kind in {"accept", "add"} else kind
    return Decision(kind, thing, "", said.get(kind, ""), item, "", "A", date(2026, 1, 1), "b", line)


def test_decisions_are_judged_by_what_they_speak_of_as_by_everything(kb: Path) -> None:
    known, failing = KnowledgeBase(kb), 0
    for seed in range(8):
        chance = random.Random(seed)
        before = read_decisions(known.decisions)[0]
        decisions = [*before, *(some_decision(kb, line, chance) for line in (5, 6, 7))]
        part, whole = _remembered(decisions, known, BASE), _resolved(decisions, known, BASE)
        assert part is not None
        assert len(part[0]) < len(whole[0])
        told, expected = (curate(*one, decisions, BASE, "").problems for one in (part, whole))
        assert told == expected
        failing += bool(told)
    assert 0 < failing < 8


def test_items_withdrawn_and_things_told_apart_are_judged_by_a_part_as_well(kb: Path) -> None:
    known = KnowledgeBase(kb)
    before = read_decisions(known.decisions)[0]
    paths = sorted({iri.removeprefix(BASE) for iri in known_facts(kb)[1].values()})
    cases = (
        ("withdraw", "", "", ITEMS[0].id),
        ("withdraw", "", "", "no-such-item"),
        ("apart", paths[0], paths[1], ""),
        ("apart", paths[0], "project/no-such-thing", ""),
    )
    by_part = []
    for kind, thing, other, item in cases:
        decisions = [*before, Decision(kind, thing, "", other, item, "", "A", date(2026, 1, 1), "b", 5)]
        whole, part = _resolved(decisions, known, BASE), _remembered(decisions, known, BASE)
        expected = curate(*whole, decisions, BASE, "").problems
        assert part is None or curate(*part, decisions, BASE, "").problems == expected
        by_part.append(part is not None)
    assert by_part == [True, True, True, False]


def test_where_an_item_would_come_back_all_is_resolved(kb: Path) -> None:
    assert _remembered(read_decisions(KnowledgeBase(kb).decisions)[0][:2], KnowledgeBase(kb), BASE) is None


def test_what_is_explained_of_the_items_of_a_thing_is_what_all_items_say(kb: Path) -> None:
    extractions, iris = known_facts(kb)
    kinds = ("training", "ICMPD", "EU", "AL", "Albania", "2023-07-19", "no such thing")
    paths = random.Random(3).sample(sorted(set(iris.values())), 8)
    names = [*kinds, *paths, *(path.removeprefix(BASE) for path in paths), *(path.rpartition("/")[2] for path in paths)]
    found = 0
    for name in names:
        about = facts_about(kb, name)
        try:
            expected = explain(extractions, name, None, None, iris)
        except InputError:
            expected = []
        if about is None:
            continue
        found += 1
        try:
            told = explain(about[0], name, None, None, about[1])
        except InputError:
            told = []
        assert told == expected, name
        assert {key: iris[key] for key in about[1]} == about[1]
    assert found > len(names) / 2
