"""Under what words an entity may be found to be one of another item: those that share none have nothing to do with it.

So resolution of news that came in begins with its names, and goes no further than names lead.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from migrationkg.model import ORGANISATION_KINDS, Extraction
from migrationkg.resolution.candidates import Candidate, Candidates, candidates_of
from migrationkg.resolution.clusters import Key
from migrationkg.resolution.events import words_of_event
from migrationkg.resolution.iris import folder_of
from migrationkg.resolution.jurisdiction import BODIES, name_and_state, states_of_bodies
from migrationkg.resolution.ministries import words_of_ministry
from migrationkg.resolution.names import compact, normal
from migrationkg.resolution.organisations import words_of_office, words_of_organisation
from migrationkg.resolution.places import (
    states_of_places,
    words_of_country,
    words_of_person,
    words_of_place,
)
from migrationkg.resolution.projects import words_of_project

#: Kinds of which those that are told alike are one whatever else their items tell, or each one of its item.
_TOLD_BY_NAME = frozenset({"Country", "Place", *ORGANISATION_KINDS})


@dataclass(frozen=True, slots=True)
class Shared:
    """What decides with what an entity of an item is compared.

    Attributes:
        candidate: the entity.
        words: the words; entities of several items are only compared, and labelled apart, where they share one.
        alike: stands for all that resolution sees of it: what is told alike elsewhere is the same thing, or all of them
            are things of their own items; empty where more of its item counts.
    """

    candidate: Candidate
    words: frozenset[str]
    alike: str


def shared(extractions: Iterable[Extraction]) -> dict[Key, Shared]:
    """Return what is shared by each entity; what one item gives does not hang on the others.

    Args:
        extractions: what was read out of each item.
    """
    candidates = candidates_of(extractions)
    states = states_of_bodies(candidates) | states_of_places(candidates)
    words = {key: _words(one, candidates, states.get(key)) for key, one in candidates.by_key.items()}
    in_item = Counter((key[0], word) for key, found in words.items() for word in found)
    alone = (key for key, found in words.items() if all(in_item[key[0], word] == 1 for word in found))
    alike: dict[Key, str] = {}
    for one in sorted(map(candidates.by_key.__getitem__, alone), key=lambda one: one.kind == "ImplementingOffice"):
        above = [alike.get(key, "") for key in one.related("partOf") if key in candidates.by_key]
        alike[one.key] = _alike(one, candidates.states[one.key[0]], states.get(one.key), above)
    return {key: Shared(one, words[key], alike.get(key, "")) for key, one in candidates.by_key.items()}


def _words(one: Candidate, candidates: Candidates, state: str | None) -> frozenset[str]:
    match one.kind:
        case "Event":
            return frozenset(words_of_event(one))
        case "Person":
            return frozenset(words_of_person(one))
        case "Country":
            return frozenset(words_of_country(one))
        case "Place":
            found = words_of_place(one, state)
        case "Project":
            found = words_of_project(one.names)
        case "ImplementingOffice":
            found = words_of_office(one, candidates)
        case _:
            found = words_of_organisation(one.names, is_body=one.kind in BODIES)
            found |= words_of_ministry(one.names) if one.kind == "Ministry" else set()
    folder = folder_of(one.kind)
    bare = (tokens for name in one.names for tokens in (normal(name), name_and_state(name)[0]))
    return frozenset(found | {f"label {folder} {compact(tokens)}" for tokens in bare})


def _alike(one: Candidate, named: frozenset[str], state: str | None, above: Sequence[str]) -> str:
    if one.kind not in _TOLD_BY_NAME or not one.names:
        return ""
    if one.kind == "Country":
        return repr((one.kind, one.names, one.iso)) if one.iso else ""
    if one.kind == "ImplementingOffice":  # the organisation of which it is one counts too
        return repr((one.kind, one.names, sorted(named), sorted(above))) if all(above) else ""
    return repr((one.kind, one.names, state, sorted(named)))


def alike_weights(members: Mapping[Key, str], counts: Mapping[str, int]) -> dict[Key, int]:
    """Return for how many each of some entities stands: one of those told alike for all that are left out.

    Args:
        members: entity → how it is told.
        counts: how it is told → by how many entities.
    """
    groups: dict[str, list[Key]] = {}
    for key, told in members.items():
        if told:
            groups.setdefault(told, []).append(key)
    return {min(keys): 1 + counts[told] - len(keys) for told, keys in groups.items() if counts.get(told, 0) > len(keys)}
