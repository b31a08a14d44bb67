"""What a ministry is called for short within its state."""

from collections.abc import Iterator, Mapping, Sequence

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
        for keys in bearers.values():
            _join_wordings(keys, clusters)
        for short in sorted(bearers.keys() & shortened.keys(), key=lambda name: (-len(name), name)):
            meant = {clusters.find(key) for key in shortened[short]}
            if len(meant) == 1:
                clusters.join((*bearers[short], *meant))


def _join_wordings(keys: Sequence[Key], clusters: Clusters) -> None:
    """Join the ministries of one state and subject, unless an item tells of two of them."""
    of_item: dict[str, set[Key]] = {}
    for key in keys:
        of_item.setdefault(key[0], set()).add(clusters.find(key))
    if all(len(told) == 1 for told in of_item.values()):
        clusters.join(keys)


def subject_behind(name: Tokens) -> Tokens:
    """Return the name of a ministry in the wording "ministry of …", one of the interior by that word.

    Example:
        >>> subject_behind(("foreign", "ministry"))
        ('ministry', 'of', 'foreign', 'affairs')
        >>> subject_behind(("ministry", "of", "internal", "affairs"))
        ('ministry', 'of', 'interior')
    """
    if len(name) > 1 and name[-1] == "ministry":
        name = ("ministry", "of", *name[:-1], *(("affairs",) if name[:-1] == ("foreign",) else ()))
    return ("ministry", "of", "interior", *name[4:]) if name[:4] == _OF_INTERNAL_AFFAIRS else name


def without_federal(name: Tokens) -> Tokens:
    """Return the name of a ministry without the word that says only that its state is a federal one.

    Example:
        >>> without_federal(("federal", "ministry", "of", "interior"))
        ('ministry', 'of', 'interior')
    """
    return name[1:] if name[:2] == ("federal", "ministry") else name


def short_names(name: Tokens) -> Iterator[str]:
    """Yield what shortens a full name: its initials, and what stands before each "and" and each later "of".

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
        if word == "and" or (word == "of" and place > 3):
            yield compact(name[:place])


_OF = frozenset({"of", "for"})
_OF_INTERNAL_AFFAIRS = ("ministry", "of", "internal", "affairs")


def _bare(name: str) -> Tokens:
    """Return the normal name without the state, a comma read as "and"."""
    return subject_behind(without_federal(name_and_state(name.replace(",", " and "))[0]))
