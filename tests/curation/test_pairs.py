"""Decisions beside one another: each is applied or told why not, and what is not applied leaves no trace."""

from dataclasses import replace

import pytest
from pyoxigraph import NamedNode, Quad
from tests.curation.test_applying import BASE, NEWS, curated, decision

from migrationkg.curation import Curated
from migrationkg.curation.decisions import row_of
from migrationkg.graph import terms, to_quads
from migrationkg.graph.decisions import decision_node
from migrationkg.model import Decision

S2M, OTHER, FIRM, EU = (
    "project/s2m",
    "project/support-to-mobility",
    "organisation/alpha-works",
    "organisation/european-union",
)
SAID = (S2M, "implementedBy", FIRM)
UNSAID = (OTHER, "operatesIn", "country/al")
#: What no news names.
NEW = "organisation/border-academy-al"
ON_NEW = (OTHER, "hasPartner", NEW)

#: Every kind of decision, on things that others of these speak of, too.
DECISIONS = (
    decision("merge", S2M, target=OTHER),
    decision("merge", OTHER, target=S2M),
    decision("merge", FIRM, target=EU),
    decision("apart", S2M, target=OTHER),
    decision("apart", FIRM, target=EU),
    decision("split", S2M, item_id="two"),
    decision("split", FIRM, item_id="three"),
    decision("rename", S2M, target="One Name"),
    decision("rename", S2M, target="Another Name"),
    decision("rename", OTHER, target="Third Name"),
    decision("retype", FIRM, target="Project"),
    decision("retype", FIRM, target="GovernmentBody"),
    decision("retype", S2M, target="Place"),
    decision("reject", S2M),
    decision("reject", OTHER),
    decision("reject", FIRM),
    decision("reject", *SAID),
    decision("reject", *SAID, item_id="two"),
    decision("accept", *SAID),
    decision("accept", *SAID, item_id="three"),
    decision("add", *SAID, source="a report"),
    decision("add", *UNSAID, source="a report"),
    decision("reject", *UNSAID),
    decision("withdraw", item_id="one"),
    decision("withdraw", item_id="two"),
    decision("add", NEW, "GovernmentBody", "Border Academy", source="a report"),
    decision("add", FIRM, "Company", "Alpha Works", source="a report"),
    decision("add", *ON_NEW, source="a report"),
    decision("merge", FIRM, target=NEW),
    decision("retype", NEW, target="Ministry"),
    decision("reject", NEW),
)


def in_lines(*decisions: Decision) -> list[Decision]:
    return [replace(one, line=line) for line, one in enumerate(decisions, start=2)]


def quads(done: Curated) -> list[Quad]:
    return to_quads(done.extractions, done.resolution, BASE, done.applied)


def beside_decisions(done: Curated) -> list[Quad]:
    return [quad for quad in quads(done) if quad.graph_name != NamedNode(f"{BASE}curation")]


def check(*decisions: Decision) -> None:
    done = curated(*in_lines(*decisions))
    applied = [one.decision for one in done.applied]
    assert sorted([one.line for one in applied] + [one.line for one in done.problems]) == [
        *range(2, len(decisions) + 2)
    ]
    activities = {quad.subject for quad in quads(done) if quad.object == terms.ACTIVITY}
    assert activities == {decision_node(one, BASE) for one in applied}
    assert [one for one in applied if not holds(one, done)] == []
    assert beside_decisions(curated(*applied)) == beside_decisions(done)


def holds(one: Decision, done: Curated) -> bool:
    """Tell whether the graph says what a decision does, so far as what it speaks of is there."""
    things = {thing.iri: thing for thing in done.resolution.resources}
    thing, other = (done.resolution.replaced.get(BASE + path, BASE + path) for path in (one.thing, one.object))
    if one.makes:
        return thing in things and one.object in {things[thing].label, *things[thing].alternatives}
    if one.relation:
        right_in = {other.decision.item for other in done.applied if other.decision.kind == "accept"}
        items = (
            [one.item]
            if one.item
            else [each.item.id for each in NEWS if one.kind != "reject" or each.item.id not in right_in]
        )
        where = [*(f"{BASE}news/{item}" for item in items), *([] if one.item else [f"{BASE}curation"])]
        fact = NamedNode(thing), terms.RELATIONS[one.relation], NamedNode(other)
        return any(Quad(*fact, NamedNode(name)) in quads(done) for name in where) is (one.kind != "reject")
    match one.kind:
        case "merge":
            return BASE + one.thing not in things
        case "apart":
            return thing != other
        case "rename":
            return thing not in things or one.object in {things[thing].label, *things[thing].alternatives}
        case "retype":
            return BASE + one.thing not in things or things[thing].kind == one.object
        case "reject":
            return thing not in things
        case "withdraw":
            return one.item not in {each.item.id for each in done.extractions}
    return True


@pytest.mark.parametrize(
    "rest",
    [
        [decision("add", *ON_NEW, source="a report"), decision("merge", FIRM, target=NEW)],
        [decision("merge", NEW, target=FIRM), decision("add", *ON_NEW, source="a report")],
        [decision("add", *ON_NEW, source="a report"), decision("retype", NEW, target="Place")],
        [decision("rename", NEW, target="Academy"), decision("add", *ON_NEW, source="a report")],
        [decision("reject", NEW), decision("add", NEW, "GovernmentBody", "Border Academy", source="a letter")],
        [decision("add", *ON_NEW, source="a report"), decision("reject", *ON_NEW)],
        [decision("withdraw", item_id="one"), decision("add", *ON_NEW, source="a report")],
    ],
)
def test_what_is_added_is_decided_on_as_any_other_thing(rest: list[Decision]) -> None:
    check(decision("add", NEW, "GovernmentBody", "Border Academy", source="a report"), *rest)


@pytest.mark.parametrize("first", DECISIONS, ids=lambda one: "-".join(filter(None, row_of(one)[:5])))
def test_of_two_decisions_each_is_applied_or_told_why_not_and_then_leaves_no_trace(first: Decision) -> None:
    for second in DECISIONS:
        check(first, second)
