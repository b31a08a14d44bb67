"""What there is to see of a date beside an occasion: whether it is the occasion's day."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from migrationkg.extraction.events.surroundings import Surroundings
from migrationkg.extraction.models.network import Numbers
from migrationkg.extraction.names.vectors import beside
from migrationkg.extraction.text.dates import DateMention

_LASTING = re.compile(
    r"\b(?:[Ff]irst|\d+|two|three|four|five|six|seven|ten|several|half|one|couple)[- ](?:and-a-half-)?"
    r"(?:days?|weeks?|months?)\b"
)
_CLAUSES = {
    "begun": re.compile(r"\b(?:open(?:ed|s)|began|begun|begins|start(?:ed|s)?|kicked off|commenced|launched)\b"),
    "ended": re.compile(
        r"\b(?:end(?:ed|s)|conclud(?:ed|es)|finish(?:ed|es)|complet(?:ed|es)|wrapped up|clos(?:ed|es)|graduated)\b"
    ),
    "described": re.compile(
        r"\b(?:adopted|established|founded|initiated|launched|ratified|set up|signed|started|created|funded|implemented"
        r"|running|since|began|approved|until)"
        r" (?:back |earlier )?(?:in|on|from|since|until)? ?$"
    ),
}
_WORD = re.compile(r"[\w'-]+|[^\w\s]")
#: Up to how many days before the publication a day lies, in words.
_SINCE = (
    (-30, "far ahead"),
    (-1, "ahead"),
    (0, "that day"),
    (3, "days"),
    (10, "a week"),
    (45, "weeks"),
    (200, "months"),
)
#: How many characters a day of ISO 8601 has.
_DAY = 10
#: No occasion lasts longer; those of other kinds than these last no longer than a month (20 of 11,280 annotated ones
#: do, December 2026).
_LONGEST, _OF_OTHERS = timedelta(days=100), timedelta(days=31)
_LASTING_KINDS = frozenset(("campaign", "competition", "exhibition", "other", "training"))


def days_to_consider(around: Surroundings, group: Sequence[int]) -> list[DateMention]:
    """Return the dates that may be an occasion's: near its heads, or among the first of the item.

    "Today" and "yesterday" tell a day only where the item dates itself. What took place "yesterday" was not on the
    dateline's day.
    """
    with_it = {around.sentence[member] for member in group[:20]}
    near = sorted({at + step for at in with_it for step in (-1, 0, 1)})
    found = dict.fromkeys([*around.dates[:10], *(one for at in near for one in around.told.get(at, ()))])
    dated = any(one.relative is None for one in around.dates)
    day_before = any(one.relative == "yesterday" for at in with_it for one in around.told.get(at, ()))
    return [
        one
        for one in found
        if (dated or one.relative not in ("today", "yesterday"))
        and not (day_before and one is around.dateline)
        and not _is_period(one)
    ]


def _is_period(one: DateMention) -> bool:
    """Return whether a range of days is longer than an occasion lasts: that of a strategy or project."""
    first, last = one.first or "", one.last or ""
    return len(first) == len(last) == _DAY and date.fromisoformat(last) - date.fromisoformat(first) > _LONGEST


def may_last(one: DateMention, kind: str) -> bool:
    """Return whether an occasion of a kind may last as long as a date tells: no meeting lasts "from April to July"."""
    if kind in _LASTING_KINDS or not (one.first and one.last):
        return True
    first, last = (
        day if len(day) == _DAY else f"{day}-{of_month}" for day, of_month in ((one.first, "01"), (one.last, "28"))
    )
    return date.fromisoformat(last) - date.fromisoformat(first) <= _OF_OTHERS


def features_of_day(around: Surroundings, group: Sequence[int], one: DateMention, kind: str) -> list[str]:
    """Return what there is to see of a date beside an occasion: whether it is the occasion's day."""
    text, at = around.text, around.text.sentence_at(one.start)
    sort, where = around.sort_of(one), _where(around, group, one, at)
    words = [word.lower() for word in _WORD.findall(around.before(one.start, 40))[-2:]]
    near = words[-1] if words else "^"
    absolute = min(len({other.first for other in around.dates[:10] if not other.relative}), 3)
    found = [
        "bias", f"sort={sort}", f"where={where}", f"sort={sort} where={where}", f"before={near}",
        f"before={' '.join(words)}", f"where={where} before={near}", f"type={kind} where={where}",
        f"days={absolute} sort={sort} where={where}", f"since={_since(one, around)} where={where}",
        f"sort={sort} dateline={around.dateline is not None}", f"first={one is around.dates[0]} where={where}",
        f"relative={bool(one.relative)} where={where} days={absolute}",
    ]  # fmt: skip
    if one.open_ended or not one.first or not one.last:
        found.append("open" if one.open_ended else "half")
    if where in ("same", "headline, with it"):
        found += _rank(around, group, one, at)
    clause = around.before(one.start)
    clauses = [f"clause={name}" for name, pattern in _CLAUSES.items() if pattern.search(clause)]
    if _LASTING.search(text.content, *text.sentences[at]):
        return [*found, *clauses, "lasting", *(f"lasting {told}" for told in clauses)]
    return [*found, *clauses]


def numbers_of_days(around: Surroundings, days: Sequence[DateMention]) -> Numbers:
    """Return what the words beside some dates are like, in numbers (`names.vectors.beside`)."""
    return beside(around.text, [around.text.tokens_at(one.start, one.end) for one in days])


def _where(around: Surroundings, group: Sequence[int], one: DateMention, at: int) -> str:
    """Return where a date stands, seen from the heads of an occasion."""
    with_it = any(around.sentence[member] == at for member in group)
    if one is around.dateline:
        return "dateline"
    if at == 0:
        return "headline, with it" if with_it else "headline"
    if with_it:
        return "same"
    return "beside" if any(abs(around.sentence[member] - at) == 1 for member in group) else "apart"


def _rank(around: Surroundings, group: Sequence[int], one: DateMention, at: int) -> list[str]:
    """Return how near a date is to an occasion's heads, beside the other heads and dates of the sentence."""
    ranked = sorted(around.heads_in[at], key=lambda number: around.distance(one, around.heads[number]))
    rank = next(rank for rank, number in enumerate(ranked) if number in group)
    far = around.distance(one, around.heads[ranked[rank]])
    rivals = [other for other in around.told.get(at, ()) if other is not one and not other.relative]
    own = [around.heads[number] for number in ranked if number in group]
    nearer = any(around.distance(other, head) < far for other in rivals for head in own)
    rank, steps = min(rank, 3), min(far // 25, 5)
    return [
        f"rank={rank} of {min(len(ranked), 4)}", f"far={steps}", f"rank={rank} far={steps}",
        f"rivals={min(len(rivals), 2)} nearer={nearer}",
    ]  # fmt: skip


def _since(one: DateMention, around: Surroundings) -> str:
    """Return how long before the publication a date lies, in words."""
    told = one.first or one.last or ""
    day = date.fromisoformat(told if len(told) == _DAY else f"{told}-15")
    days = (around.text.published - day).days
    return next((word for limit, word in _SINCE if days <= limit), "years")
