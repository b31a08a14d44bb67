"""What an authority file says of one thing: its names, its kind, its state, and its twins in other catalogues."""

from dataclasses import dataclass
from functools import cache

from migrationkg.authority.organisations import Organisation, organisations
from migrationkg.model import AuthorityFacts


@dataclass(frozen=True, slots=True)
class AuthorityEntry:
    """An entry of an authority file.

    Attributes:
        iri: what the file calls it; empty for a row without an IRI.
        kind: one of `model.ENTITY_KINDS`, "Organisation" for any kind of organisation, or None where it is not told.
        names: the names that news may write, the preferred one first.
        state: alpha-2 code of the state that it belongs to or lies in, or None.
        facts: what it adds to the resource that it is.
        file: name of the file; empty for those that migrationkg brings along.
        line: line of the entry; 0 where the format has no lines.
    """

    iri: str
    kind: str | None
    names: tuple[str, ...]
    state: str | None
    facts: AuthorityFacts
    file: str = ""
    line: int = 0


@cache
def known_organisations() -> tuple[AuthorityEntry, ...]:
    """Return the organisations of `data/authority/organisations.ttl` that other catalogues know.

    Example:
        >>> [entry.facts.matches[0] for entry in known_organisations() if "EUAA" in entry.names]
        ['http://publications.europa.eu/resource/authority/corporate-body/EUAA']
    """
    return tuple(_entry(one) for one in organisations() if one.matches or one.pages or one.identifiers)


def _entry(one: Organisation) -> AuthorityEntry:
    names = (one.name, *one.other_names, *one.acronyms)
    facts = AuthorityFacts(one.matches, (), one.pages, one.identifiers)
    return AuthorityEntry(one.iri, one.kind, names, one.country, facts)
