"""The graph in the forms that other systems take."""

from collections.abc import Callable, Iterable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Quad, RdfFormat, serialize

from migrationkg.errors import InputError
from migrationkg.graph.canonical import canonical_nquads
from migrationkg.graph.evidence import doubtful_statements, without_evidence
from migrationkg.graph.files import replacing
from migrationkg.graph.followthemoney import stream_followthemoney
from migrationkg.graph.jsonld import stream_jsonld
from migrationkg.graph.order import for_reading
from migrationkg.graph.sheets import stream_sheets
from migrationkg.graph.tables import stream_tables, write_tables
from migrationkg.graph.terms import VOCABULARY_PREFIXES
from migrationkg.graph.turtle import stream_trig, stream_turtle, union
from migrationkg.graph.xml_stream import xml_stream


def export(
    quads: Iterable[Quad],
    format: str,  # noqa: A002
    target: Path | BinaryIO,
    evidence: bool = False,
) -> None:
    r"""Write a graph in a form for other systems (`docs/graph.md` tells which carries what).

    TriG, N-Quads, and JSON-LD with evidence keep the named graphs; the other forms say each statement once.

    Args:
        quads: as of `to_quads`, in any order.
        format: one of EXPORT_FORMATS.
        target: the file; for "csv" a folder, or a file whose name ends in ".zip". A stream gets what the file
            would hold, and for "csv" the zip.
        evidence: whether the mkg:Evidence nodes come along.

    Raises:
        InputError: there is no such form, or the target cannot be written.

    Example:
        >>> from io import BytesIO
        >>> from pyoxigraph import Literal, NamedNode
        >>> quad = Quad(NamedNode("http://example.org/a"), NamedNode("http://example.org/b"), Literal("c"))
        >>> export([quad], "nquads", stream := BytesIO())
        >>> stream.getvalue()
        b'<http://example.org/a> <http://example.org/b> "c" .\n'
    """
    if format not in EXPORT_FORMATS:
        raise InputError(f"'{format}' is no form of export; choose one of {', '.join(EXPORT_FORMATS)}")
    quads = list(quads)
    kept = quads if evidence else without_evidence(quads)
    if format in {"turtle", "rdfxml"} or (format == "jsonld" and not evidence):
        kept = union(kept)
    write = _WRITERS.get(format, stream_tables)
    if format == "xlsx":  # it tells what is doubtful without its evidence, too
        write = partial(stream_sheets, doubtful=doubtful_statements(quads))
    if format == "csv":
        _export_tables(kept, target)
    elif isinstance(target, Path):
        with replacing(target) as stream:
            write(kept, stream)
    else:
        write(kept, target)


def _export_tables(quads: list[Quad], target: Path | BinaryIO) -> None:
    if not isinstance(target, Path):
        stream_tables(quads, target)
    elif target.suffix.lower() == ".zip":
        with replacing(target) as stream:
            stream_tables(quads, stream)
    else:
        write_tables(quads, target)


def _stream_nquads(quads: list[Quad], stream: BinaryIO) -> None:
    stream.write(canonical_nquads(quads))


def _stream_rdfxml(quads: list[Quad], stream: BinaryIO) -> None:
    triples = [quad.triple for quad in for_reading(quads)]
    text = BytesIO()
    serialize(triples, xml_stream(text, _refusal), format=RdfFormat.RDF_XML, prefixes=VOCABULARY_PREFIXES)
    declaration, root, rest = text.getvalue().split(b"\n", 2)  # Oxigraph declares namespaces in no lasting order
    name, *namespaces = root.removesuffix(b">").split(b" ")
    root = b" ".join([name, *sorted(namespaces)]) + b">"
    stream.write(b"\n".join([declaration, root, rest]))


def _refusal(told: str) -> InputError:
    return InputError(f"{told}; take --format turtle")


_WRITERS: dict[str, Callable[[list[Quad], BinaryIO], None]] = {
    "turtle": stream_turtle,
    "trig": stream_trig,
    "nquads": _stream_nquads,
    "jsonld": stream_jsonld,
    "rdfxml": _stream_rdfxml,
    "xlsx": stream_sheets,
    "ftm": stream_followthemoney,
}

#: The forms of `export`.
EXPORT_FORMATS = (*_WRITERS, "csv")
