"""What decisions do to the graph, and that taking one back undoes it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.resolution.conftest import _item as item

from migrationkg.curation import Curated, curate, not_withdrawn, renamed
from migrationkg.graph import to_quads, write_trig
from migrationkg.model import Decision, Extraction, Resource
from migrationkg.resolution import resolve
from migrationkg.validation import validate

BASE = "https://w3id.org/migrationkg/id/"
NEWS = (
    item(
        "one",
        [
            ("p", "Project", "Support to Mobility"),
            ("f", "InternationalOrganisation", "European Union|EU"),
            ("e", "Event", ""),
        ],
        [
            ("p", "fundedBy", "f"),
            ("e", "partOfProject", "p"),
            ("e", "eventType", "training"),
            ("e", "startDate", "2023-06-19"),
        ],
    ),
    item(
        "two",
        [("p", "Project", "S2M"), ("m", "Company", "Alpha Works"), ("c", "Country", "Albania=AL")],
        [("p", "implementedBy", "m"), ("p", "operatesIn", "c")],
        "2023-07-02",
    ),
    item(
        "three", [("m", "Company", "Alpha Works"), ("p", "Project", "S2M")], [("p", "implementedBy", "m")], "2023-07-03"
    ),
)


def decision(
    kind: str, thing: str = "", relation: str = "", target: str = "", item_id: str = "", source: str = ""
) -> Decision:
    return Decision(kind, thing, relation, target, item_id, source, "Ana Petrova", date(2026, 11, 24), "as I know", 2)


def curated(*decisions: Decision, news: Sequence[Extraction] = NEWS) -> Curated:
    resolution = resolve(not_withdrawn(news, decisions), BASE, (), renamed(decisions))
    return curate(news, resolution, decisions, BASE, "decisions.csv")


def things(done: Curated) -> dict[str, Resource]:
    return {resource.iri.removeprefix(BASE): resource for resource in done.resolution.resources}


def statements(done: Curated) -> set[tuple[str, str, str]]:
    quads = to_quads(done.extractions, done.resolution, BASE, done.applied)
    return {(_short(quad.subject), _short(quad.predicate), _short(quad.object)) for quad in quads}


def _short(term: object) -> str:
    return str(term).strip("<>").removeprefix(BASE).rpartition("#")[2]


def test_what_is_merged_is_one_and_the_other_iri_means_it() -> None:
    done = curated(decision("merge", "project/s2m", target="project/support-to-mobility"))
    assert done.problems == ()
    kept = things(done)["project/support-to-mobility"]
    assert (kept.label, kept.alternatives) == ("Support to Mobility", ("S2M",))
    assert "project/s2m" not in things(done)
    assert ("project/support-to-mobility", "implementedBy", "organisation/alpha-works") in statements(done)
    assert done.resolution.replaced == {f"{BASE}project/s2m": f"{BASE}project/support-to-mobility"}


def test_a_decision_taken_back_leaves_no_trace() -> None:
    assert curated().resolution == resolve(NEWS, BASE)
    assert curated().extractions == NEWS


def test_what_is_split_off_is_another() -> None:
    done = curated(decision("split", "organisation/alpha-works", item_id="three"))
    assert done.problems == ()
    paths = [path for path in things(done) if path.startswith("organisation/alpha-works")]
    assert len(paths) == 2
    assert done.resolution.iris["two", "m"] != done.resolution.iris["three", "m"]


def test_a_fact_that_is_rejected_is_gone_from_all_items_or_from_one() -> None:
    fact = ("project/s2m", "implementedBy", "organisation/alpha-works")
    assert fact in statements(curated())
    assert fact not in statements(curated(decision("reject", *fact)))
    limited = curated(decision("reject", *fact, item_id="two"))
    assert fact in statements(limited)
    assert [len(one.facts) for one in limited.extractions] == [4, 1, 1]


def test_a_thing_that_is_rejected_is_gone_with_its_facts() -> None:
    done = curated(decision("reject", "organisation/alpha-works"))
    assert done.problems == ()
    assert not any(
        "organisation/alpha-works" in statement[0] or "implementedBy" in statement for statement in statements(done)
    )


def test_a_new_name_is_the_label_and_that_of_its_occasions() -> None:
    done = curated(decision("rename", "project/support-to-mobility", target="Mobility Support"))
    assert done.problems == ()
    assert things(done)["project/support-to-mobility"].label == "Mobility Support"
    assert things(done)["project/support-to-mobility"].alternatives == ("Support to Mobility",)
    (event,) = (one for one in done.resolution.resources if one.kind == "Event")
    assert event.label == "Training, Mobility Support, 2023-06-19"


def test_a_new_kind_keeps_the_iri_or_leaves_word_of_the_new_one() -> None:
    done = curated(decision("retype", "organisation/alpha-works", target="GovernmentBody"))
    assert things(done)["organisation/alpha-works"].kind == "GovernmentBody"
    moved = curated(decision("retype", "organisation/alpha-works", target="Project"))
    assert things(moved)["project/alpha-works"].kind == "Project"
    assert moved.resolution.replaced == {f"{BASE}organisation/alpha-works": f"{BASE}project/alpha-works"}


def test_an_added_fact_stands_in_the_graph_with_who_added_it() -> None:
    fact = ("project/support-to-mobility", "operatesIn", "country/al")
    done = curated(decision("add", *fact, source="https://example.org/report"))
    told = statements(done)
    assert fact in told
    (node,) = {one for one, _, kind in told if kind == "Decision"}
    assert {(node, "decided", '"add"'), (node, "subject", fact[0]), (node, "object", fact[2])} <= told
    assert any(
        one == node and "wasAssociatedWith" in name and value == "curator/ana-petrova" for one, name, value in told
    )


def test_an_item_that_is_withdrawn_takes_its_facts_back_and_the_reason_stays() -> None:
    done = curated(decision("withdraw", item_id="one"))
    assert done.problems == ()
    assert [one.item.id for one in done.extractions] == ["two", "three"]
    told = statements(done)
    assert not any("support-to-mobility" in part for statement in told for part in statement)
    assert any(name.endswith("concerns") and value == "news/one" for _, name, value in told)


def test_a_decision_on_an_item_that_is_withdrawn_is_told_so() -> None:
    limited = [
        decision("split", "organisation/alpha-works", item_id="three"),
        decision("reject", "project/s2m", "implementedBy", "organisation/alpha-works", "three"),
    ]
    done = curated(*limited, replace(decision("withdraw", item_id="three"), line=9))
    assert [one.message for one in done.problems] == ["does not apply: line 9 withdraws the item three"] * 2


def test_what_was_merged_is_decided_on_under_either_name() -> None:
    merge = decision("merge", "project/s2m", target="project/support-to-mobility")
    fact = ("project/s2m", "operatesIn", "country/al")
    done = curated(merge, decision("reject", *fact))
    assert done.problems == ()
    assert not any(relation == "operatesIn" for _, relation, _ in statements(done))


def test_a_state_is_not_split_for_there_is_one_by_its_code() -> None:
    again = item("four", [("c", "Country", "Albania=AL"), ("p", "Project", "S2M")], [("p", "operatesIn", "c")])
    done = curated(decision("split", "country/al", item_id="four"), news=(*NEWS, again))
    assert [problem.message for problem in done.problems] == [
        "does not apply: Albania is a state, and there is no other; reject the facts that mix it up"
    ]
    assert set(done.resolution.iris.values()) <= {one.iri for one in done.resolution.resources}


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (decision("merge", "project/gone", target="project/s2m"), "the graph has no project/gone"),
        (decision("merge", "project/s2m", target="project/s2m"), "project/s2m is that already"),
        (decision("split", "project/s2m", item_id="one"), "the item one does not tell of project/s2m"),
        (decision("split", "country/al", item_id="two"), "country/al is told of by the item two alone"),
        (decision("reject", "project/s2m", "fundedBy", "country/al"), "no item says project/s2m fundedBy country/al"),
        (
            decision("accept", "project/s2m", "operatesIn", "country/al", "one"),
            "the item one does not say project/s2m operatesIn country/al",
        ),
        (decision("add", "project/s2m", "fundedBy", "organisation/x", source="x"), "the graph has no organisation/x"),
        (decision("retype", "project/s2m", target="Project"), "project/s2m is a Project already"),
        (decision("merge", "project/s2m", target="country/al"), "S2M is a Project and Albania a Country"),
        (decision("retype", "country/al", target="Ministry"), "Albania stays a Country"),
        (decision("add", "project/s2m", "heldIn", "country/al", source="x"), "the subject of heldIn must be Event"),
        (
            decision("add", "project/s2m", "operatesIn", "project/s2m", source="x"),
            "operatesIn must be Country",
        ),
        (
            decision("add", "organisation/alpha-works", "partOf", "organisation/alpha-works", source="x"),
            "Alpha Works has no partOf to itself",
        ),
        (decision("add", "country/al", "projectStart", "2024", source="x"), "subject of projectStart must be Project"),
        (decision("add", "project/s2m", "role", "head", source="x"), "the subject of role must be Person"),
        (decision("add", "project/s2m", "startDate", "2024", source="x"), "the subject of startDate must be Event"),
        (decision("rename", "person/nobody", target="X"), "the graph has no person/nobody"),
        (decision("withdraw", item_id="nine"), "there is no item nine"),
    ],
)
def test_a_decision_that_does_not_apply_is_told_and_does_nothing(one: Decision, told: str) -> None:
    done = curated(one, one)
    assert [str(problem) for problem in done.problems] == [
        str(problem) for problem in done.problems if told in str(problem)
    ]
    assert len(done.problems) == 2
    assert str(done.problems[0]).startswith("decisions.csv:2: does not apply: ")
    assert done.resolution == resolve(NEWS, BASE)
    assert done.applied == ()


def test_the_graph_of_decisions_is_valid(tmp_path: Path) -> None:
    done = curated(
        decision("merge", "project/s2m", target="project/support-to-mobility"),
        decision("add", "project/support-to-mobility", "fundedBy", "country/al", source="a letter"),
        decision("apart", "organisation/alpha-works", target="country/al"),
        decision("accept", "project/s2m", "operatesIn", "country/al"),
    )
    assert done.problems == ()
    path = tmp_path / "graph.trig"
    write_trig(to_quads(done.extractions, done.resolution, BASE, done.applied), path)
    report = validate(path)
    grave = [finding for finding in report.findings if finding.severity == "Violation"]
    assert [finding for finding in grave if "decision/" in finding.focus or "support-to" in finding.focus] == []


def test_a_state_that_only_a_decision_names_is_there_as_long_as_the_decision_applies() -> None:
    fact = ("fundedBy", "country/no", "", "a report")
    done = curated(decision("add", "project/support-to-mobility", *fact))
    assert (things(done)["country/no"].label, things(done)["country/no"].iso) == ("Norway", "NO")
    gone = curated(decision("add", "project/gone", *fact))
    assert len(gone.problems) == 1
    assert "country/no" not in things(gone)
    rejected = curated(decision("add", "project/support-to-mobility", *fact), decision("reject", "country/no"))
    assert [problem.message for problem in rejected.problems] == ["does not apply: the graph has no country/no"]


FACT = ("project/support-to-mobility", "fundedBy", "organisation/european-union")


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (("reject", *FACT), ("accept", *FACT)),
        (("accept", *FACT), ("reject", *FACT)),
        (("reject", *FACT, "one"), ("accept", *FACT)),
        (("rename", FACT[0], "", "One Name"), ("rename", FACT[0], "", "Another Name")),
        (("retype", FACT[2], "", "Company"), ("retype", FACT[2], "", "AcademicInstitution")),
        (("apart", FACT[0], "", "project/s2m"), ("merge", FACT[0], "", "project/s2m")),
    ],
)
def test_of_two_decisions_that_contradict_each_other_the_later_holds(
    earlier: tuple[str, ...], later: tuple[str, ...]
) -> None:
    done = curated(replace(decision(*earlier), line=2), replace(decision(*later), line=3))
    assert [str(problem) for problem in done.problems] == [
        "decisions.csv:2: does not apply: line 3 decides otherwise, and the later holds"
    ]
    assert [one.decision.line for one in done.applied] == [3]
    assert statements(done) == statements(curated(replace(decision(*later), line=3)))


ACADEMY = decision("add", "organisation/border-academy-al", "GovernmentBody", "Border Academy", source="a report")


def test_a_thing_may_be_added_with_its_state_and_facts_and_goes_when_that_is_taken_back() -> None:
    partner = ("project/support-to-mobility", "hasPartner", "organisation/border-academy-al")
    done = curated(ACADEMY, decision("add", *partner, source="a report"))
    assert done.problems == ()
    added = things(done)["organisation/border-academy-al"]
    assert (added.kind, added.label, added.state) == ("GovernmentBody", "Border Academy", "AL")
    told = statements(done)
    assert {partner, ("organisation/border-academy-al", "jurisdiction", "country/al")} <= told
    left = curated(decision("add", *partner, source="a report"))
    assert [one.message for one in left.problems] == ["does not apply: the graph has no organisation/border-academy-al"]
    assert left.resolution == curated().resolution


def test_an_added_thing_of_which_news_tells_later_is_that_of_the_news() -> None:
    told = item("four", [("b", "GovernmentBody", "Border Academy of Albania")], [], "2023-07-04")
    done = curated(ACADEMY, news=[*NEWS, told])
    assert done.problems == ()
    path = done.resolution.iris["four", "b"].removeprefix(BASE)
    assert path == "organisation/border-academy-al"
    assert {things(done)[path].label, *things(done)[path].alternatives} == {
        "Border Academy",
        "Border Academy of Albania",
    }


def test_an_added_thing_brings_the_state_along_that_no_news_names() -> None:
    done = curated(decision("add", "place/bodo-no", "Place", "Bodø", source="a report"))
    assert things(done)["country/no"].label == "Norway"
    assert ("place/bodo-no", "locatedIn", "country/no") in statements(done)


def test_a_thing_that_news_gives_another_kind_is_not_added() -> None:
    done = curated(decision("add", "organisation/alpha-works", "AcademicInstitution", "Alpha Works", source="x"))
    assert [one.message for one in done.problems] == [
        "does not apply: the graph has organisation/alpha-works as a Company; give it the other kind by retype"
    ]


@pytest.mark.parametrize(
    "one",
    [
        ACADEMY,
        decision("accept", *FACT),
        decision("reject", *FACT),
        decision("add", FACT[0], "operatesIn", "country/al", source="x"),
        decision("merge", "project/s2m", target=FACT[0]),
        decision("apart", FACT[0], target="project/s2m"),
        decision("rename", FACT[0], target="Other"),
        decision("retype", FACT[2], target="Company"),
        decision("split", "organisation/alpha-works", item_id="three"),
        decision("reject", "organisation/alpha-works"),
        decision("withdraw", item_id="three"),
    ],
    ids=lambda one: one.kind,
)
def test_a_second_equal_decision_is_told_where_the_first_stands(one: Decision) -> None:
    done = curated(replace(one, line=7), replace(one, line=9, why="again", source=one.source and "elsewhere"))
    assert [str(problem) for problem in done.problems] == ["decisions.csv:9: does not apply: already decided in line 7"]
    assert statements(done) == statements(curated(replace(one, line=7)))


def test_what_is_decided_back_and_forth_is_no_repetition() -> None:
    lines = [replace(decision(kind, *FACT), line=line) for line, kind in enumerate(("reject", "accept", "reject"), 2)]
    done = curated(*lines)
    assert [problem.line for problem in done.problems] == [3]
    assert FACT not in statements(done)


def test_what_is_wrong_everywhere_but_in_one_item_is_no_contradiction() -> None:
    fact = ("project/s2m", "implementedBy", "organisation/alpha-works")
    done = curated(decision("reject", *fact), decision("accept", *fact, "two"))
    assert done.problems == ()
    told = {one.item.id for one in done.extractions for found in one.facts if found.relation == "implementedBy"}
    assert told == {"two"}
