"""A file that cannot be judged is told of in one line; a graph of any values can."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize
from rdflib import Graph

from migrationkg.errors import InputError
from migrationkg.graph import terms
from migrationkg.validation import validate, write_html, write_turtle
from migrationkg.validation.table import table

from .conftest import PREFIXES


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("broken.ttl", b'@prefix a: <http://a/> .\n\na:b a:c ;;; "x\n', ":3: not well-formed"),
        ("bytes.ttl", b"\xff\xfe\x00\x01", ":1: not well-formed"),
        ("table.csv", b"a,b\n", "its ending tells no form of RDF"),
        ("far.jsonld", b'{"@context": "https://example.org/context.jsonld", "a": 1}', "not well-formed"),
        ("entities.rdf", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", ":1: has a DOCTYPE"),
        ("deep.jsonld", b'{"a:b":' * 20_000 + b"1" + b"}" * 20_000, "nested more than"),
        ("star.nt", b'<http://a/s> <http://a/p> <<( <http://a/s> <http://a/p> "x" )>> .\n', "RDF 1.2"),
        ("direction.nt", b'<http://a/s> <http://a/p> "x"@en--ltr .\n', "RDF 1.2"),
    ],
)
def test_what_is_no_graph_is_told_in_one_line(name: str, content: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError) as error:
        validate(path)
    assert str(error.value).startswith(str(path))
    assert told in str(error.value)
    assert "\n" not in str(error.value)


DEEP = "<a:x> <a:p> " + "[<a:p> " * 20_000 + "1" + "]" * 20_000 + " ."
LIST = f"<a:x> <a:p> ({'1 ' * 600}) ."
KNOT = "".join(f"_:a{one} <a:p> _:a{other} ." for one in range(12) for other in range(12) if one != other)


@pytest.mark.parametrize("turtle", [DEEP, LIST, KNOT])
def test_no_shape_of_blank_nodes_holds_a_validation_up(turtle: str, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(turtle, encoding="utf-8")
    before = time.process_time()
    assert validate(path).checked > 100
    assert time.process_time() - before < 60


@pytest.mark.parametrize("number", ["NaN", "INF", "1e5", "1_000", "\u0663", "", "one", " 1"])
@pytest.mark.parametrize("shape", ["Value", "Confidence", "QuoteStart"])
def test_what_is_no_number_is_a_finding_as_it_stands(number: str, shape: str, tmp_path: Path) -> None:
    """Python reads some of these as numbers, and pySHACL breaks off at them."""
    datatype = "integer" if shape == "QuoteStart" else "decimal"
    path = tmp_path / "graph.ttl"
    path.write_text(
        f'{PREFIXES} <x> a mkg:Amount, mkg:Evidence ; mkg:{shape[0].lower()}{shape[1:]} "{number}"^^xsd:{datatype} .',
        encoding="utf-8",
    )
    findings = {(one.shape.rpartition("/")[2], one.value) for one in validate(path).findings}
    assert (shape, f'"{number}"^^<{terms.XSD}{datatype}>') in findings


def test_a_missing_file_and_a_folder_are_told_of(tmp_path: Path) -> None:
    folder = tmp_path / "folder.ttl"
    folder.mkdir()
    for path in (folder, tmp_path / "missing.ttl"):
        with pytest.raises(InputError, match="cannot be read"):
            validate(path)


@pytest.mark.parametrize(
    ("turtle", "why"),
    [
        ("", "it is empty"),
        ("# only a remark", "it is empty"),
        (
            "<x> a <http://xmlns.com/foaf/0.1/Project> .",
            "it says nothing in the terms of the ontology (https://w3id.org/",
        ),
        (
            "<x> a <http://w3id.org/migrationkg/ontology#Project> .",
            "it says http://w3id.org/migrationkg/ontology#Project,",
        ),
        ("<x> a <https://www.w3id.org/migrationkg/ontology/Project> .", "it says https://www.w3id.org/"),
        ("<x> a mkg:Projekt ; mkg:funds_ <y> .", "the ontology has no Projekt, funds_;"),
        ("<x> rdfs:seeAlso mkg:Project .", "it says nothing in the terms of the ontology"),
    ],
)
def test_a_graph_that_no_shape_judges_does_not_pass(turtle: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(f"{PREFIXES} {turtle}", encoding="utf-8")
    report = validate(path)
    assert report.unjudged.startswith(why)
    assert not report.conforms
    write_html(report, tmp_path / "validation.html")
    assert "Nothing in it was judged" in (tmp_path / "validation.html").read_text(encoding="utf-8")


def test_a_class_of_ones_own_below_ours_is_judged(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(f"{PREFIXES} <A> rdfs:subClassOf mkg:Project . <x> a <A> .", encoding="utf-8")
    assert not validate(path).unjudged
    assert validate(path).findings


_PROPERTIES = sorted(
    {term for term in vars(terms).values() if isinstance(term, NamedNode) and term.value.startswith(terms.ONTOLOGY)}
    | {terms.TYPE, terms.SUBJECT, terms.PREDICATE, terms.OBJECT, terms.PREF_LABEL, terms.LABEL, terms.URL}
    | set(terms.RELATIONS.values()),
    key=str,
)
_NODES = st.sampled_from([NamedNode(f"https://e.org/{name}") for name in ("project/x", "event/e", "evidence/0")])
_BLANK = st.sampled_from([BlankNode("a"), BlankNode("b")])
_CLASSES = st.sampled_from([*terms.KINDS.values(), terms.EVIDENCE, terms.NEWS_ITEM, terms.AMOUNT_CLASS])
_DATATYPES = st.sampled_from(
    ["integer", "decimal", "date", "gYearMonth", "boolean", "double", "dateTime", "anyURI", "string"]
).map(lambda name: NamedNode(terms.XSD + name))
_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12) | st.sampled_from(
    ["2023-06", "2023-06-12", "-1", "1e9", "NaN", "<script>alert(1)</script>", "[/bold]", "a\nb", "\x1b[2J"]
)
_LITERALS = st.one_of(
    st.builds(Literal, _TEXT),
    st.builds(lambda text: Literal(text, language="en"), _TEXT),
    st.builds(lambda text, datatype: Literal(text, datatype=datatype), _TEXT, _DATATYPES),
)
_VALUES = _NODES | _CLASSES | _LITERALS | _BLANK
TRIPLES = st.lists(st.builds(Triple, _NODES | _BLANK, st.sampled_from(_PROPERTIES), _VALUES), max_size=25)


@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
@settings(max_examples=60, deadline=None)
@given(TRIPLES)
def test_any_graph_can_be_judged_and_reported_on(
    tmp_path_factory: pytest.TempPathFactory, triples: list[Triple]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    path = folder / "graph.nt"
    path.write_bytes(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")
    report = validate(path)
    write_turtle(report, folder / "validation.ttl")
    write_html(report, folder / "validation.html")
    assert len(table(report).rows) == len(report.findings)
    assert len(Graph().parse(folder / "validation.ttl")) >= 2
