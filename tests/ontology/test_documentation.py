"""docs/ontology.md tells of every term and every shape, in the words of the ontology itself.

A row that fails is the row to paste into the document.
"""

import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.term import Node

from migrationkg.resources import resource

MKG = "https://w3id.org/migrationkg/ontology#"
DOCUMENT = (Path(__file__).parents[2] / "docs" / "ontology.md").read_text(encoding="utf-8")
ONTOLOGY = Graph().parse(resource("ontology/migrationkg.ttl"))
SHAPES = Graph().parse(resource("ontology/shapes.ttl")) + Graph().parse(resource("ontology/shapes-sparql.ttl"))


def classes() -> list[str]:
    return [_class_row(term) for term in _own(OWL.Class)]


def properties() -> list[str]:
    inferred = set(ONTOLOGY.objects(None, OWL.inverseOf))
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    return [_property_row(term) for kind in kinds for term in _own(kind) if term not in inferred]


def inverses() -> list[str]:
    return [
        f"| `{_short(other)}` | `{_short(one)}` | {ONTOLOGY.value(other, SKOS.definition)} |"
        for one, other in sorted(ONTOLOGY.subject_objects(OWL.inverseOf))
    ]


def shapes() -> list[str]:
    named = sorted(shape for shape in SHAPES.subjects(SH.message) if isinstance(shape, URIRef))
    return [
        f"| {shape.rpartition('/')[2]} | {str(SHAPES.value(shape, SH.severity)).rpartition('#')[2]} "
        f"| {SHAPES.value(shape, SH.message)} |"
        for shape in named
    ]


def _own(kind: URIRef) -> list[URIRef]:
    found = (term for term in ONTOLOGY.subjects(RDF.type, kind) if isinstance(term, URIRef))
    return sorted(term for term in found if term.startswith(MKG))


def _class_row(term: URIRef) -> str:
    above = sorted(_short(parent) for parent in ONTOLOGY.objects(term, RDFS.subClassOf) if isinstance(parent, URIRef))
    kind_of = ", ".join(f"`{parent}`" for parent in above)
    return f"| `{_short(term)}` | {kind_of} | {ONTOLOGY.value(term, SKOS.definition)} |"


def _property_row(term: URIRef) -> str:
    ends = [_end(ONTOLOGY.value(term, end)) for end in (RDFS.domain, RDFS.range)]
    return f"| `{_short(term)}` | {ends[0]} | {ends[1]} | {ONTOLOGY.value(term, SKOS.definition)} |"


def _end(node: Node | None) -> str:
    union = ONTOLOGY.value(node, OWL.unionOf)
    members = [node] if union is None else list(ONTOLOGY.items(union))
    return " or ".join(_short(member) for member in members)


def _short(term: object) -> str:
    name = re.split(r"[#/]", str(term))[-1]
    known = {MKG: "mkg:", str(SKOS): "skos:", str(RDFS): "rdfs:", "http://www.w3.org/ns/prov#": "prov:"}
    prefix = known.get(str(term).removesuffix(name), "xsd:")
    return f"{prefix}{name}"


@pytest.mark.parametrize("row", [*classes(), *properties(), *inverses(), *shapes()], ids=lambda row: row.split("|")[1])
def test_the_document_has_a_row_for_each_term_and_shape(row: str) -> None:
    assert row in DOCUMENT.splitlines()


def test_the_document_speaks_of_no_term_that_is_not_there() -> None:
    told = {URIRef(MKG + name) for name in re.findall(r"mkg:(\w+)", DOCUMENT)}
    assert {term for term in told if (term, RDF.type, None) not in ONTOLOGY} == set()
    rows = [
        line for line in DOCUMENT.splitlines() if re.match(r"\| (`mkg:|[A-Z]\w+ \| (Violation|Warning|Info) )", line)
    ]
    assert set(rows) == {*classes(), *properties(), *inverses(), *shapes()}


@pytest.mark.parametrize("query", re.findall(r"```sparql\n(.*?)```", DOCUMENT, re.DOTALL))
def test_each_query_finds_something_in_the_sample(query: str, sample: Graph) -> None:
    assert list((sample + ONTOLOGY).query(query))
