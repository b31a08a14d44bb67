"""The bounds of stretches that may name something, mended where rules know better: brackets, owners, joined bodies."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from migrationkg.extraction.names.gazetteer import Hit
from migrationkg.extraction.names.name import PUBLIC_BODIES, initials_of, is_acronym, is_numeral
from migrationkg.extraction.names.subjects import ANDS, end_of_subjects, starts_of_others
from migrationkg.extraction.names.words import built
from migrationkg.extraction.tables.vocabulary import vocabulary
from migrationkg.extraction.text.analysis import Text

#: With these begin bodies of states, and hardly what a ministry is concerned with ("… and State Migration Service").
_OF_STATES = frozenset(("State", "National", "Federal"))
#: How many words a name has at least whose acronym stands behind it without brackets.
_LONG_FORM = 3
#: Names are hardly ever longer, in words.
_LONGEST = 30


class Mender:
    """Mends the bounds of stretches of tokens."""

    def __init__(self, text: Text, known: Sequence[Hit]) -> None:
        self._text = text
        self._others = starts_of_others(known)
        self._ends = {hit.start: hit.end for hit in known if hit.known.sort == "organisation"}

    def names_in(self, start: int, stop: int, family: str) -> Iterator[tuple[int, int, str]]:
        """Yield (first token, the one after the last, family) of the names in a stretch that seems of a family."""
        words = self._text.words
        stop = _with_number(words, start, _closed(words, start, _end_of_line(self._text, start, stop)))
        if family != "Organisation":
            yield start, stop, family
            return
        for first, end in self._bodies(start, stop):
            yield _behind_noun(words, first, end), end, family

    def _bodies(self, start: int, stop: int) -> Iterator[tuple[int, int]]:
        """Yield the bodies in a stretch: owner and owned, several that "and" joins, each with all its subjects."""
        text, ends = self._text, self._ends
        for first, last in _owners(text.words, start, stop):
            end = end_of_subjects(text, first, last, self._others)
            if ends.get(text.starts[first], 0) >= text.tokens[end - 1].end:
                yield first, end
                continue
            known = (index for index in range(first, end) if text.starts[index] in ends)
            bodies = {index: text.token_at(ends[text.starts[index]] - 1) + 1 for index in known}
            for begin, behind in bodies_joined(text.words, first, end, bodies):
                yield from _acronym_apart(text.words, begin, behind)


def _acronym_apart(words: Sequence[str], start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield a name and the acronym that stands bare behind it: "Federal Department of Foreign Affairs FDFA"."""
    if stop - start > _LONG_FORM and words[stop - 1] in initials_of(" ".join(words[start : stop - 1])):
        yield start, stop - 1
        start = stop - 1
    yield start, stop


def _behind_noun(words: Sequence[str], start: int, stop: int) -> int:
    """Return where a body's name begins behind a noun that introduces it: "Belgian development agency Enabel"."""
    for index in range(start, min(start + 4, stop - 1)):
        introduces = words[index] in vocabulary().introduced and (words[index][0].islower() or index == start)
        if introduces and words[index + 1][0].isupper():
            return index + 1
    return start


def _closed(words: Sequence[str], start: int, stop: int) -> int:
    """Return where a stretch of tokens ends if each bracket in it is opened and closed there.

    So "Migrants in Crisis (MICIC" goes on to the bracket behind it, and "MoL) of Ghana" ends before its own.
    """
    closed = next((index for index in range(start + 1, stop) if words[index] == ")"), stop)
    if "(" not in words[start:closed]:
        return closed
    opened = [index for index in range(start, stop) if words[index] == "("]
    if ")" in words[opened[-1] : stop]:
        return stop
    if stop < len(words) and words[stop] == ")" and opened[-1] == stop - 1:
        return stop + 1
    return max(opened[-1], start + 1)


def _with_number(words: Sequence[str], start: int, stop: int) -> int:
    """Return where a name in brackets ends with the number that stands behind it there: "(BOPCA 10)"."""
    in_brackets = start > 0 and words[start - 1] == "(" and words[stop + 1 : stop + 2] == (")",)
    return stop + 1 if in_brackets and is_numeral(words[stop]) else stop


def _owners(words: Sequence[str], start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a stretch in which a ministry or body owns another: "the Ministry's Agency"."""
    for index in range(start + 2, stop - 1):
        if words[index] == "'s" and vocabulary().heads.get(words[index - 1]) in PUBLIC_BODIES:
            yield start, index
            start = index + 1
    yield start, stop


def _end_of_line(text: Text, start: int, stop: int) -> int:
    """Return where a stretch ends if it does not go on in another line."""
    tokens = text.tokens
    ends = (at for at in range(start + 1, stop) if "\n" in text.content[tokens[at - 1].end : tokens[at].start])
    return next(ends, stop)


def bodies_joined(
    words: Sequence[str], start: int, stop: int, bodies: Mapping[int, int] = MappingProxyType({})
) -> Iterator[tuple[int, int]]:
    """Yield the stretches of tokens of the bodies that "and" or a comma joins in one stretch.

    Both sides must be bodies by themselves: an acronym, or what has a head noun of its own. "Immigration and Customs
    Enforcement" stays one, since a subject of ministries is no head.

    Args:
        words: the words of the text.
        start: index of the first token of the stretch.
        stop: index after its last.
        bodies: index of the first token of a known organisation → index after its last.

    Example:
        >>> list(bodies_joined("IRC and Intel Foundation".split(), 0, 4))
        [(0, 1), (2, 4)]
        >>> list(bodies_joined("Ministry of Labour and Social Affairs".split(), 0, 6))
        [(0, 6)]
        >>> list(bodies_joined("Ministry of Labour and State Migration Service".split(), 0, 7))
        [(0, 3), (4, 7)]
    """
    for index in range(start + 1, stop - 1):
        behind = index + 1 + (words[index + 1] == "the")
        has_left = bodies.get(start) == index or any(map(_is_head, words[start:index]))
        is_body = behind in bodies and words[index] in (",", *ANDS) and has_left
        if is_body or _are_two(words[start:index], words[index], words[behind:stop], behind - index > 1):
            yield start, index
            start = behind
    yield start, stop


def _are_two(left: Sequence[str], link: str, right: Sequence[str], article: bool) -> bool:
    if link not in ANDS or not right or not (right[0][0].isupper() or is_acronym(right[0])):
        return False
    has_head = any(map(_is_head, right[:_LONGEST]))
    if not (has_head or is_acronym(right[-1])):
        return False
    begins_anew = right[0] in _OF_STATES and _is_head(right[-1]) and any(map(_is_head, left))
    return _is_head(left[-1]) or (len(left) == 1 and is_acronym(left[0])) or (article and has_head) or begins_anew


def _is_head(word: str) -> bool:
    """Return whether a word alone makes a body: a head noun that is no subject of ministries, or one's acronym."""
    is_noun = word in vocabulary().heads and word not in vocabulary().subjects and word != "Customs"
    return is_noun or built(word) == "acronym-of-ministry"
