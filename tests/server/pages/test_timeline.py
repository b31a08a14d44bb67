"""The events of a thing, drawn along the time."""

import itertools
import re

import httpx
import pytest

from migrationkg.server.pages.timeline import timeline_of
from migrationkg.sheets.sheet import Row, Section, Sheet

ICMPD = "/organisation/international-centre-for-migration-policy-development"


def sheet(*days: str) -> Sheet:
    rows = tuple(Row(f"Workshop {place}", f"event/{place}", "", (), day) for place, day in enumerate(days))
    return Sheet("Project", "P", "project/p", "urn:p", (), (), (Section("Events", rows, ""),), (), (), ())


def test_an_event_stands_where_its_day_does() -> None:
    drawn = timeline_of(sheet("2023-01-01", "2023-07-02", "2024", "2023-04"))
    assert drawn
    places = {one.name: one.x for one in drawn.occasions}
    first, last = places["Workshop 0"], places["Workshop 2"]
    assert [one.day for one in drawn.occasions] == ["1 January 2023", "April 2023", "2 July 2023", "2024"]
    assert places["Workshop 1"] == pytest.approx((first + last) / 2, abs=3)
    assert [words for _, words in drawn.ticks][:2] == ["April 2023", "July 2023"]
    assert all(first <= x <= last for x, _ in drawn.ticks)


def test_one_event_alone_is_no_timeline() -> None:
    assert timeline_of(sheet("2023-01-01")) is None
    assert timeline_of(sheet("2023-01-01", "")) is None


def test_names_lie_on_no_other_names_and_what_finds_no_room_is_a_mark_only() -> None:
    drawn = timeline_of(sheet(*(f"2023-06-{day:02}" for day in range(1, 31) for _ in range(3))))
    assert drawn
    named = [one for one in drawn.occasions if one.anchor]
    assert len(drawn.occasions) == 90 > len(named) > 10
    spans: dict[float, list[tuple[float, float]]] = {}
    for one in named:
        width = 6 * len(one.name)
        spans.setdefault(one.y, []).append(
            (one.tx, one.tx + width) if one.anchor == "start" else (one.tx - width, one.tx)
        )
    for row in spans.values():
        row.sort()
        assert all(end <= begin for (_, end), (begin, _) in itertools.pairwise(row))
        assert row[0][0] >= 0
        assert row[-1][1] <= 840


def test_a_page_shows_it_without_script_and_names_each_event_in_text(client: httpx.Client) -> None:
    page = client.get(ICMPD, headers={"accept": "text/html"}).text
    drawn = re.search(r'<section aria-labelledby="timeline">.*?</section>', page, re.DOTALL)
    assert drawn
    days = re.findall(r"<title>[^<]*, ([^<,]*\d{4})</title>", drawn[0])
    assert len(days) > 3
    assert len(re.findall(r'<a href="/event/', drawn[0])) == len(days)
    assert "<script" not in drawn[0]
