"""Review, decide, build, look again, and take it back: as an analyst does."""

import csv
import json
import shlex
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from migrationkg.cli import app
from migrationkg.errors import InputError
from migrationkg.graph import terms
from migrationkg.inspection import explain
from migrationkg.inspection.explaining import decided, with_decisions
from migrationkg.knowledge_base import (
    Build,
    build,
    current_name,
    decide,
    decisions_in_force,
    decisions_of,
    facts_beyond_words,
    known_facts,
    propose,
    review_knowledge_base,
    undo,
)
from migrationkg.store import open_store
from migrationkg.views import network

NEWS = """Project News
The project Support to Mobility opens in Tirana

02 July 2023

On 1 July 2023, the EU-funded project Support to Mobility, implemented by ICMPD, held its opening in Tirana, Albania.
The Ministry of Interior of Albania took part.
Under Support to Mobility, officials from Albania and Serbia met in Tirana.

Project News
The project Support to Mobilities trains officers

09 July 2023

On 6 July 2023, the project Support to Mobilities, funded by Norway, held a training in Tirana, Albania.
"""
FIRST, SECOND = "project/support-to-mobility", "project/support-to-mobilities"


def rebuild(kb: Path) -> Build:
    return build([], kb, page=False)


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")
    build([tmp_path / "news.txt"], tmp_path / "kb", page=False)
    return tmp_path / "kb"


def make(kb: Path, kind: str, what: Sequence[str], **more: str) -> None:
    decide(kb, kind, what, who="Ana Petrova", why="as I know", **more)


def test_a_near_name_is_reviewed_merged_and_taken_back(kb: Path) -> None:
    before = (kb / "graph.trig").read_bytes()
    (doubt,) = (one for one in review_knowledge_base(kb) if one.kind == "duplicate")
    assert {doubt.thing, doubt.object} == {FIRST, SECOND}
    assert "their names are near" in doubt.text
    make(kb, "merge", ["Support to Mobilities", FIRST])
    assert [applied for _, applied in decisions_of(kb)[0]] == [False]
    done = rebuild(kb)
    assert done.problems == ()
    assert done.report is not None
    assert done.report.conforms
    assert [applied for _, applied in decisions_of(kb)[0]] == [True]
    assert not any(one.kind == "duplicate" for one in review_knowledge_base(kb))
    assert current_name(kb, SECOND) == FIRST
    undo(kb, 2)
    rebuild(kb)
    assert (kb / "graph.trig").read_bytes() == before


def test_what_was_merged_may_be_rejected_and_both_are_taken_back(kb: Path) -> None:
    before = (kb / "graph.trig").read_bytes()
    make(kb, "merge", [SECOND, FIRST])
    make(kb, "reject", [FIRST])
    done = rebuild(kb)
    assert done.problems == ()
    assert done.report is not None
    assert done.report.conforms
    assert [applied for _, applied in decisions_of(kb)[0]] == [True, True]
    assert "Project" not in done.resources
    undo(kb, 3)
    undo(kb, 2)
    rebuild(kb)
    assert (kb / "graph.trig").read_bytes() == before


def test_what_is_told_apart_or_accepted_is_not_asked_again(kb: Path) -> None:
    uncertain = [one for one in review_knowledge_base(kb) if one.kind == "fact"]
    assert uncertain
    make(kb, "apart", [FIRST, SECOND])
    make(kb, "accept", [uncertain[0].thing, uncertain[0].relation, uncertain[0].object])
    rebuild(kb)
    left = review_knowledge_base(kb)
    assert not any(one.kind == "duplicate" for one in left)
    assert len([one for one in left if one.kind == "fact"]) == len(uncertain) - 1


def test_an_added_fact_is_shown_in_the_network_with_who_added_it(kb: Path) -> None:
    make(kb, "add", [FIRST, "fundedBy", "Norway"], source="https://example.org/report")
    done = rebuild(kb)
    assert done.report is not None
    assert done.report.conforms
    base = "https://w3id.org/migrationkg/id/"
    (sentence,) = network(open_store(kb / "store")).edges[base + FIRST, f"{base}country/no", "fundedBy"]["evidence"]
    assert sentence.headline == "Added by Ana Petrova from https://example.org/report"
    assert sentence.url == "https://example.org/report"


def test_an_item_that_is_withdrawn_is_gone_until_that_is_taken_back(kb: Path) -> None:
    item = "2023-07-09-the-project-support-to-mobilities-trains-officers"
    make(kb, "withdraw", [item])
    done = rebuild(kb)
    assert done.items == 1
    assert SECOND not in (kb / "graph.ttl").read_text(encoding="utf-8")
    assert [one.item.id for one in known_facts(kb)[0]] != [item]
    assert rebuild(kb).items == 1
    undo(kb, 2)
    assert rebuild(kb).items == 2


def test_a_decision_that_no_longer_applies_is_reported_by_the_build_and_the_review(kb: Path) -> None:
    make(kb, "rename", [SECOND, "Mobility Support"])
    make(kb, "reject", [SECOND])
    rebuild(kb)
    undo(kb, 2)
    make(kb, "rename", [FIRST, "Mobility Support"])
    make(kb, "apart", [FIRST, "country/al"])
    (kb / "decisions.csv").write_text(
        (kb / "decisions.csv").read_text(encoding="utf-8").replace(f"rename,{FIRST}", "rename,project/gone"),
        encoding="utf-8",
    )
    told = [str(problem) for problem in rebuild(kb).problems]
    assert len(told) == 1
    assert "decisions.csv:3: does not apply: the graph has no project/gone" in told[0]
    assert any(one.kind == "decision" and one.thing == "3" for one in review_knowledge_base(kb))


def test_decisions_by_hand_keep_their_order_and_odd_lines_when_a_command_adds_one(kb: Path) -> None:
    by_hand = "when,who,why,decision,thing,relation,object,item,source\n2026-11-24,Bo,x,burn,project/a,,,,\n"
    (kb / "decisions.csv").write_text(by_hand, encoding="utf-8")
    make(kb, "rename", [FIRST, 'Mobility "Support", phase'])
    with (kb / "decisions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["decision"], row["who"]) for row in rows] == [("burn", "Bo"), ("rename", "Ana Petrova")]
    assert rows[1]["object"] == 'Mobility "Support", phase'


def test_what_stands_in_the_file_stays_as_it_is_when_a_command_writes_there(kb: Path) -> None:
    header = "decision;thing;relation;object;item;source;who;when;why;note\r\n"
    lines = [
        'rename;project/a;;N;;;Bo;2026-11-24;"not closed;\r\n',
        f"accept;{FIRST};mkg:fundedBy;country/no;;;Bo;2026-11-24;sure;seen\r\n",
        "rename;project/a;;N;;;Bo;2026-11-24;one;two;three",
    ]
    by_hand = "\ufeff" + header + "".join(lines)
    (kb / "decisions.csv").write_bytes(by_hand.encode())
    days = [date.today()]
    make(kb, "rename", [FIRST, "Mobility; Support"])
    days.append(date.today())  # a run of the tests may last past midnight
    possible = [f'rename;{FIRST};;"Mobility; Support";;;Ana Petrova;{day};as I know;\r\n' for day in days]
    added = next(one for one in possible if (kb / "decisions.csv").read_bytes().decode().endswith(one))
    assert (kb / "decisions.csv").read_bytes().decode() == f"{by_hand}\r\n{added}"
    undo(kb, 3)
    assert (kb / "decisions.csv").read_bytes().decode() == f"\ufeff{header}{lines[0]}{lines[2]}\r\n{added}"


@pytest.mark.parametrize(
    ("kind", "what", "told"),
    [
        ("burn", ["x"], "'burn' is no decision"),
        ("merge", [FIRST], "merge takes thing, then object; 1 words were given"),
        ("split", [FIRST, "a2"], "split takes thing, and the news item by --item; 2 words were given"),
        ("merge", [FIRST, "Denmark"], "'Denmark': the graph has no such thing"),
        ("merge", [FIRST, "Support to Mobilitys"], "the graph has no such thing; did you mean"),
        ("accept", [FIRST, "likes", "Norway"], "'likes' is no relation"),
        ("rename", ["<x>", "y"], "'<x>': the graph has no such thing"),
        ("merge", [FIRST, "country/al"], "is a Project and Albania a Country, which are never one"),
        ("merge", ["country/no", "country/al"], "Norway and Albania are two states"),
        ("merge", [FIRST, FIRST], f"{FIRST} is that already"),
        ("apart", [FIRST, FIRST], f"{FIRST} and {FIRST} are one"),
        ("retype", ["country/al", "Ministry"], "Albania stays a Country"),
        ("withdraw", ["2023-07-01-no-such-item"], "there is no item 2023-07-01-no-such-item"),
        ("reject", [FIRST, "fundedBy", "Norway"], f"no item says {FIRST} fundedBy country/no"),
    ],
)
def test_what_is_no_decision_is_refused_at_once(kb: Path, kind: str, what: list[str], told: str) -> None:
    with pytest.raises(InputError) as error:
        make(kb, kind, what)
    assert told in str(error.value)
    assert not (kb / "decisions.csv").exists()


def test_what_an_item_calls_so_is_another_thing_from_the_next_build_on(kb: Path) -> None:
    item = "2023-07-09-the-project-support-to-mobilities-trains-officers"
    make(kb, "split", ["place/tirana-al"], item=item)
    assert rebuild(kb).problems == ()
    split = {iri.rpartition("/")[2] for (of, _), iri in known_facts(kb)[1].items() if of == item and "/place/" in iri}
    assert len(split) == 1
    assert split != {"tirana-al"}
    with pytest.raises(
        InputError, match=r"'Tirana': the graph calls place/tirana-al and place/tirana-al-\w+ so; write"
    ):
        make(kb, "reject", ["Tirana"])
    after = (kb / "graph.trig").read_bytes()
    (kb / "state.json").unlink()  # then all is made anew
    rebuild(kb)
    assert (kb / "graph.trig").read_bytes() == after


def test_where_all_items_are_withdrawn_it_can_be_decided_and_taken_back(kb: Path) -> None:
    for item in {item for item, _ in known_facts(kb)[1]}:
        make(kb, "withdraw", [item])
    rebuild(kb)
    assert [applied for _, applied in decisions_of(kb)[0]] == [True, True]
    make(kb, "add", ["Border Academy", "GovernmentBody", "Albania"], source="a report")
    undo(kb, 2)
    assert rebuild(kb).problems == ()
    assert [applied for _, applied in decisions_of(kb)[0]] == [True, True]


def test_what_cannot_be_added_or_split_is_refused_at_once(kb: Path) -> None:
    with pytest.raises(InputError, match=r"the object of implementedBy must be .*; Norway is of the kind Country"):
        make(kb, "add", [FIRST, "implementedBy", "Norway"], source="a report")
    with pytest.raises(InputError, match="the subject of fundedBy must be Project; Albania is of the kind Country"):
        make(kb, "add", ["Albania", "fundedBy", "Norway"], source="a report")
    with pytest.raises(InputError, match="does not tell of project/support-to-mobility"):
        make(kb, "split", [FIRST], item="2023-07-09-the-project-support-to-mobilities-trains-officers")
    assert not (kb / "decisions.csv").exists()


def test_what_would_only_violate_a_shape_is_refused_at_once(kb: Path) -> None:
    for name in ("Border Academy", "Border School", "Border Office"):
        make(kb, "add", [name, "GovernmentBody"], source="a report")
    make(kb, "add", ["Open Day", "Event"], source="a report")
    academy, school, office = (f"organisation/border-{name}" for name in ("academy", "school", "office"))
    make(kb, "add", [academy, "partOf", school], source="a report")
    make(kb, "add", ["event/open-day", "eventType", "seminar"], source="a report")
    make(kb, "add", [FIRST, "projectStart", "2024-02-29"], source="a report")
    rebuild(kb)
    make(kb, "add", [school, "partOf", office], source="a report")
    before = (kb / "decisions.csv").read_bytes()
    for what, told in (
        ([office, "partOf", academy], f"{academy} is part of {office}; reject that first"),
        ([school, "partOf", academy], f"{academy} is part of {school}; reject that first"),
        ([school, "partOf", school], "Border School has no partOf to itself"),
        (["event/open-day", "eventType", "gathering"], "'gathering' is no type of an occasion"),
        (["event/open-day", "eventType", "party"], "'party' is no type of an occasion"),
        (["event/open-day", "role", "host"], "the subject of role must be Person; Open Day is of the kind Event"),
        ([FIRST, "projectStart", "2023-02-29"], "is a day that no calendar has"),
    ):
        with pytest.raises(InputError, match=told):
            make(kb, "add", what, source="a report")
    with pytest.raises(InputError, match="reject that first"):
        propose(kb, "add", [office, "partOf", academy], who="Ana Petrova", why="as I know", source="a report")
    assert (kb / "decisions.csv").read_bytes() == before
    make(kb, "reject", [academy, "partOf", school])
    make(kb, "add", [office, "partOf", academy], source="a report")
    done = rebuild(kb)
    assert done.report is not None
    assert done.report.conforms, done.report.results


def test_what_the_next_build_will_know_may_be_decided_on(kb: Path) -> None:
    make(kb, "merge", [SECOND, FIRST])
    with pytest.raises(InputError, match="already decided in line 2"):
        make(kb, "merge", [SECOND, FIRST])
    make(kb, "reject", [FIRST, "fundedBy", "Norway"])
    assert rebuild(kb).problems == ()


def test_a_rejected_fact_is_explained_with_who_rejected_it(kb: Path) -> None:
    make(kb, "reject", [SECOND, "fundedBy", "Norway"])
    rebuild(kb)
    extractions, iris = known_facts(kb)
    told = explain(extractions, SECOND, "fundedBy", "Norway", iris)
    (found,) = with_decisions(told, iris, decisions_in_force(kb))
    assert found.decision is not None
    assert decided(found.decision).startswith("rejected by Ana Petrova on ")
    assert decided(found.decision).endswith(": as I know")
    told = explain(extractions, FIRST, "fundedBy", "EU", iris)
    assert {one.decision for one in with_decisions(told, iris, decisions_in_force(kb))} == {None}


def test_an_added_fact_is_explained_by_its_decision(kb: Path) -> None:
    make(kb, "add", [FIRST, "fundedBy", "Norway"], source="a report")
    rebuild(kb)
    (found,) = facts_beyond_words(kb, "Support to Mobility", "fundedBy", "NO")
    assert (found.relation, found.object, found.rule) == ("fundedBy", "Norway", "decision")
    assert found.meaning.startswith("added by Ana Petrova on ")
    assert found.meaning.endswith(": as I know (told in a report)")
    assert facts_beyond_words(kb, FIRST, "fundedBy", "Albania") == []


def test_the_order_of_phases_is_explained(tmp_path: Path) -> None:
    rows = [
        {
            "id": f"s{at}",
            "title": name,
            "date": f"2023-0{at}-09",
            "text": f"The EU-funded {name} project began in Baku.",
        }
        for at, name in enumerate(("MOBILAZE", "MOBILAZE 2"), start=1)
    ]
    (tmp_path / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    build([tmp_path / "news.jsonl"], tmp_path / "kb", page=False)
    (found,) = facts_beyond_words(tmp_path / "kb", "MOBILAZE 2", "follows", "MOBILAZE")
    assert (found.rule, found.relation) == ("phase", "follows")


def test_the_commands_of_the_review_can_be_run(kb: Path) -> None:
    found = [one for one in review_knowledge_base(kb) if one.kind in {"duplicate", "fact"}]
    assert {one.kind for one in found} == {"duplicate", "fact"}
    decided = []
    for one in found:
        assert len(one.choices) == 2
        for choice in one.choices:
            program, *words = shlex.split(choice)
            assert program == "migrationkg"
            app(words, standalone_mode=False)
            ((made, _),) = decisions_of(kb)[0]
            decided.append((made.kind, made.thing, made.relation, made.object))
            (kb / "decisions.csv").unlink()
    assert {kind for kind, *_ in decided} == {"merge", "apart", "accept", "reject"}
    assert {(one.thing, one.relation, one.object) for one in found if one.kind == "fact"} == {
        tuple(fact) for kind, *fact in decided if kind == "accept"
    }


def test_a_fact_that_two_items_tell_is_reviewed_once(tmp_path: Path) -> None:
    again = NEWS.replace("02 July 2023", "03 July 2023").replace("opens in Tirana", "opens")
    (tmp_path / "news.txt").write_text(f"{NEWS}\n{again}", encoding="utf-8")
    build([tmp_path / "news.txt"], tmp_path / "kb", page=False)
    facts = [
        (one.thing, one.relation, one.object) for one in review_knowledge_base(tmp_path / "kb") if one.kind == "fact"
    ]
    assert facts
    assert len(facts) == len(set(facts))


def test_what_is_told_apart_stays_two_when_news_gives_both_names(tmp_path: Path) -> None:
    long = "Zonal Access to Protection and Mobility"
    names = {"s1": "ZAPMO", "s2": long, "s3": f"{long} (ZAPMO)", "s4": "ZAPMO"}
    for key, name in names.items():
        row = {"id": key, "title": "A seminar", "date": f"2021-07-1{key[1]}"}
        text = f"The {name} project, funded by Norway, organised a seminar in Rome, Italy, on {key[1]} July 2021."
        (tmp_path / f"{key}.jsonl").write_text(json.dumps({**row, "text": text}), encoding="utf-8")
    kb, pair = tmp_path / "kb", ["project/zonal-access-to-protection-and-mobility", "project/zapmo"]
    build([tmp_path / "s1.jsonl", tmp_path / "s2.jsonl"], kb, page=False)
    make(kb, "apart", pair)
    done = build([tmp_path / "s3.jsonl", tmp_path / "s4.jsonl"], kb, page=False)
    (problem,) = done.problems
    assert str(problem).endswith(f"decisions.csv:2: news tells that {pair[0]} is {pair[1]}; they stay two, as decided")
    assert [applied for _, applied in decisions_of(kb)[0]] == [True]
    iris = {(item, iri.split("/id/")[1]) for (item, _), iri in known_facts(kb)[1].items() if "/project/" in iri}
    assert iris == {("s1", pair[1]), ("s2", pair[0]), ("s3", pair[0]), ("s4", pair[1])}
    undo(kb, 2)
    assert rebuild(kb).resources["Project"] == 1


def test_a_relation_may_bear_its_prefix(kb: Path) -> None:
    make(kb, "reject", [SECOND, "mkg:fundedBy", "Norway"])
    ((decision, _),), _ = decisions_of(kb)
    assert (decision.relation, decision.object) == ("fundedBy", "country/no")


def test_what_the_rules_missed_is_added_with_facts_before_the_next_build_and_lasts(kb: Path) -> None:
    before = (kb / "graph.trig").read_bytes()
    sentence = "“The Border Academy of Denmark teaches them.” https://example.org/1"
    make(kb, "add", ["Border Academy", "GovernmentBody", "Denmark"], source=sentence)
    make(kb, "add", [FIRST, "hasPartner", "Border Academy"], source=sentence)
    make(kb, "add", ["Open Day", "Event"], source=sentence)
    for relation, target in {"eventType": "seminar", "organisedBy": "Border Academy", "heldIn": "Tirana"}.items():
        make(kb, "add", ["event/open-day", relation, target], source=sentence)
    for _ in range(2):
        done = rebuild(kb)
        assert done.problems == ()
        assert done.report is not None
        assert done.report.conforms
        assert (done.resources["GovernmentBody"], done.resources["Event"]) == (1, 3)
    told = {(one.relation, one.object, one.meaning) for one in facts_beyond_words(kb, "Border Academy")}
    assert {(relation, value) for relation, value, _ in told} == {
        ("is", "GovernmentBody"),
        ("jurisdiction", "Denmark"),
        ("hasPartner", "Border Academy"),
        ("organisedBy", "Border Academy"),
    }
    assert all(meaning.endswith(f"as I know (told in {sentence})") for *_, meaning in told)
    with pytest.raises(InputError, match="already decided in line 2"):
        make(kb, "add", ["Border Academy", "GovernmentBody", "DK"], source="elsewhere")
    for line in range(7, 1, -1):
        undo(kb, line)
    rebuild(kb)
    assert (kb / "graph.trig").read_bytes() == before


@pytest.mark.parametrize(
    ("what", "told"),
    [
        (["Support to Mobility", "Project"], f"the graph has {FIRST} already; add facts to it"),
        (["Border Academy", "GovernmentBody", "Atlantis"], "'Atlantis' is no state"),
        (["Ana Petrova", "Person", "Norway"], "a Person is told apart by no state"),
        (
            ["Border Academy", "Country"],
            "add takes thing, then relation, then object; or a name, its kind and its state; 2 words were given",
        ),
    ],
)
def test_a_thing_that_cannot_be_added_is_refused_at_once(kb: Path, what: list[str], told: str) -> None:
    with pytest.raises(InputError, match=told):
        make(kb, "add", what, source="a report")
    assert not (kb / "decisions.csv").exists()


@pytest.mark.parametrize("name", ["Denmark", "country/dk", "https://w3id.org/migrationkg/id/country/dk"])
def test_a_fact_may_be_added_with_a_state_that_no_news_names(kb: Path, name: str) -> None:
    before = (kb / "graph.trig").read_bytes()
    make(kb, "add", [FIRST, "fundedBy", name], source="https://example.org/report")
    done = rebuild(kb)
    assert done.problems == ()
    assert done.report is not None
    assert done.report.conforms
    text = (kb / "graph.ttl").read_text(encoding="utf-8")
    assert "country:dk" in text
    assert 'skos:prefLabel "Denmark"@en' in text
    undo(kb, 2)
    rebuild(kb)
    assert (kb / "graph.trig").read_bytes() == before


def test_names_of_curators_and_reasons_are_hostile_text(kb: Path) -> None:
    decide(kb, "rename", [FIRST, "<b>x</b>"], who='"} <script>', why="a\nb \\ \" '", source="javascript:alert(1)")
    done = rebuild(kb)
    assert done.report is not None
    assert done.report.conforms
    sources = open_store(kb / "store").quads_for_pattern(None, terms.SOURCE, None)
    of_decisions = {str(quad.object) for quad in sources if "/ontology" not in str(quad.subject)}
    assert of_decisions == {'"javascript:alert(1)"'}


def test_a_kind_that_has_not_what_is_said_of_a_thing_is_given_when_that_is_rejected(kb: Path) -> None:
    make(kb, "add", [FIRST, "projectStart", "2024"], source="a report")
    rebuild(kb)
    with pytest.raises(InputError, match=r"fundedBy .* more like it\) is said of no Person; reject that first"):
        make(kb, "retype", [FIRST, "Person"])
    rejected: list[list[str]] = []
    while len(rejected) < 20:
        try:
            make(kb, "retype", [FIRST, "Person"])
            break
        except InputError as error:
            rejected.append(str(error).removeprefix("no decision: ").split()[:3])
            make(kb, "reject", rejected[-1])
    assert {"fundedBy", "implementedBy", "partOfProject", "projectStart"} <= {relation for _, relation, _ in rejected}
    done = rebuild(kb)
    assert done.report is not None
    assert done.report.conforms, done.report.results
