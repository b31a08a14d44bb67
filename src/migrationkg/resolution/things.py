"""Sets of entities that are one thing, and what they tell of it together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from migrationkg.authority.organisations import Organisation
from migrationkg.model import ORGANISATION_KINDS
from migrationkg.resolution import labels
from migrationkg.resolution.candidates import Candidate, Candidates
from migrationkg.resolution.clusters import Key
from migrationkg.resolution.delegations import NAMED_ALIKE_ABROAD
from migrationkg.resolution.jurisdiction import BODIES
from migrationkg.resolution.names import normal
from migrationkg.resolution.organisations import known_of


@dataclass(frozen=True, slots=True)
class Thing:
    """A set of entities that are one.

    Attributes:
        keys: its entities, sorted.
        first: the entity that was the first to tell of it.
        kind: one of `model.ENTITY_KINDS`.
        state: alpha-2 code of the state that a body belongs to or a place lies in, where it is told.
        names: all its names, sorted.
        best: the most complete of them.
        known: what authority data knows of it, if it is an organisation.
    """

    keys: tuple[Key, ...]
    first: Candidate
    kind: str
    state: str | None
    names: tuple[str, ...]
    best: str
    known: Organisation | None


def thing_of(candidates: Candidates, states: Mapping[Key, str], keys: Sequence[Key]) -> Thing:
    """Return what entities that are one tell together.

    Args:
        candidates: all entities.
        states: the states of bodies and places.
        keys: the entities that are one.
    """
    members = sorted((candidates.by_key[key] for key in keys), key=lambda member: member.order)
    state = min((states[key] for key in keys if key in states), default=None)
    told = [known_to_authority(candidates, member, states) for member in members]
    known = next(filter(None, told), None)
    says_more = known is not None and None in told and normal(known.name) in NAMED_ALIKE_ABROAD
    if says_more:  # "EU Delegation to Georgia"; it is called after its first item, which may not say so much
        known = told[0]
    kind = known.kind if known else labels.kind_of(members)
    if kind in BODIES and known:
        state = state or known.country
    names = labels.names_of(members) + ((known.name,) if known else ())
    best = known.name if known and not says_more else labels.best_name(members, state)
    return Thing(tuple(sorted(keys)), members[0], kind, state, names, best, known)


def known_to_authority(candidates: Candidates, member: Candidate, states: Mapping[Key, str]) -> Organisation | None:
    """Return what authority data knows of an entity, if it is an organisation and no mere office of one."""
    if member.kind in ORGANISATION_KINDS and member.kind != "ImplementingOffice":
        return known_of(member, states, candidates.states[member.key[0]])
    return None
