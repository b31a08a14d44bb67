"""The prefixes that a question may use without declaring them, and that tables show."""

import re

#: Prefix → namespace.
PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "mkg": "https://w3id.org/migrationkg/ontology#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

#: The end of an IRI of our data or concepts, whatever base the user has set.
_LOCAL_NAME = re.compile(
    r"/((?:project|organisation|country|place|person|event|news|amount|evidence|event-type|theme)/[^/#?]+)$"
)


def short_name(iri: str) -> str:
    """Return the short way to write an IRI: the local name of a resource, a prefixed name, or the IRI itself.

    A local name is what a parameter of type `iri` takes.

    Example:
        >>> short_name("https://w3id.org/migrationkg/id/project/mobilaze-2")
        'project/mobilaze-2'
        >>> short_name("https://w3id.org/migrationkg/ontology#fundedBy")
        'mkg:fundedBy'
        >>> short_name("http://example.org/a")
        'http://example.org/a'
    """
    if local := _LOCAL_NAME.search(iri):
        return local[1]
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def long_name(name: str) -> str:
    """Return the IRI that a prefixed name stands for, or the name as it is where its prefix is unknown.

    Example:
        >>> long_name("skos:prefLabel")
        'http://www.w3.org/2004/02/skos/core#prefLabel'
        >>> long_name("https://w3id.org/migrationkg/id/country/az")
        'https://w3id.org/migrationkg/id/country/az'
    """
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else name
