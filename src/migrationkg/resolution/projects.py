"""Which projects of different items are one."""

from collections.abc import Iterable, Iterator

from migrationkg.resolution.acronyms import expansion_traits
from migrationkg.resolution.candidates import Candidate, Candidates
from migrationkg.resolution.clusters import Clusters, Key
from migrationkg.resolution.names import Tokens, compact, is_acronym, project_name


def join_projects(candidates: Candidates, clusters: Clusters) -> None:
    """Join projects of an equal name or acronym; phases with different numbers are different projects.

    Many a place has its Migrant Resource Centre: where a name is that of a centre in several sets of countries, only
    those that work in the same countries are one.
    """
    by_name: dict[tuple[str, int | None], list[Candidate]] = {}
    by_acronym: dict[tuple[str, int | None], list[Candidate]] = {}
    for project in candidates.of_kinds("Project"):
        for name, tokens, phase in names_and_phases(project):
            blocks = by_acronym if is_acronym(name) else by_name
            blocks.setdefault((compact(tokens), phase), []).append(project)
    for members in by_name.values():
        for namesakes in _apart_by_seat(candidates, members):
            clusters.join(member.key for member in namesakes)
    for members in by_acronym.values():
        for namesakes in _apart_by_seat(candidates, members):
            full_names = {member.key: _full_names(member) for member in namesakes}
            clusters.gather(full_names, expansion_traits(full_names, clusters))


def states_of_centres(candidates: Candidates) -> dict[Key, str]:
    """Return the state of each project that is called a centre and works in one state alone."""
    isos = {one.key: candidates.isos(one, "operatesIn") for one in candidates.of_kinds("Project") if _is_centre(one)}
    return {key: min(found) for key, found in isos.items() if len(found) == 1}


def names_and_phases(project: Candidate) -> Iterator[tuple[str, Tokens, int | None]]:
    """Yield each name of a project, its normal form and the phase, which one name may tell for all."""
    parsed = [(name, project_name(name)) for name in project.names]
    phases = {form.phase for _, form in parsed if form.phase is not None}
    only = min(phases) if len(phases) == 1 else None
    long = [set(form.tokens) for _, form in parsed if len(form.tokens) > 1]
    for name, form in parsed:
        part = len(form.tokens) == 1 and any(form.tokens[0] in words for words in long)
        if form.tokens and (is_acronym(name) or not part):
            yield name, form.tokens, only if form.phase is None else form.phase


def _apart_by_seat(candidates: Candidates, namesakes: list[Candidate]) -> Iterable[list[Candidate]]:
    """Part centres by the countries in which they work, unless those are everywhere the same."""
    by_seat: dict[frozenset[str], list[Candidate]] = {}
    for project in namesakes:
        by_seat.setdefault(candidates.isos(project, "operatesIn"), []).append(project)
    told = [projects for isos, projects in by_seat.items() if isos]
    return told if len(told) > 1 and any(map(_is_centre, namesakes)) else [namesakes]


def _full_names(project: Candidate) -> list[Tokens]:
    return [tokens for name, tokens, _ in names_and_phases(project) if not is_acronym(name)]


def _is_centre(project: Candidate) -> bool:
    ends = {word for name in _full_names(project) for word in (name[0], name[-1])}
    return not ends.isdisjoint({"centre", "centres"})
