"""Which statements the graph makes, and in which of its graphs."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from migrationkg.errors import InputError
from migrationkg.graph import DEFAULT_BASE, to_quads
from migrationkg.graph.rows import short_name
from migrationkg.graph.terms import ONTOLOGY, PROV, RDF, SKOS
from migrationkg.model import Amount, AuthorityFacts, Extraction, Fact, Resolution, Resource

HANDOVER = "news/2023-06-21-eu4safealb-handover"
VISIT = "news/2023-06-29-mobilaze2-estonia"
FACILITY = "news/2023-07-03-mobilaze2"


def short(term: object) -> str:
    """Write a term so that a test reads well."""
    if isinstance(term, NamedNode):
        return (
            term.value.replace(DEFAULT_BASE, "").replace(ONTOLOGY, "mkg:").replace(RDF, "rdf:").replace(SKOS, "skos:")
        )
    return "" if isinstance(term, DefaultGraph) else str(term)


def said(quads: Iterable[Quad], subject: str, predicate: str, graph: str | None = None) -> list[str]:
    """The values of a subject's predicate, in one graph or in all."""
    return [
        short(quad.object)
        for quad in quads
        if (short(quad.subject), short(quad.predicate)) == (subject, predicate)
        and (graph is None or short(quad.graph_name) == graph)
    ]


def evidence(quads: Iterable[Quad], graph: str) -> dict[str, dict[str, str]]:
    """The evidence of a graph: node → predicate → value, types left out."""
    nodes: dict[str, dict[str, str]] = {}
    for quad in quads:
        if short(quad.graph_name) == graph and short(quad.subject).startswith("evidence/"):
            values = nodes.setdefault(short(quad.subject), {})
            if short(quad.predicate) != "rdf:type":
                values[short(quad.predicate)] = short(quad.object)
    return nodes


def number(literal: str) -> int:
    """The value of a literal like "7"^^xsd:integer."""
    return int(literal.split('"')[1])


def changed(extraction: Extraction, **changes: object) -> Extraction:
    """The extraction with some fields of its item changed."""
    return replace(extraction, item=replace(extraction.item, **changes))  # type: ignore[arg-type]


def test_the_default_graph_tells_what_a_resource_is_and_is_called(quads: list[Quad]) -> None:
    assert said(quads, "project/mobilaze-2", "rdf:type", "") == ["mkg:Project"]
    assert said(quads, "project/mobilaze-2", "skos:prefLabel", "") == ['"MOBILAZE 2"@en']
    assert said(quads, "project/mobilaze-2", "http://www.w3.org/2000/01/rdf-schema#label", "") == ['"MOBILAZE 2"@en']
    assert said(quads, "project/mobilaze-2", "skos:altLabel", "") == ['"MOBILAZE2"@en']


def test_a_ministry_is_said_to_be_one(quads: list[Quad]) -> None:
    assert said(quads, "organisation/ministry-of-interior-al", "rdf:type") == ["mkg:Ministry"]


def test_a_country_has_its_codes_and_its_twins(quads: list[Quad]) -> None:
    assert said(quads, "country/az", "mkg:isoAlpha2") == ['"AZ"']
    assert said(quads, "country/az", "mkg:isoAlpha3") == ['"AZE"']
    assert said(quads, "country/az", "mkg:isoNumeric") == ['"031"']
    assert said(quads, "country/az", "skos:exactMatch") == [
        "http://publications.europa.eu/resource/authority/country/AZE",
        "http://www.wikidata.org/entity/Q227",
        "https://sws.geonames.org/587116/",
    ]


def test_a_city_is_tied_to_geonames(quads: list[Quad]) -> None:
    assert said(quads, "place/tallinn-ee", "skos:exactMatch") == ["https://sws.geonames.org/588409/"]


def test_what_authority_files_add_stands_in_the_default_graph() -> None:
    facts = AuthorityFacts(
        ("https://ror.org/00x5wnx94",), (("ICMPD", ""), ("Zentrum", "de")), ("https://www.icmpd.org",), ("XM-DAC-1",)
    )
    resource = Resource("https://example.org/organisation/icmpd", "Company", "ICMPD", authority=facts)
    quads = to_quads([], Resolution((resource,), {}))
    added = {(short_name(quad.predicate.value), str(quad.object)) for quad in quads}
    assert added >= {
        ("skos:exactMatch", "<https://ror.org/00x5wnx94>"),
        ("skos:altLabel", '"Zentrum"@de'),
        ("schema:url", "<https://www.icmpd.org>"),
        ("dcterms:identifier", '"XM-DAC-1"'),
    }
    assert ("skos:altLabel", '"ICMPD"@en') not in added


def test_the_graph_of_an_item_tells_what_it_says_and_no_more(quads: list[Quad]) -> None:
    assert said(quads, "project/mobilaze-2", "mkg:operatesIn", FACILITY) == ["country/az"]
    assert said(quads, "project/mobilaze-2", "mkg:operatesIn", VISIT) == []
    assert said(quads, "project/mobilaze-2", "mkg:implementedBy", VISIT) == ["organisation/icmpd"]


def test_what_two_items_say_stands_in_both_graphs(quads: list[Quad]) -> None:
    assert said(quads, "project/mobilaze-2", "mkg:fundedBy", FACILITY) == ["organisation/eu"]
    assert said(quads, "project/mobilaze-2", "mkg:fundedBy", VISIT) == ["organisation/eu"]


def test_an_item_has_its_headline_day_category_and_page(quads: list[Quad]) -> None:
    assert said(quads, HANDOVER, "rdf:type", HANDOVER) == ["mkg:NewsItem"]
    assert said(quads, HANDOVER, "skos:prefLabel", HANDOVER) == ['"EU4SAFEALB Project: 2nd handover of equipment"@en']
    assert said(quads, HANDOVER, "mkg:published") == ['"2023-06-21"^^<http://www.w3.org/2001/XMLSchema#date>']
    assert said(quads, HANDOVER, "mkg:category") == ['"Project News"']
    page = ["https://www.example.org/news/eu4safealb-handover"]
    assert said(quads, HANDOVER, "http://purl.org/dc/terms/source") == page
    assert said(quads, HANDOVER, "https://schema.org/url") == page


def test_an_address_that_is_no_page_of_the_web_is_left_out(quads: list[Quad]) -> None:
    assert said(quads, VISIT, "http://purl.org/dc/terms/source") == []
    assert "javascript" not in str(quads)


def test_an_item_without_category_has_none(quads: list[Quad]) -> None:
    assert said(quads, VISIT, "mkg:category") == []


def test_an_item_mentions_each_thing_it_names(quads: list[Quad]) -> None:
    assert said(quads, FACILITY, "mkg:mentions") == ["country/az", "organisation/eu", "project/mobilaze-2"]


def test_an_item_reports_on_its_events_or_else_on_its_projects(quads: list[Quad]) -> None:
    assert said(quads, VISIT, "mkg:reportsOn") == ["event/mobilaze-2-study-visit-2023-05"]
    assert said(quads, FACILITY, "mkg:reportsOn") == ["project/mobilaze-2"]


def test_a_type_of_event_is_a_concept(quads: list[Quad]) -> None:
    assert said(quads, "event/mobilaze-2-study-visit-2023-05", "mkg:eventType") == [
        "https://w3id.org/migrationkg/event-type/study-visit"
    ]


def test_a_day_is_a_date_and_a_month_a_month(quads: list[Quad]) -> None:
    assert said(quads, "event/eu4safealb-handover-2023-06-12", "mkg:startDate") == [
        '"2023-06-12"^^<http://www.w3.org/2001/XMLSchema#date>'
    ]
    assert said(quads, "event/mobilaze-2-study-visit-2023-05", "mkg:startDate") == [
        '"2023-05"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    ]


def test_a_person_has_a_role(quads: list[Quad]) -> None:
    assert said(quads, "person/ana-hoxha", "mkg:role") == ['"Director of Border Police"@en']


def test_a_partner_that_is_a_ministry_is_a_partner_ministry_too(quads: list[Quad]) -> None:
    ministry = ["organisation/ministry-of-interior-al"]
    assert said(quads, "project/eu4safealb", "mkg:hasPartner", HANDOVER) == ministry
    assert said(quads, "project/eu4safealb", "mkg:partnerMinistry", HANDOVER) == ministry


def test_a_partner_that_is_no_ministry_is_a_partner_only(extractions: list[Extraction], resolution: Resolution) -> None:
    (partner,) = [fact for fact in extractions[0].facts if fact.relation == "hasPartner"]
    police = replace(extractions[0], facts=(replace(partner, object="o3"),))
    quads = to_quads([police], resolution)
    assert said(quads, "project/eu4safealb", "mkg:hasPartner") == ["organisation/border-police-al"]
    assert said(quads, "project/eu4safealb", "mkg:partnerMinistry") == []


def test_a_sum_has_value_and_currency(quads: list[Quad]) -> None:
    (amount,) = said(quads, "event/eu4safealb-handover-2023-06-12", "mkg:amount", HANDOVER)
    assert said(quads, amount, "rdf:type", HANDOVER) == ["mkg:Amount"]
    assert said(quads, amount, "mkg:value") == ['"2400000"^^<http://www.w3.org/2001/XMLSchema#decimal>']
    assert said(quads, amount, "mkg:currency") == ['"EUR"']


def test_two_items_that_give_one_sum_speak_of_one_amount(extractions: list[Extraction], resolution: Resolution) -> None:
    def with_sum(extraction: Extraction, value: str) -> Extraction:
        words = extraction.facts[0].evidence
        return replace(extraction, amounts=(Amount("p1", Decimal(value), "EUR", words),))

    _, visit, facility = extractions
    same = to_quads([with_sum(visit, "500000"), with_sum(facility, "5E5")], resolution)
    other = to_quads([with_sum(visit, "500000"), with_sum(facility, "500000.5")], resolution)
    assert len(set(said(same, "project/mobilaze-2", "mkg:amount"))) == 1
    assert len(set(said(other, "project/mobilaze-2", "mkg:amount"))) == 2


def test_every_statement_of_a_fact_has_evidence_with_its_words(
    quads: list[Quad], extractions: list[Extraction]
) -> None:
    about = ("news/", "evidence/", "amount/")
    for extraction in extractions:
        graph = f"news/{extraction.item.id}"
        told = {
            (short(quad.subject), short(quad.predicate), short(quad.object))
            for quad in quads
            if short(quad.graph_name) == graph
            and (not short(quad.subject).startswith(about) or short(quad.predicate) == "mkg:theme")
        }
        nodes = evidence(quads, graph)
        assert told
        assert {(node["rdf:subject"], node["rdf:predicate"], node["rdf:object"]) for node in nodes.values()} == told
        for node in nodes.values():
            start, end = (number(node[name]) for name in ("mkg:quoteStart", "mkg:quoteEnd"))
            assert node["mkg:quote"] == str(Literal(extraction.item.content[start:end]))


def test_evidence_tells_item_rule_and_confidence(quads: list[Quad]) -> None:
    (node,) = [node for node in evidence(quads, HANDOVER).values() if node["rdf:predicate"] == "mkg:amount"]
    assert node["mkg:newsItem"] == node[f"{PROV}wasDerivedFrom"] == HANDOVER
    assert node["mkg:rule"] == '"money"'
    assert node["mkg:quote"] == '"EUR 2.4 million"'
    assert node["mkg:confidence"] == '"1"^^<http://www.w3.org/2001/XMLSchema#decimal>'


def test_evidence_is_a_statement_and_an_entity_of_provenance(quads: list[Quad]) -> None:
    for node in evidence(quads, FACILITY):
        assert sorted(said(quads, node, "rdf:type", FACILITY)) == [
            f"{PROV}Entity",
            "mkg:Evidence",
            "rdf:Statement",
        ]


def test_confidence_has_two_digits_at_most(quads: list[Quad]) -> None:
    facts = [node for node in evidence(quads, FACILITY).values() if node["rdf:predicate"] != "mkg:theme"]
    assert {node["mkg:confidence"].split('"')[1] for node in facts} == {"0.95", "0.98"}


def test_the_same_words_keep_the_iri_of_their_evidence(
    quads: list[Quad], extractions: list[Extraction], resolution: Resolution
) -> None:
    alone = to_quads([extractions[2]], resolution)
    assert evidence(alone, FACILITY) == evidence(quads, FACILITY)


def test_other_words_for_a_statement_are_other_evidence(extractions: list[Extraction], resolution: Resolution) -> None:
    facility = extractions[2]
    fact = facility.facts[1]
    twice = replace(fact, evidence=replace(fact.evidence, start=fact.evidence.start + 1, quote=fact.evidence.quote[1:]))
    quads = to_quads([replace(facility, facts=(fact, twice))], resolution)
    assert said(quads, "project/mobilaze-2", "mkg:operatesIn") == ["country/az"]
    nodes = [node for node in evidence(quads, FACILITY).values() if node["rdf:object"] == "country/az"]
    assert sorted(node["mkg:quote"] for node in nodes) == ['"orks in Azerbaijan"', '"works in Azerbaijan"']


def test_the_quads_come_sorted_and_once_whatever_the_order_of_items(
    quads: list[Quad], extractions: list[Extraction], resolution: Resolution
) -> None:
    assert to_quads(reversed(extractions), resolution) == quads
    assert len(set(quads)) == len(quads)
    assert [short(quad.graph_name) for quad in quads] == sorted(short(quad.graph_name) for quad in quads)


def test_no_news_is_an_empty_graph() -> None:
    assert to_quads([], Resolution((), {})) == []


def test_data_lie_under_the_base_of_the_user(extractions: list[Extraction], resolution: Resolution) -> None:
    base = "https://data.example.org/migration/"
    moved = Resolution(
        tuple(replace(known, iri=known.iri.replace(DEFAULT_BASE, base)) for known in resolution.resources),
        {who: iri.replace(DEFAULT_BASE, base) for who, iri in resolution.iris.items()},
    )
    quads = to_quads(extractions, moved, base)
    assert DEFAULT_BASE not in str(quads)
    assert any(str(quad.subject).startswith(f"<{base}amount/event-eu4safealb-") for quad in quads)


@pytest.mark.parametrize(
    "base", ["", "migration/", "urn:x:", "https://example.org/kb", "https://exa mple.org/", "file:///kb/"]
)
def test_a_base_that_is_none_is_refused(base: str, extractions: list[Extraction], resolution: Resolution) -> None:
    with pytest.raises(InputError, match="base"):
        to_quads(extractions, resolution, base)


@pytest.mark.parametrize("name", ["", "a b", "../x", "x>", "Ä", "a\n"])
def test_an_item_whose_id_is_none_is_refused(name: str, extractions: list[Extraction], resolution: Resolution) -> None:
    with pytest.raises(InputError, match="id of a news item"):
        to_quads([changed(extractions[0], id=name)], resolution)


def test_two_items_of_one_id_are_refused(extractions: list[Extraction], resolution: Resolution) -> None:
    with pytest.raises(InputError, match="two news items bear the id '2023-07-03-mobilaze2'"):
        to_quads([extractions[2], changed(extractions[2], published=date(2024, 1, 1))], resolution)


@pytest.mark.parametrize(
    ("relation", "value"),
    [
        ("startDate", "June"),
        ("endDate", "2023-6-1"),
        ("eventType", "a> <b"),
        ("eventType", ""),
        ("likes", "x"),
    ],
)
def test_a_value_of_the_wrong_form_is_refused(
    relation: str, value: str, extractions: list[Extraction], resolution: Resolution
) -> None:
    words = extractions[1].facts[0].evidence
    with pytest.raises(InputError):
        to_quads([replace(extractions[1], facts=(Fact("e1", relation, value, words),))], resolution)


def test_a_resource_whose_iri_is_none_is_refused(resolution: Resolution) -> None:
    broken = replace(resolution.resources[0], iri="https://example.org/a b")
    with pytest.raises(InputError, match="is no absolute IRI"):
        to_quads([], Resolution((broken,), {}))
