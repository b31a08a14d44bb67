"""What a ministry is called for short within its state."""

from collections.abc import Iterator, Mapping

from migrationkg.resolution.candidates import Candidate, Candidates
from migrationkg.resolution.clusters import Clusters, Key
from migrationkg.resolution.jurisdiction import name_and_state
from migrationkg.resolution.names import Tokens, compact, is_acronym


def join_short_names(candidates: Candidates, states: Mapping[Key, str], clusters: Clusters) -> None:
    """Join ministries that go by a short name with the ministry of their state whose full name that shortens.

    Where several ministries of the state could be meant, none is.
    """
    by_state: dict[str, list[Candidate]] = {}
    for ministry in candidates.of_kinds("Ministry"):
        if ministry.key in states:
            by_state.setdefault(states[ministry.key], []).append(ministry)
    for ministries in by_state.values():
        bearers: dict[str, list[Key]] = {}
        shortened: dict[str, list[Key]] = {}
        for ministry in ministries:
            full = [_bare(name) for name in ministry.names if not is_acronym(name)]
            for name in full or map(_bare, ministry.names):
                bearers.setdefault(compact(name), []).append(ministry.key)
            for short in {short for name in full for short in short_names(name)}:
                shortened.setdefault(short, []).append(ministry.key)
        for short in sorted(bearers.keys() & shortened.keys(), key=lambda name: (-len(name), name)):
            meant = {clusters.find(key) for key in shortened[short]}
            if len(meant) == 1:
                clusters.join((*bearers[short], *meant))


def without_federal(name: Tokens) -> Tokens:
    """Return the name of a ministry without the word that says only that its state is a federal one.

    Example:
        >>> without_federal(("federal", "ministry", "of", "interior"))
        ('ministry', 'of', 'interior')
    """
    return name[1:] if name[:2] == ("federal", "ministry") else name


def short_names(name: Tokens) -> Iterator[str]:
    """Yield what shortens a full name: its initials, and what stands before each "and".

    Example:
        >>> sorted(set(short_names(("ministry", "of", "labour", "and", "social", "affairs"))))
        ['ministryoflabour', 'mlsa', 'molsa']
    """
    words = [word for word in name if word != "and"]
    telling = [word[0] for word in words if word not in _OF]
    yield "".join(telling)
    yield "".join(word[0] for word in words)
    if words[1:2] and words[1] in _OF:
        yield "".join([words[0][0], words[1][0], *telling[1:]])
    for place, word in enumerate(name):
        if word == "and":
            yield compact(name[:place])


_OF = frozenset({"of", "for"})


def _bare(name: str) -> Tokens:
    """Return the normal name without the state, a comma read as "and"."""
    return without_federal(name_and_state(name.replace(",", " and "))[0])
