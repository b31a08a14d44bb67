"""What catalogues are told of a knowledge base and of an export, held to DCAT-AP's shapes and to what is counted."""

import hashlib
from pathlib import Path

import pyshacl
import pytest
from rdflib import DCAT, DCTERMS, FOAF, PROV, RDF, SH, VOID, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from migrationkg.description.about import About, licence_iri, read_about
from migrationkg.description.forms import FORMS
from migrationkg.errors import InputError
from migrationkg.graph import EXPORT_FORMATS
from migrationkg.graph.rdf_file import read_rdf
from migrationkg.graph.turtle import union
from migrationkg.knowledge_base import build, building, export_knowledge_base
from migrationkg.knowledge_base.folder import KnowledgeBase

SPDX = Namespace("http://spdx.org/rdf/terms#")
SHAPES = Path(__file__).parent / "dcat-ap"
DATASET = URIRef("https://w3id.org/migrationkg/id/dataset")


@pytest.fixture(scope="module")
def graph(described: KnowledgeBase) -> Graph:
    return Graph().parse(described.description)


def judged(graph: Graph) -> set[str]:
    """The properties of which DCAT-AP's shapes find something wrong: what must be told, and of which class it is."""
    shapes = Graph()
    for name in ("shapes.ttl", "range.ttl"):
        shapes.parse(SHAPES / name)
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
    assert isinstance(report, Graph)
    return {str(path) for path in report.objects(None, SH.resultPath)}


def test_the_description_keeps_to_dcat_ap(graph: Graph) -> None:
    assert judged(graph) == set()


@pytest.mark.parametrize(
    ("subject", "property_"), [(DATASET, DCTERMS.title), (None, DCAT.accessURL), (None, FOAF.name)]
)
def test_the_shapes_find_what_is_missing(graph: Graph, subject: URIRef | None, property_: URIRef) -> None:
    less = Graph() + graph
    less.remove((subject, property_, None))
    assert str(property_) in judged(less)


def test_the_owner_is_told(graph: Graph) -> None:
    assert graph.value(DATASET, DCTERMS.title) == Literal("Migration projects in the news", lang="en")
    assert graph.value(DATASET, DCTERMS.license) == URIRef("https://spdx.org/licenses/CC-BY-4.0")
    publisher = graph.value(DATASET, DCTERMS.publisher)
    assert graph.value(publisher, FOAF.name) == Literal("Example Institute")
    assert graph.value(publisher, FOAF.homepage) == URIRef("https://example.org/")
    assert {str(graph.value(one, FOAF.name)) for one in graph.objects(DATASET, DCTERMS.creator)} == {
        "Doe, Jane",
        "Example Institute",
    }


def test_each_source_is_told_with_its_publisher_and_licence(graph: Graph) -> None:
    (site,) = graph.objects(DATASET, PROV.wasDerivedFrom)
    assert site == URIRef("https://www.example.org/")
    assert graph.value(graph.value(site, DCTERMS.publisher), FOAF.name) == Literal("Example News")
    assert graph.value(site, DCTERMS.license) == URIRef("https://example.org/terms")


def test_counts_are_what_is_counted(graph: Graph, described: KnowledgeBase) -> None:
    quads = union(read_rdf(described.trig))

    def number(property_: URIRef) -> int:
        return int(str(graph.value(DATASET, property_)))

    assert number(VOID.triples) == len(quads)
    assert number(VOID.distinctSubjects) == len({quad.subject for quad in quads})
    assert number(VOID.distinctObjects) == len({quad.object for quad in quads})
    parts = {
        (str(graph.value(one, VOID.property)), int(str(graph.value(one, VOID.triples))))
        for one in graph.objects(DATASET, VOID.propertyPartition)
    }
    predicates = [quad.predicate.value for quad in quads]
    assert parts == {(name, predicates.count(name)) for name in predicates}
    classes = [str(quad.object)[1:-1] for quad in quads if quad.predicate.value == str(RDF.type)]
    assert {
        (str(graph.value(one, VOID["class"])), int(str(graph.value(one, VOID.entities))))
        for one in graph.objects(DATASET, VOID.classPartition)
    } == {(name, classes.count(name)) for name in classes}
    assert number(VOID.classes) == len(set(classes))


def test_linksets_lead_to_where_the_links_lead(graph: Graph, described: KnowledgeBase) -> None:
    links = [
        str(quad.object) for quad in union(read_rdf(described.trig)) if quad.predicate.value.endswith("#exactMatch")
    ]
    told = {
        str(graph.value(graph.value(one, VOID.objectsTarget), VOID.uriSpace)): int(str(graph.value(one, VOID.triples)))
        for one in graph.subjects(RDF.type, VOID.Linkset)
    }
    assert sum(told.values()) == len(links) > 0
    assert all(sum(f"<{space}" in link for link in links) == number for space, number in told.items())


def test_examples_are_of_the_dataset(graph: Graph) -> None:
    space = str(graph.value(DATASET, VOID.uriSpace))
    examples = {str(one).removeprefix(space).split("/")[0] for one in graph.objects(DATASET, VOID.exampleResource)}
    assert examples == {"project", "event", "country", "news"}


def test_it_is_told_what_was_read_and_by_what(graph: Graph, described: KnowledgeBase) -> None:
    build_ = graph.value(DATASET, PROV.wasGeneratedBy)
    used = set(graph.objects(build_, PROV.used))
    items = {one for one in used if "/news/" in str(one)}
    assert len(items) == 2
    assert graph.value(graph.value(build_, PROV.wasAssociatedWith), FOAF.name) == Literal("migrationkg 0.1.0")
    plan = graph.value(graph.value(build_, PROV.qualifiedAssociation), PROV.hadPlan)
    assert str(graph.value(plan, DCTERMS.identifier)) == (described.folder / "items.rules").read_text().strip()
    weights = {str(graph.value(one, DCTERMS.title)): one for one in used - items}
    model = Path(__file__).parents[2] / "src/migrationkg/extraction/models/names.crfsuite"
    assert checksum(graph, weights["names.crfsuite"]) == hashlib.sha256(model.read_bytes()).hexdigest()


def checksum(graph: Graph, of: Node) -> str:
    return str(graph.value(graph.value(of, SPDX.checksum), SPDX.checksumValue))


def test_files_are_told_with_size_and_checksum(graph: Graph, described: KnowledgeBase) -> None:
    copies = {str(graph.value(one, DCAT.downloadURL)): one for one in graph.objects(DATASET, DCAT.distribution)}
    assert copies.keys() == {f"https://example.org/kg/{name}" for name in ("graph.ttl", "graph.trig")}
    for path in (described.turtle, described.trig):
        copy = copies[f"https://example.org/kg/{path.name}"]
        assert int(str(graph.value(copy, DCAT.byteSize))) == path.stat().st_size
        assert checksum(graph, copy) == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_large_graph_is_told_in_outline_by_a_build(
    described: KnowledgeBase, graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "HASHED", 1)
    (tmp_path / "dataset.toml").write_bytes(described.about.read_bytes())
    made = build([described.folder.parent / "news.jsonl"], tmp_path, check=False, page=False).knowledge_base
    outline = Graph().parse(made.description)
    assert judged(outline) == set()
    left_out = set(graph.predicates(DATASET)) - set(outline.predicates(DATASET))
    counted = ("distinctSubjects", "distinctObjects", "classes", "properties", "classPartition", "propertyPartition")
    assert left_out == {SPDX.checksum, *(VOID[name] for name in counted)}
    assert not [one for one in graph - outline if one[0] == DATASET and one[1] not in left_out]


def test_a_second_build_gives_the_same_bytes(described: KnowledgeBase, tmp_path: Path) -> None:
    (tmp_path / "dataset.toml").write_bytes(described.about.read_bytes())
    again = build([described.folder.parent / "news.jsonl"], tmp_path, check=False, page=False).knowledge_base
    assert again.description.read_bytes() == described.description.read_bytes()


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_an_export_lies_beside_its_description(form: str, described: KnowledgeBase, tmp_path: Path) -> None:
    target = tmp_path / FORMS[form].file
    place = export_knowledge_base(described.folder, form, target, evidence=True)
    assert place is not None
    graph = Graph().parse(place, format="turtle")
    (copy,) = graph.objects(DATASET, DCAT.distribution)
    assert checksum(graph, copy) == hashlib.sha256(target.read_bytes()).hexdigest()
    assert graph.value(DATASET, VOID.triples) == Literal(len(union(read_rdf(described.trig))))


def test_a_bare_export_is_counted_without_evidence(described: KnowledgeBase, tmp_path: Path) -> None:
    place = export_knowledge_base(described.folder, "turtle", tmp_path / "graph.ttl")
    assert place == tmp_path / "graph.ttl.dataset.ttl"
    assert Graph().parse(place).value(DATASET, VOID.triples) == Literal(len(read_rdf(tmp_path / "graph.ttl")))


@pytest.mark.parametrize(("text", "told"), [
    ("licence = 5", "'licence' must be a text"),
    ("licence = 'CC BY'", "'licence' must be an SPDX identifier"),
    ("licence = 'ftp://a/b'", "'licence' must be a web address"),
    ("license = 'CC0-1.0'", "'license' is nothing that a dataset has; known are creators"),
    ("url = 'https://example.org/kg'", "'url' must end in '/'"),
    ("homepage = 'https://exa mple.org/'", "dataset.toml: "),
    ("title = ", "not well-formed"),
    ("[sources]\na = 5", "dataset.toml: "),
])  # fmt: skip
def test_what_the_owner_wrote_wrongly_is_told(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "dataset.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"dataset\.toml") as refused:
        read_about(tmp_path / "dataset.toml")
    assert told in str(refused.value)


def test_without_words_of_the_owner_nothing_is_invented(tmp_path: Path) -> None:
    about = read_about(tmp_path / "dataset.toml")
    assert about == About()
    assert (about.licence, about.publisher, about.creators) == ("", "", ())
    assert licence_iri("https://example.org/terms").value == "https://example.org/terms"
