"""Resolve the entities of many items to resources."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from migrationkg.errors import InputError
from migrationkg.model import Extraction, Identity, Resolution, Resource
from migrationkg.resolution import iris, labels
from migrationkg.resolution.candidates import Candidates, candidates_of
from migrationkg.resolution.clusters import Clusters, Key
from migrationkg.resolution.events import join_events
from migrationkg.resolution.jurisdiction import BODIES, name_and_state, states_of_bodies
from migrationkg.resolution.names import normal, project_name
from migrationkg.resolution.organisations import adopted_states, join_organisations
from migrationkg.resolution.paths import about, anchors_of, paths_of
from migrationkg.resolution.phases import predecessors
from migrationkg.resolution.places import join_countries, join_persons, join_places, states_of_places
from migrationkg.resolution.projects import join_projects, states_of_centres
from migrationkg.resolution.registry import Assigned, Registry
from migrationkg.resolution.settled import with_their_states
from migrationkg.resolution.things import Thing, thing_of


def resolve(
    extractions: Sequence[Extraction],
    base: str = "https://w3id.org/migrationkg/id/",
    identities: Sequence[Identity] = (),
    names: Mapping[str, str] | None = None,
    apart: Sequence[tuple[str, str]] = (),
) -> Resolution:
    """Tell which entities of different items are one thing, and give each thing a lasting IRI.

    Entities are joined on evidence that words can tell: equal normal names, an acronym beside a name, an ISO
    code, the same state of a public body, the same day and project of an occasion; never because names are
    near. The order of the items does not count.

    Args:
        extractions: what was read out of each item; the items' ids differ.
        base: what all IRIs begin with, ending in "/" or "#".
        identities: the registry of IRIs that an earlier resolution left; what it knows keeps its IRI.
        names: path → the name that a curator gave what it means.
        apart: pairs of paths in the registry of which a curator says that they are two, whatever news tells.

    Raises:
        InputError: `base` is no http(s) IRI that ends so.
    """
    if not _BASE.fullmatch(base):
        raise InputError(f"base IRI {base!r}: give an http or https address without spaces that ends in / or #")
    return _resolved(candidates_of(extractions), base, Registry(identities), names or {}, apart)


def resolve_part(  # noqa: PLR0913 - all that counts for a part, in place of everything
    extractions: Sequence[Extraction],
    base: str,
    registry: Registry,
    settled: Mapping[Key, Resource],
    weights: Mapping[Key, int],
    names: Mapping[str, str] | None = None,
    apart: Sequence[tuple[str, str]] = (),
) -> Resolution:
    """Resolve some entities of many more: what `resolve` gives of those, where all is given that counts for them.

    Args:
        extractions: what was read out of the items with those entities.
        base: what all IRIs begin with.
        registry: its identities are those that were minted for these entities.
        settled: the other entities of these items → the resources that they are; those are not among what is returned.
        weights: entity → for how many that are told alike it stands, where that is more than itself.
        names: as of `resolve`.
        apart: likewise; pairs of which only one is given count for nothing.
    """
    return _resolved(candidates_of(extractions, settled, weights), base, registry, names or {}, apart)


def _resolved(
    candidates: Candidates,
    base: str,
    registry: Registry,
    names: Mapping[str, str],
    apart: Sequence[tuple[str, str]],
) -> Resolution:
    settled = candidates.settled
    told = states_of_bodies(candidates) | states_of_places(candidates) | states_of_centres(candidates)
    states = told | adopted_states(candidates, told)
    anchors = anchors_of(candidates, told, registry.identities) if apart else {}
    pairs = {(anchors[one], anchors[two]): (one, two) for one, two in apart if one in anchors and two in anchors}
    clusters = _join(candidates, states, Clusters(candidates.by_key, pairs))
    things = [thing_of(candidates, states, keys) for keys in clusters.sets() if keys[0] not in settled]
    known = {key: one.iri.removeprefix(base) for key, one in settled.items()}
    assigned = paths_of(candidates, things, told, registry, known)
    called = _labels(things, [names.get(path) for path in assigned.paths], settled)
    follows = predecessors(candidates, things, assigned.paths)
    found = [
        Resource(
            base + path,
            thing.kind,
            label,
            _others(thing.names, label),
            thing.first.iso,
            thing.state,
            follows=base + follows[path] if path in follows else None,
        )
        for thing, path, label in zip(things, assigned.paths, called, strict=True)
    ]
    where = {key: resource.iri for thing, resource in zip(things, found, strict=True) for key in thing.keys}
    return Resolution(
        tuple(sorted(with_their_states(found, base), key=lambda resource: resource.iri)),
        dict(sorted(where.items())),
        assigned.identities,
        _replaced(assigned, base),
        tuple(sorted(pairs[pair] for pair in clusters.refused)),
    )


_BASE = re.compile(r"""https?://[^\s<>"{}|\\^`/?#][^\s<>"{}|\\^`]*[/#]""")


def _join(candidates: Candidates, states: Mapping[Key, str], clusters: Clusters) -> Clusters:
    one: dict[str, list[Key]] = {}
    for key, resource in candidates.settled.items():
        one.setdefault(resource.iri, []).append(key)
    for keys in one.values():
        clusters.join(keys)
    join_countries(candidates, clusters)
    join_organisations(candidates, states, clusters)
    join_places(candidates, states, clusters)
    join_projects(candidates, clusters)
    join_persons(candidates, clusters)
    join_events(candidates, clusters)
    return clusters


def _replaced(assigned: Assigned, base: str) -> dict[str, str]:
    """Return the IRIs out of use that mean a thing of this resolution → its IRI."""
    live = set(assigned.paths)
    return {base + one.path: base + one.replaced_by for one in assigned.identities if one.replaced_by in live}


def _labels(things: Sequence[Thing], given: Sequence[str | None], settled: Mapping[Key, Resource]) -> list[str]:
    """Return the label of each thing: the one given, else its name, with the state where that could be another's."""
    namesakes = Counter(_bare_name(thing) for thing in things)
    plain = [
        name or _label(thing, ambiguous=namesakes[_bare_name(thing)] > 1)
        for thing, name in zip(things, given, strict=True)
    ]
    label_of = {
        key: _short(thing.kind, label, thing.names)
        for thing, label in zip(things, plain, strict=True)
        if thing.kind in {"Project", "Place", "Country"}
        for key in thing.keys
    } | {
        key: _short(one.kind, one.label, one.alternatives)
        for key, one in settled.items()
        if one.kind in {"Project", "Place", "Country"}
    }
    return [label or _nameless(thing, label_of) for thing, label in zip(things, plain, strict=True)]


def _short(kind: str, label: str, names: Sequence[str]) -> str:
    """Return how a thing is called inside the label of another: a project by its shortest name of one word."""
    if kind != "Project" or " " not in label or labels.acronym_of([label]):
        return label
    words = [name for name in names if " " not in name and sum(char.isupper() for char in name) > 1]
    return min(words, key=lambda name: (len(name), name), default=label)


def _label(thing: Thing, *, ambiguous: bool) -> str:
    if iso := thing.first.iso:
        return labels.country_label(iso)
    if thing.kind == "Project" and thing.state is None and (ambiguous or _lacks_phase(thing)):
        return labels.with_acronym(thing.best, thing.names)
    return labels.with_state(thing.best, thing.kind, thing.state, ambiguous=ambiguous)


def _lacks_phase(thing: Thing) -> bool:
    phases = {project_name(name).phase for name in thing.names}
    return project_name(thing.best).phase is None and phases != {None}


def _bare_name(thing: Thing) -> tuple[str, ...]:
    tokens = name_and_state(thing.best)[0] if thing.kind in BODIES else normal(thing.best)
    return iris.folder_of(thing.kind), *tokens


def _nameless(thing: Thing, label_of: Mapping[Key, str]) -> str:
    if thing.kind == "Event":
        return labels.event_label(thing.first, about(thing.first, label_of))
    return f"{thing.kind} ({thing.first.headline})"


def _others(names: Sequence[str], label: str) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name and name != label}))
