"""The lasting part of IRIs: made of what a thing is, never of the order in which items came.

A thing is called after the first item that told of it, so that later news does not rename it.
"""

from collections.abc import Container, Sequence

from migrationkg.authority.organisations import Organisation
from migrationkg.model import ORGANISATION_KINDS
from migrationkg.resolution.candidates import Candidate
from migrationkg.resolution.jurisdiction import BODIES, name_and_state
from migrationkg.resolution.names import Tokens, fingerprint, is_acronym, normal, slug
from migrationkg.resolution.projects import names_and_phases


def folder_of(kind: str) -> str:
    """Return the first part of a path: "organisation" for every kind of organisation."""
    return "organisation" if kind in ORGANISATION_KINDS else kind.lower()


def path(entity: Candidate, kind: str, known: Organisation | None, state: str | None) -> str:
    """Return the path of anything but an occasion.

    Args:
        entity: the entity that it is called after.
        kind: one of `model.ENTITY_KINDS`.
        known: what authority data knows of an organisation.
        state: alpha-2 code of the state of a body, place or centre.
    """
    match kind:
        case "Country":
            return country_path(entity)
        case "Project":
            return project_path(entity, state)
        case "Place":
            return place_path(entity, state)
        case "Person":
            return person_path(entity)
        case _:
            return organisation_path(entity, kind, known, state)


def organisation_path(first: Candidate, kind: str, known: Organisation | None, state: str | None) -> str:
    """Return "organisation/state-migration-service-az": the name, and the state of a public body."""
    tokens = normal(known.name) if known else name_and_state(_name(first))[0] if state else normal(_name(first))
    return f"organisation/{_slug_in(tokens, state if kind in BODIES else None)}"


def project_path(first: Candidate, state: str | None) -> str:
    """Return "project/mobilaze-2": the acronym where the first item gives one, the phase, and the state of a centre."""
    nameless = (None, normal(_name(first)), None)
    _, tokens, phase = min(names_and_phases(first.names), key=lambda entry: not is_acronym(entry[0]), default=nameless)
    return f"project/{_slug_in(tokens, state)}" + (f"-{phase}" if phase is not None else "")


def country_path(first: Candidate) -> str:
    """Return "country/az"."""
    return f"country/{first.iso.lower() if first.iso else slug(normal(_name(first)))}"


def place_path(first: Candidate, state: str | None) -> str:
    """Return "place/tallinn-ee"."""
    return f"place/{_slug_in(normal(_name(first)), state)}"


def person_path(first: Candidate) -> str:
    """Return "person/michael-spindelegger"."""
    return f"person/{slug(normal(_name(first)))}"


def event_path(first: Candidate, about: str | None, number: int) -> str:
    """Return "event/2023-06-19-study-visit-mobilaze-2"; the item's id and a number where there is no date.

    Args:
        first: the occasion.
        about: path of its project or place.
        number: the occasion's number among those of its item, from 1.
    """
    day = first.value("startDate")
    if not day:
        return f"event/{first.key[0]}-{number}"
    subject = about.partition("/")[2] if about else first.key[0]
    return f"event/{day}-{first.value('eventType') or 'event'}-{subject}"


def without_collisions(paths: Sequence[tuple[Candidate, str]], taken: Container[str]) -> list[str]:
    """Give each of several things with one path its own; the first to be told of keeps it, unless it is taken."""
    keepers: dict[str, Candidate | None] = {}
    for first, path in sorted(paths, key=lambda entry: entry[0].order):
        keepers.setdefault(path, None if path in taken else first)
    return [path if keepers[path] is first else f"{path}-{fingerprint(' '.join(first.key))}" for first, path in paths]


def _slug_in(tokens: Tokens, state: str | None) -> str:
    return slug(tokens) + (f"-{state.lower()}" if state else "")


def _name(first: Candidate) -> str:
    return first.names[0] if first.names else " ".join(first.key)
