"""The state that the name of a project shows: by the state's name, by the word for its citizens, by its code behind."""

from dataclasses import replace
from functools import cache, lru_cache

from migrationkg.authority.countries import countries, country_names, demonyms
from migrationkg.resolution.names import ProjectName, Tokens, normal, project_name


@lru_cache(1 << 16)
def without_state(name: str) -> tuple[ProjectName, str | None]:
    """Part the normal name of a project from the one state that it shows.

    Example:
        >>> without_state("Ukrainian Consultation Centers") == without_state("Ukraine Consultation Centres")
        True
        >>> without_state("MOBILAZE 2 AZ")
        (ProjectName(tokens=('mobilaze',), phase=2), 'AZ')
    """
    whole = project_name(name)
    words = list(whole.tokens)
    states: set[str] = set()
    last = name.rpartition(" ")[2].strip("()")
    if len(words) > 1 and last in countries() and words[-1] == last.lower():
        states.add(last)
        del words[-1]
    at = 0
    while at < len(words):
        length = next((n for n in range(_LONGEST, 0, -1) if tuple(words[at : at + n]) in _states()), 0)
        if length:
            states.add(_states()[tuple(words[at : at + length])])
            del words[at : at + length]
        else:
            at += 1
    if len(states) != 1 or not words:
        return whole, None
    rest = project_name(" ".join(words))
    return (rest if whole.phase is None else replace(rest, phase=whole.phase)), states.pop()


_LONGEST = 4


@cache
def _states() -> dict[Tokens, str]:
    return {normal(name): iso for name, iso in (*country_names().items(), *demonyms().items())}
