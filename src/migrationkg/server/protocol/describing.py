"""Statements about the server and what it serves, written in the form that a client likes."""

from collections.abc import Iterable, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, serialize
from starlette.requests import Request
from starlette.responses import Response

from migrationkg.server.etags import etag, is_known, unchanged
from migrationkg.server.protocol.negotiation import GRAPH_FORMS, graph_form, needed
from migrationkg.server.served import served_of
from migrationkg.store.prefixes import PREFIXES

_PREFIXES: Mapping[str, str] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": PREFIXES["dcterms"],
    "formats": "http://www.w3.org/ns/formats/",
    "foaf": PREFIXES["foaf"],
    "rdf": PREFIXES["rdf"],
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": PREFIXES["xsd"],
}

#: A subject or object.
Node = NamedNode | BlankNode
#: A subject, a predicate as a prefixed name, an object.
Statement = tuple[Node, str, Node | Literal]


def named(name: str) -> NamedNode:
    """Return the term that a prefixed name stands for.

    Example:
        >>> named("void:Dataset")
        <NamedNode value=http://rdfs.org/ns/void#Dataset>
    """
    prefix, _, local = name.partition(":")
    return NamedNode(_PREFIXES[prefix] + local)


def number(value: int) -> Literal:
    """Return a whole number as a literal."""
    return Literal(value)


def described(request: Request, statements: Iterable[Statement]) -> Response:
    """Return a response with statements, as Turtle or in the form that the client likes better.

    Raises:
        RefusedError: it takes no form of RDF.
    """
    form = needed(request.headers.get("accept"), GRAPH_FORMS)
    tag = etag(served_of(request).version, str(request.url), form.media_type)
    if is_known(request, tag):
        return unchanged(tag)
    triples = [Triple(subject, named(predicate), value) for subject, predicate, value in statements]
    used = {prefix: name for prefix, name in _PREFIXES.items() if any(name in str(triple) for triple in triples)}
    content = serialize(triples, format=graph_form(form), prefixes=used)
    return Response(content, media_type=form.media_type, headers={"ETag": tag, "Vary": "Accept"})
