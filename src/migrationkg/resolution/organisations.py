"""Which organisations of different items are one."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence, Set
from functools import cache, lru_cache

from migrationkg.authority.organisations import Organisation, organisation_names
from migrationkg.model import ORGANISATION_KINDS
from migrationkg.resolution.acronyms import expansion_traits, no_traits
from migrationkg.resolution.candidates import Candidate, Candidates
from migrationkg.resolution.clusters import Clusters, Key
from migrationkg.resolution.delegations import NAMED_ALIKE_ABROAD, name_and_host
from migrationkg.resolution.jurisdiction import BODIES, iso_of, name_and_state
from migrationkg.resolution.ministries import join_short_names, without_federal
from migrationkg.resolution.names import CACHED, Tokens, compact, is_acronym, normal


@lru_cache(CACHED)
def known_organisation(names: tuple[str, ...], state: str | None) -> Organisation | None:
    """Return what authority data knows of an organisation, by its full names, else by its acronyms.

    An organisation of another state than that which is told, if any, is another one, and so is the society of a state
    to one whose name lacks that ("Albanian Red Cross", "Red Cross").
    """
    full = [name for name in names if not is_acronym(name)]
    of_states = {bare for bare, shown in map(name_and_state, full) if shown}
    for name in full or names:
        known = _known().get(normal(name))
        if known and (state is None or known.country == state) and (known.country or normal(name) not in of_states):
            return known
    return None


def known_of(candidate: Candidate, states: Mapping[Key, str], named: Set[str]) -> Organisation | None:
    """Return what authority data knows of an organisation, unless its item deals with other states.

    A "Federal Ministry of the Interior" whose state is not told is Germany's in news that names Germany or no state,
    not in news of Austria.

    Args:
        candidate: the organisation.
        states: the states of bodies.
        named: ISO codes of the countries that its item names.
    """
    known = known_organisation(candidate.names, states.get(candidate.key))
    if known is None or known.country is None or candidate.key in states or not named or known.country in named:
        return known
    return None if is_name_of_many(candidate.names) else known


@lru_cache(CACHED)
def is_name_of_many(names: tuple[str, ...]) -> bool:
    """Tell whether names are those of a ministry that many a state may have: in words, without an acronym.

    Example:
        >>> is_name_of_many(("Federal Ministry of the Interior",)), is_name_of_many(("Federal Ministry of …", "BMI"))
        (True, False)
    """
    return all("ministry" in normal(name) and not is_acronym(name) for name in names)


def adopted_states(candidates: Candidates, states: Mapping[Key, str]) -> dict[Key, str]:
    """Return the states of organisations of which none is told, but which a namesake shows.

    The namesake stands in the same item, or all namesakes are of one state and the item names it; where the
    namesakes of several names are of several states, there is none. What authority data knows has none either, but an
    acronym in news of another state may be that of a body there whose full name is told ("BMI" in news of Austria).
    """
    choices: dict[Key, set[str]] = {}
    for members in _blocks(candidates).values():
        everywhere = {states[member.key] for member in members if member.key in states}
        in_full = {states[one.key] for one in members if one.key in states and not all(map(is_acronym, one.names))}
        in_item: dict[str, set[str]] = {}
        for member in members:
            if member.key in states:
                in_item.setdefault(member.key[0], set()).add(states[member.key])
        for member in members:
            item = member.key[0]
            if member.key in states:
                continue
            named = candidates.states[item]
            known = known_of(member, states, named)
            if known is None:
                only = everywhere & named if len(everywhere) == 1 else set()
                choices.setdefault(member.key, set()).update(in_item.get(item, only))
            elif known.country and known.country not in named and all(map(is_acronym, member.names)):
                choices.setdefault(member.key, set()).update(in_full & named)
    return {key: min(found) for key, found in choices.items() if len(found) == 1}


def words_of_organisation(names: tuple[str, ...], *, is_body: bool) -> set[str]:
    """Return under what `join_organisations` may find an organisation to be another; the state left out."""
    known = (found for name in names for found in (_known().get(normal(name)),) if found)
    host = _known_with_host(names)
    return {
        *(f"known {one.name}" for one in known),
        *([f"known {host[0]}"] if host else []),
        *(f"{'acronym' if is_acronym else 'name'} {text}" for is_acronym, text in _block_keys(names, is_body)),
    }


def words_of_office(office: Candidate, candidates: Candidates) -> set[str]:
    """Return under what `join_organisations` may find an office to be another."""
    return {f"seat {seat}" for seat in _seats(office, candidates)}


def join_organisations(candidates: Candidates, states: Mapping[Key, str], clusters: Clusters) -> None:
    """Join organisations that authority data, equal names or acronyms show to be one.

    A public body is one only with bodies of its state; one of no known state only with those of its item. Another
    organisation whose name shows a state ("Danish Refugee Council") is one only with those of which that is true.
    """
    by_authority: dict[tuple[str, str], list[Key]] = {}
    for candidate in _organisations(candidates):
        if known := known_of(candidate, states, candidates.states[candidate.key[0]]):
            by_authority.setdefault((known.name, _host(known, candidate, candidates)), []).append(candidate.key)
        elif named := _known_with_host(candidate.names):
            by_authority.setdefault(named, []).append(candidate.key)
    for keys in by_authority.values():
        clusters.join(keys)
    blocks = sorted(_blocks(candidates).items())
    for (are_acronyms, _), members in blocks:
        by_realm: dict[str, list[Candidate]] = {}
        for member in members:
            by_realm.setdefault(_realm(member, states), []).append(member)
        for namesakes in by_realm.values():
            full_names = {member.key: _full_names(member.names, member.kind in BODIES) for member in namesakes}
            if are_acronyms:
                full_names = {key: _of_words(names) for key, names in full_names.items()}
            traits = expansion_traits(full_names, clusters) if are_acronyms else no_traits
            clusters.gather(full_names, traits)
    join_short_names(candidates, states, clusters)
    _join_offices(candidates, clusters)


@cache
def _known() -> dict[Tokens, Organisation]:
    return {normal(name): organisation for name, organisation in sorted(organisation_names().items())}


def _organisations(candidates: Candidates) -> Sequence[Candidate]:
    return candidates.compared(*(kind for kind in ORGANISATION_KINDS if kind != "ImplementingOffice"))


def _blocks(candidates: Candidates) -> dict[tuple[bool, str], list[Candidate]]:
    """Group organisations by each (is an acronym, name), the state that the name shows left out.

    A name of one word may be an acronym in small letters ("Unicef").
    """
    blocks: dict[tuple[bool, str], list[Candidate]] = {}
    for candidate in _organisations(candidates):
        for key in _block_keys(candidate.names, candidate.kind in BODIES):
            blocks.setdefault(key, []).append(candidate)
    return blocks


@lru_cache(CACHED)
def _block_keys(written: tuple[str, ...], is_body: bool) -> tuple[tuple[bool, str], ...]:
    acronyms = (name_and_state(name)[0] for name in written if is_acronym(name))
    keys = {(True, compact(name)) for name in acronyms}
    full = _full_names(written, is_body)
    keys |= {(False, compact(name)) for name in full} | {(True, name[0]) for name in full if len(name) == 1}
    return tuple(sorted(keys))


@lru_cache(CACHED)
def _full_names(written: tuple[str, ...], is_body: bool) -> tuple[Tokens, ...]:
    """Return the full names by which an organisation is known elsewhere, without the state they show.

    A word of a longer name is no such name ("the Commission"), nor is a body's acronym with its state ("DGMM Türkiye"),
    and an embassy has many namesakes abroad.
    """
    acronyms = {normal(name) for name in written if is_acronym(name)} if is_body else set()
    full = [name for name in written if not is_acronym(name) and not _with_state_behind(name, acronyms)]
    names = [without_federal(name_and_state(name)[0]) for name in full]
    long = [set(name) for name in names if len(name) > 1]
    whole = [name for name in names if len(name) > 1 or not any(set(name) <= words for words in long)]
    return tuple(name for name in whole if name and name not in NAMED_ALIKE_ABROAD)


def _of_words(names: tuple[Tokens, ...]) -> tuple[Tokens, ...]:
    """Return the full names that an acronym may stand for."""
    return tuple(name for name in names if len(name) > 1)


def _with_state_behind(name: str, acronyms: Collection[Tokens]) -> bool:
    tokens = normal(name)
    return any(tokens[: len(acronym)] == acronym and iso_of(tokens[len(acronym) :]) for acronym in acronyms)


def _realm(member: Candidate, states: Mapping[Key, str]) -> str:
    """Return within what an organisation's name is its own: a state, an item, or (empty) the world."""
    if member.key in states:
        return states[member.key]
    if member.kind in BODIES:
        return f"item {member.key[0]}"
    shown = {state for name in member.names if (state := name_and_state(name)[1])}
    return min(shown) if len(shown) == 1 else ""


def _host(known: Organisation, member: Candidate, candidates: Candidates) -> str:
    """Return where one of many named alike sits: the only state of its item, else the item; empty for others."""
    if normal(known.name) not in NAMED_ALIKE_ABROAD:
        return ""
    states = candidates.states[member.key[0]]
    return min(states) if len(states) == 1 else f"item {member.key[0]}"


@lru_cache(CACHED)
def _known_with_host(names: tuple[str, ...]) -> tuple[str, str] | None:
    """Return what authority data calls one of many named alike, and the host state that a name shows."""
    for name in names:
        base, host = name_and_host(name)
        if host and (known := _known().get(base)):
            return known.name, host
    return None


def _join_offices(candidates: Candidates, clusters: Clusters) -> None:
    """Join offices of one organisation and one seat or region, by whatever words the name says that it is an office."""
    by_name: dict[str, list[Key]] = {}
    parents: dict[Key, frozenset[Hashable]] = {}
    for office in candidates.compared("ImplementingOffice"):
        above = [key for key in office.related("partOf") if key in candidates.by_key]
        parents[office.key] = frozenset(clusters.find(key) for key in above)
        for seat in _seats(office, candidates):
            by_name.setdefault(seat, []).append(office.key)
    for keys in by_name.values():
        clusters.gather(keys, parents.__getitem__)


def _seats(office: Candidate, candidates: Candidates) -> list[str]:
    above = [key for key in office.related("partOf") if key in candidates.by_key]
    prefixes = [normal(name) for key in above for name in candidates.by_key[key].names]
    names = [normal(name) for name in office.names]
    whole = [_seat(name) for name in names]  # of an item that does not say whose office it is
    return list(dict.fromkeys([*(_seat(_without_prefix(name, prefixes)) for name in names), *whole]))


def _without_prefix(name: Tokens, prefixes: Iterable[Tokens]) -> Tokens:
    fitting = [prefix for prefix in prefixes if name[: len(prefix)] == prefix and len(prefix) < len(name)]
    return name[max(map(len, fitting), default=0) :]


_OFFICE_WORDS = frozenset({"office", "mission", "regional", "country", "for", "in", "to"})


def _seat(name: Tokens) -> str:
    """Return what an office's name says besides that it is one; a state by its code."""
    words = tuple(word for word in name if word not in _OFFICE_WORDS)
    return iso_of(words) or compact(words or name)
