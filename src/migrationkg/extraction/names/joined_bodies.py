"""Bodies that "and" or a comma joins in one stretch of capitalised words: "Embassy of Switzerland and UNHCR"."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from migrationkg.extraction.names.name import is_acronym
from migrationkg.extraction.names.words import built
from migrationkg.extraction.tables.vocabulary import vocabulary

#: What joins two bodies, or two subjects of one.
ANDS = frozenset({"and", "&"})
#: Names are hardly ever longer, in words.
_LONGEST = 30


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
    """
    for index in range(start + 1, stop - 1):
        behind = index + 1 + (words[index + 1] == "the")
        has_left = bodies.get(start) == index or any(map(is_head, words[start:index]))
        is_body = behind in bodies and words[index] in (",", *ANDS) and has_left
        if is_body or _are_two(words[start:index], words[index], words[behind:stop], behind - index > 1):
            yield start, index
            start = behind
    yield start, stop


def _are_two(left: Sequence[str], link: str, right: Sequence[str], article: bool) -> bool:
    if link not in ANDS or not right or not (right[0][0].isupper() or is_acronym(right[0])):
        return False
    has_head = any(map(is_head, right[:_LONGEST]))
    if not (has_head or is_acronym(right[-1])):
        return False
    return is_head(left[-1]) or (len(left) == 1 and is_acronym(left[0])) or (article and has_head)


def is_head(word: str) -> bool:
    """Return whether a word alone makes a body: a head noun that is no subject of ministries, or one's acronym.

    Example:
        >>> is_head("Agency"), is_head("Immigration"), is_head("MoJ")
        (True, False, True)
    """
    is_noun = word in vocabulary().heads and word not in vocabulary().subjects and word != "Customs"
    return is_noun or built(word) == "acronym-of-ministry"
