"""Authority files in Turtle: resources with SKOS labels."""

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple

from migrationkg.authority.entries import AuthorityEntry
from migrationkg.authority.entry_values import checked_iris, checked_state
from migrationkg.errors import InputError, Problem
from migrationkg.graph.rdf_file import parse_rdf
from migrationkg.model import ENTITY_KINDS, AuthorityFacts

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SCHEMA = "https://schema.org/"
_FOAF = "http://xmlns.com/foaf/0.1/"
_ORG = "http://www.w3.org/ns/org#"
_MKG = "https://w3id.org/migrationkg/ontology#"
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_PREF_LABEL, _ALT_LABEL, _NOTATION, _EXACT_MATCH = (
    NamedNode(_SKOS + name) for name in ("prefLabel", "altLabel", "notation", "exactMatch")
)
_IDENTIFIERS = (NamedNode("http://purl.org/dc/terms/identifier"), NamedNode(_ORG + "identifier"))
_PAGES = (NamedNode(_SCHEMA + "url"), NamedNode(_FOAF + "homepage"))
_STATES = (NamedNode(_MKG + "jurisdiction"), NamedNode(_MKG + "locatedIn"), NamedNode(_SCHEMA + "addressCountry"))

#: Classes of other vocabularies → the kind; what is of another class is of no kind that is told.
_KINDS = {
    **{_MKG + kind: kind for kind in ("Organisation", *ENTITY_KINDS)},
    **dict.fromkeys(
        (_SCHEMA + "Organization", _FOAF + "Organization", _ORG + "Organization", _ORG + "FormalOrganization"),
        "Organisation",
    ),
    _SCHEMA + "GovernmentOrganization": "GovernmentBody",
    _SCHEMA + "NGO": "CivilSocietyOrganisation",
    **dict.fromkeys((_SCHEMA + "Project", _FOAF + "Project"), "Project"),
    **dict.fromkeys((_SCHEMA + "Person", _FOAF + "Person"), "Person"),
    _SCHEMA + "Place": "Place",
    _SCHEMA + "Country": "Country",
}

_Value = NamedNode | BlankNode | Literal | Triple


def read_skos(data: bytes, file: str) -> Iterator[AuthorityEntry | Problem]:
    """Yield the resources that bear a skos:prefLabel, sorted by IRI, and the problems of those that are no entries.

    Raises:
        InputError: it is no well-formed Turtle.
    """
    store = Store()
    store.extend(parse_rdf(data, RdfFormat.TURTLE, file))
    named = {quad.subject for quad in store.quads_for_pattern(None, _PREF_LABEL, None)}
    if not named:
        raise InputError(f"{file}: no resource in it bears a skos:prefLabel")
    for subject in sorted(named, key=str):
        try:
            yield _entry(store, subject, file)
        except ValueError as error:
            yield Problem(file, 0, f"{subject}: {error}")


def _entry(store: Store, subject: NamedNode | BlankNode | Triple, file: str) -> AuthorityEntry:
    def values(*properties: NamedNode) -> list[_Value]:
        found = (quad.object for one in properties for quad in store.quads_for_pattern(subject, one, None))
        return sorted(found, key=str)

    if not isinstance(subject, NamedNode):
        raise ValueError("an entry needs an IRI")  # noqa: TRY004 (a fault of the file, not of the program)
    own = checked_iris([subject.value])
    preferred = sorted(_literals(values(_PREF_LABEL)), key=lambda name: (name[1] not in ("en", ""), name))
    names = [*preferred, *_literals(values(_ALT_LABEL, _NOTATION))]
    states = {checked_state(_text(value).rpartition("/")[2]) for value in values(*_STATES)}
    if len(states) > 1:
        raise ValueError("belongs to two states; leave one out")
    return AuthorityEntry(
        iri=subject.value,
        kind=_kind(values(_TYPE)),
        names=tuple(dict.fromkeys(name for name, _ in names)),
        state=next(iter(states), None),
        facts=AuthorityFacts(
            matches=checked_iris([*own, *map(_text, values(_EXACT_MATCH))]),
            names=tuple(sorted(set(names))),
            pages=checked_iris(map(_text, values(*_PAGES))),
            identifiers=tuple(dict.fromkeys(map(_text, values(*_IDENTIFIERS)))),
        ),
        file=file,
    )


def _text(value: _Value) -> str:
    return str(value) if isinstance(value, BlankNode | Triple) else value.value


def _literals(values: list[_Value]) -> list[tuple[str, str]]:
    """Return the texts with their languages; a name that is no text is a fault."""
    if any(not isinstance(value, Literal) or not value.value.strip() for value in values):
        raise ValueError("a label is no text")
    return [(value.value.strip(), value.language or "") for value in values if isinstance(value, Literal)]


def _kind(classes: list[_Value]) -> str | None:
    """Return the most special kind of the classes, None where they name none."""
    found = {_KINDS[value.value] for value in classes if isinstance(value, NamedNode) and value.value in _KINDS}
    return next((kind for kind in (*ENTITY_KINDS, "Organisation") if kind in found), None)
