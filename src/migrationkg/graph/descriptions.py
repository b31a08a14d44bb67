"""What a resource is and is called: the statements of the default graph, which no single news item makes."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from migrationkg.authority.countries import countries
from migrationkg.graph import terms
from migrationkg.graph.values import english, iri, string
from migrationkg.model import Resource

_EU_COUNTRY = "http://publications.europa.eu/resource/authority/country/"
_GEONAMES = "https://sws.geonames.org/"


def description(resource: Resource) -> Iterator[Triple]:
    """Describe a resource: its class, its names, and for a country its codes and its twins elsewhere.

    Raises:
        InputError: its IRI is none.
    """
    node = iri(resource.iri)
    yield Triple(node, terms.TYPE, terms.KINDS[resource.kind])
    yield from labels(node, resource.label)
    for name in resource.alternatives:
        if name != resource.label:  # SKOS: a preferred label is no alternative one
            yield Triple(node, terms.ALT_LABEL, english(name))
    if resource.iso is not None:
        yield from _country(node, resource.iso)


def labels(node: NamedNode, name: str) -> Iterator[Triple]:
    """Name a node, for those who look for skos:prefLabel and those who look for rdfs:label."""
    yield Triple(node, terms.PREF_LABEL, english(name))
    yield Triple(node, terms.LABEL, english(name))


def _country(node: NamedNode, iso: str) -> Iterator[Triple]:
    yield Triple(node, terms.ISO_ALPHA2, string(iso))
    country = countries().get(iso)
    if country is None:
        return
    if country.alpha3:
        yield Triple(node, terms.ISO_ALPHA3, string(country.alpha3))
    if country.numeric:
        yield Triple(node, terms.ISO_NUMERIC, string(country.numeric))
    if country.eu_code:
        yield Triple(node, terms.EXACT_MATCH, NamedNode(_EU_COUNTRY + country.eu_code))
    if country.geonames_id:
        yield Triple(node, terms.EXACT_MATCH, NamedNode(f"{_GEONAMES}{country.geonames_id}/"))
