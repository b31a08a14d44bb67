"""Statements of a description, and their Turtle."""

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from migrationkg.graph.turtle import header, laid_out
from migrationkg.store.prefixes import PREFIXES as OF_STORE

PREFIXES: Final[Mapping[str, str]] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": OF_STORE["dcterms"],
    "foaf": OF_STORE["foaf"],
    "formats": "http://www.w3.org/ns/formats/",
    "prov": OF_STORE["prov"],
    "rdf": OF_STORE["rdf"],
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "skos": OF_STORE["skos"],
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": OF_STORE["xsd"],
}

#: A subject or object.
Node: TypeAlias = NamedNode | BlankNode
#: A subject, a predicate as a prefixed name, an object.
Statement: TypeAlias = tuple[Node, str, Node | Literal]


def named(name: str) -> NamedNode:
    """Return the term that a prefixed name stands for.

    Example:
        >>> named("void:Dataset")
        <NamedNode value=http://rdfs.org/ns/void#Dataset>
    """
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def number(value: int) -> Literal:
    """Return a whole number as a literal."""
    return Literal(value)


def typed(value: str, datatype: str) -> Literal:
    """Return a value of a datatype that is given as a prefixed name."""
    return Literal(value, datatype=named(datatype))


def english(text: str) -> Literal:
    """Return an English text as a literal."""
    return Literal(text, language="en")


def part(whole: NamedNode, name: str) -> NamedNode:
    """Return the IRI of a part of a thing.

    Example:
        >>> part(NamedNode("https://example.org/dataset"), "build").value
        'https://example.org/dataset#build'
        >>> part(NamedNode("https://example.org/void#dataset"), "build").value
        'https://example.org/void#dataset-build'
    """
    return NamedNode(f"{whole.value}{'-' if '#' in whole.value else '#'}{name}")


def serialized(statements: Iterable[Statement], form: RdfFormat = RdfFormat.TURTLE) -> bytes:
    """Return statements in a form of RDF, with the prefixes that they use; the same bytes for the same statements.

    The statements of one subject stand together, where the first of them stood.
    """
    by_subject: dict[Node, dict[Triple, None]] = {}
    for subject, predicate, value in statements:
        by_subject.setdefault(subject, {})[Triple(subject, named(predicate), value)] = None
    triples = [triple for those in by_subject.values() for triple in those]
    used = {prefix: name for prefix, name in PREFIXES.items() if any(name in str(triple) for triple in triples)}
    if form == RdfFormat.TURTLE:  # Oxigraph declares prefixes in no lasting order
        return (header(used) + laid_out(triples, form, used)).encode()
    return serialize(triples, format=form, prefixes=used) or b""
