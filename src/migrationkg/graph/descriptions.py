"""What a resource is and is called: the statements of the default graph, which no single news item makes."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from migrationkg.authority.cities import only_city
from migrationkg.authority.countries import countries
from migrationkg.graph import terms
from migrationkg.graph.values import english, iri, string, writable
from migrationkg.model import Resource

_EU_COUNTRY = "http://publications.europa.eu/resource/authority/country/"
_WIKIDATA = "http://www.wikidata.org/entity/"
_GEONAMES = "https://sws.geonames.org/"


#: The properties of `description` and `replacement`; no item states them of a resource.
DESCRIBING = (
    terms.TYPE,
    terms.PREF_LABEL,
    terms.LABEL,
    terms.ALT_LABEL,
    terms.ISO_ALPHA2,
    terms.ISO_ALPHA3,
    terms.ISO_NUMERIC,
    terms.EXACT_MATCH,
    terms.IDENTIFIER,
    terms.URL,
    terms.FOLLOWS,
    terms.REPLACED_BY,
    terms.SAME_AS,
)


def description(resource: Resource) -> Iterator[Triple]:
    """Describe a resource: class, names, twins elsewhere, the phase before a project, the codes of a country.

    Raises:
        InputError: its IRI is none.
    """
    node = iri(resource.iri)
    yield Triple(node, terms.TYPE, terms.KINDS[resource.kind])
    yield from labels(node, resource.label)
    for name in resource.alternatives:
        if name != resource.label:  # SKOS: a preferred label is no alternative one
            yield Triple(node, terms.ALT_LABEL, english(name))
    yield from _authority(node, resource)
    if resource.follows is not None:
        yield Triple(node, terms.FOLLOWS, iri(resource.follows))
    if resource.iso is not None:
        yield from _country(node, resource.iso)
    if resource.kind == "Place" and (city := only_city(names_of_place(resource), resource.state)):
        yield Triple(node, terms.EXACT_MATCH, geonames(city.geonames_id))


def replacement(former: str, current: str) -> Iterator[Triple]:
    """Tell what an IRI that is out of use means now.

    Raises:
        InputError: one of the two is no IRI.
    """
    yield Triple(iri(former), terms.REPLACED_BY, iri(current))
    yield Triple(iri(former), terms.SAME_AS, iri(current))


def labels(node: NamedNode, name: str) -> Iterator[Triple]:
    """Name a node, for those who look for skos:prefLabel and those who look for rdfs:label."""
    yield Triple(node, terms.PREF_LABEL, english(name))
    yield Triple(node, terms.LABEL, english(name))


def names_of_place(place: Resource) -> Iterator[str]:
    """Yield the names of a place, the state in brackets left out that tells it from namesakes."""
    yield place.label.partition(" (")[0]
    yield from place.alternatives


def _authority(node: NamedNode, resource: Resource) -> Iterator[Triple]:
    for name, language in resource.authority.names:
        if name != resource.label or language not in ("", "en"):
            yield Triple(node, terms.ALT_LABEL, Literal(writable(name), language=language or "en"))
    for match in resource.authority.matches:
        yield Triple(node, terms.EXACT_MATCH, NamedNode(match))
    for identifier in resource.authority.identifiers:
        yield Triple(node, terms.IDENTIFIER, string(writable(identifier)))
    for page in resource.authority.pages:
        yield Triple(node, terms.URL, NamedNode(page))


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
    if country.wikidata_id:
        yield Triple(node, terms.EXACT_MATCH, NamedNode(_WIKIDATA + country.wikidata_id))
    if country.geonames_id:
        yield Triple(node, terms.EXACT_MATCH, geonames(country.geonames_id))


def geonames(number: str) -> NamedNode:
    """Return the IRI of a feature in GeoNames."""
    return NamedNode(f"{_GEONAMES}{number}/")
