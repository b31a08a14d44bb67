"""Organisations whose kind the form of their names does not show, from `data/authority/organisations.ttl`.

The file is a SKOS/ORG Turtle graph; its README says where each entry was checked.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from migrationkg.resources import resource

_MKG = "https://w3id.org/migrationkg/ontology#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SCHEMA_URL = "https://schema.org/url"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_IDENTIFIER = "http://purl.org/dc/terms/identifier"
_COUNTRY = "https://w3id.org/migrationkg/id/country/"


#: Words that English spells in two ways.
_PAIRS = (
    ("Organisation", "Organization"), ("Centre", "Center"), ("Labour", "Labor"), ("Co-operation", "Cooperation"),
    ("Programme", "Program"), ("Neighbourhood", "Neighborhood"), ("Directorate-General", "Directorate General"),
)  # fmt: skip
_SPELLINGS = dict(_PAIRS) | {other: one for one, other in _PAIRS}
_SPELT = re.compile(rf"\b(?:{'|'.join(_SPELLINGS)})\b")
_ACRONYM = re.compile(r"[A-Z]{2}")
#: Acronyms that are shorter are words or other acronyms in other letters.
_SHORTEST_IN_OTHER_CASE = 5


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that authority data knows.

    Attributes:
        iri: its resource in the authority file.
        name: main name.
        kind: one of `model.ORGANISATION_KINDS`.
        acronyms: its acronyms.
        other_names: other names, such as the spelling with z.
        country: ISO 3166-1 alpha-2 code of the state whose body it is, else None.
        part_of: main name of the organisation that it is part of, else None.
        matches: IRIs under which other catalogues know it.
        pages: its home page, if any.
        identifiers: its identifiers in IATI.
    """

    iri: str
    name: str
    kind: str
    acronyms: tuple[str, ...]
    other_names: tuple[str, ...]
    country: str | None
    part_of: str | None
    matches: tuple[str, ...]
    pages: tuple[str, ...]
    identifiers: tuple[str, ...]


@cache
def organisations() -> tuple[Organisation, ...]:
    """Return the organisations, sorted by IRI.

    Example:
        >>> [one.kind for one in organisations() if "Frontex" in one.other_names]
        ['InternationalOrganisation']
    """
    store = ox.Store()
    store.load(path=str(resource("data/authority/organisations.ttl")), format=ox.RdfFormat.TURTLE)
    return tuple(_organisation(store, iri) for iri in _iris(store))


def _iris(store: ox.Store) -> list[ox.NamedNode]:
    named = ox.NamedNode(f"{_SKOS}prefLabel")
    subjects = {quad.subject for quad in store.quads_for_pattern(None, named, None)}
    return sorted((subject for subject in subjects if isinstance(subject, ox.NamedNode)), key=lambda iri: iri.value)


def _values(store: ox.Store, subject: ox.NamedNode, property_iri: str) -> list[str]:
    found = store.quads_for_pattern(subject, ox.NamedNode(property_iri), None)
    return sorted(quad.object.value for quad in found if isinstance(quad.object, ox.NamedNode | ox.Literal))


def _organisation(store: ox.Store, iri: ox.NamedNode) -> Organisation:
    kinds = [value.removeprefix(_MKG) for value in _values(store, iri, _TYPE) if value.startswith(_MKG)]
    states = [value.removeprefix(_COUNTRY).upper() for value in _values(store, iri, f"{_MKG}jurisdiction")]
    wholes = [
        label
        for value in _values(store, iri, f"{_MKG}partOf")
        for label in _values(store, ox.NamedNode(value), f"{_SKOS}prefLabel")
    ]
    return Organisation(
        iri=iri.value,
        name=_values(store, iri, f"{_SKOS}prefLabel")[0],
        kind=kinds[0],
        acronyms=tuple(_values(store, iri, f"{_SKOS}notation")),
        other_names=tuple(_values(store, iri, f"{_SKOS}altLabel")),
        country=states[0] if states else None,
        part_of=wholes[0] if wholes else None,
        matches=tuple(_values(store, iri, f"{_SKOS}exactMatch")),
        pages=tuple(_values(store, iri, _SCHEMA_URL)),
        identifiers=tuple(_values(store, iri, _IDENTIFIER)),
    )


def _spelt_otherwise(organisation: Organisation) -> Iterator[str]:
    """Yield the names of an organisation in the other spelling of English, and in other letters: "European union"."""
    full = (organisation.name, *organisation.other_names)
    for name in full:
        yield from (_SPELT.sub(lambda word: _SPELLINGS[word[0]], name), name.replace(" and ", " & "))
    if organisation.kind == "InternationalOrganisation":
        first_capital_only = (name for name in full if " " in name and not _ACRONYM.search(name))
        yield from (name.capitalize() for name in first_capital_only)
        yield from (name.upper() for name in full if name.isalpha() and len(name) >= _SHORTEST_IN_OTHER_CASE)
        yield from (name.title() for name in organisation.acronyms if len(name) >= _SHORTEST_IN_OTHER_CASE)


@cache
def organisation_names() -> Mapping[str, Organisation]:
    """Return every written name → its organisation.

    Example:
        >>> organisation_names()["EUAA"].name
        'European Union Agency for Asylum'
    """
    found: dict[str, Organisation] = {}
    for organisation in organisations():
        found |= dict.fromkeys((organisation.name, *organisation.acronyms, *organisation.other_names), organisation)
    for organisation in organisations():
        for name in _spelt_otherwise(organisation):
            found.setdefault(name, organisation)
    return found
