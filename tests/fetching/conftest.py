"""A site on this machine that answers as each test wants, with every fault that sites have."""

import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from migrationkg.fetching import Network, Outcome, Wanted, fetch
from migrationkg.fetching.wanted import Source

TRUST = ssl.create_default_context()  # once, since it takes a while

Handler = BaseHTTPRequestHandler
Reply = Callable[[Handler], None]

ARTICLE = """<html><head><title>{headline}</title><meta property="og:type" content="article">
<meta property="article:published_time" content="2024-05-03"></head>
<body><article><h1>{headline}</h1><p>{text}</p></article></body></html>"""
FEED = (
    """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>"""
)
ITEM = "<item><title>{headline}</title><link>{link}</link><pubDate>Fri, 03 May 2024 10:00:00 GMT</pubDate></item>"


def article(headline: str, text: str = "Officials met in Valletta.") -> bytes:
    return ARTICLE.format(headline=headline, text=text).encode()


def feed(*links: str) -> bytes:
    items = "".join(ITEM.format(headline=f"Talks {number}", link=link) for number, link in enumerate(links, start=1))
    return FEED.format(items=items).encode()


def page(body: bytes, status: int = 200, **headers: str) -> Reply:
    """Answer with a page; an underscore in the name of a header stands for a hyphen."""

    def reply(handler: Handler) -> None:
        handler.send_response(status)
        told = {"Content-Type": "text/html", "Content-Length": str(len(body))}
        for name, value in {**told, **{key.replace("_", "-"): value for key, value in headers.items()}}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def status(code: int, **headers: str) -> Reply:
    return page(b"", code, **headers)


def raw(*parts: bytes, pause: float = 0) -> Reply:
    """Answer with bytes as they stand."""

    def reply(handler: Handler) -> None:
        for part in parts:
            handler.wfile.write(part)
            handler.wfile.flush()
            time.sleep(pause)

    return reply


@dataclass
class Site:
    """The site: path → what is answered, the last of several again and again; and what was asked."""

    port: int
    pages: dict[str, Reply | list[Reply]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], float]] = field(default_factory=list)

    def url(self, path: str, host: str = "news.example", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def times(self, path: str) -> int:
        return sum(one == path for one, _, _ in self.asked)

    def answer(self, handler: Handler) -> None:
        self.asked.append((handler.path, dict(handler.headers.items()), time.monotonic()))
        found = self.pages.get(handler.path, status(404))
        reply = (found.pop(0) if len(found) > 1 else found[0]) if isinstance(found, list) else found
        reply(handler)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as one:
        yield one


class serving:  # noqa: N801 - read as a verb
    """A context in which a site is served."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls

    def __enter__(self) -> Site:
        class Answering(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                with suppress(OSError):  # who asked has hung up
                    here.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                pass

        self._server = Quiet(("127.0.0.1", 0), Answering)
        if self._tls:
            self._server.socket = self._tls.wrap_socket(self._server.socket, server_side=True)
        here = Site(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return here

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


@dataclass
class Names:
    """What hosts are found at: this machine, unless told otherwise; several answers come one after another."""

    answers: dict[str, list[Sequence[str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def look_up(self, host: str, _port: int) -> Sequence[str]:
        self.asked.append(host)
        found = self.answers.get(host, [["127.0.0.1"]])
        return found.pop(0) if len(found) > 1 else found[0]


@dataclass
class Watcher:
    """Fetches for a test into its folder; only the site itself counts as an address of the open network."""

    folder: Path
    names: Names = field(default_factory=Names)
    tls: ssl.SSLContext = TRUST

    def __call__(
        self,
        *addresses: str,
        follow: bool = False,
        everything: bool = False,
        delay: float = 0,
        timeout: float = 5,
        largest: float = 1,
    ) -> list[Outcome]:
        sources = tuple(Source(one, "quotes only", follow) for one in addresses)
        wanted = Wanted(sources, "mailto:a@b.example", delay, timeout, largest)
        network = Network("127.0.0.1".__eq__, self.names.look_up, self.tls)
        return fetch(wanted, self.folder, network=network, everything=everything)

    def one(self, address: str, **settings: float) -> Outcome:
        (outcome,) = self(address, **settings)  # type: ignore[arg-type]
        return outcome


@pytest.fixture
def watch(tmp_path: Path) -> Watcher:
    return Watcher(tmp_path / "news")
