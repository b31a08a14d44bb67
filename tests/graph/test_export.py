"""The forms for other systems, each read back by a library that did not write it."""

import json
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pytest
import rdflib
from pyld import jsonld
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from migrationkg.errors import InputError
from migrationkg.graph import EXPORT_FORMATS, canonical_hash, export
from migrationkg.graph.evidence import without_evidence
from migrationkg.graph.turtle import union

#: Form → its name in Oxigraph, and in rdflib.
RDF_FORMATS = {
    "turtle": (RdfFormat.TURTLE, "turtle"),
    "trig": (RdfFormat.TRIG, "trig"),
    "nquads": (RdfFormat.N_QUADS, "nquads"),
    "jsonld": (RdfFormat.JSON_LD, "json-ld"),
    "rdfxml": (RdfFormat.RDF_XML, "xml"),
}
#: rdflib 7.6 warns of its own use of what it deprecates.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

every_form = pytest.mark.parametrize("form", RDF_FORMATS)
with_and_without = pytest.mark.parametrize("evidence", [True, False], ids=["with evidence", "bare"])


def exported(quads: Iterable[Quad], form: str, *, evidence: bool) -> bytes:
    stream = BytesIO()
    export(quads, form, stream, evidence)
    return stream.getvalue()


def carried(quads: list[Quad], form: str, *, evidence: bool) -> str:
    """The hash of what a form carries, by the table of docs/graph.md."""
    kept = quads if evidence else without_evidence(quads)
    keeps_graphs = form in {"trig", "nquads"} or (form == "jsonld" and evidence)
    return canonical_hash(kept if keeps_graphs else union(kept))


@every_form
@with_and_without
def test_oxigraph_reads_back_the_graph(form: str, evidence: bool, quads: list[Quad]) -> None:
    read = parse(exported(quads, form, evidence=evidence), format=RDF_FORMATS[form][0])
    assert canonical_hash(read) == carried(quads, form, evidence=evidence)


@every_form
@with_and_without
def test_rdflib_reads_back_the_graph(form: str, evidence: bool, quads: list[Quad]) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(data=exported(quads, form, evidence=evidence), format=RDF_FORMATS[form][1])
    read = parse(dataset.serialize(format="nquads"), format=RdfFormat.N_QUADS)
    assert len(dataset) > 0
    assert canonical_hash(read) == carried(quads, form, evidence=evidence)


@every_form
@with_and_without
def test_order_changes_no_byte(form: str, evidence: bool, quads: list[Quad]) -> None:
    assert exported(reversed(quads), form, evidence=evidence) == exported(quads, form, evidence=evidence)


@every_form
def test_a_file_holds_what_a_stream_gets(form: str, quads: list[Quad], tmp_path: Path) -> None:
    export(quads, form, tmp_path / "graph")
    assert (tmp_path / "graph").read_bytes() == exported(quads, form, evidence=False)


@every_form
def test_awkward_text_comes_through(form: str) -> None:
    texts = [
        "",
        " a ",
        "a\tb\nc\rd\r\ne",
        "\x7f\x85\u2028\ufeff",
        "]]>&amp;<script>",
        '"""\\',
        "\U0001f30d",
        "'''",
        "@en",
    ]
    node, name = NamedNode("https://example.org/a"), NamedNode("https://example.org/name")
    quads = [Quad(node, name, Literal(text, language="en")) for text in texts]
    data = exported(quads, form, evidence=False)
    assert set(parse(data, format=RDF_FORMATS[form][0])) == set(quads)
    read = rdflib.Dataset().parse(data=data, format=RDF_FORMATS[form][1])
    assert {str(value) for value in read.objects()} == set(texts)


def test_json_ld_has_an_object_a_resource_with_short_keys(quads: list[Quad]) -> None:
    document = json.loads(exported(quads, "jsonld", evidence=False))
    objects = {node["id"]: node for node in document["graph"]}
    assert len(objects) == len(document["graph"]) == len({quad.subject for quad in without_evidence(quads)})
    project = objects["https://w3id.org/migrationkg/id/project/mobilaze-2"]
    assert (project["type"], project["prefLabel"], project["altLabel"]) == (
        "Project",
        "MOBILAZE 2",
        "MOBILAZE2",
    )
    assert not [key for node in document["graph"] for key in node if ":" in key or key.startswith("@")]


def test_json_ld_with_evidence_has_an_object_a_news_item(quads: list[Quad]) -> None:
    document = json.loads(exported(quads, "jsonld", evidence=True))
    graphs = {node["id"]: node["graph"] for node in document["graph"] if "graph" in node}
    assert list(graphs) == sorted({quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode)})
    (evidence,) = [
        node
        for node in graphs["https://w3id.org/migrationkg/id/news/2023-06-21-eu4safealb-handover"]
        if node.get("quote") == "EUR 2.4 million"
    ]
    assert (evidence["quoteStart"], evidence["confidence"]) == ("119", "1")
    assert not [key for graph in graphs.values() for node in graph for key in node if ":" in key]
    assert evidence["rule"] == "money"


def test_json_ld_says_the_same_to_the_reference_processor(quads: list[Quad]) -> None:
    document = json.loads(exported(quads, "jsonld", evidence=True))
    statements = jsonld.to_rdf(document, {"format": "application/n-quads"})
    assert canonical_hash(parse(statements, format=RdfFormat.N_QUADS)) == canonical_hash(quads)


def test_rdf_xml_declares_namespaces_in_order(quads: list[Quad]) -> None:
    root = exported(quads, "rdfxml", evidence=False).split(b"\n")[1]
    assert root.startswith(b"<rdf:RDF xmlns:")
    assert root.split(b" ")[1:] == sorted(root.split(b" ")[1:])


def test_an_unknown_form_is_told_with_those_there_are(quads: list[Quad], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'xls' is no form of export; choose one of turtle, trig, nquads, jsonld"):
        export(quads, "xls", tmp_path / "graph.xls")
    assert {*RDF_FORMATS, "csv", "xlsx", "ftm"} == set(EXPORT_FORMATS)


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_a_target_that_cannot_be_written_is_told(form: str, quads: list[Quad], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InputError, match="cannot be written"):
        export(quads, form, tmp_path / "file" / "graph")


@pytest.mark.parametrize(
    ("predicate", "text", "told"),
    [("a:b", "bell\x07", "a control character"), ("https://example.org/1", "one", "a property or class")],
)
def test_what_rdfxml_cannot_say_is_refused(predicate: str, text: str, told: str) -> None:
    quad = Quad(NamedNode("a:a"), NamedNode(predicate), Literal(text))
    with pytest.raises(InputError, match=f"^{told}.* cannot be said in XML; take --format turtle"):
        exported([quad], "rdfxml", evidence=False)
    assert b"a:a" in exported([quad], "turtle", evidence=False)
