"""Lists of persons with their roles: whether a role stands before its person or behind, read from the whole list.

In "the Head of ⟨Enabel⟩, ⟨A⟩, the Head of ⟨IOM⟩, ⟨B⟩" ⟨IOM⟩ is ⟨B⟩'s, in "⟨A⟩, Head of ⟨IOM⟩, ⟨B⟩, Head of
⟨Enabel⟩" it is ⟨A⟩'s, though it stands between the same two persons: how the list begins, ends and is joined tells.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from migrationkg.extraction.relations.clauses import Clauses

_BODIES = frozenset(("<org>", "<body>", "<office>", "<country>", "<demonym>"))
_SKIPPED = frozenset(("~title", ".", "the", "a", "an"))
_OPENING = frozenset((":", ";", "by", "including", "were", "with", "among", "from"))
_CLOSING = frozenset((";", ":", ".", "who", "which", "and"))
#: How many words a role has at most.
_LONGEST = 30


def dealt(clauses: Clauses) -> Mapping[int, int]:
    """Return index of a body's or state's name → index of the person in whose role it stands, as lists tell.

    A sentence with one person says nothing here, nor does a list whose roles may stand either way.
    """
    found: dict[int, int] = {}
    for persons in _lists(clauses):
        gaps = [(one + 1, other) for one, other in pairwise(persons)]
        before, behind = _before(clauses, persons[0]), _behind(clauses, persons[-1])
        before_first = sum(_before_first(clauses, *gap) for gap in gaps)
        before_first += 2 * (_tells(clauses, *before) - _tells(clauses, *behind))
        if before_first > 0:
            parts = zip([before, *gaps], persons, strict=True)
        elif before_first < 0:
            parts = zip([*gaps, behind], persons, strict=True)
        else:
            continue
        for (first, end), person in parts:
            found |= {at: person for at in range(first, end) if clauses.words[at] in _BODIES}
    return found


def _lists(clauses: Clauses) -> Iterator[list[int]]:
    """Yield the persons of each list, two at least, between whose names roles stand and no verb."""
    persons = [at for at in clauses.names if clauses.words[at] == "<person>"]
    of_list = persons[:1]
    for one, other in pairwise(persons):
        if other - one > _LONGEST or _has_verb(clauses, one, other) or not _tells(clauses, one + 1, other):
            if len(of_list) > 1:
                yield of_list
            of_list = []
        of_list = [*of_list, other] if of_list else [other]
    if len(of_list) > 1:
        yield of_list


def _has_verb(clauses: Clauses, first: int, end: int) -> bool:
    return any(first <= verb.start < end for verb in clauses.verbs)


def _tells(clauses: Clauses, first: int, end: int) -> bool:
    """Return whether words tell of a role."""
    return any(clauses.classes[at] == "~role" or clauses.words[at] in _BODIES for at in range(first, end))


def _before(clauses: Clauses, person: int) -> tuple[int, int]:
    """Return the bounds of the words before a list that may be its first person's role."""
    first = person
    while first > max(0, person - _LONGEST) and not _opens(clauses, first - 1):
        first -= 1
    return first, person


def _opens(clauses: Clauses, at: int) -> bool:
    return clauses.words[at] in _OPENING or clauses.words[at] == "<event>" or _has_verb(clauses, at, at + 1)


def _behind(clauses: Clauses, person: int) -> tuple[int, int]:
    """Return the bounds of the words behind a list that may be its last person's role."""
    end, size = person + 1, min(len(clauses.words), person + _LONGEST)
    if end < size and clauses.words[end] not in (",", "(", "–", "-", "from", "of"):
        return end, end
    while end < size and clauses.words[end] not in _CLOSING and not _has_verb(clauses, end, end + 1):
        end += 1
    return person + 1, end


def _before_first(clauses: Clauses, first: int, end: int) -> int:
    """Return how strongly the words between two persons say that roles stand before (above 0) or behind (below 0)."""
    words = [word for word, kind in zip(clauses.words[first:end], clauses.classes[first:end], strict=True)
             if kind not in _SKIPPED]  # fmt: skip
    kinds = [kind for kind in clauses.classes[first:end] if kind not in _SKIPPED]
    return _joined(words) + _beside(words, kinds)


def _joined(words: Sequence[str]) -> int:
    """Return what "and" or a semicolon between two persons say: the role stands on the other side than the break."""
    if words[-1] in ("and", ";", "&"):
        return -2
    return 2 if words[0] in ("and", ";", "&") or words[:2] in ([",", "and"], [",", "&"]) else 0


def _beside(words: Sequence[str], kinds: Sequence[str]) -> int:
    """Return what stands right behind the first and before the second: "⟨A⟩ (IOM)", "Minister ⟨B⟩"."""
    told = -2 if words[0] in ("(", "from", "of", "–", "-", "at") else 0
    return told + (2 if kinds[-1] == "~role" or words[-1] in _BODIES else 0)
