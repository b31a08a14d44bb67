"""The states of which decisions tell and no news does: authority data knows them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from migrationkg.authority.countries import countries
from migrationkg.curation.things import added_thing
from migrationkg.model import ENTITY_RELATIONS, Decision, Resolution, Resource
from migrationkg.resolution.labels import country_label

_FOLDER = "country/"


def with_states(resolution: Resolution, decisions: Iterable[Decision], base: str) -> Resolution:
    """Return a resolution that knows the states which added facts and things name, too.

    Args:
        resolution: the things that news tells of.
        decisions: the decisions.
        base: where the IRIs begin.
    """
    known = {resource.iri for resource in resolution.resources}
    more = {state.iri: state for state in _states(decisions, base) if state.iri not in known}
    return replace(resolution, resources=(*resolution.resources, *more.values())) if more else resolution


def without_unused(decided: Resolution, before: Resolution, used: Iterable[str]) -> Resolution:
    """Return a resolution without the states of `with_states` that no decision names which applies.

    Args:
        decided: as decided.
        before: the things that news tells of.
        used: IRIs of the objects of the decisions that apply.
    """
    kept = {resource.iri for resource in before.resources}.union(used)
    stay = tuple(one for one in decided.resources if one.kind != "Country" or one.iri in kept)
    return replace(decided, resources=stay) if len(stay) < len(decided.resources) else decided


def _states(decisions: Iterable[Decision], base: str) -> Iterator[Resource]:
    for one in decisions:
        iso = _state(one)
        if iso in countries():
            yield Resource(f"{base}{_FOLDER}{iso.lower()}", "Country", country_label(iso), iso=iso)


def _state(one: Decision) -> str:
    if one.makes:
        return added_thing(one).state or ""
    added = one.kind == "add" and one.relation in ENTITY_RELATIONS and one.object.startswith(_FOLDER)
    return one.object.removeprefix(_FOLDER).upper() if added else ""
