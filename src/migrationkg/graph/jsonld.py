"""JSON-LD 1.1 with the short keys of `ontology/context.jsonld`, one object a resource."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Any, BinaryIO

from pyoxigraph import DefaultGraph, Quad, RdfFormat, serialize

from migrationkg.graph.order import for_reading
from migrationkg.graph.terms import TYPE
from migrationkg.resources import resource


def stream_jsonld(quads: Iterable[Quad], stream: BinaryIO) -> None:
    """Write quads as a JSON-LD document that carries its context.

    The resources of the default graph come first, then an object for each named graph with its own.
    """
    context = _context()
    terms = ",\n".join(f"    {json.dumps(key)}: {json.dumps(meaning)}" for key, meaning in context.items())
    objects = ",\n".join(_indented(node) for node in _compacted(quads))
    head = f'{{\n  "@context": {{\n{terms}\n  }},\n  "{_key_of_graph(context)}": [\n'
    stream.write(f"{head}{objects}\n  ]\n}}\n".encode())


def _compacted(quads: Iterable[Quad]) -> Iterator[dict[str, Any]]:
    """Return the objects in the order of reading.

    One graph is compacted at a time: all at once would hold every statement in memory several times.
    """
    from pyld import jsonld  # takes 0.1 s to load, and only this form needs it

    context = _context()
    for name, graph in groupby(for_reading(quads), key=lambda quad: quad.graph_name):
        expanded = json.loads(serialize((quad.triple for quad in graph), format=RdfFormat.JSON_LD) or b"[]")
        nodes = [_typed(node) for node in expanded]
        if not isinstance(name, DefaultGraph):
            nodes = [{"@id": name.value, "@graph": nodes}]
        # "graph": an array also for a single object.
        yield from jsonld.compact(nodes, {"@context": context}, {"graph": True})[_key_of_graph(context)]


def _typed(node: dict[str, Any]) -> dict[str, Any]:
    """Say rdf:type in the way of JSON-LD; Oxigraph leaves it like any other property."""
    classes = [value["@id"] for value in node.pop(TYPE.value, [])]
    return node | {"@type": classes} if classes else node


def _key_of_graph(context: dict[str, Any]) -> str:
    """Return the short key for @graph, where the context has one."""
    return next((key for key, meaning in context.items() if meaning == "@graph"), "@graph")


@cache
def _context() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(resource("ontology/context.jsonld").read_text(encoding="utf-8"))
    context: dict[str, Any] = document["@context"]
    return context


def _indented(value: object) -> str:
    # Not textwrap.indent: it takes U+2028 and its like, which JSON leaves in strings, for ends of lines.
    return "\n".join(f"    {line}" for line in json.dumps(value, ensure_ascii=False, indent=2).split("\n"))
