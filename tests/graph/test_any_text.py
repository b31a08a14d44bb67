"""Whatever a name or a quote holds, every file of the graph holds it too."""

from datetime import date
from io import BytesIO

import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, Quad, RdfFormat, parse

from migrationkg.graph import canonical_hash, export, to_quads
from migrationkg.graph.values import writable
from migrationkg.model import (
    Entity,
    Evidence,
    Extraction,
    Fact,
    Mention,
    NewsItem,
    Resolution,
    Resource,
    Source,
)

PERSON = "https://w3id.org/migrationkg/id/person/x"
any_text = st.text(st.characters(exclude_categories=[]), max_size=40)


def graph(label: str, other: str, role: str, headline: str) -> list[Quad]:
    item = NewsItem("x", headline, date(2023, 6, 1), other, role, None, Source("<test>", 1))
    start = len(headline) + 2
    words = Evidence(start, start + len(role), role, "pattern", 0.5)
    person = Entity("h1", "Person", (role,), (Mention(start, start + len(role), role),))
    resource = Resource(PERSON, "Person", label, (other,))
    extraction = Extraction(item, (person,), (Fact("h1", "role", role, words),))
    return to_quads([extraction], Resolution((resource,), {("x", "h1"): PERSON}))


@given(any_text, any_text, any_text, any_text)
def test_any_text_comes_back_from_every_form(label: str, other: str, role: str, headline: str) -> None:
    quads = graph(label, other, role, headline)
    for form, syntax in (
        ("trig", RdfFormat.TRIG),
        ("nquads", RdfFormat.N_QUADS),
        ("jsonld", RdfFormat.JSON_LD),
    ):
        export(quads, form, stream := BytesIO(), True)
        assert canonical_hash(parse(stream.getvalue(), format=syntax)) == canonical_hash(quads)
    values = {quad.object.value for quad in quads if isinstance(quad.object, Literal)}
    assert {writable(text) for text in (label, role, headline)} <= values
    for form, syntax in (("turtle", RdfFormat.TURTLE), ("rdfxml", RdfFormat.RDF_XML)):
        export(quads, form, stream := BytesIO(), True)
        assert {quad.object for quad in parse(stream.getvalue(), format=syntax)} == {quad.object for quad in quads}


@given(any_text)
def test_rdflib_reads_any_text_too(text: str) -> None:
    quads = graph(text, "", "", "")
    for form, syntax in (("turtle", "turtle"), ("rdfxml", "xml")):
        export(quads, form, stream := BytesIO())
        read = rdflib.Graph().parse(data=stream.getvalue(), format=syntax)
        assert str(read.value(rdflib.URIRef(PERSON), rdflib.RDFS.label)) == writable(text)
