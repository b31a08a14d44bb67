"""A file of RDF that would make the reader grow or fall over is refused at once; any other is read."""

import time
from codecs import BOM_UTF8
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat

from migrationkg.errors import InputError
from migrationkg.graph.rdf_file import parse_rdf, read_rdf

XML = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="a:">%s</rdf:RDF>'
ENTITIES = b"".join(b'<!ENTITY l%d "%s">' % (number, b"&l%d;" % (number - 1) * 10) for number in range(1, 10))
BOMB = b'<!DOCTYPE r [<!ENTITY l0 "lol">' + ENTITIES + b"]>" + XML % b"<rdf:Description a:p='&l9;'/>"
DEEP = 20_000


@pytest.mark.parametrize(
    ("data", "form", "told"),
    [
        (BOMB, RdfFormat.RDF_XML, "x:1: has a DOCTYPE"),
        (b"<?xml version='1.0'?>\n<!-- -->\n" + BOMB, RdfFormat.RDF_XML, "x:3: has a DOCTYPE"),
        (BOMB.decode().encode("utf-16"), RdfFormat.RDF_XML, "x:1: has a DOCTYPE"),
        (b'<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd">' + XML % b"", RdfFormat.RDF_XML, "x:1: has a DOCTYPE"),
        (XML % b"<!DOCTYPE r [<!ENTITY a 'b'>]>", RdfFormat.RDF_XML, "x:1: not well-formed"),
        (XML % (b"<rdf:Description><a:p>" * DEEP), RdfFormat.RDF_XML, "x:1: its values are nested"),
        (b'{"a:p":' * DEEP + b"1" + b"}" * DEEP, RdfFormat.JSON_LD, "x:1: its values are nested"),
        (b'{"a:p":\n' * DEEP + b"1" + b"}" * DEEP, RdfFormat.JSON_LD, "x:501: its values are nested"),
        (b"<a:a> <a:a> " + b"<<( <a:a> <a:a> " * DEEP + b"1" + b" )>>" * DEEP + b" .", RdfFormat.TURTLE, "nested"),
        (
            rb"@prefix a: <a:> . a:\' a:a " + b"<<( <a:a> <a:a> " * DEEP + rb"a:\'" + b" )>>" * DEEP + b" .",
            RdfFormat.TURTLE,
            "nested",
        ),
    ],
)
def test_what_would_fell_a_parser_is_refused_in_one_line(data: bytes, form: RdfFormat, told: str) -> None:
    before = time.process_time()
    with pytest.raises(InputError) as error:
        parse_rdf(data, form, "x")
    assert told in str(error.value)
    assert "\n" not in str(error.value)
    assert time.process_time() - before < 2


@pytest.mark.parametrize(
    ("data", "form", "number"),
    [
        (b"<a:x> <a:p> " + b"[<a:p> " * DEEP + b"1" + b"]" * DEEP + b" .", RdfFormat.TURTLE, DEEP + 1),
        (b'<a:x> <a:p> """<< << "<<" <<""" , "<<<<", \'"<<\' . # <<\n' * 600, RdfFormat.TURTLE, 1800),
        (b'[{"a:p": "' + b"{[" * DEEP + rb"\"" + b'"}]', RdfFormat.JSON_LD, 1),
        (XML % b"<!-- <!DOCTYPE a> --><rdf:Description a:p='1'/>", RdfFormat.RDF_XML, 1),
    ],
)
def test_what_only_looks_like_it_is_read(data: bytes, form: RdfFormat, number: int) -> None:
    assert len(parse_rdf(data, form, "x")) == number


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe.ttl")
    with pytest.raises(InputError, match="it is no file"):
        read_rdf(tmp_path / "pipe.ttl")


RELATIVE = {
    "rel.ttl": b"<a> <http://e.org/p> <#b> , <> .",
    "rel.trig": b"{ <a> <http://e.org/p> <#b> , <> }",
    "rel.rdf": XML % b"<rdf:Description rdf:about='a' xmlns:e='http://e.org/'>"
    b"<e:p rdf:resource='#b'/><e:p rdf:resource=''/></rdf:Description>",
    "rel.jsonld": b'{"@id": "a", "http://e.org/p": [{"@id": "#b"}, {"@id": ""}]}',
}


@pytest.mark.parametrize("name", RELATIVE)
def test_relative_iris_are_made_whole_by_the_place_of_the_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / "two words" / name
    path.parent.mkdir()
    path.write_bytes(RELATIVE[name])
    here = f"file://{tmp_path}/two%20words/"
    told = {(quad.subject.value, quad.object.value) for quad in read_rdf(path)}  # type: ignore[union-attr]
    assert told == {(f"{here}a", f"{here}{name}#b"), (f"{here}a", f"{here}{name}")}


def test_a_base_of_its_own_goes_before_the_place(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_bytes(b"@base <http://e.org/> . <a> <p> <b> .")
    assert str(read_rdf(path)[0].triple) == "<http://e.org/a> <http://e.org/p> <http://e.org/b>"


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"<a:a> <a:p> 'b' .", RdfFormat.TURTLE),
        (b"<a:a> <a:p> 'b' .", RdfFormat.TRIG),
        (b'<a:a> <a:p> "b" .', RdfFormat.N_TRIPLES),
        (b'<a:a> <a:p> "b" .', RdfFormat.N_QUADS),
        (b'{"@id": "a:a", "a:p": "b"}', RdfFormat.JSON_LD),
        (XML % b"<rdf:Description rdf:about='a:a' a:p='b'/>", RdfFormat.RDF_XML),
    ],
    ids=str,
)
def test_a_byte_order_mark_is_no_part_of_what_is_said(data: bytes, form: RdfFormat) -> None:
    assert parse_rdf(BOM_UTF8 + data, form, "x") == parse_rdf(data, form, "x") != []


@pytest.mark.parametrize(
    "context", [b'"https://schema.org/"', b'["a.jsonld"]', b'{"@import": "https://e.org/a.jsonld"}']
)
def test_a_context_that_would_have_to_be_fetched_is_told(context: bytes) -> None:
    with pytest.raises(
        InputError, match=r"^x: not well-formed: its context is at another address, and nothing is fetched"
    ):
        parse_rdf(b'{"@context": %s, "@id": "a:a"}' % context, RdfFormat.JSON_LD, "x", base="file:///a")


@pytest.mark.parametrize(
    "said",
    [
        b'"@id": "http://e.org/a b", "a:p": 1',
        b'"@id": "a:a", "a:p": {"@id": "http://e.org/a b"}',
        b'"@id": "a:a", "a:p": {"@value": "b", "@language": "e n"}',
        b'"@id": "a:a", "@type": "a:b c"',
        b'"@id": "a:g h", "@graph": [{"@id": "a:a", "a:p": 1}]',
    ],
)
def test_json_ld_of_which_statements_would_be_lost_is_refused_as_turtle_is(said: bytes) -> None:
    with pytest.raises(InputError, match=r"^x: not well-formed: .+, in: <"):
        parse_rdf(b'[{"@id": "a:x", "a:p": 1}, {%s}]' % said, RdfFormat.JSON_LD, "x")


def test_a_key_of_json_ld_that_means_nothing_may_stand_there() -> None:
    assert len(parse_rdf(b'{"@id": "a:a", "a:p": {"@id": "_:b"}, "my notes": 1}', RdfFormat.JSON_LD, "x")) == 1
