"""An item's content cut into sentences and tokens, with typographic variants levelled one to one.

Levelling keeps every offset: a curly apostrophe becomes a straight one, a no-break space a space, so patterns
need to know one form only, and `original` still gives the words as published.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from migrationkg.model import NewsItem

_UNREAD = "\ufffd"

_LEVEL = str.maketrans({
    **dict.fromkeys("’‘‛`´ʼ", "'"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("\u00a0\u2007\u2009\u202f\t", " "),
    **dict.fromkeys("‐‑‒", "-"),
    **dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹†‡", "*"),  # marks of footnotes
    **dict.fromkeys(map(chr, range(0xE000, 0xF900)), _UNREAD),  # the characters in which `cells` writes names
})  # fmt: skip

_UNLEVEL = re.compile("[" + "".join(re.escape(chr(char)) for char in _LEVEL) + "]")

#: No word is that long, and patterns take quadratic time on one.
_NO_WORD = re.compile(r"\S{120,}")

#: A hyphen joins no name with what is said of it ("EU-funded"), and a slash no two words ("MoI/MoFA").
_SAID_OF_NAME = "backed|based|bound|financed|funded|hosted|implemented|led|organi[sz]ed|owned|run|sponsored|supported"
_JOINT = rf"(?:'(?!s\b)|[.&+]|/(?=\d)|-(?!(?:{_SAID_OF_NAME})\b))"
_TOKEN = re.compile(rf"[^\W_]+(?:{_JOINT}[^\W_]+)*(?:\+(?!\w))?|'s\b|\S")

_SENTENCE_END = re.compile(r"[.!?][\"')\]]*\s+(?=[\"'(\[]*[^\W_a-z])|\n\n+")

_NO_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Hon|Gen|Col|Lt|Brig|Amb|Sgt|Capt|Cllr|Maj|Engr|Sen|Messrs|St|Ss|Md|Mt|Adm|Fr|Rev|Insp|Supt|[Nn]os?|[Nn]r|vs|e\.g|i\.e|approx|ca|cf|"
    r"H\.E|U\.S|U\.N|U\.K|E\.U)|\b[A-Z])\.$"
)


class Token(NamedTuple):
    """A word, number, possessive `'s` or single punctuation mark, with its offsets."""

    text: str
    start: int
    end: int

    @property
    def is_name(self) -> bool:
        """Whether it begins as names do: with a capital, or as `d'Ivoire` and `eLearning` do inside."""
        return _begins_as_names_do(self.text)


@lru_cache(16_384)
def _begins_as_names_do(word: str) -> bool:
    return word[0].isupper() or (len(word) > 2 and not word[1:].islower() and any(map(str.isupper, word[1:])))


@dataclass(frozen=True, slots=True)
class Text:
    """What the recognisers read.

    Attributes:
        original: the item's content, untouched.
        content: the same with typographic variants levelled; equally long.
        headline_end: offset of the end of the headline.
        published: day of publication.
        tokens: all tokens.
        words: the words of the tokens.
        starts: the offsets at which the tokens start.
        sentences: (start, end) of each sentence; the headline is the first.
    """

    original: str
    content: str
    headline_end: int
    published: date
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    starts: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]

    def token_at(self, offset: int) -> int:
        """Return the index of the token that covers or, in white space, precedes `offset`."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def tokens_at(self, start: int, end: int) -> range:
        """Return the indices of the tokens from one offset to another."""
        return range(self.token_at(start), self.token_at(end - 1) + 1)

    def first_tokens(self) -> set[int]:
        """Return the indices of the tokens with which sentences begin."""
        return {self.token_at(start) for start, _ in self.sentences}

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence in which `offset` lies."""
        return max(0, bisect_right(self.sentences, (offset, len(self.content) + 1)) - 1)


def standing_alone(words: str, content: str) -> Iterator[int]:
    """Yield the offsets at which some words stand as whole words; no pattern is compiled for them.

    Example:
        >>> list(standing_alone("IOM", "IOM, the IOMs and (IOM)"))
        [0, 19]
    """
    start = content.find(words)
    while start >= 0:
        end = start + len(words)
        if not (_is_word(content[start - 1 : start]) or _is_word(content[end : end + 1])):
            yield start
        start = content.find(words, start + 1)


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def level(words: str) -> str:
    """Return words with typographic variants levelled one to one, so that every offset stays.

    Example:
        >>> level("“MOBILAZE\u00a02”")
        '"MOBILAZE 2"'
    """
    return _UNLEVEL.sub(lambda char: char[0].translate(_LEVEL), words)


def analyse(item: NewsItem) -> Text:
    """Cut the content of `item` into sentences and tokens."""
    original = item.content
    content = _NO_WORD.sub(lambda run: _UNREAD * len(run[0]), level(original))
    tokens = tuple([Token._make((match[0], match.start(), match.end())) for match in _TOKEN.finditer(content)])
    return Text(
        original=original,
        content=content,
        headline_end=len(item.headline),
        published=item.published,
        tokens=tokens,
        words=tuple([token.text for token in tokens]),
        starts=tuple([token.start for token in tokens]),
        sentences=tuple(_sentences(content)),
    )


def _sentences(content: str) -> list[tuple[int, int]]:
    """Return the (start, end) of each sentence, without the white space between them."""
    sentences, start = [], 0
    for match in _SENTENCE_END.finditer(content):
        paragraph_end = match[0][0] == "\n"
        if not paragraph_end and _NO_END.search(content, max(start, match.start() - 8), match.start() + 1):
            continue
        end = match.start() + len(match[0].rstrip())
        if end > start:
            sentences.append((start, end))
        start = match.end()
    if start < len(content.rstrip()):
        sentences.append((start, len(content.rstrip())))
    return sentences
