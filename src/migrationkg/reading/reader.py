"""Read news from files, folders, globs or standard input."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePath

from migrationkg.errors import InputError, Problem
from migrationkg.model import NewsItem
from migrationkg.progress import through
from migrationkg.reading.csv_table import read_csv
from migrationkg.reading.days import settled_order
from migrationkg.reading.decoding import decode
from migrationkg.reading.entry import Entry, Page
from migrationkg.reading.feed import read_feed
from migrationkg.reading.forms import form_of, language_of
from migrationkg.reading.identity import one_of_each
from migrationkg.reading.json_lines import read_json_lines
from migrationkg.reading.listing import read_listing
from migrationkg.reading.sources import Away, Found, find, read_away
from migrationkg.reading.template import Template, load_template
from migrationkg.reading.web_archive import page_in
from migrationkg.reading.webpage import read_webpage

#: Carries out a function for each file, and gives back what it makes of them, in order.
Spread = Callable[
    [Callable[[Found | Away | Problem], list[Entry | Problem]], Iterable[Found | Away | Problem]],
    Iterable[list[Entry | Problem]],
]

_log = logging.getLogger(__name__)

#: Form of a source → what reads it.
FORMS: Mapping[str, Callable[[Page, Template], Iterator[Entry | Problem]]] = {
    "listing": read_listing,
    "html": read_webpage,
    "feed": read_feed,
    "jsonl": read_json_lines,
    "csv": read_csv,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read.

    Attributes:
        items: the news, each item once, in the order in which they were first met.
        problems: what was left out, and why.
    """

    items: tuple[NewsItem, ...]
    problems: tuple[Problem, ...]


def read(
    sources: Sequence[str | Path], *, form: str | None = None, template: str | None = None, spread: Spread = map
) -> Reading:
    r"""Read the news of `sources`; what cannot be read is told in the problems, and the rest goes through.

    Args:
        sources: files, folders (read with the folders in them), globs, or `-` for standard input.
        form: `listing`, `html`, `feed`, `jsonl` or `csv`; by default found from the content of each file.
        template: how a listing is split: `icmpd`, as by default, or the path of a TOML file.
        spread: reads many files, in order; one after the other by default.

    Raises:
        InputError: no item at all could be read, or the form or the template does not exist.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     page = Path(folder, "news.txt")
        ...     _ = page.write_text("In Focus\nTalks in Malta\n\n30 June 2025\n\nThey met.\n")
        ...     reading = read([page])
        >>> [(item.id, item.category, item.text) for item in reading.items]
        [('2025-06-30-talks-in-malta', 'In Focus', 'They met.')]
    """
    if isinstance(sources, str | PurePath):
        sources = [sources]
    if not sources:
        raise InputError("no source was given; name a file, a folder, a glob or - for standard input")
    if form is not None and form not in FORMS:
        raise InputError(f"{form!r} is no form of a source; use one of {', '.join(FORMS)}")
    known = load_template(template)
    entries: list[Entry] = []
    problems: list[Problem] = []
    for result in _results(sources, form, known, spread):
        if isinstance(result, Entry):
            entries.append(result)
        else:
            problems.append(result)
    if not entries:
        raise _nothing_read(problems)
    items, joined = one_of_each(entries)
    return Reading(items, (*problems, *joined))


def _results(
    sources: Sequence[str | Path], form: str | None, template: Template, spread: Spread
) -> Iterator[Entry | Problem]:
    for results in through(spread(partial(_read_file, form=form, template=template), find(sources))):
        yield from results


def _read_file(file: Found | Away | Problem, form: str | None, template: Template) -> list[Entry | Problem]:
    found = read_away(file) if isinstance(file, Away) else file
    return [found] if isinstance(found, Problem) else list(read_one(found, form, template))


def read_one(found: Found, form: str | None, template: Template) -> Iterator[Entry | Problem]:
    """Yield what one file gives.

    Args:
        found: the file.
        form: one of FORMS, or None to find it from the content.
        template: how a listing is split.
    """
    try:
        data = page_in(found.data)
        page = Page(found.name, data, decode(data, found.origin.charset), found.origin.address)
    except ValueError as error:
        yield Problem(found.name, 0, str(error))
        return
    kind = form or form_of(page)
    _log.info("%s: reading as %s", found.name, kind)
    locale = (language_of(page) if template.is_guess else None) or template.locale
    dates = (*template.dates, *settled_order(page.text))
    yield from FORMS[kind](page, replace(template, dates=dates, locale=locale))


def _nothing_read(problems: Sequence[Problem]) -> InputError:
    """Return the error that tells the first problem; the others go to the log, so that none is lost."""
    for problem in problems[1:]:
        _log.warning("%s", problem)
    more = f" (and {len(problems) - 1} more, see the warnings)" if len(problems) > 1 else ""
    return InputError(f"{problems[0]}{more}" if problems else "no item of news was found")
