"""Clean wording: what the page's typing, wrapping and repeating put in is taken out, and not a word more."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

#: Controls, lone surrogates and non-characters (no XML or RDF syntax takes them), soft hyphens, zero-width
#: spaces and marks that turn the direction of writing. Joiners stay: some scripts spell with them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff]"
)

_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")

#: What makes a line a heading of Markdown.
_HEADING_SIGN = re.compile(r"^\s{0,3}#{1,6}\s+(?=\S)")

_CUT_OFF = re.compile(r"\s*(?:…|\.\.\.|\[…\]|\[\.\.\.\])$")

#: No page is wrapped narrower than this: a shorter line that ends without a full stop is whole.
_WRAPPED = 60

#: How many paragraphs further on the whole of a cut-off lead may stand.
_REACH = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page that is not blank.

    Attributes:
        number: from 1; 0 where the form has no lines.
        text: its words, single-spaced.
        link: address that it links to, as the page writes it, or None.
    """

    number: int
    text: str
    link: str | None = None

    def is_under(self, above: "Line") -> bool:
        """Tell whether no blank line parts this line from the one above."""
        return self.number == above.number + 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and its first line (0 where the form has no lines)."""

    line: int
    text: str


def clean(text: str) -> str:
    """Return `text` in normal form C, without characters that nobody sees; line ends become line feeds."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def clean_line(text: str) -> str:
    r"""Return `text` clean and on one line.

    Example:
        >>> clean_line(" Tu\u0308rkiye\u00a0and\n ICMPD\u200b")
        'Türkiye and ICMPD'
    """
    return " ".join(clean(text).split())


def lines_of(text: str) -> list[Line]:
    """Return the lines of clean `text` that are not blank, headings of Markdown without their signs."""
    return [
        Line(number, " ".join(words))
        for number, line in enumerate(text.split("\n"), start=1)
        if (words := _HEADING_SIGN.sub("", line).split())
    ]


def paragraphs_of(lines: Sequence[Line]) -> tuple[Paragraph, ...]:
    """Join wrapped lines to paragraphs; one that the page repeats, or cuts off with dots, is taken once.

    A line goes on the one above where no blank line parts them and that one is long and ends no sentence.

    Example:
        >>> lead = Line(4, "On 6 July, ICMPD held …")
        >>> paragraphs_of([lead, Line(6, "On 6 July, ICMPD held a workshop.")])
        (Paragraph(line=6, text='On 6 July, ICMPD held a workshop.'),)
    """
    return tuple(_once(list(_unwrapped(lines))))


def paragraphs_of_text(text: str, line: int) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text that stands on one line of its source, such as a field of a table."""
    return tuple(Paragraph(line, paragraph.text) for paragraph in paragraphs_of(lines_of(clean(text))))


def as_text(paragraphs: Iterable[Paragraph]) -> str:
    """Return the paragraphs as one text, parted by blank lines."""
    return "\n\n".join(paragraph.text for paragraph in paragraphs)


def is_cut_off(text: str) -> bool:
    """Tell whether a text ends in dots, or in the middle of a sentence.

    Example:
        >>> is_cut_off("They met to …"), is_cut_off("They met to talk ab"), is_cut_off("They met.")
        (True, True, False)
    """
    return bool(_CUT_OFF.search(text)) or not _SENTENCE_END.search(text)


def fuller(text: str, other: str) -> str:
    """Return the other text if it holds all that a text says up to where that is cut off, else the text.

    Example:
        >>> fuller("They met to …", "They met to talk."), fuller("They met to …", "Read more")
        ('They met to talk.', 'They met to …')
    """
    return other if " ".join(_CUT_OFF.sub("", text).split()) in " ".join(other.split()) else text


def is_said_twice(lines: Sequence[Line]) -> bool:
    """Tell whether the lines are one text and then the same text again."""
    texts = [paragraph.text for paragraph in _unwrapped(lines)]
    half = len(texts) // 2
    return half > 0 and texts[:half] == texts[half:]


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends with a full stop or dots, as hardly a headline does."""
    return text.endswith((".", "…", ".”", '."', ".)"))


def _unwrapped(lines: Sequence[Line]) -> Iterator[Paragraph]:
    block: list[Line] = []
    for line in lines:
        if block and not _goes_on(block, line):
            yield _joined(block)
            block = []
        block.append(line)
    if block:
        yield _joined(block)


def _goes_on(block: Sequence[Line], line: Line) -> bool:
    above = block[-1].text
    is_wrapped = len(above) >= _WRAPPED and not _SENTENCE_END.search(above)
    return is_wrapped and line.is_under(block[-1]) and line.text != block[0].text


def _joined(block: Sequence[Line]) -> Paragraph:
    return Paragraph(block[0].number, " ".join(line.text for line in block))


def _once(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    seen: set[str] = set()
    for index, paragraph in enumerate(paragraphs):
        if paragraph.text not in seen and not _is_cut_off(paragraph.text, paragraphs[index + 1 : index + 1 + _REACH]):
            seen.add(paragraph.text)
            yield paragraph


def _is_cut_off(text: str, following: Sequence[Paragraph]) -> bool:
    stem, dots = _CUT_OFF.subn("", text)
    return bool(dots) and bool(stem) and any(other.text.startswith(stem) and other.text != text for other in following)
