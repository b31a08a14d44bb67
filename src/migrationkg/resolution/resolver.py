"""Resolve the entities of many items to resources."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from migrationkg.authority.organisations import Organisation
from migrationkg.errors import InputError
from migrationkg.model import ORGANISATION_KINDS, Extraction, Resolution, Resource
from migrationkg.resolution import iris, labels
from migrationkg.resolution.candidates import Candidate, Candidates, candidates_of
from migrationkg.resolution.clusters import Clusters, Key
from migrationkg.resolution.events import join_events
from migrationkg.resolution.jurisdiction import BODIES, name_and_state, states_of_bodies
from migrationkg.resolution.names import normal, project_name
from migrationkg.resolution.organisations import adopted_states, join_organisations, known_organisation
from migrationkg.resolution.places import join_countries, join_persons, join_places, states_of_places
from migrationkg.resolution.projects import join_projects


def resolve(extractions: Sequence[Extraction], base: str = "https://w3id.org/migrationkg/id/") -> Resolution:
    """Tell which entities of different items are one thing, and give each thing a lasting IRI.

    Entities are joined on evidence that words can tell: equal normal names, an acronym beside a name, an ISO
    code, the same state of a public body, the same day and project of an occasion; never because names are
    near. The order of the items does not count.

    Args:
        extractions: what was read out of each item; the items' ids differ.
        base: what all IRIs begin with, ending in "/" or "#".

    Raises:
        InputError: `base` is no http(s) IRI that ends so.
    """
    if not _BASE.fullmatch(base):
        raise InputError(f"base IRI {base!r}: give an http or https address without spaces that ends in / or #")
    candidates = candidates_of(extractions)
    states = states_of_bodies(candidates)
    states |= adopted_states(candidates, states) | states_of_places(candidates)
    clusters = _join(candidates, states)
    things = [_thing(candidates, states, keys) for keys in clusters.sets()]
    paths = _paths(candidates, things)
    names = _labels(things)
    found = [
        Resource(base + path, thing.kind, label, _others(thing.names, label), thing.first.entity.iso, thing.state)
        for thing, path, label in zip(things, paths, names, strict=True)
    ]
    where = {key: resource.iri for thing, resource in zip(things, found, strict=True) for key in thing.keys}
    return Resolution(tuple(sorted(found, key=lambda resource: resource.iri)), dict(sorted(where.items())))


_BASE = re.compile(r"""https?://[^\s<>"{}|\\^`/?#][^\s<>"{}|\\^`]*[/#]""")


@dataclass(frozen=True, slots=True)
class _Thing:
    """A set of entities that are one: their keys, the first to be told of, what they tell together."""

    keys: tuple[Key, ...]
    first: Candidate
    kind: str
    state: str | None
    names: tuple[str, ...]
    best: str
    known: Organisation | None


def _join(candidates: Candidates, states: Mapping[Key, str]) -> Clusters:
    clusters = Clusters(candidates.by_key)
    join_countries(candidates, clusters)
    join_organisations(candidates, states, clusters)
    join_projects(candidates, clusters)
    join_places(candidates, states, clusters)
    join_persons(candidates, clusters)
    join_events(candidates, clusters)
    return clusters


def _thing(candidates: Candidates, states: Mapping[Key, str], keys: Sequence[Key]) -> _Thing:
    members = sorted((candidates.by_key[key] for key in keys), key=lambda member: member.order)
    state = min((states[key] for key in keys if key in states), default=None)
    known = next(filter(None, (_known(member, states) for member in members)), None)
    kind = known.kind if known else labels.kind_of(members)
    if kind in BODIES and known:
        state = state or known.country
    names = labels.names_of(members) + ((known.name,) if known else ())
    best = known.name if known else labels.best_name(members, state)
    return _Thing(tuple(keys), members[0], kind, state, names, best, known)


def _known(member: Candidate, states: Mapping[Key, str]) -> Organisation | None:
    if member.kind in ORGANISATION_KINDS and member.kind != "ImplementingOffice":
        return known_organisation(member, states.get(member.key))
    return None


def _paths(candidates: Candidates, things: Sequence[_Thing]) -> list[str]:
    """Return the path of each thing; occasions come last, for theirs holds that of a project or place."""
    others = [thing for thing in things if thing.kind != "Event"]
    own = iris.without_collisions([(thing.first, _path(thing)) for thing in others])
    path_of = {key: path for thing, path in zip(others, own, strict=True) for key in thing.keys}
    numbers = _event_numbers(candidates)
    events = [thing for thing in things if thing.kind == "Event"]
    drafts = [
        (thing.first, iris.event_path(thing.first, _about(thing.first, path_of), numbers[thing.first.key]))
        for thing in events
    ]
    path_of |= {
        key: path for thing, path in zip(events, iris.without_collisions(drafts), strict=True) for key in thing.keys
    }
    return [path_of[thing.first.key] for thing in things]


def _path(thing: _Thing) -> str:
    match thing.kind:
        case "Country":
            return iris.country_path(thing.first)
        case "Project":
            return iris.project_path(thing.first)
        case "Place":
            return iris.place_path(thing.first, thing.state)
        case "Person":
            return iris.person_path(thing.first)
        case _:
            return iris.organisation_path(thing.first, thing.kind, thing.known, thing.state)


def _event_numbers(candidates: Candidates) -> dict[Key, int]:
    numbers: dict[Key, int] = {}
    in_item: dict[str, int] = {}
    for event in candidates.of_kinds("Event"):
        in_item[event.key[0]] = in_item.get(event.key[0], 0) + 1
        numbers[event.key] = in_item[event.key[0]]
    return numbers


def _about(event: Candidate, text_of: Mapping[Key, str]) -> str | None:
    """Return the text of an occasion's project, failing that of its place (a town rather than a country)."""
    projects = sorted(text_of[key] for key in event.related("partOfProject") if key in text_of)
    places = sorted((text_of[key] for key in event.related("heldIn") if key in text_of), key=_country_last)
    return next(iter([*projects, *places]), None)


def _country_last(path: str) -> tuple[bool, str]:
    return path.startswith("country/"), path


def _labels(things: Sequence[_Thing]) -> list[str]:
    """Return the label of each thing, with the state where a name alone could be another's."""
    namesakes = Counter(_bare_name(thing) for thing in things)
    plain = [_label(thing, ambiguous=namesakes[_bare_name(thing)] > 1) for thing in things]
    label_of = {key: _short(thing, label) for thing, label in zip(things, plain, strict=True) for key in thing.keys}
    return [label or _nameless(thing, label_of) for thing, label in zip(things, plain, strict=True)]


def _short(thing: _Thing, label: str) -> str:
    """Return how a thing is called inside the label of another: a project by its shortest name of one word."""
    words = [name for name in thing.names if " " not in name and sum(char.isupper() for char in name) > 1]
    if thing.kind != "Project" or " " not in label or labels.acronym_of([label]):
        return label
    return min(words, key=lambda name: (len(name), name), default=label)


def _label(thing: _Thing, *, ambiguous: bool) -> str:
    if iso := thing.first.entity.iso:
        return labels.country_label(iso)
    if thing.kind == "Project" and (ambiguous or _lacks_phase(thing)):
        return labels.with_acronym(thing.best, thing.names)
    return labels.with_state(thing.best, thing.kind, thing.state, ambiguous=ambiguous)


def _lacks_phase(thing: _Thing) -> bool:
    phases = {project_name(name).phase for name in thing.names}
    return project_name(thing.best).phase is None and phases != {None}


def _bare_name(thing: _Thing) -> tuple[str, ...]:
    tokens = name_and_state(thing.best)[0] if thing.kind in BODIES else normal(thing.best)
    return iris.folder_of(thing.kind), *tokens


def _nameless(thing: _Thing, label_of: Mapping[Key, str]) -> str:
    if thing.kind == "Event":
        return labels.event_label(thing.first, _about(thing.first, label_of))
    return f"{thing.kind} ({thing.first.headline})"


def _others(names: Sequence[str], label: str) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name and name != label}))
