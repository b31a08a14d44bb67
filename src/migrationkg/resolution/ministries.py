"""What a ministry is called for short within its state."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from migrationkg.authority.provinces import subdivision_names
from migrationkg.resolution.candidates import Candidate, Candidates
from migrationkg.resolution.clusters import Clusters, Key
from migrationkg.resolution.jurisdiction import name_and_state
from migrationkg.resolution.names import CACHED, Tokens, is_acronym, normal


def join_short_names(candidates: Candidates, states: Mapping[Key, str], clusters: Clusters) -> None:
    """Join ministries that go by a short name with the ministry of their state whose full name that shortens.

    Where several ministries of the state could be meant, none is; nor is a name shortened whose rest is that of another
    ministry: beside a Ministry of Labour, a Ministry of Health is none of Health and Labour.
    """
    by_state: dict[str, list[Candidate]] = {}
    for ministry in candidates.compared("Ministry"):
        if ministry.key in states:
            by_state.setdefault(states[ministry.key], []).append(ministry)
    for ministries in by_state.values():
        _join_in_state(ministries, clusters)


def words_of_ministry(names: tuple[str, ...]) -> set[str]:
    """Return under what `join_short_names` may find a ministry to be another of its state, or to hinder that."""
    shorter = {word for name in names for short in _shorts(name) for word in short if word}
    return {f"ministry {word}" for word in (*_compared(names), *shorter)}


def _join_in_state(ministries: Sequence[Candidate], clusters: Clusters) -> None:
    bearers: dict[str, list[Key]] = {}
    for ministry in ministries:
        for name in _compared(ministry.names):
            bearers.setdefault(name, []).append(ministry.key)
    shortened: dict[str, list[Key]] = {}
    for ministry in ministries:
        for short in {short for name in ministry.names for short, rest in _shorts(name) if rest not in bearers}:
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
        >>> subject_behind(("ministry", "for", "home", "affairs")), subject_behind(("internal", "affairs", "ministry"))
        (('ministry', 'of', 'interior'), ('ministry', 'of', 'interior'))
    """
    if len(name) > 1 and name[-1] in _HEADS:
        name = (name[-1], "of", *name[:-1], *(("affairs",) if name[:-1] in _OF_AFFAIRS else ()))
    elif name[:1] and name[0] in _HEADS and name[1:2] == ("for",):
        name = (name[0], "of", *name[2:])
    return ("ministry", "of", "interior", *name[4:]) if name[:4] in _OF_INTERIOR else name


@lru_cache(CACHED)
def in_any_order(name: Tokens) -> str:
    """Return the name of a ministry "of …" without spaces, its subjects sorted.

    Example:
        >>> in_any_order(("ministry", "of", "social", "affairs", "and", "labour"))
        'ministryoflabour+socialaffairs'
    """
    head, subjects = (name[:2], name[2:]) if name[1:2] == ("of",) else ((), name)
    parts: list[list[str]] = [[]]
    for word in subjects:
        if word == "and":
            parts.append([])
        else:
            parts[-1].append(word)
    return "".join(head) + "+".join(sorted("".join(part) for part in parts if part))


def without_federal(name: Tokens) -> Tokens:
    """Return the name of a ministry without the word that says only that its state is a federal one.

    Example:
        >>> without_federal(("federal", "ministry", "of", "interior"))
        ('ministry', 'of', 'interior')
    """
    return name[1:] if name[:2] == ("federal", "ministry") else name


@lru_cache(CACHED)
def short_names(name: Tokens) -> tuple[tuple[str, str], ...]:
    """Return what shortens a full name: its initials, what stands before each "and" and each later "of".

    Each comes with what the name says besides, as the name of a ministry. The ministry of a part of a state goes by
    its initials alone, for without the part its name is that of the state's.

    Example:
        >>> sorted(set(short_names(("ministry", "of", "labour", "and", "social", "affairs"))))
        [('ministryoflabour', 'ministryofsocialaffairs'), ('mlsa', ''), ('molsa', '')]
    """
    words = [word for word in name if word != "and"]
    telling = [word[0] for word in words if word not in _OF]
    initials = ["".join(telling), "".join(word[0] for word in words)]
    if words[1:2] and words[1] in _OF:
        initials.append("".join([words[0][0], words[1][0], *telling[1:]]))
    shorter = [(short, "") for short in initials]
    if _is_of_a_part(name):
        return tuple(shorter)
    for place, word in enumerate(name):
        if word == "and" or (word == "of" and place > 3):
            rest = (*name[:2], *name[place + 1 :]) if word == "and" else ()
            shorter.append((in_any_order(name[:place]), in_any_order(subject_behind(rest))))
    return tuple(shorter)


_OF = frozenset({"of", "for"})
_HEADS = frozenset({"ministry", "department"})
#: Subjects that "affairs" follows only behind the head: "Foreign Ministry", "Ministry of Foreign Affairs".
_OF_AFFAIRS = frozenset({("foreign",), ("home",)})
_OF_INTERIOR = frozenset({("ministry", "of", "internal", "affairs"), ("ministry", "of", "home", "affairs")})
#: Words for parts of states.
_PARTS = frozenset({"autonomous", "canton", "county", "district", "oblast", "province", "regional", "region"})


@lru_cache(CACHED)
def _compared(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names by which a ministry is known in its state: the full ones, failing those its acronyms."""
    full = [name for name in names if not is_acronym(name)]
    return tuple(in_any_order(_bare(name)) for name in full or names)


@lru_cache(CACHED)
def _bare(name: str) -> Tokens:
    """Return the normal name without the state, a comma read as "and", in the wording in which it is compared."""
    return subject_behind(_written(name))


def _written(name: str) -> Tokens:
    return without_federal(name_and_state(name.replace(",", " and "))[0])


@lru_cache(CACHED)
def _shorts(name: str) -> tuple[tuple[str, str], ...]:
    """Return what shortens a name as it is written ("MIA") and in the wording in which it is compared ("MoI")."""
    if is_acronym(name):
        return ()
    written, compared = _written(name), _bare(name)
    return (*(short_names(written) if written[:1] and written[0] in _HEADS else ()), *short_names(compared))


def _is_of_a_part(name: Tokens) -> bool:
    """Tell whether a name ends with that of a part of a state ("of Kurdistan Region")."""
    ends = (name[place + 1 :] for place, word in enumerate(name) if word == "of" and place > 1)
    return any(end in _subdivisions() or not _PARTS.isdisjoint(end) for end in ends)


@cache
def _subdivisions() -> frozenset[Tokens]:
    return frozenset(map(normal, subdivision_names()))
