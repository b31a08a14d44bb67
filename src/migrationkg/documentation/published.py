"""What is served at the IRIs of the ontology and its companions, in each form of RDF."""

from collections.abc import Iterator, Mapping
from functools import cache

from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    parse,
    serialize,
)

from migrationkg.resources import resource
from migrationkg.store.prefixes import PREFIXES

#: The IRI of the ontology.
ONTOLOGY = "https://w3id.org/migrationkg/ontology"

#: What follows `https://w3id.org/migrationkg/` in the IRI of a document → the files that it joins.
DOCUMENTS: Mapping[str, tuple[str, ...]] = {
    "ontology": ("migrationkg.ttl", "translations.ttl"),
    "ontology/alignments": ("alignments.ttl",),
    "ontology/translations": ("translations.ttl",),
    "shapes": ("shapes.ttl", "shapes-sparql.ttl"),
    "event-type/": ("event-types.ttl",),
    "theme/": ("themes.ttl",),
}

#: Property of the ontology → the one in which its published form says the same, for tools that know no SKOS, and for
#: those that look for a day of issue. The files leave that out: to our alignments it is a property of news, and OWL 2
#: DL lets no property be of two sorts.
_ALSO = {
    NamedNode(PREFIXES["skos"] + "definition"): NamedNode(PREFIXES["rdfs"] + "comment"),
    NamedNode(PREFIXES["dcterms"] + "created"): NamedNode(PREFIXES["dcterms"] + "issued"),
}
_OWN_PREFIXES = ("mkg", "owl", "rdf", "rdfs", "xsd", "skos", "dcterms", "prov", "schema", "sh")


def version() -> str:
    """Return the version of the ontology, such as `0.1.0`."""
    told = NamedNode(PREFIXES["owl"] + "versionInfo")
    return next(
        quad.object.value
        for quad in statements("ontology")
        if (quad.subject, quad.predicate) == (NamedNode(ONTOLOGY), told) and isinstance(quad.object, Literal)
    )


@cache
def statements(name: str) -> tuple[Quad, ...]:
    """Return the statements of a document, sorted, blank nodes named by RDFC-1.0.

    The ontology carries its labels in other languages, and each definition as `rdfs:comment` too.

    Args:
        name: one of DOCUMENTS.
    """
    dataset = Dataset(_joined(name))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return tuple(sorted(dataset, key=str))


@cache
def published(name: str, form: str) -> bytes:
    """Return a document in a form of RDF; the same bytes each time.

    Args:
        name: one of DOCUMENTS.
        form: `TURTLE`, `RDF_XML`, `JSON_LD` or `N_TRIPLES`.

    Example:
        >>> b"<https://w3id.org/migrationkg/ontology>" in published("ontology", "N_TRIPLES")
        True
    """
    known = {prefix: PREFIXES[prefix] for prefix in _OWN_PREFIXES if prefix in PREFIXES}
    found = serialize(statements(name), format=getattr(RdfFormat, form), prefixes=known)
    return found or b""


def _joined(name: str) -> Iterator[Quad]:
    header = NamedNode(f"{ONTOLOGY}/translations")
    for file in DOCUMENTS[name]:
        for quad in parse(path=resource(f"ontology/{file}"), rename_blank_nodes=True):
            if name != "ontology" or quad.subject != header:
                yield quad
            if name == "ontology" and (also := _ALSO.get(quad.predicate)):
                yield Quad(quad.subject, also, quad.object)
