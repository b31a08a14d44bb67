"""Which projects of different items are one."""

import re
from collections.abc import Hashable, Iterable, Mapping, Set
from functools import lru_cache

from migrationkg.authority.provinces import subdivision_names
from migrationkg.authority.regions import region_names
from migrationkg.resolution.acronyms import expansion_traits
from migrationkg.resolution.candidates import Candidate, Candidates
from migrationkg.resolution.clusters import Clusters, Key
from migrationkg.resolution.jurisdiction import state_before, state_behind
from migrationkg.resolution.names import CACHED, Tokens, compact, is_acronym, project_name, telling

_BEFORE_COLON = re.compile(r"(?P<acronym>[^:–—]+?)(?: ?:| [-–—]) (?P<name>.+)")


def join_projects(candidates: Candidates, clusters: Clusters) -> None:
    """Join projects of an equal name or acronym, in capitals or not; other numbers of a phase make other projects.

    Many a place has its Migrant Resource Centre: where a name is that of a centre in several sets of countries, only
    those that work in the same countries are one, and of those that were opened in several towns, those of one town.
    """
    towns = _towns_of_openings(candidates, clusters)
    by_name: dict[tuple[str, int | None], list[Candidate]] = {}
    by_acronym: dict[tuple[str, int | None], list[Candidate]] = {}
    for project in candidates.compared("Project"):
        for name, tokens, phase in names_and_phases(project.names):
            if not is_acronym(name):
                by_name.setdefault((_by_state(tokens), phase), []).append(project)
            if _is_one_word(name, tokens):
                by_acronym.setdefault((compact(tokens), phase), []).append(project)
    for members in by_name.values():
        for namesakes in _apart_by_seat(candidates, members, towns):
            clusters.join(member.key for member in namesakes)
    for members in by_acronym.values():
        for namesakes in _apart_by_seat(candidates, members, towns):
            full_names = {member.key: _full_names(member.names) for member in namesakes}
            clusters.gather(full_names, expansion_traits(full_names, clusters))
    _join_with_state_behind(candidates, clusters, by_acronym)


def _join_with_state_behind(
    candidates: Candidates, clusters: Clusters, by_acronym: Mapping[tuple[str, int | None], list[Candidate]]
) -> None:
    """Join "RRR-MFA/SMS UA" and "RRR-MFA/SMS" where no other state is added to it, and all its news names that one.

    They stay two where the one works in that state alone and the other elsewhere too: a scheme, and its part there.
    """
    behind: dict[tuple[str, int | None], dict[str, list[Candidate]]] = {}
    for project in candidates.compared("Project"):
        for _, tokens, phase in names_and_phases(project.names):
            bare, state = state_behind(tokens)
            if state and (compact(bare), phase) in by_acronym:
                behind.setdefault((compact(bare), phase), {}).setdefault(state, []).append(project)
    for key, of_states in behind.items():
        bearers = by_acronym[key]
        (state, *others), longer = sorted(of_states), next(iter(of_states.values()))
        abroad, at_home = _works_in(candidates, bearers) - {state}, _works_in(candidates, longer) <= {state}
        named = all(state in candidates.states[one.key[0]] for one in bearers)
        if named and not others and not (abroad and at_home):
            full_names = {member.key: _full_names(member.names) for member in (*bearers, *longer)}
            clusters.gather(full_names, expansion_traits(full_names, clusters))


def _works_in(candidates: Candidates, projects: Iterable[Candidate]) -> frozenset[str]:
    return frozenset().union(*(candidates.isos(one, "operatesIn") for one in projects))


def words_of_project(names: tuple[str, ...]) -> set[str]:
    """Return under what a project may be found to be another, or another phase of one; the phase left out."""
    found = {text for _, tokens, _ in names_and_phases(names) for text in (_by_state(tokens), compact(tokens))}
    found |= {compact(state_behind(tokens)[0]) for _, tokens, _ in names_and_phases(names)}
    return {f"project {text}" for text in found}


def states_of_centres(candidates: Candidates) -> dict[Key, str]:
    """Return the state of each project that is called a centre and works in one state alone."""
    centres = (one for one in candidates.of_kinds("Project") if _is_centre(one.names))
    isos = {one.key: _seats(candidates, one) for one in centres}
    return {key: min(found) for key, found in isos.items() if len(found) == 1}


@lru_cache(CACHED)
def names_and_phases(names: tuple[str, ...]) -> tuple[tuple[str, Tokens, int | None], ...]:
    """Return each name of a project, its normal form and the phase, which one name may tell for all.

    What stands behind an acronym and a colon is the long name if it has those initials ("TIM: Tackling Irregular
    Migration").
    """
    parsed = [(name, project_name(name)) for written in names for name in _acronym_and_name(written)]
    phases = {form.phase for _, form in parsed if form.phase is not None}
    only = min(phases) if len(phases) == 1 else None
    long = [set(form.tokens) for _, form in parsed if len(form.tokens) > 1]
    return tuple(
        (name, form.tokens, only if form.phase is None else form.phase)
        for name, form in parsed
        if form.tokens and (is_acronym(name) or not _is_part(form.tokens, long))
    )


def _acronym_and_name(name: str) -> tuple[str, ...]:
    found = _BEFORE_COLON.fullmatch(name)
    if found is None or not is_acronym(found["acronym"]):
        return (name,)
    tokens = project_name(found["name"]).tokens
    words = [word for word in tokens if word in telling(tokens)]
    letters = compact(project_name(found["acronym"]).tokens)
    initials = {"".join(word[0] for word in some) for some in (tokens, words)}
    return (found["acronym"], found["name"]) if letters in initials else (name,)


def _is_one_word(name: str, tokens: Tokens) -> bool:
    """Tell whether a name is an acronym, or may be one in small letters.

    Example:
        >>> _is_one_word("Sharaka", ("sharaka",)), _is_one_word("Silk Routes", ("silk", "routes"))
        (True, False)
    """
    return len(tokens) == 1 or is_acronym(name)


def _is_part(tokens: Tokens, long: Iterable[Set[str]]) -> bool:
    """Tell whether a name is a mere word of a longer one."""
    return len(tokens) == 1 and any(tokens[0] in words for words in long)


def _towns_of_openings(candidates: Candidates, clusters: Clusters) -> dict[Key, frozenset[Key]]:
    """Return project → the towns where its item says that it was opened."""
    towns: dict[Key, frozenset[Key]] = {}
    for event in candidates.of_kinds("Event"):
        if event.value("eventType") == "opening":
            held_in = (candidates.by_key[key] for key in event.related("heldIn") if key in candidates.by_key)
            told = frozenset(
                clusters.find(one.key) for one in held_in if one.kind == "Place" and not _is_wide(one.names)
            )
            for project in event.related("partOfProject") if told else ():
                towns[project] = towns.get(project, frozenset()) | told
    return towns


@lru_cache(CACHED)
def _is_wide(names: tuple[str, ...]) -> bool:
    """Tell whether a place is a province or a region of several states, where several centres may be opened."""
    return any(name in subdivision_names() or name in region_names() for name in names)


def _apart_by_seat(
    candidates: Candidates, namesakes: list[Candidate], towns: Mapping[Key, frozenset[Key]]
) -> Iterable[list[Candidate]]:
    """Part centres by the countries in which they work, then by the towns, unless those are everywhere the same.

    Centres of a state abroad ("Ukrainian Consultation Centres") are one scheme, in whichever countries it works.
    """
    if not any(_is_centre(one.names) for one in namesakes):
        return [namesakes]
    countries = {one.key: _seats(candidates, one) for one in namesakes}
    abroad = all(_state_named(one) for one in namesakes) and any(countries.values())
    of_countries = [namesakes] if abroad else _parted(namesakes, countries)
    return [group for members in of_countries for group in _parted(members, towns)]


def _seats(candidates: Candidates, centre: Candidate) -> frozenset[str]:
    """Return where a centre works; a state in its name says whose it is ("Ukrainian Consultation Centres")."""
    return candidates.isos(centre, "operatesIn") - _state_named(centre)


def _state_named(centre: Candidate) -> frozenset[str]:
    """Return the state with which a centre's name begins."""
    found = {state_before(tokens)[1] for _, tokens, _ in names_and_phases(centre.names)}
    return frozenset(state for state in found if state)


def _by_state(tokens: Tokens) -> str:
    """Return a name as it is compared: a state before several words is one under its name and that of its people."""
    bare, state = state_before(tokens)
    return f"{state} {compact(bare)}" if state and len(bare) > 1 else compact(tokens)


def _parted(members: list[Candidate], seats: Mapping[Key, frozenset[Hashable]]) -> list[list[Candidate]]:
    """Part members by their seats, where several are told; those without one are then none of them."""
    by_seat: dict[frozenset[Hashable], list[Candidate]] = {}
    for member in members:
        by_seat.setdefault(seats.get(member.key, frozenset()), []).append(member)
    told = [found for seat, found in by_seat.items() if seat]
    return told if len(told) > 1 else [members]


def _full_names(names: tuple[str, ...]) -> list[Tokens]:
    return [tokens for name, tokens, _ in names_and_phases(names) if not _is_one_word(name, tokens)]


@lru_cache(CACHED)
def _is_centre(names: tuple[str, ...]) -> bool:
    full = (tokens for name, tokens, _ in names_and_phases(names) if not is_acronym(name))
    ends = {word for tokens in full for word in (tokens[0], tokens[-1])}
    return not ends.isdisjoint({"centre", "centres"})
