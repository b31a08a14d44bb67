"""Which projects of different items are one."""

from collections.abc import Hashable, Iterator

from migrationkg.resolution.acronyms import expansion_traits
from migrationkg.resolution.candidates import Candidate, Candidates
from migrationkg.resolution.clusters import Clusters, Key
from migrationkg.resolution.names import Tokens, compact, is_acronym, project_name


def join_projects(candidates: Candidates, clusters: Clusters) -> None:
    """Join projects of an equal name or acronym; phases with different numbers are different projects.

    Many a place has its Migrant Resource Centre: what is called a centre is one only with what works in the same
    countries, or where there is no choice.
    """

    def seats(key: Key) -> frozenset[Hashable]:
        isos = candidates.isos(candidates.by_key[key], "operatesIn")
        return frozenset({isos}) if isos else frozenset()

    by_name: dict[tuple[str, int | None], list[Candidate]] = {}
    by_acronym: dict[tuple[str, int | None], list[Candidate]] = {}
    for project in candidates.of_kinds("Project"):
        for name, tokens, phase in names_and_phases(project):
            blocks = by_acronym if is_acronym(name) else by_name
            blocks.setdefault((compact(tokens), phase), []).append(project)
    for members in by_name.values():
        keys = [member.key for member in members]
        if any(map(_is_centre, members)):
            clusters.gather(keys, seats)
        else:
            clusters.join(keys)
    for members in by_acronym.values():
        full_names = {member.key: _full_names(member) for member in members}
        traits = seats if any(map(_is_centre, members)) else expansion_traits(full_names, clusters)
        clusters.gather(full_names, traits)


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


def _full_names(project: Candidate) -> list[Tokens]:
    return [tokens for name, tokens, _ in names_and_phases(project) if not is_acronym(name)]


def _is_centre(project: Candidate) -> bool:
    ends = {word for name in _full_names(project) for word in (name[0], name[-1])}
    return not ends.isdisjoint({"centre", "centres"})
