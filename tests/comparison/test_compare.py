"""What differs between two graphs is told once, in the words of the side where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from migrationkg.comparison import Difference, Tally, Topic, compare

PREFIXES = """\
@prefix mkg: <https://w3id.org/migrationkg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix schema: <https://schema.org/> .
@prefix : <https://example.org/> .
"""
RESOURCES = """
:alpha a mkg:Project ; skos:prefLabel "ALPHA"@en ; rdfs:label "ALPHA"@en .
:eu a mkg:InternationalOrganisation ; skos:prefLabel "European Union"@en, "Europäische Union"@de .
:oslo a mkg:Place ; skos:prefLabel "Oslo"@en .
"""


def item(name: str, day: str, *facts: str, quote: str = "EU-funded") -> str:
    """Return the graph of a news item, each of its facts with evidence."""
    evidence = (
        f""":evidence-{name}-{number}-{len(quote)} a mkg:Evidence, rdf:Statement ; mkg:quote "{quote}" ;
        rdf:subject {fact.split()[0]} ; rdf:predicate {fact.split()[1]} ; rdf:object {fact.split()[2]} ."""
        for number, fact in enumerate(facts)
    )
    return f""":{name} {{ :{name} a mkg:NewsItem ; skos:prefLabel "Item {name}"@en ; mkg:published "{day}" .
    {" ".join(f"{fact} ." for fact in facts)} {" ".join(evidence)} }}
    """


def difference(old: str, new: str) -> Difference:
    return compare(*(parse(PREFIXES + text, format=RdfFormat.TRIG) for text in (old, new)))


def lines(topic: Topic) -> list[str]:
    return [f"{'+' if one.added else '-'} {one.subject} {one.relation} {one.object}" for one in topic.changes]


FUNDED = ":alpha mkg:fundedBy :eu"
IN_OSLO = ":alpha mkg:operatesIn :oslo"


def test_equal_graphs_differ_in_nothing() -> None:
    text = RESOURCES + item("one", "2023-07-01", FUNDED)
    found = difference(text, text)
    assert (found.items, found.resources, found.added, found.removed) == ((), (), frozenset(), frozenset())


def test_items_are_new_withdrawn_or_changed_in_the_order_of_their_days() -> None:
    old = RESOURCES + item("z", "2023-07-01", FUNDED) + item("gone", "2023-07-02", FUNDED)
    new = RESOURCES + item("z", "2023-07-01", IN_OSLO) + item("new", "2023-06-30", IN_OSLO)
    found = difference(old, new)
    assert [(one.label, one.change, one.published) for one in found.items] == [
        ("Item new", "new", "2023-06-30"),
        ("Item z", "changed", "2023-07-01"),
        ("Item gone", "gone", "2023-07-02"),
    ]
    assert lines(found.items[0]) == ["+ ALPHA operates in Oslo"]
    assert lines(found.items[1]) == ["- ALPHA funded by European Union", "+ ALPHA operates in Oslo"]
    assert found.item_tally == Tally(1, 1, 1)
    assert (found.facts, found.resources) == (Tally(2, 2, 0), ())


def test_a_fact_of_which_the_evidence_alone_changed_is_the_same_fact_in_other_words() -> None:
    old = RESOURCES + item("one", "2023-07-01", FUNDED, IN_OSLO)
    new = RESOURCES + item("one", "2023-07-01", FUNDED, IN_OSLO, quote="funded by the EU")
    found = difference(old, new)
    (topic,) = found.items
    assert (topic.change, topic.changes, topic.reworded) == ("changed", (), 2)
    assert (found.facts, found.statements) == (Tally(0, 0, 2), Tally(0, 0, 0))
    assert (len(found.added), len(found.removed)) == (12, 12)


def test_a_fact_that_another_item_tells_too_is_marked_and_is_no_new_statement() -> None:
    one, two = (item(name, "2023-07-01", FUNDED) for name in ("one", "two"))
    withdrawn, added = (
        difference(RESOURCES + one + two, RESOURCES + one),
        difference(RESOURCES + one, RESOURCES + one + two),
    )
    for found in (withdrawn, added):
        assert [change.elsewhere for change in found.items[0].changes] == [True]
    assert withdrawn.statements == Tally(0, 3, 0)
    assert added.statements == Tally(3, 0, 0)


def test_a_renamed_resource_is_told_by_its_two_names() -> None:
    new = RESOURCES.replace('"ALPHA"@en ; rdfs', '"ALPHA 2"@en ; rdfs').replace('label "ALPHA"', 'label "ALPHA 2"')
    (topic,) = difference(RESOURCES, new).resources
    assert (topic.former_label, topic.label, topic.kind, topic.change) == ("ALPHA", "ALPHA 2", "project", "changed")
    assert topic.changes == ()


def test_a_name_that_is_given_by_one_more_property_is_told() -> None:
    (topic,) = difference(RESOURCES, f'{RESOURCES} :oslo rdfs:label "Oslo"@en .').resources
    assert (topic.former_label, lines(topic)) == (None, ["+ Oslo called Oslo"])


def test_each_side_tells_by_its_own_names() -> None:
    old = RESOURCES + item("one", "2023-07-01", FUNDED)
    new = RESOURCES.replace('"European Union"', '"EU"') + item("one", "2023-07-01", ":eu mkg:operatesIn :oslo")
    found = difference(old, new)
    assert lines(found.items[0]) == ["- ALPHA funded by European Union", "+ EU operates in Oslo"]


def test_a_name_in_another_language_is_no_new_name() -> None:
    new = RESOURCES.replace("Europäische Union", "EU") + ':eu skos:altLabel "UE"@fr .'
    (topic,) = difference(RESOURCES, new).resources
    assert topic.former_label is None
    assert lines(topic) == [
        "- European Union called Europäische Union (de)",
        "+ European Union called EU (de)",
        "+ European Union also called UE (fr)",
    ]


def test_resources_come_by_kind_and_what_their_heading_says_is_not_told_again() -> None:
    found = difference("", RESOURCES)
    assert [(one.kind, one.label) for one in found.resources] == [
        ("project", "ALPHA"),
        ("international organisation", "European Union"),
        ("place", "Oslo"),
    ]
    assert [lines(one) for one in found.resources] == [[], ["+ European Union called Europäische Union (de)"], []]
    assert found.by_kind["place"] == Tally(1, 0, 0)


def test_an_amount_is_told_as_a_sum_by_the_fact_that_names_it() -> None:
    sum_of = ':alpha mkg:amount :sum . :sum a mkg:Amount ; mkg:value "{}" ; mkg:currency "EUR"'
    new = item("one", "2023-07-01", FUNDED).replace(f"{FUNDED} .", f"{sum_of.format(2400000)} .")
    assert lines(difference("", RESOURCES + new).items[0]) == ["+ ALPHA amount EUR 2,400,000"]
    alone = RESOURCES + sum_of.format(2400000) + " ."
    assert [one.kind for one in difference("", alone).resources] == ["project", "international organisation", "place"]
    (other,) = difference(alone, RESOURCES + sum_of.format(7) + " .").resources
    assert (other.former_label, other.label) == ("EUR 2,400,000", "EUR 7")
    assert lines(other) == ["- EUR 2,400,000 value 2400000", "+ EUR 7 value 7"]


def test_namesakes_are_told_apart_where_the_words_alone_would_not() -> None:
    both = RESOURCES + ':union a mkg:Company ; skos:prefLabel "European Union"@en .'
    found = difference(both + FUNDED + " .", both + ":alpha mkg:fundedBy :union .")
    assert lines(found.resources[0]) == [
        "- ALPHA <https://example.org/alpha> funded by European Union <https://example.org/eu>",
        "+ ALPHA <https://example.org/alpha> funded by European Union <https://example.org/union>",
    ]
    values = difference(':alpha mkg:role "Head"@en .', ':alpha mkg:role "Head" .')
    assert [change.object for change in values.resources[0].changes] == ['"Head"@en', '"Head"']


def test_a_page_that_is_given_twice_is_told_once() -> None:
    page = "<https://example.org/news>"
    (topic,) = difference(RESOURCES, f"{RESOURCES} :eu dcterms:source {page} ; schema:url {page} .").resources
    assert lines(topic) == ["+ European Union source https://example.org/news"]
    (topic,) = difference(f"{RESOURCES} :eu dcterms:source {page} .", f"{RESOURCES} :eu schema:url {page} .").resources
    assert len(topic.changes) == 2


@pytest.mark.parametrize("copies", [1, 3])
def test_blank_nodes_are_equal_by_what_hangs_together_with_them(copies: int) -> None:
    def text(name: str, value: int) -> str:
        return "".join(
            f":a :b _:{name}{n} . _:{name}{n} :c _:{name}x{n} . _:{name}x{n} :d {value} . " for n in range(copies)
        )

    assert difference(text("m", 1), text("n", 1)).added == frozenset()
    found = difference(text("m", 1) + text("k", 2), text("n", 3) + text("l", 1))
    assert (len(found.added), len(found.removed)) == (3 * copies, 3 * copies)


nodes = st.sampled_from([NamedNode(f"https://example.org/{name}") for name in "abc"])
relations = st.sampled_from(
    [
        quad.predicate
        for quad in parse(
            f"{PREFIXES}:a a :b ; skos:prefLabel :c ; rdfs:label 1 ; mkg:value 2 ; mkg:currency 3 ; :x 4 .",
            format=RdfFormat.TRIG,
        )
    ]
)
values = nodes | st.sampled_from(
    [
        Literal("x"),
        Literal("y", language="en"),
        NamedNode("https://w3id.org/migrationkg/ontology#Amount"),
        BlankNode("q"),
    ]
)
graphs = st.frozensets(st.builds(Quad, nodes, relations, values, st.none() | nodes), max_size=10)


@given(graphs, graphs)
def test_the_way_back_is_the_mirror_image(old: frozenset[Quad], new: frozenset[Quad]) -> None:
    forth, back = compare(old, new), compare(new, old)
    assert {
        (one.iri, change.added, change.quad) for one in (*forth.items, *forth.resources) for change in one.changes
    } == {(one.iri, not change.added, change.quad) for one in (*back.items, *back.resources) for change in one.changes}
    assert (forth.added, forth.statements.added) == (back.removed, back.statements.removed)
    assert bool(forth.items or forth.resources) <= bool(forth.added or forth.removed)


def test_a_decision_is_told_with_names() -> None:
    new = """
    :curation { :decision a mkg:Decision, prov:Activity, rdf:Statement ; mkg:decided "add" ;
      mkg:concerns :alpha, :oslo ; prov:wasAssociatedWith :ana ;
      dcterms:date "2026-11-24" ; dcterms:description "a report" ;
      rdf:subject :alpha ; rdf:predicate mkg:operatesIn ; rdf:object :oslo .
      :ana a prov:Agent ; skos:prefLabel "Ana"@en . :alpha mkg:operatesIn :oslo }
    :former dcterms:isReplacedBy :alpha ; owl:sameAs :alpha .
    """
    prefixes = "@prefix prov: <http://www.w3.org/ns/prov#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
    found = difference(prefixes + RESOURCES, prefixes + RESOURCES + new)
    told = {one.label: (one.kind, one.change, lines(one)) for one in found.resources}
    assert told.pop("https://example.org/former")[2] == ["+ https://example.org/former replaced by ALPHA"]
    decision = "add: ALPHA, Oslo"
    assert told == {
        "ALPHA": ("project", "changed", ["+ ALPHA operates in Oslo"]),
        "Ana": ("curator", "new", []),
        decision: (
            "decision",
            "new",
            [
                f"+ {decision} {words}"
                for words in (
                    "subject ALPHA",
                    "relation operates in",
                    "object Oslo",
                    "concerns ALPHA",
                    "concerns Oslo",
                    "decided by Ana",
                    "on 2026-11-24",
                    "because a report",
                )
            ],
        ),
    }


def test_a_decision_on_what_is_no_more_is_told_with_its_former_name() -> None:
    more = ':beta a mkg:Project ; skos:prefLabel "BETA"@en .'
    merge = ':curation { :decision a mkg:Decision ; mkg:decided "merge" ; mkg:concerns :beta, :alpha }'
    found = difference(RESOURCES + more, RESOURCES + merge)
    assert "merge: ALPHA, BETA" in {one.label for one in found.resources}
