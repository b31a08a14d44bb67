"""Sites that are slow, endless, busy, lying or broken: one line tells what is wrong, and nothing else is harmed."""

import gzip
import time
import tracemalloc
from email.utils import formatdate
from itertools import pairwise

import pytest
from tests.fetching.conftest import Handler, Reply, Site, Watcher, article, page, raw, status

from migrationkg.fetching.kept import Kept
from migrationkg.reading import read

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
BOMB = gzip.compress(bytes(64 * 2**20), 1)


def drip(handler: Handler) -> None:
    """Send a byte now and then, for ever: each comes in time, the page never does."""
    handler.wfile.write(HEAD + b"\r\n")
    while True:
        handler.wfile.write(b"a")
        time.sleep(0.1)


def slow_head(handler: Handler) -> None:
    handler.wfile.write(HEAD)
    while True:
        handler.wfile.write(b"X-A: b\r\n")
        time.sleep(0.1)


def endless(handler: Handler) -> None:
    handler.wfile.write(HEAD + b"\r\n")
    while True:
        handler.wfile.write(bytes(65536))


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (drip, "no whole answer within 0.5 seconds"),
        (slow_head, "no whole answer within 0.5 seconds"),
        (raw(b"", pause=2), "no whole answer within 0.5 seconds"),
        (endless, "larger than 1 MiB"),
        (page(bytes(2 * 2**20)), "larger than 1 MiB"),
        (page(BOMB, Content_Encoding="gzip"), "larger than 1 MiB"),
        (page(b"a", Content_Encoding="br"), "packed as 'br'"),
        (page(gzip.compress(gzip.compress(b"a")), Content_Encoding="gzip, gzip"), "packed as 'gzip, gzip'"),
        (page(b"no gzip", Content_Encoding="gzip"), "not packed as it says"),
        (page(gzip.compress(article("Talks"))[:-9], Content_Encoding="gzip"), "cut off"),
        (raw(HEAD + b"Content-Length: 999\r\n\r\n<html>"), "cut off or is no HTTP"),
        (raw(b"SSH-2.0-OpenSSH\r\n"), "cut off or is no HTTP"),
        (raw(HEAD + b"X: " + b"a" * 200_000), "cut off or is no HTTP"),
        (raw(), "cut off or is no HTTP"),
        (status(403), "answers 403; it does not give the page to programs"),
        (status(204), "answers 204"),
        (status(304), "answers 304"),
        (status(302), "redirects to ''"),
        (status(302, Location="file:///etc/passwd"), "redirects to 'file:///etc/passwd', which is no http(s) address"),
        (status(301, Location="http://me:secret@news.example/"), "which is no http(s) address"),
        (page(b"\x89PNG\r\n"), "the file is an image"),
        (page(b"\x00\x01\x02" * 9), "the file is binary"),
    ],
)
def test_a_fault_is_told_in_one_line(site: Site, watch: Watcher, reply: Reply, told: str) -> None:
    site.pages |= {"/bad": reply, "/good": page(article("Talks"))}
    bad, good = watch(site.url("/bad"), site.url("/good"), timeout=0.5)
    assert bad.result == "failed"
    assert told in bad.note
    assert "\n" not in bad.note
    assert good.result == "new"
    assert [note.address for note in Kept(watch.folder).notes()] == [site.url("/good")]


def test_a_bomb_is_not_unpacked(site: Site, watch: Watcher) -> None:
    site.pages["/bomb"] = page(BOMB, Content_Encoding="gzip")
    watch.one(site.url("/nothing"))  # loads what it needs
    tracemalloc.start()
    watch.one(site.url("/bomb"))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 16 * 2**20, "64 MiB are packed in it, and 1 MiB is allowed"


def test_a_packed_page_is_unpacked(site: Site, watch: Watcher) -> None:
    half = len(article("Talks")) // 2
    packed = gzip.compress(article("Talks")[:half]) + gzip.compress(article("Talks")[half:])
    site.pages["/packed"] = page(packed, Content_Encoding="gzip")
    assert watch.one(site.url("/packed")).items == 1


def test_redirects_are_followed_and_the_place_is_told(site: Site, watch: Watcher) -> None:
    site.pages |= {"/old": status(301, Location="/middle"), "/middle": status(302, Location="/new#top")}
    site.pages["/new"] = page(article("Talks"))
    assert watch.one(site.url("/old")).note == f"found at {site.url('/new')}"
    assert [item.url for item in read([watch.folder]).items] == [site.url("/new")]


def test_redirects_in_a_circle_or_without_end_are_left(site: Site, watch: Watcher) -> None:
    site.pages |= {"/a": status(302, Location="/b"), "/b": status(302, Location="/a")}
    site.pages |= {f"/{number}": status(302, Location=f"/{number + 1}") for number in range(20)}
    assert watch.one(site.url("/a")).note == "its redirects go in a circle"
    assert watch.one(site.url("/0")).note == "it redirects more than 5 times"
    assert site.times("/6") == 0


def test_a_page_that_leads_to_the_first_page_does_not_become_that_one(site: Site, watch: Watcher) -> None:
    site.pages |= {"/talks": [page(article("Talks")), status(302, Location="/")], "/": page(article("Home"))}
    watch.one(site.url("/talks"))
    assert "first page of the site" in watch.one(site.url("/talks")).note
    assert [item.headline for item in read([watch.folder]).items] == ["Talks"]


def test_a_busy_site_is_asked_again_after_the_time_that_it_wants(site: Site, watch: Watcher) -> None:
    site.pages["/busy"] = [status(429, Retry_After="1"), page(article("Talks"))]
    assert watch.one(site.url("/busy")).result == "new"
    (_, _, first), (_, _, second) = (one for one in site.asked if one[0] == "/busy")
    assert second - first >= 1


@pytest.mark.parametrize("wait", ["3600", formatdate(time.time() + 7200, usegmt=True)], ids=["seconds", "date"])
def test_a_site_that_wants_a_long_wait_is_left_alone(site: Site, watch: Watcher, wait: str) -> None:
    site.pages |= {"/busy": status(503, Retry_After=wait), "/next": page(article("Talks"))}
    outcomes = watch(site.url("/busy"), site.url("/next"))
    assert all("asks to come back in" in one.note for one in outcomes)
    assert site.times("/next") == 0


def test_a_site_that_fails_is_asked_twice_and_what_was_kept_stays(site: Site, watch: Watcher) -> None:
    site.pages["/talks"] = [page(article("Talks")), status(500)]
    watch.one(site.url("/talks"))
    again = watch.one(site.url("/talks"))
    assert again.note.endswith("answers 500, a second time too; asked again next time")
    assert (again.items, site.times("/talks"), len(read([watch.folder]).items)) == (1, 3, 1)


def test_a_site_that_never_answers_is_given_up(site: Site, watch: Watcher) -> None:
    site.pages |= {f"/{number}": raw() for number in range(9)}
    outcomes = watch(*(site.url(f"/{number}") for number in range(9)))
    assert sum(site.times(f"/{number}") for number in range(9)) == 5
    assert "failed 5 times in a row" in outcomes[-1].note


def test_requests_to_one_host_keep_their_distance(site: Site, watch: Watcher) -> None:
    watch(*(site.url(f"/{number}") for number in range(3)), delay=0.3)
    times = [when for path, _, when in site.asked if path != "/robots.txt"]
    assert all(later - sooner >= 0.29 for sooner, later in pairwise(times))


@pytest.mark.parametrize(
    ("robots", "told"),
    [
        (page(b"User-agent: *\nDisallow: /private"), "robots.txt of news.example"),
        (page(b"User-agent: migrationkg\nDisallow: /*vate$\n\nUser-agent: *\nAllow: /"), "robots.txt of news.example"),
        (page(b"User-agent: other\nDisallow: /"), ""),
        (page(b"\xff\xfe\x00 no robots"), ""),
        (status(404), ""),
        (status(403), ""),
        (status(503), "robots.txt answers 503, which forbids everything"),
        (status(429), "robots.txt answers 429, which forbids everything"),
        (raw(), "robots.txt cannot be read, so nothing is asked"),
        (status(302, Location="/robots.txt"), "robots.txt cannot be read, so nothing is asked: its redirects go in"),
        (page(b"# much\n" * 100_000 + b"User-agent: *\nDisallow: /"), ""),
    ],
)
def test_the_rules_of_a_site_are_kept(site: Site, watch: Watcher, robots: Reply, told: str) -> None:
    site.pages |= {"/robots.txt": robots, "/private": page(article("Talks"))}
    outcome = watch.one(site.url("/private"))
    assert told in outcome.note
    assert (outcome.result, site.times("/private")) == (("failed", 0) if told else ("new", 1))


def test_a_distance_that_robots_ask_for_is_kept(site: Site, watch: Watcher) -> None:
    site.pages["/robots.txt"] = page(b"User-agent: *\nCrawl-delay: 0.4")
    watch(site.url("/1"), site.url("/2"))
    (_, _, first), (_, _, second) = site.asked[1:]
    assert second - first >= 0.39


def test_a_redirect_leads_nowhere_that_is_forbidden(site: Site, watch: Watcher) -> None:
    site.pages |= {"/robots.txt": page(b"User-agent: *\nDisallow: /b"), "/a": status(302, Location="/b")}
    assert "robots.txt of" in watch.one(site.url("/a")).note
    assert site.times("/b") == 0


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("text/html; charset=windows-1251", "windows-1251"),
        ("text/html; charset=utf-8", "windows-1251"),  # a lie
        ("text/html; charset=iso-8859-1", "utf-8"),  # a lie
        ("text/html; charset=no-such-thing", "utf-8"),
        ("text/html; charset=\"'\x01", "utf-8"),
    ],
)
def test_the_encoding_is_found_whatever_a_site_says(site: Site, watch: Watcher, kind: str, written: str) -> None:
    words = "Переговоры в Кишинёве о миграции и границах состоялись в пятницу."
    site.pages["/talks"] = page(article(words, words).decode().encode(written), Content_Type=kind)
    watch.one(site.url("/talks"))
    assert [item.headline for item in read([watch.folder]).items] == [words]
