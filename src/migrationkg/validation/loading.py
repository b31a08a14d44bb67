"""From a file or a graph to statements, and to a graph in rdflib's memory.

There pySHACL works: on a graph that a store backs it is a hundred times slower.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.term import Identifier

from migrationkg.errors import InputError
from migrationkg.graph import terms
from migrationkg.graph.blank_nodes import blank_nodes, in_order, renamed
from migrationkg.graph.rdf_file import read_rdf
from migrationkg.resources import resource

_SUB_CLASS_OF = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_STRING = NamedNode(f"{_XSD}string")

#: Begins the datatype of a number that is none.
ILL_FORMED = "urn:migrationkg:ill-formed:"
_NUMBERS = {
    NamedNode(f"{_XSD}decimal"): re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"),
    NamedNode(f"{_XSD}integer"): re.compile(r"[+-]?[0-9]+"),
}


def statements(data: Path | Graph) -> Dataset:
    """Return what a file or graph states, each statement once, those of named graphs among them.

    Blank nodes are numbered by what is said of them, so that a report on them is the same every time.

    Raises:
        InputError: the file cannot be read, its ending is not known, or it is not well-formed.
    """
    quads = read_rdf(data) if isinstance(data, Path) else _of_rdflib(data)
    if any(_is_new(quad.object) for quad in quads):
        raise InputError(
            f"{_name(data)}: has a triple term or a text with a direction (RDF 1.2), which no SHACL engine judges yet;"
            " save it as RDF 1.1"
        )
    bare = dict.fromkeys(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    tied = [quad for quad in bare if any(True for _ in blank_nodes(quad))]
    names = {node: BlankNode(f"b{number}") for number, node in enumerate(in_order(tied))}
    return Dataset(renamed(quad, names) for quad in bare)


def _is_new(term: NamedNode | BlankNode | Literal | Triple) -> bool:
    return isinstance(term, Triple) or (isinstance(term, Literal) and term.direction is not None)


def _name(data: Path | Graph) -> str:
    return str(data) if isinstance(data, Path) else "the graph"


def _of_rdflib(graph: Graph) -> list[Quad]:
    try:
        return list(parse(graph.serialize(format="nt", encoding="utf-8"), format=RdfFormat.N_TRIPLES))
    except SyntaxError as error:
        raise InputError(f"the graph holds a term that RDF does not know: {error.msg}") from error


def in_memory(triples: Iterable[Triple]) -> Graph:
    """Return the triples as a graph in rdflib's memory, blank nodes with their names.

    Python reads numbers that XML Schema does not know, such as "NaN" for an xsd:decimal, with which pySHACL breaks off;
    those get a datatype of their own, which begins with ILL_FORMED.
    """
    named = cache(URIRef)  # most terms come many times

    def term(one: NamedNode | BlankNode | Literal | Triple) -> Identifier:
        if isinstance(one, NamedNode):
            return named(one.value)
        if isinstance(one, Literal):
            plain = one.language or one.datatype == _STRING
            return RdflibLiteral(one.value, one.language, None if plain else named(_datatype(one)))
        return BNode(str(one).removeprefix("_:"))

    graph = Graph()
    for subject, predicate, value in triples:
        graph.add((term(subject), term(predicate), term(value)))
    return graph


def _datatype(value: Literal) -> str:
    form = _NUMBERS.get(value.datatype)
    ill_formed = form is not None and not form.fullmatch(value.value)
    return ILL_FORMED * ill_formed + value.datatype.value


@cache
def _ontology() -> tuple[Triple, ...]:
    quads = parse(path=str(resource("ontology/migrationkg.ttl")), format=RdfFormat.TURTLE)
    return tuple(quad.triple for quad in quads)


@cache
def class_hierarchy() -> tuple[Triple, ...]:
    """Return what the ontology says of sub-classes: a shape for organisations judges ministries too."""
    return tuple(
        triple
        for triple in _ontology()
        if triple.predicate == _SUB_CLASS_OF
        and isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, NamedNode)
    )


@cache
def known_terms() -> frozenset[NamedNode]:
    """Return the classes and properties that the ontology defines."""
    defined = (triple.subject for triple in _ontology() if triple.predicate == terms.TYPE)
    return frozenset(term for term in defined if isinstance(term, NamedNode) and term.value.startswith(terms.ONTOLOGY))
