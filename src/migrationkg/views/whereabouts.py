"""Where a country or place is, as far as the graph and authority data tell."""

from typing import Final

from pyoxigraph import NamedNode

from migrationkg.graph import terms
from migrationkg.views.statements import Statements

#: Before the id of a place in GeoNames, with which the graph says that a place is the same.
_GEONAMES: Final = "https://sws.geonames.org/"


def outline_of(said: Statements, country: NamedNode) -> str:
    """Return the code under which a map has the outline of a country: its number of ISO 3166-1, or the two letters.

    Kosovo has no number. Without any code in the graph, the answer is empty.

    Args:
        said: what the store says.
        country: its IRI.
    """
    return said.first_text(country, terms.ISO_NUMERIC, terms.ISO_ALPHA2)


def spot_of(said: Statements, place: NamedNode) -> tuple[float, float] | None:
    """Return longitude and latitude of a place that the graph ties to GeoNames; None where these are not known.

    Args:
        said: what the store says.
        place: its IRI.
    """
    from migrationkg.authority.cities import spot_of_city  # reading the list takes 0.4 s

    matches = (iri for iri in said.texts(place, terms.EXACT_MATCH) if iri.startswith(_GEONAMES))
    spots = (spot_of_city(iri.removeprefix(_GEONAMES).rstrip("/")) for iri in matches)
    return next((spot for spot in spots if spot), None)
