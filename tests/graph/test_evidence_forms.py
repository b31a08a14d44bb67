"""Evidence in three standard forms: from each back to the same facts and words."""

from io import BytesIO

import pytest
from pyoxigraph import Quad, QueryTriples, RdfFormat, Store, parse
from rdflib import Graph, Namespace
from tests.graph.conftest import FACILITY, HANDOVER, VISIT

from migrationkg.errors import InputError
from migrationkg.graph import DEFAULT_BASE, export
from migrationkg.graph.evidence import without_evidence
from migrationkg.graph.evidence_forms import EVIDENCE_FORMS, check_evidence_form, evidence_as

FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
CONTENTS = {f"{DEFAULT_BASE}news/{item.id}": item.content for item in (HANDOVER, VISIT, FACILITY)}
#: What tells of each form, by its own standard, which words say which statement.
BACK = {
    "statement": """?e rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; mkg:newsItem ?item ;
        mkg:quote ?quote ; mkg:quoteStart ?start ; mkg:quoteEnd ?end .""",
    "annotation": """?e rdf:reifies <<( ?s ?p ?o )>> ; mkg:newsItem ?item ;
        mkg:quote ?quote ; mkg:quoteStart ?start ; mkg:quoteEnd ?end .""",
    "web-annotation": """?e a oa:Annotation ; oa:hasBody ?body ; oa:hasTarget ?target .
        ?body rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
        ?target oa:hasSource ?item ; oa:hasSelector ?words, ?place .
        ?words a oa:TextQuoteSelector ; oa:exact ?quote .
        ?place a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end .""",
}
MADE = """?e a mkg:Evidence, rdf:Statement, prov:Entity ; prov:wasDerivedFrom ?item ;
    rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; mkg:newsItem ?item ;
    mkg:quote ?quote ; mkg:quoteStart ?start ; mkg:quoteEnd ?end ; mkg:rule ?rule ; mkg:confidence ?confidence ."""
PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "mkg": "https://w3id.org/migrationkg/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
}
OA = Namespace(PREFIXES["oa"])


def written(quads: list[Quad], evidence_form: str, form: str) -> bytes:
    stream = BytesIO()
    export(evidence_as(evidence_form, quads, CONTENTS), form, stream, True)
    return stream.getvalue()


@pytest.mark.parametrize(("evidence_form", "form"), [
    (evidence_form, form)
    for evidence_form in EVIDENCE_FORMS
    for form in FORMATS
    if evidence_form != "annotation" or form in {"turtle", "trig", "nquads"}
])  # fmt: skip
def test_each_form_leads_back_to_the_same_facts_and_words(evidence_form: str, form: str, quads: list[Quad]) -> None:
    store = Store()
    store.extend(parse(written(quads, evidence_form, form), format=FORMATS[form]))
    query = f"CONSTRUCT {{ {MADE} }} WHERE {{ {BACK[evidence_form]} ?e mkg:rule ?rule ; mkg:confidence ?confidence }}"
    back = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(back, QueryTriples)
    bare = {quad.triple for quad in without_evidence(quads)}
    assert set(back) == {quad.triple for quad in quads} - bare
    assert bare <= {quad.triple for quad in store}


def test_quotes_stand_between_their_surroundings(quads: list[Quad]) -> None:
    graph = Graph().parse(data=written(quads, "web-annotation", "turtle"), format="turtle")
    targets = set(graph.objects(None, OA.hasTarget))
    assert len(targets) > 20
    for target in targets:
        content = CONTENTS[str(graph.value(target, OA.hasSource))]
        words, place = sorted(graph.objects(target, OA.hasSelector), key=str, reverse=True)
        around = [str(graph.value(words, OA[name])) for name in ("prefix", "exact", "suffix")]
        start, end = (int(str(graph.value(place, OA[name]))) for name in ("start", "end"))
        assert content[max(0, start - 32) : end + 32] == "".join(around)
        assert content[start:end] == around[1]


def test_rdf_12_has_no_statement_and_web_annotation_has_a_short_name(quads: list[Quad]) -> None:
    assert b"rdf:Statement" not in written(quads, "annotation", "trig")
    assert b"<<( " in written(quads, "annotation", "trig")
    assert b"@prefix oa: <http://www.w3.org/ns/oa#> ." in written(quads, "web-annotation", "trig")
    assert b"ns/oa#" not in written(quads, "statement", "trig")


@pytest.mark.parametrize(("evidence_form", "form", "told"), [
    ("words", "trig", "'words' is no form of evidence; choose one of statement, annotation, web-annotation"),
    ("annotation", "rdfxml", "rdfxml cannot carry evidence as annotation; choose one of turtle, trig, nquads"),
    ("web-annotation", "csv", "csv cannot carry evidence as web-annotation; choose one of turtle"),
])  # fmt: skip
def test_what_cannot_be_carried_is_told(evidence_form: str, form: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        check_evidence_form(evidence_form, form)
