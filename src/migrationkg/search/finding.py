"""Looking things and news up in the index, by the beginnings of words."""

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from migrationkg.search.mentions import mentions_in

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 12  # of what a reader types; the rest is left unread
_NEAR = 80  # likeness of two names, of 100, from which on one may be a slip of the pen
_SHORTEST = 4  # letters of a word in which a slip can be told
_WORDS = {"EventType", "Theme"}  # kinds of words rather than things, which come last
_OPENING, _CLOSING = "\x02", "\x03"  # around the words of a passage that were looked for


@dataclass(frozen=True, slots=True)
class FoundThing:
    """A thing that bears a name that was looked for.

    Attributes:
        iri: what it is called.
        kind: one of `model.ENTITY_KINDS`, "EventType" or "Theme".
        label: its preferred name.
        name: the name in which the words were found.
        told: in how many news items it is named.
    """

    iri: str
    kind: str
    label: str
    name: str
    told: int


@dataclass(frozen=True, slots=True)
class FoundNews:
    """A news item in which words were found.

    Attributes:
        iri: what it is called.
        headline: its headline.
        published: the day, ISO 8601.
        passage: words around the place, each stretch with whether it is what was looked for.
    """

    iri: str
    headline: str
    published: str
    passage: tuple[tuple[str, bool], ...]


def find_things(
    index: sqlite3.Connection, words: str, *, kinds: Iterable[str] = (), limit: int = 10
) -> tuple[FoundThing, ...]:
    """Return the things with a name of which words begin as those that are looked for, the best known first.

    Accents and capitals make no difference. Where nothing is found, names that stand among the words are ("who funds
    MPF"), and then those that are almost so written.

    Args:
        index: of `index_of`.
        words: what a reader types; the last word may be unfinished.
        kinds: only things of these.
        limit: how many at most.
    """
    wanted = _WORD.findall(words)[:_MOST_WORDS]
    if not wanted or limit < 1:
        return ()
    allowed = sorted(set(kinds))
    condition = f"AND kind IN ({', '.join('?' * len(allowed))})" if allowed else ""
    rows = index.execute(
        "SELECT iri, kind, label, name, told FROM names JOIN things USING (iri) "  # noqa: S608  # question marks only
        f"WHERE names MATCH ? {condition} ORDER BY bm25(names) LIMIT 1000",
        (_beginning_with(wanted), *allowed),
    ).fetchall()
    typed = " ".join(wanted).casefold()
    found = sorted((FoundThing(*row) for row in rows), key=lambda one: _order(one, typed))
    best: dict[str, FoundThing] = {}
    for one in found or [*_among(index, words, allowed), *_almost(index, words, allowed)]:
        best.setdefault(one.iri, one)
    return tuple(best.values())[:limit]


def find_news(index: sqlite3.Connection, words: str, *, limit: int = 10) -> tuple[FoundNews, ...]:
    """Return the news items that have all the words, in their headline or text, in whatever form of the word.

    Args:
        index: of `index_of`.
        words: what a reader types; the last word may be unfinished.
        limit: how many at most.
    """
    wanted = _WORD.findall(words)[:_MOST_WORDS]
    if not wanted or limit < 1:
        return ()
    rows = index.execute(
        "SELECT iri, headline, published, snippet(news, -1, ?, ?, '…', 24) FROM news WHERE news MATCH ? "
        "ORDER BY bm25(news, 4.0, 1.0), published DESC LIMIT ?",
        (_OPENING, _CLOSING, _beginning_with(wanted), limit),
    )
    return tuple(FoundNews(iri, headline, published, _stretches(passage)) for iri, headline, published, passage in rows)


def _beginning_with(words: Sequence[str]) -> str:
    """Return the query for texts with words that begin so; each word is quoted, so that none is an operator."""
    return " ".join(f'"{word}"*' for word in words)


def _order(one: FoundThing, typed: str) -> tuple[bool, bool, bool, bool, int, int, str]:
    name = one.name.casefold()
    is_word, is_other = one.kind in _WORDS, one.name != one.label
    return name != typed, is_word, not name.startswith(typed), is_other, -one.told, len(name), one.iri


def _among(index: sqlite3.Connection, words: str, kinds: Sequence[str]) -> list[FoundThing]:
    """Return the things that some of the words name in full, in their order; no kinds of words."""
    named = [each.iri for one in mentions_in(index, words, date.today()) for each in one.candidates]
    rows = [index.execute("SELECT iri, kind, label, label, told FROM things WHERE iri = ?", (iri,)) for iri in named]
    found = [FoundThing(*row) for told in rows for row in told]
    return [one for one in found if one.kind not in _WORDS and (not kinds or one.kind in kinds)]


def _almost(index: sqlite3.Connection, words: str, kinds: Sequence[str]) -> list[FoundThing]:
    """Return the things of which a name is almost as written; those of which all of it is first."""
    from rapidfuzz import fuzz, process

    if len(words.strip()) < _SHORTEST:
        return []
    rows = index.execute("SELECT iri, kind, label, name, told FROM names JOIN things USING (iri)").fetchall()
    rows = [row for row in rows if len(row[3]) >= _SHORTEST and (not kinds or row[1] in kinds)]
    found = process.extract(
        words,
        [row[3] for row in rows],
        scorer=fuzz.WRatio,
        processor=_long_words,
        score_cutoff=_NEAR,
        limit=20,
    )
    near = [FoundThing(*rows[place]) for _, _, place in found]
    typed = words.casefold()
    return sorted(near, key=lambda one: (fuzz.ratio(typed, one.name.casefold()) < _NEAR, *_order(one, typed)))


def _long_words(text: str) -> str:
    """Return the words in which a slip can be told: two names are not alike because both have an "in"."""
    return " ".join(word for word in _WORD.findall(text.lower()) if len(word) >= _SHORTEST)


def _stretches(passage: str) -> tuple[tuple[str, bool], ...]:
    first, *others = " ".join(passage.split()).split(_OPENING)
    parts = [(first, False)]
    for other in others:
        hit, _, rest = other.partition(_CLOSING)
        parts += [(hit, True), (rest, False)]
    return tuple((text, is_hit) for text, is_hit in parts if text)
