"""The path of each thing: what is known keeps the one it has, what is new is given one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from migrationkg.model import Identity
from migrationkg.resolution import iris
from migrationkg.resolution.candidates import Candidate, Candidates
from migrationkg.resolution.clusters import Key
from migrationkg.resolution.jurisdiction import BODIES
from migrationkg.resolution.registry import Assigned, Registry, Telling, assign
from migrationkg.resolution.things import Thing, known_to_authority


def paths_of(
    candidates: Candidates,
    things: Sequence[Thing],
    states: Mapping[Key, str],
    registry: Registry,
    known: Mapping[Key, str],
) -> Assigned:
    """Return the path of each thing and the registry as it is afterwards.

    Args:
        candidates: all entities.
        things: the things that they are.
        states: the states of bodies and places as their own items tell them.
        registry: the registry.
        known: the paths of entities that are none of the things, since it was known already what they are.
    """
    tellings = _tellings(candidates, states)
    others = [thing for thing in things if thing.kind != "Event"]
    of_others, of_events = (_of(registry, events=events) for events in (False, True))
    named = assign(others, [_path(thing) for thing in others], tellings, of_others)
    path_of = {**known} | {key: path for thing, path in zip(others, named.paths, strict=True) for key in thing.keys}
    # Occasions come last, for the path of one holds that of its project or place.
    events = [thing for thing in things if thing.kind == "Event"]
    numbers = _event_numbers(candidates)
    drafts = [iris.event_path(thing.first, about(thing.first, path_of), numbers[thing.first.key]) for thing in events]
    dated = assign(events, drafts, tellings, of_events)
    path_of |= {key: path for thing, path in zip(events, dated.paths, strict=True) for key in thing.keys}
    identities = sorted((*named.identities, *dated.identities), key=lambda one: one.path)
    return Assigned(tuple(path_of[thing.first.key] for thing in things), tuple(identities))


def anchors_of(candidates: Candidates, states: Mapping[Key, str], identities: Sequence[Identity]) -> dict[str, Key]:
    """Return path → the entity for which it was minted, where that is still there.

    Args:
        candidates: all entities.
        states: the states of bodies and places as their own items tell them.
        identities: the registry.
    """
    told = {(key[0], one.path): key for key, one in _tellings(candidates, states).items()}
    found = ((one.path, told.get((one.item, one.told_as))) for one in identities)
    return {path: key for path, key in found if key is not None}


def about(event: Candidate, text_of: Mapping[Key, str]) -> str | None:
    """Return the text of an occasion's project, failing that of its place (a town rather than a country).

    Args:
        event: the occasion.
        text_of: the paths of entities.
    """
    projects = sorted(text_of[key] for key in event.related("partOfProject") if key in text_of)
    places = sorted((text_of[key] for key in event.related("heldIn") if key in text_of), key=_country_last)
    return next(iter([*projects, *places]), None)


def _of(registry: Registry, *, events: bool) -> Registry:
    found = [one for one in registry.identities if one.path.startswith("event/") == events]
    return replace(registry, identities=found)


def _path(thing: Thing) -> str:
    return iris.path(thing.first, thing.kind, thing.known, thing.state)


def _tellings(candidates: Candidates, states: Mapping[Key, str]) -> dict[Key, Telling]:
    """Return what each entity is told as: the path that its own item, and nothing else, would give it."""
    told = _told_alone(candidates, states)
    numbers = _event_numbers(candidates)
    for member in candidates.of_kinds("Event"):
        told[member.key] = iris.event_path(member, about(member, told), numbers[member.key])
    seen: Counter[tuple[str, str]] = Counter()
    tellings: dict[Key, Telling] = {}
    for member in candidates.by_key.values():
        item, path = member.key[0], told[member.key]
        seen[item, path] += 1
        number = seen[item, path]
        anywhere = number == 1 and not _only_in_item(candidates, member, states)
        tellings[member.key] = Telling(path if number == 1 else f"{path} {number}", anywhere)
    return tellings


def _told_alone(candidates: Candidates, states: Mapping[Key, str]) -> dict[Key, str]:
    """Return the path that its own item would give each entity but the occasions; many items tell alike."""
    told: dict[Key, str] = {}
    alike: dict[tuple[object, ...], str] = {}
    for member in candidates.by_key.values():
        if member.kind == "Event":
            continue
        state = states.get(member.key)
        known = known_to_authority(candidates, member, states)
        way = member.kind, member.names or member.key, member.iso, state, known and known.iri
        if way not in alike:
            alike[way] = iris.path(member, known.kind if known else member.kind, known, state)
        told[member.key] = alike[way]
    return told


def _only_in_item(candidates: Candidates, member: Candidate, states: Mapping[Key, str]) -> bool:
    """Tell whether an entity's name means something else in another item."""
    if member.kind == "Event":
        return not member.value("startDate")
    return member.kind in BODIES and member.key not in states and known_to_authority(candidates, member, states) is None


def _event_numbers(candidates: Candidates) -> dict[Key, int]:
    numbers: dict[Key, int] = {}
    in_item: Counter[str] = Counter()
    for event in candidates.of_kinds("Event"):
        in_item[event.key[0]] += 1
        numbers[event.key] = in_item[event.key[0]]
    return numbers


def _country_last(path: str) -> tuple[bool, str]:
    return path.startswith("country/"), path
