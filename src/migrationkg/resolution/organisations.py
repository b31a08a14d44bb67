"""Which organisations of different items are one."""

from collections.abc import Hashable, Iterable, Mapping
from functools import cache

from migrationkg.authority.organisations import Organisation, organisation_names
from migrationkg.model import ORGANISATION_KINDS
from migrationkg.resolution.acronyms import expansion_traits, no_traits
from migrationkg.resolution.candidates import Candidate, Candidates
from migrationkg.resolution.clusters import Clusters, Key
from migrationkg.resolution.jurisdiction import BODIES, name_and_state
from migrationkg.resolution.names import Tokens, compact, is_acronym, normal


def known_organisation(candidate: Candidate, state: str | None) -> Organisation | None:
    """Return what authority data knows of an organisation, by its full names, else by its acronyms.

    An organisation of another state than the candidate's is another one.
    """
    full = [name for name in candidate.names if not is_acronym(name)]
    for name in full or candidate.names:
        known = _known().get(normal(name))
        if known and (state is None or known.country == state):
            return known
    return None


def adopted_states(candidates: Candidates, states: Mapping[Key, str]) -> dict[Key, str]:
    """Return the states of organisations of which none is told, but which a namesake shows.

    The namesake stands in the same item, or all namesakes are of one state and the item names it; where the
    namesakes of several names are of several states, there is none.
    """
    choices: dict[Key, set[str]] = {}
    for members in _blocks(candidates).values():
        everywhere = {states[member.key] for member in members if member.key in states}
        in_item: dict[str, set[str]] = {}
        for member in members:
            if member.key in states:
                in_item.setdefault(member.key[0], set()).add(states[member.key])
        for member in members:
            item = member.key[0]
            if member.key not in states and not known_organisation(member, None):
                only = everywhere & candidates.states[item] if len(everywhere) == 1 else set()
                choices.setdefault(member.key, set()).update(in_item.get(item, only))
    return {key: min(found) for key, found in choices.items() if len(found) == 1}


def join_organisations(candidates: Candidates, states: Mapping[Key, str], clusters: Clusters) -> None:
    """Join organisations that authority data, equal names or acronyms show to be one.

    A public body is one only with bodies of its state; one of no known state only with those of its item.
    """
    by_authority: dict[str, list[Key]] = {}
    for candidate in _organisations(candidates):
        if known := known_organisation(candidate, states.get(candidate.key)):
            by_authority.setdefault(known.name, []).append(candidate.key)
    for keys in by_authority.values():
        clusters.join(keys)
    blocks = sorted(_blocks(candidates).items())
    for (are_acronyms, _), members in blocks:
        by_realm: dict[str, list[Candidate]] = {}
        for member in members:
            by_realm.setdefault(_realm(member, states), []).append(member)
        for namesakes in by_realm.values():
            full_names = {member.key: _full_names(member) for member in namesakes}
            traits = expansion_traits(full_names, clusters) if are_acronyms else no_traits
            clusters.gather(full_names, traits)
    _join_offices(candidates, clusters)


_NAMED_ALIKE_ABROAD = frozenset({("embassy",), ("consulate",), ("consulate", "general"), ("permanent", "mission")})


@cache
def _known() -> dict[Tokens, Organisation]:
    return {normal(name): organisation for name, organisation in sorted(organisation_names().items())}


def _organisations(candidates: Candidates) -> list[Candidate]:
    return candidates.of_kinds(*(kind for kind in ORGANISATION_KINDS if kind != "ImplementingOffice"))


def _blocks(candidates: Candidates) -> dict[tuple[bool, str], list[Candidate]]:
    """Group organisations by each (is an acronym, name), the state that the name shows left out."""
    blocks: dict[tuple[bool, str], list[Candidate]] = {}
    for candidate in _organisations(candidates):
        acronyms = (name_and_state(name)[0] for name in candidate.names if is_acronym(name))
        keys = {(True, compact(name)) for name in acronyms}
        keys |= {(False, compact(name)) for name in _full_names(candidate)}
        for key in sorted(keys):
            blocks.setdefault(key, []).append(candidate)
    return blocks


def _full_names(candidate: Candidate) -> list[Tokens]:
    """Return the full names by which an organisation is known elsewhere, without the state they show.

    A word of a longer name is no such name ("the Commission"), and an embassy has many namesakes abroad.
    """
    names = [name_and_state(name)[0] for name in candidate.names if not is_acronym(name)]
    long = [set(name) for name in names if len(name) > 1]
    whole = [name for name in names if len(name) > 1 or not any(set(name) <= words for words in long)]
    return [name for name in whole if name and name not in _NAMED_ALIKE_ABROAD]


def _realm(member: Candidate, states: Mapping[Key, str]) -> str:
    """Return within what an organisation's name is its own: a state, an item, or (empty) the world."""
    return states.get(member.key) or (f"item {member.key[0]}" if member.kind in BODIES else "")


def _join_offices(candidates: Candidates, clusters: Clusters) -> None:
    """Join offices of one organisation and one name, which may or may not begin with the organisation's."""
    by_name: dict[str, list[Key]] = {}
    parents: dict[Key, frozenset[Hashable]] = {}
    for office in candidates.of_kinds("ImplementingOffice"):
        above = [key for key in office.related("partOf") if key in candidates.by_key]
        parents[office.key] = frozenset(clusters.find(key) for key in above)
        prefixes = [normal(name) for key in above for name in candidates.by_key[key].names]
        for name in office.names:
            by_name.setdefault(compact(_without_prefix(normal(name), prefixes)), []).append(office.key)
    for keys in by_name.values():
        clusters.gather(keys, parents.__getitem__)


def _without_prefix(name: Tokens, prefixes: Iterable[Tokens]) -> Tokens:
    fitting = [prefix for prefix in prefixes if name[: len(prefix)] == prefix and len(prefix) < len(name)]
    return name[max(map(len, fitting), default=0) :]
