"""Data and shapes in rdflib's memory: pySHACL is a hundred times slower on a graph that a store backs."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse, serialize
from rdflib import Graph

from migrationkg.errors import InputError
from migrationkg.resources import resource

_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".rdf": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}


def load_data(path: Path) -> Graph:
    """Return the statements of a file, those of its named graphs among them.

    Raises:
        InputError: the file cannot be read, its ending is not known, or it is not well-formed.
    """
    format_ = _FORMATS.get(path.suffix.lower())
    if format_ is None:
        raise InputError(f"{path}: its ending tells no form of RDF; use one of {', '.join(_FORMATS)}")
    try:
        return in_memory(quad.triple for quad in parse(path=str(path), format=format_))
    except SyntaxError as error:
        raise InputError(f"{path}:{error.lineno or 0}: not well-formed: {error.msg}") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error


def in_memory(triples: Iterable[Triple]) -> Graph:
    """Return the triples as a graph in rdflib's memory."""
    graph = Graph()
    graph.parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
    return graph


@cache
def shapes() -> Graph:
    """Return the shapes, those of SHACL Core and those in SPARQL."""
    graph = Graph()
    for name in ("shapes.ttl", "shapes-sparql.ttl"):
        graph.parse(resource(f"ontology/{name}"), format="turtle")
    return graph


@cache
def class_hierarchy() -> tuple[Triple, ...]:
    """Return what the ontology says of sub-classes: a shape for organisations judges ministries too."""
    below = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
    quads = parse(path=str(resource("ontology/migrationkg.ttl")), format=RdfFormat.TURTLE)
    return tuple(quad.triple for quad in quads if quad.predicate == below and _is_named(quad))


def _is_named(quad: Quad) -> bool:
    return not isinstance(quad.subject, BlankNode) and isinstance(quad.object, NamedNode)
