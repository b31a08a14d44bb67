"""Turtle and TriG for people: one block a resource, one line a value, always in the same order.

Oxigraph's serialiser writes the terms, escapes and short names, and groups what comes in order; it puts no
blank line between blocks and all values of a predicate on one line, which makes long lines and large diffs
(rdflib's serialisers lay out well, but order blocks by rules of their own). So the order is
`order.for_reading`, the text Oxigraph's, and the line breaks are set here.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, serialize

from migrationkg.graph.evidence import without_evidence
from migrationkg.graph.files import replacing
from migrationkg.graph.order import for_reading
from migrationkg.graph.prefixes import prefixes

#: A string, which is left as it is, or the comma between two values. A string holds no raw line break, an IRI
#: no space and no quotation mark.
_STRING_OR_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")| , ')
_INDENT = "    "


def write_turtle(quads: Iterable[Quad], path: Path) -> None:
    """Write `graph.ttl`: every statement of every graph once, without the evidence.

    Raises:
        InputError: the file cannot be written.
    """
    with replacing(path) as stream:
        stream_turtle(union(without_evidence(quads)), stream)


def write_trig(quads: Iterable[Quad], path: Path) -> None:
    """Write `graph.trig`: the default graph, then each named graph with its evidence.

    Raises:
        InputError: the file cannot be written.
    """
    with replacing(path) as stream:
        stream_trig(quads, stream)


def union(quads: Iterable[Quad]) -> list[Quad]:
    """Return every statement of every graph once, in the default graph."""
    return list({Quad(quad.subject, quad.predicate, quad.object) for quad in quads})


def stream_turtle(quads: Iterable[Quad], stream: BinaryIO) -> None:
    """Write the quads of the default graph as Turtle."""
    ordered = for_reading(quads)
    short = prefixes(ordered)
    stream.write(header(short).encode())
    _write_graph((quad.triple for quad in ordered), RdfFormat.TURTLE, short, stream)


def stream_trig(quads: Iterable[Quad], stream: BinaryIO) -> None:
    """Write quads as TriG."""
    ordered = for_reading(quads)
    short = prefixes(ordered)
    stream.write(header(short).encode())
    for name, graph in groupby(ordered, key=lambda quad: quad.graph_name):
        if isinstance(name, DefaultGraph):
            _write_graph((quad.triple for quad in graph), RdfFormat.TURTLE, short, stream)
        else:
            _write_graph(graph, RdfFormat.TRIG, short, stream)


def header(short: Mapping[str, str]) -> str:
    """Return the lines that declare prefixes."""
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in short.items())


def laid_out(statements: Iterable[Triple] | Iterable[Quad], form: RdfFormat, short: Mapping[str, str]) -> str:
    """Return the text of one graph, or of some subjects of it, without the prefixes.

    Args:
        statements: triples for Turtle, quads of one named graph for TriG, in the order of reading.
        form: Turtle or TriG.
        short: prefix → namespace.
    """
    text = (serialize(statements, format=form, prefixes=dict(short)) or b"").decode()
    lines = (line for line in text.split("\n") if line and not line.startswith("@prefix "))
    return "".join(_lines(lines))


def laid_out_graph(quads: Collection[Quad], kinds: Mapping[str, str], short: Mapping[str, str]) -> str:
    """Return the text of one named graph, without the prefixes.

    Args:
        quads: all of its quads.
        kinds: IRI → kind of the resources that it may speak of.
        short: prefix → namespace.
    """
    subjects = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    return laid_out(for_reading(quads, {iri: kinds[iri] for iri in subjects if iri in kinds}), RdfFormat.TRIG, short)


def _write_graph(
    statements: Iterable[Triple] | Iterable[Quad], form: RdfFormat, short: Mapping[str, str], stream: BinaryIO
) -> None:
    """Write one graph; its text is small, while that of all graphs together may not be."""
    stream.write(laid_out(statements, form, short).encode())


def _lines(lines: Iterable[str]) -> Iterator[str]:
    """Put a blank line before each block, and each value after the first on a line of its own."""
    block_begins = True
    for line in lines:
        if line == "}":
            yield "}\n"
            continue
        if block_begins:
            yield "\n"
        words = line.lstrip("\t")
        depth = len(line) - len(words)
        deeper = _INDENT * (depth + (2 if block_begins else 1))
        yield f"{_INDENT * depth}{_value_a_line(words, deeper)}\n"
        block_begins = line.endswith((" .", "{"))


def _value_a_line(line: str, indent: str) -> str:
    if " , " not in line:
        return line
    return _STRING_OR_COMMA.sub(lambda found: found[1] or f",\n{indent}", line)
