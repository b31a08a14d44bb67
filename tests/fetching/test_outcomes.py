"""What a round tells of pages that are new, changed, gone and back, and what it keeps of them."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from tests.fetching.conftest import Site, Watcher, article, feed, page, status

from migrationkg.errors import InputError
from migrationkg.fetching.kept import Kept
from migrationkg.reading import read


def pages_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in {".html", ".xml", ".txt", ".json"})


def test_a_page_is_kept_as_it_came_with_a_note(site: Site, watch: Watcher) -> None:
    site.pages["/talks"] = page(article("Talks in Malta"), ETag='"1"', Content_Type="text/html; charset=utf-8")
    assert watch.one(site.url("/talks")).result == "new"
    (kept,) = pages_in(watch.folder)
    assert kept.read_bytes() == article("Talks in Malta")
    note = json.loads(kept.with_suffix(".fetched").read_text())
    assert note["sha256"] == sha256(kept.read_bytes()).hexdigest()
    assert (note["address"], note["etag"], note["charset"]) == (site.url("/talks"), '"1"', "utf-8")
    assert (note["licence"], note["items"], note["fetched"][:2]) == ("quotes only", 1, "20")


def test_a_page_is_asked_for_only_if_it_has_changed(site: Site, watch: Watcher) -> None:
    when = "Fri, 03 May 2024 10:00:00 GMT"
    site.pages["/talks"] = [page(article("Talks"), ETag='W/"1"', Last_Modified=when), status(304)]
    watch.one(site.url("/talks"))
    again = watch.one(site.url("/talks"))
    assert (again.result, again.items) == ("unchanged", 1)
    sent = site.asked[-1][1]
    assert (sent["If-None-Match"], sent["If-Modified-Since"]) == ('W/"1"', when)
    assert sent["User-Agent"].startswith("migrationkg/")
    assert "mailto:a@b.example" in sent["User-Agent"]


def test_a_page_that_came_again_as_it_was_is_unchanged_and_one_with_other_words_is_changed(
    site: Site, watch: Watcher
) -> None:
    site.pages["/talks"] = [
        page(article("Talks"), ETag='"1"'),
        page(article("Talks"), ETag='"2"'),
        page(article("Met")),
    ]
    results = [watch.one(site.url("/talks")).result for _ in range(3)]
    assert results == ["new", "unchanged", "changed"]
    assert b"Met" in pages_in(watch.folder)[0].read_bytes()


@pytest.mark.parametrize("code", [404, 410])
def test_a_page_is_gone_where_it_was_there_and_what_was_kept_stays(site: Site, watch: Watcher, code: int) -> None:
    site.pages["/talks"] = [page(article("Talks"), ETag='"1"'), status(code), status(code), page(article("Talks"))]
    first, gone, still, back = (watch.one(site.url("/talks")) for _ in range(4))
    assert [one.result for one in (first, gone, still, back)] == ["new", "gone", "gone", "changed"]
    assert back.note.startswith("back, after it was gone since 20")
    assert len(read([watch.folder]).items) == 1
    assert not next(iter(Kept(watch.folder).notes())).gone


def test_a_page_that_never_was_there_is_a_failure(site: Site, watch: Watcher) -> None:
    outcome = watch.one(site.url("/nothing"))
    assert (outcome.result, outcome.note) == (
        "failed",
        "the site answers 404; there is no such page, check the address",
    )
    assert not pages_in(watch.folder)


def test_a_feed_that_comes_broken_does_not_take_the_place_of_the_last_good_one(site: Site, watch: Watcher) -> None:
    good = feed("/talks")
    site.pages["/feed"] = [
        page(good, Content_Type="application/rss+xml"),
        page(b"<html><body><p>We are back soon.</p></body></html>"),
        page(good[:60], Content_Type="application/rss+xml"),
        page(b"%PDF-1.7", Content_Type="application/pdf"),
        page(b""),
    ]
    results = [watch.one(site.url("/feed")) for _ in range(5)]
    assert [one.result for one in results] == ["new", *["failed"] * 4]
    assert "so the page of before is kept" in results[1].note
    assert "the file is a PDF" in results[3].note
    assert [path.read_bytes() for path in pages_in(watch.folder)] == [good]


def test_a_page_of_which_no_news_can_be_read_is_kept_and_told(site: Site, watch: Watcher) -> None:
    site.pages["/about"] = page(b"<html><body><p>Who we are.</p></body></html>")
    outcome = watch.one(site.url("/about"))
    assert (outcome.result, outcome.items) == ("new", 0)
    assert outcome.note.startswith("no news was read in it: ")
    assert len(pages_in(watch.folder)) == 1


def test_the_pages_to_which_a_feed_leads_are_fetched_those_of_its_host(site: Site, watch: Watcher) -> None:
    site.pages["/feed"] = [page(feed("/1", site.url("/2"), site.url("/3", "other.example"))), page(feed("/2"))]
    site.pages |= {path: page(article(f"Talks {path[1:]}")) for path in ("/1", "/2", "/3")}
    first = watch(site.url("/feed"), follow=True)
    assert [one.address for one in first] == [site.url(path) for path in ("/feed", "/1", "/2")]
    again = watch(site.url("/feed"), follow=True)
    assert [(one.address, one.result) for one in again] == [
        (site.url("/feed"), "changed"),
        (site.url("/2"), "unchanged"),
    ]
    everything = watch(site.url("/feed"), follow=True, everything=True)
    assert [one.address for one in everything] == [site.url(path) for path in ("/feed", "/2", "/1")]


def test_a_page_that_was_altered_in_the_folder_is_fetched_whole(site: Site, watch: Watcher) -> None:
    site.pages["/talks"] = page(article("Talks"), ETag='"1"')
    watch.one(site.url("/talks"))
    (kept,) = pages_in(watch.folder)
    kept.write_text("cut")
    assert watch.one(site.url("/talks")).result == "new"
    assert "If-None-Match" not in site.asked[-1][1]
    assert kept.read_bytes() == article("Talks")


def test_a_note_leads_to_no_file_outside_the_folder(site: Site, watch: Watcher) -> None:
    site.pages["/talks"] = page(article("Talks"))
    watch.one(site.url("/talks"))
    (note,) = watch.folder.glob("*.fetched")
    note.write_text(note.read_text().replace('"file": "', '"file": "../'))
    assert watch.one(site.url("/talks")).result == "new"


def test_two_rounds_do_not_write_one_folder(site: Site, watch: Watcher) -> None:
    def another(_: object) -> None:
        with pytest.raises(InputError, match="another fetch is writing it"):
            Watcher(watch.folder)(site.url("/talks"))

    site.pages["/talks"] = another
    watch(site.url("/talks"))
    assert site.times("/talks") == 1
