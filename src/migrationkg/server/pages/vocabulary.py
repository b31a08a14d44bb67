"""The terms of the ontology, for those who write SPARQL in a browser."""

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from migrationkg.server.pages.kept import kept
from migrationkg.store.disk import ONTOLOGY_GRAPH
from migrationkg.store.prefixes import PREFIXES, short_name

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_LABEL = NamedNode(PREFIXES["rdfs"] + "label")
_DEFINITION = NamedNode(PREFIXES["skos"] + "definition")
_KINDS = {
    "Class": "class",
    "ObjectProperty": "relation",
    "DatatypeProperty": "property",
    "AnnotationProperty": "property",
}

#: Terms of other vocabularies that are asked for most; the ontology has no words for them.
_OTHERS = (
    ("skos:prefLabel", "name", "property"),
    ("skos:altLabel", "other name", "property"),
    ("skos:exactMatch", "the same elsewhere", "relation"),
    ("rdfs:label", "label", "property"),
    ("rdfs:subClassOf", "sub-class of", "relation"),
    ("rdf:subject", "what evidence speaks of", "relation"),
    ("rdf:predicate", "the property of which evidence tells", "relation"),
    ("rdf:object", "the value of which evidence tells", "relation"),
    ("schema:url", "page on the web", "property"),
)


async def vocabulary(request: Request) -> Response:
    """Give the terms that may stand in a query, name, label, kind and definition of each, and the known prefixes."""
    terms = await kept(request, "terms", lambda served: served.pool.run(terms_of))
    return JSONResponse({"terms": terms, "prefixes": PREFIXES}, headers={"Cache-Control": "no-cache"})


def terms_of(store: Store) -> list[dict[str, str]]:
    """Return the terms of the ontology by name, then those of other vocabularies that are asked for most.

    Args:
        store: of `open_store`.
    """
    found = {}
    for name, kind in _KINDS.items():
        for quad in store.quads_for_pattern(None, _TYPE, NamedNode(PREFIXES["owl"] + name), ONTOLOGY_GRAPH):
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(PREFIXES["mkg"]):
                found[short_name(quad.subject.value)] = (quad.subject, kind)
    ours = [
        {"name": name, "label": _text(store, node, _LABEL), "kind": kind, "definition": _text(store, node, _DEFINITION)}
        for name, (node, kind) in sorted(found.items())
    ]
    return [*ours, *({"name": name, "label": label, "kind": kind, "definition": ""} for name, label, kind in _OTHERS)]


def _text(store: Store, node: NamedNode, term: NamedNode) -> str:
    values = (quad.object for quad in store.quads_for_pattern(node, term, None, DefaultGraph()))
    return next((value.value for value in values if isinstance(value, Literal) and value.language in {"en", None}), "")
