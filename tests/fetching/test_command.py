"""`migrationkg fetch` as a user calls it, and what a build takes from its folder."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.fetching.conftest import Handler, Site, Watcher, article, feed, page, status
from typer.testing import CliRunner

from migrationkg.cli import app
from migrationkg.fetching.kept import Kept
from migrationkg.knowledge_base import build
from migrationkg.knowledge_base.withdrawing import withdraw_gone
from migrationkg.reading import read

COMMAND = Path(sys.executable).parent / "migrationkg"
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "COLUMNS": "100", "TERM": "dumb", "LANG": "C.UTF-8"}
TEXT = "On 3 May 2024, the EU-funded project MOBILAZE 2 held a workshop in Baku with the State Migration Service."


def listed(folder: Path, *addresses: str, follow: bool = False) -> Path:
    path = folder / "feeds.toml"
    sources = (f'[[source]]\naddress = "{one}"\nfollow = {str(follow).lower()}\n' for one in addresses)
    path.write_text("delay = 0\n" + "".join(sources))
    return path


def run(*words: str) -> tuple[int, list[str]]:
    """Return the exit code of a command, and the lines that it printed."""
    done = CliRunner().invoke(app, words)
    return done.exit_code, [line.rstrip() for line in done.stdout.splitlines()]


def test_a_page_that_is_gone_takes_its_news_along_where_that_is_asked_for(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def here(path: str) -> str:
        return site.url(path, "127.0.0.1")

    site.pages = {
        "/feed": page(feed("/1", "/2")),
        "/1": [page(article("Workshop in Baku", TEXT)), status(410)],
        "/2": page(article("Talks in Malta", TEXT)),
    }
    monkeypatch.chdir(tmp_path)
    words = ("fetch", str(listed(tmp_path, here("/feed"), follow=True)))
    code, refused = run(*words)
    assert (code, refused[-1]) == (3, "0 new, 0 changed, 0 unchanged, 0 gone, 1 failed")
    assert "use --allow-private" in " ".join(refused)
    assert run(*words, "--allow-private") == (
        0,
        [
            f"+ {here('/feed')}  2 items",
            f"+ {here('/1')}  1 item",
            f"+ {here('/2')}  1 item",
            "3 new, 0 changed, 0 unchanged, 0 gone, 0 failed",
        ],
    )
    assert build(["news"], "kb", check=False, page=False).items == 2, "the feed and the pages tell of the same two"
    code, again = run(*words, "--allow-private", "--withdraw", "kb", "--who", "Ada")
    assert code == 0
    assert any(line.startswith(f"− {here('/1')}  1 item  since 20") for line in again)
    assert again[-1].startswith("withdrawn: 1-")
    graph = tmp_path / "kb" / "graph.ttl"
    assert "Workshop in Baku" in graph.read_text()
    build([], "kb", check=False, page=False)
    assert "Workshop in Baku" not in graph.read_text()
    assert "Talks in Malta" in graph.read_text()
    assert withdraw_gone(Path("news"), Path("kb"), who="Ada") == []


def test_when_pages_came_is_no_part_of_the_news(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages = {"/feed": page(feed("/1")), "/1": page(article("Talks"))}
    read_once = []
    for name in ("first", "second"):
        watch = Watcher(tmp_path / name / "news")
        watch(site.url("/feed"), follow=True)
        monkeypatch.chdir(tmp_path / name)
        read_once.append(read(["news"]))
        (tmp_path / name / "notes").write_text(str([note.fetched for note in Kept(watch.folder).notes()]))
    assert read_once[0] == read_once[1]
    assert (tmp_path / "first/notes").read_text() != (tmp_path / "second/notes").read_text()


def test_a_round_that_is_stopped_keeps_what_came_and_goes_on_from_there(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    processes: list[subprocess.Popen[str]] = []

    def stop(handler: Handler) -> None:
        processes[0].send_signal(signal.SIGINT)
        processes[0].wait(20)
        handler.close_connection = True

    site.pages = {"/1": page(article("One")), "/2": [stop, page(article("Two"))]}
    wanted = listed(tmp_path, site.url("/1", "127.0.0.1"), site.url("/2", "127.0.0.1"))
    words = [str(COMMAND), "fetch", str(wanted), "--allow-private"]
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)  # who runs tests in the background ignores it
    processes.append(subprocess.Popen(words, cwd=tmp_path, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT))
    signal.signal(signal.SIGINT, heard)
    _, told = processes[0].communicate(timeout=60)
    assert processes[0].returncode == 2
    assert told.splitlines()[-1].startswith("migrationkg: stopped; 1 page ")
    assert "Traceback" not in told
    assert [note.items for note in Kept(tmp_path / "news").notes()] == [1]
    monkeypatch.chdir(tmp_path)
    _, again = run(*words[1:])
    assert again[-1] == "1 new, 0 changed, 1 unchanged, 0 gone, 0 failed"
    assert (site.times("/1"), site.times("/2")) == (1, 2)
    assert not (tmp_path / "news" / ".unfinished").exists(), "the next round asks for all again"


def test_an_item_has_the_address_of_its_page_whatever_the_page_claims(site: Site, watch: Watcher) -> None:
    def claiming(headline: str, canonical: str) -> bytes:
        link = f'<link rel="canonical" href="{canonical}"></head>'
        return article(headline).replace(b"</head>", link.encode())

    site.pages = {
        "/own?utm_source=x": page(claiming("Own", "/own")),
        "/none": page(article("None")),
        "/lie": page(claiming("Lie", "https://www.icmpd.org/news/true")),
    }
    watch(*map(site.url, site.pages))
    found = {item.headline: item.url for item in read([watch.folder]).items}
    assert found == {"Own": site.url("/own"), "None": site.url("/none"), "Lie": site.url("/lie")}


def test_relative_links_of_a_feed_are_made_whole(site: Site, watch: Watcher) -> None:
    site.pages["/de/feed"] = page(feed("talks", "/news/2"), Content_Type="application/rss+xml")
    watch.one(site.url("/de/feed"))
    assert [item.url for item in read([watch.folder]).items] == [site.url("/de/talks"), site.url("/news/2")]


def test_a_note_that_is_damaged_does_no_harm(site: Site, watch: Watcher) -> None:
    site.pages["/talks"] = page(article("Talks"))
    watch.one(site.url("/talks"))
    (note,) = watch.folder.glob("*.fetched")
    for damage in ("", "[]", "{}", json.dumps({"file": note.with_suffix(".html").name})):
        note.write_text(damage)
        assert [item.url for item in read([watch.folder]).items] == [None]
    assert watch.one(site.url("/talks")).result == "new"
