"""Which project is the next phase of which."""

from collections.abc import Iterable, Sequence

from migrationkg.resolution.candidates import Candidates
from migrationkg.resolution.names import compact, is_acronym, telling
from migrationkg.resolution.projects import names_and_phases
from migrationkg.resolution.things import Thing

#: A project: its path, and the telling words of each of its full names.
_Project = tuple[str, frozenset[frozenset[str]]]


def predecessors(candidates: Candidates, things: Sequence[Thing], paths: Sequence[str]) -> dict[str, str]:
    """Return path of a project → path of the phase before it.

    Phases bear one name or acronym with different numbers. The phase before is the one with the next lower number;
    before a second phase, where there is no first, the project without a number. Where two projects could be it, or
    an acronym is that of two long names, there is none.
    """
    phases: dict[tuple[bool, str], dict[int | None, set[_Project]]] = {}
    for thing, path in zip(things, paths, strict=True):
        if thing.kind == "Project":
            told = {entry for key in thing.keys for entry in names_and_phases(candidates.by_key[key].names)}
            full = frozenset(telling(tokens) for name, tokens, _ in told if not is_acronym(name))
            for name, tokens, phase in told:
                phases.setdefault((is_acronym(name), compact(tokens)), {}).setdefault(phase, set()).add((path, full))
    found: dict[str, set[str]] = {}
    for (acronym, _), numbered in phases.items():
        for later, earlier in _pairs(numbered):
            if not acronym or _one_name(later[1], earlier[1]):
                found.setdefault(later[0], set()).add(earlier[0])
    return {path: min(before) for path, before in sorted(found.items()) if len(before) == 1}


def _pairs(numbered: dict[int | None, set[_Project]]) -> Iterable[tuple[_Project, _Project]]:
    """Yield each phase with the one before it, where both are one project."""
    numbers = sorted(number for number in numbered if number is not None)
    for place, number in enumerate(numbers):
        before = numbers[place - 1] if place else None
        if before is None and number != 2:
            continue
        if len(numbered[number]) == 1 and len(numbered.get(before, ())) == 1:
            (later,), (earlier,) = numbered[number], numbered[before]
            if later[0] != earlier[0]:
                yield later, earlier


def _one_name(one: Iterable[frozenset[str]], other: Iterable[frozenset[str]]) -> bool:
    """Tell whether full names may be those of one programme: none is known of one, or one holds the other's words."""
    pairs = [(first, second) for first in one for second in other]
    return not pairs or any(first <= second or second <= first for first, second in pairs)
