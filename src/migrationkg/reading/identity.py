"""Which entries are the same item, and the id of each: a pure function of what the item says.

Two entries are one item where their day and the words of their headlines are the same, or one of these and
the address or the id that the source gives; never where they have two addresses, or two ids of one source. An address
that one source gives to different headlines is that of a page of many items, and makes none of them one. Nor does a
day with a headline that one source gives to several items: of those, the texts too must be one, or one of them
must hold the other. The fuller text stays.
"""

import hashlib
import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from migrationkg.errors import Problem
from migrationkg.model import EXERCISE, NewsItem
from migrationkg.reading.entry import Entry
from migrationkg.reading.web_address import same_page

_log = logging.getLogger(__name__)

_LONGEST_SLUG = 80

#: No more texts of one day and headline are looked through for a fuller wording of each.
_MOST_TEXTS = 100

_Key = tuple[str, str, str, str]


def one_of_each(entries: Iterable[Entry]) -> tuple[tuple[NewsItem, ...], tuple[Problem, ...]]:
    """Return each item once, in the order in which they were first met, and what was lost by joining them.

    What is kept of an item that was met several times does not depend on the order of the sources.
    """
    groups = _groups(list(entries))
    joined = [_joined(group) for group in groups]
    times = Counter(map(item_id, joined))
    items = tuple(_news_item(entry, shared=times[item_id(entry)] > 1) for entry in joined)
    told = (_told(kept, entry) for kept, group in zip(joined, groups, strict=True) for entry in group)
    return items, tuple(problem for problem in told if problem)


def item_id(entry: Entry) -> str:
    """Return the id of an item: the one its source gives, else from its address, else from date and headline.

    Where letters, or the end of a long headline, do not show in it, a hash of the whole keeps it distinct; an
    id from an address always has one, since the last part of an address alone is not unique.

    Example:
        >>> from datetime import date
        >>> from migrationkg.model import Source
        >>> day = date(2023, 7, 19)
        >>> entry = Entry("Talks with Türkiye", day, None, "", None, None, Source("news.txt", 2))
        >>> item_id(entry)
        '2023-07-19-talks-with-turkiye'
    """
    if entry.given_id:
        slug = _slug(entry.given_id)
        return slug if slug == entry.given_id else _with_hash(slug, entry.given_id)
    if entry.url:
        page = same_page(entry.url)
        last_part = re.split(r"[?#]", page)[0].rpartition("/")[2]
        return _with_hash(_slug(re.sub(r"\.\w{1,5}$", "", last_part)), page)
    words, day = folded(entry.headline), entry.published.isoformat()
    slug = _slug(words)
    return f"{day}-{slug}" if slug == words.replace(" ", "-") else f"{day}-{_with_hash(slug, words)}"


def folded(headline: str) -> str:
    """Return the words of a headline without regard to capitals, accents and punctuation.

    Example:
        >>> folded("MOBILAZE 2: Türkiye’s visit") == folded("Mobilaze 2 – Turkiye's visit")
        True
    """
    letters = unicodedata.normalize("NFKD", headline).casefold()
    letters = "".join(letter for letter in letters if letter not in "'’‘" and not _is_accent(letter))
    return " ".join(re.findall(r"[^\W_]+", letters)) or headline


@dataclass(slots=True)
class _Group:
    """Entries of one item.

    Attributes:
        members: their places.
        url: the address that they have, or None.
        ids: name of a source → the id that it gives.
    """

    members: list[int] = field(default_factory=list)
    url: str | None = None
    ids: dict[str, str] = field(default_factory=dict)

    def may_have(self, entry: Entry) -> bool:
        """Tell whether no two addresses, and no two ids of one source, part an entry from the group."""
        if self.url and entry.url and same_page(self.url) != same_page(entry.url):
            return False
        return not entry.given_id or self.ids.get(entry.source.name, entry.given_id) == entry.given_id

    def add(self, index: int, entry: Entry) -> None:
        """Take in an entry."""
        self.members.append(index)
        self.url = self.url or entry.url
        if entry.given_id:
            self.ids[entry.source.name] = entry.given_id


def _groups(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Return the entries of each item together, the items in the order of the entries.

    Entries are looked at in an order that comes from what they say, those with an address first, so that
    which ones come together does not depend on the order of the sources.
    """
    pages, fullest = _pages_of_many(entries), _fullest_texts(entries)
    groups: list[_Group] = []
    by_key: dict[_Key, _Group] = {}
    for index in sorted(range(len(entries)), key=lambda index: _rank(entries[index])):
        keys = _keys(entries[index], pages, fullest.get(index, ""))
        known = (by_key[key] for key in keys if key in by_key)
        group = next((group for group in known if group.may_have(entries[index])), None)
        if group is None:
            groups.append(group := _Group())
        group.add(index, entries[index])
        for key in keys:
            by_key.setdefault(key, group)
    members = sorted((group.members for group in groups), key=min)
    return [[entries[index] for index in group] for group in members]


def _pages_of_many(entries: Sequence[Entry]) -> frozenset[str]:
    """Return the addresses that one source gives to entries with different headlines, as a listing page's is."""
    headlines: dict[tuple[str, str], set[str]] = {}
    for entry in entries:
        if entry.url:
            headlines.setdefault((entry.source.name, same_page(entry.url)), set()).add(folded(entry.headline))
    return frozenset(page for (_, page), words in headlines.items() if len(words) > 1)


def _fullest_texts(entries: Sequence[Entry]) -> Mapping[int, str]:
    """Return, for entries of a day and a headline that one source gives to several items, the text that tells which.

    It is the fullest one of that day and headline in which the words of the entry's own text stand.
    """
    alike: dict[tuple[str, str], list[int]] = {}
    for index, entry in enumerate(entries):
        alike.setdefault((entry.published.isoformat(), folded(entry.headline)), []).append(index)
    fullest: dict[int, str] = {}
    for places in alike.values():
        if len(places) > 1 and _are_several([entries[index] for index in places]):
            texts = {index: _words(entries[index].text) for index in places}
            ranked = sorted(set(texts.values()), key=lambda text: (-len(text), text))[:_MOST_TEXTS]
            fullest |= {index: next((one for one in ranked if text in one), text) for index, text in texts.items()}
    return fullest


def _are_several(alike: Sequence[Entry]) -> bool:
    """Tell whether any one source gives entries of one day and headline two ids, two addresses or two texts."""
    by_source: dict[str, list[Entry]] = {}
    for entry in alike:
        by_source.setdefault(entry.source.name, []).append(entry)
    return any(_are_several_of_one(entries) for entries in by_source.values() if len(entries) > 1)


def _are_several_of_one(entries: Sequence[Entry]) -> bool:
    ids = {entry.given_id for entry in entries if entry.given_id}
    addresses = {same_page(entry.url) for entry in entries if entry.url}
    fuller = max(entries, key=lambda entry: len(entry.text))
    return len(ids) > 1 or len(addresses) > 1 or not all(_holds(fuller.text, entry.text) for entry in entries)


def _holds(text: str, other: str) -> bool:
    """Tell whether the words of another text stand in a text, also where it is cut off with dots."""
    return other in text or _words(other) in _words(text)


def _words(text: str) -> str:
    return folded(text) if text else ""


def _keys(entry: Entry, pages: frozenset[str], text: str) -> list[_Key]:
    """Return what two entries of one item may share, the surest first."""
    day, words = entry.published.isoformat(), folded(entry.headline)
    named = [same_page(entry.url)] if entry.url and same_page(entry.url) not in pages else []
    named += [f"id {entry.given_id}"] if entry.given_id else []
    return [(name, *rest, "") for name in named for rest in ((day, ""), ("", words))] + [("", day, words, text)]


def _rank(entry: Entry) -> tuple[bool, str, bool, str, str, str, str, str, str, int]:
    return (
        entry.url is None,
        entry.url or "",
        entry.given_id is None,
        entry.given_id or "",
        entry.published.isoformat(),
        entry.headline,
        entry.text,
        entry.category or "",
        entry.source.name,
        entry.source.line,
    )


def _joined(group: Sequence[Entry]) -> Entry:
    """Return the entry of the group with the fullest text, with what it lacks and another one has."""
    ranked = sorted(group, key=lambda entry: (-len(entry.text), entry.category == EXERCISE, _rank(entry)))
    categories = (entry.category for entry in ranked if entry.category and entry.category != EXERCISE)
    return replace(
        ranked[0],
        category=EXERCISE if ranked[0].category == EXERCISE else next(categories, None),
        url=next((entry.url for entry in ranked if entry.url), None),
        given_id=next((entry.given_id for entry in ranked if entry.given_id), None),
    )


def _told(kept: Entry, entry: Entry) -> Problem | None:
    """Return what is lost of an entry that was joined with one of another headline, day or text, or nothing.

    That another source tells the page or the id of the item in other words is no loss.
    """
    shared = "address" if entry.url else "id"
    if folded(entry.headline) != folded(kept.headline) or entry.published != kept.published:
        reason = (
            f"has the {shared} of {kept.headline[:60]!r} of {kept.published} ({kept.source.name}) and was taken for "
            f"the same item; give it an {shared} of its own if it is another"
        )
    elif not _holds(kept.text, entry.text) and not (
        _is_named_alike(kept, entry) and kept.source.name != entry.source.name
    ):
        fuller = f"has another, fuller text too ({kept.source.name}), which was kept"
        reason = f"{fuller}; give each an address of its own if it is another"
    else:
        return None
    return Problem(entry.source.name, entry.source.line, f"{entry.headline[:60]!r} of {entry.published} {reason}")


def _is_named_alike(kept: Entry, entry: Entry) -> bool:
    """Tell whether two entries have one address, or one id."""
    has_address = bool(kept.url and entry.url) and same_page(kept.url or "") == same_page(entry.url or "")
    return has_address or bool(entry.given_id and entry.given_id == kept.given_id)


def _news_item(entry: Entry, *, shared: bool) -> NewsItem:
    """Return the item; an id that different items share is made distinct by a hash of what the item says."""
    name = item_id(entry)
    if shared:
        says = "\n".join((entry.published.isoformat(), folded(entry.headline), same_page(entry.url or ""), entry.text))
        name = _with_hash(name, says)
        _log.warning("%s: another item has the same id; it is told apart as %s", entry.source.name, name)
    return NewsItem(
        id=name,
        headline=entry.headline,
        published=entry.published,
        category=entry.category,
        text=entry.text,
        url=entry.url,
        source=entry.source,
    )


def _slug(text: str) -> str:
    """Return the ASCII letters and digits of `text` in lower case, the rest as hyphens, cut between words."""
    letters = "".join(letter for letter in unicodedata.normalize("NFKD", text).casefold() if not _is_accent(letter))
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    if len(slug) <= _LONGEST_SLUG:
        return slug
    return slug[:_LONGEST_SLUG].rpartition("-")[0] or slug[:_LONGEST_SLUG]


def _is_accent(letter: str) -> bool:
    return bool(unicodedata.combining(letter))


def _with_hash(slug: str, whole: str) -> str:
    digest = hashlib.sha256(whole.encode()).hexdigest()[:8]
    return f"{slug}-{digest}" if slug else digest
