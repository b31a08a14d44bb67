"""A sheet as text for the terminal."""

import textwrap
import unicodedata
from collections.abc import Iterator

from migrationkg.sheets.page import SHOWN
from migrationkg.sheets.sheet import BASES, Row, Said, Sheet
from migrationkg.views.evidence import Sentence
from migrationkg.views.wording import readable_date


def sheet_as_text(sheet: Sheet, width: int = 80) -> str:
    """Return a sheet as lines of text.

    Args:
        sheet: as of `fact_sheet`.
        width: characters a line.
    """
    return "\n".join(_printable(line) for line in _lines(sheet, width)) + "\n"


def _printable(text: str) -> str:
    """Take away what steers a terminal."""
    return "".join("\ufffd" if unicodedata.category(letter) in {"Cc", "Cf", "Cs"} else letter for letter in text)


def _lines(sheet: Sheet, width: int) -> Iterator[str]:
    yield from _wrapped(f"{sheet.name}  ({sheet.kind}, {sheet.path})", width, "")
    if sheet.names:
        yield from _wrapped(f"also {'; '.join(sheet.names)}", width, "")
    for section in sheet.sections:
        yield from ("", section.title.upper())
        for row in section.rows:
            yield from _row(row, width)
    if sheet.missing:
        yield ""
        yield from _wrapped(f"No news item tells: {', '.join(sheet.missing)}", width, "")
    if sheet.decisions:
        yield from ("", "DECISIONS OF CURATORS")
        for decision in sheet.decisions:
            yield from _wrapped(decision, width, "  ")
    yield from ("", "NEWS")
    for item in sheet.news:
        yield from _wrapped(f"{readable_date(item.published)}  {item.headline}  {item.url}".strip(), width, "  ")
    if sheet.elsewhere:
        yield from ("", "THE SAME ELSEWHERE (authority data)")
        for address in sheet.elsewhere:
            yield f"  {address}"


def _row(row: Row, width: int) -> Iterator[str]:
    yield from _wrapped(row.name + (f"  ({row.note})" if row.note else ""), width, "  ")
    for said in row.said:
        yield from _said(said, width)


def _said(said: Said, width: int) -> Iterator[str]:
    bases = ", ".join(BASES[base].lower() for base in said.bases)
    yield from _wrapped(f"{said.words} [{bases}]", width, "    ")
    for sentence in said.sentences[:SHOWN]:
        yield from _sentence(sentence, width, quoted=said.bases != ("curator",))
    for reason in said.reasons:
        yield from _wrapped(reason, width, "      ")
    if len(said.sentences) > SHOWN:
        yield f"      and {len(said.sentences) - SHOWN} more"


def _sentence(sentence: Sentence, width: int, *, quoted: bool) -> Iterator[str]:
    source = ", ".join(filter(None, (readable_date(sentence.published), sentence.headline, sentence.url)))
    words = f"“{sentence.quote}”" if quoted else sentence.quote  # a curator's reason is no quotation
    yield from _wrapped(f"{words} ({source})", width, "      ")


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    joined = " ".join(text.split(" "))
    return textwrap.wrap(
        joined, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )
