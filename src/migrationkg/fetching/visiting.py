"""Visits to sites: by their robots.txt, one request at a time to a host and not too soon, redirects followed."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from protego import Protego

from migrationkg.fetching.outcome import NoAnswerError, NotPermittedError
from migrationkg.fetching.receiving import Answer, Receiver
from migrationkg.reading.web_address import web_address

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_MOST_REDIRECTS = 5

#: A site that has too much to do is asked once more, if it wants no longer wait than this, in seconds.
_LONGEST_WAIT = 120
_BUSY = frozenset((429, 500, 502, 503, 504))

#: A host of which so many requests in a row failed is not asked again in the same run.
_MOST_FAILURES = 5

#: By RFC 9309 at least 500 KiB of a robots.txt are heeded.
_ROBOTS_MIB = 0.5
_ROBOT = "migrationkg"


class Visitor:
    """Who asks sites for pages; knows when each host was asked, and what its robots.txt says."""

    def __init__(self, receiver: Receiver, delay: float) -> None:
        """Begin.

        Args:
            receiver: makes the requests.
            delay: seconds between two requests to one host; a longer one that its robots.txt asks for is kept to,
                up to two minutes.
        """
        self._receiver = receiver
        self._delay = delay
        self._turns: dict[str, asyncio.Lock] = {}
        self._free: dict[str, float] = {}
        self._rules: dict[str, asyncio.Task[Protego]] = {}
        self._closed: dict[str, str] = {}
        self._failures: dict[str, int] = {}

    async def get(self, address: str, conditions: Mapping[str, str]) -> Answer:
        """Return what a site answers for a page, after redirects.

        Args:
            address: of the page.
            conditions: headers of a conditional request.

        Raises:
            NoAnswerError: it may not be asked for, or there is no answer that can be taken.
        """
        seen = [address]
        while True:
            rules = await self._rules_of(address)
            if not rules.can_fetch(address, _ROBOT):
                raise NoAnswerError(f"robots.txt of {_host(address)} forbids it")
            answer = await self._patient(address, conditions, rules.crawl_delay(_ROBOT) or 0)
            if answer.status not in _REDIRECTS:
                return answer
            address = _led_to(answer, seen)
            seen.append(address)

    async def _patient(self, address: str, conditions: Mapping[str, str], delay: float) -> Answer:
        """Return the answer of a host; where it is busy, that of a second request after the time that it asks for."""
        host = _host(address)
        for last in (False, True):
            if host in self._closed:
                raise NoAnswerError(self._closed[host])
            async with self._turn(host, max(min(delay, _LONGEST_WAIT), self._delay)):
                answer = await self._asked(host, address, conditions)
            if answer.status not in _BUSY:
                return answer
            wait = _wait_asked_for(answer)
            if wait > _LONGEST_WAIT:
                told = f"{host} answers {answer.status} and asks to come back in {wait:.0f} seconds; fetch again then"
                self._closed[host] = told
                raise NoAnswerError(told)
            if not last:
                self._free[host] = max(self._free[host], time.monotonic() + wait)
        raise NoAnswerError(f"{host} answers {answer.status}, a second time too; asked again next time")

    async def _asked(self, host: str, address: str, conditions: Mapping[str, str]) -> Answer:
        """Return the answer of a host; one that fails over and over is left alone until next time."""
        try:
            answer = await self._receiver.get(address, conditions)
        except NoAnswerError as error:
            self._failures[host] = self._failures.get(host, 0) + 1
            if self._failures[host] == _MOST_FAILURES:
                self._closed[host] = f"{host} failed {_MOST_FAILURES} times in a row, at last so: {error}"
            raise
        self._failures[host] = 0
        return answer

    @asynccontextmanager
    async def _turn(self, host: str, delay: float) -> AsyncIterator[None]:
        """Wait until a host may be asked, and hold it for one request."""
        async with self._turns.setdefault(host, asyncio.Lock()):
            await asyncio.sleep(self._free.get(host, 0) - time.monotonic())
            try:
                yield
            finally:
                self._free[host] = time.monotonic() + delay

    async def _rules_of(self, address: str) -> Protego:
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._read_rules(origin))
        return await asyncio.shield(self._rules[origin])

    async def _read_rules(self, origin: str) -> Protego:
        """Return the rules of a site by RFC 9309: none where it has no robots.txt, all is forbidden where it fails."""
        address = f"{origin}/robots.txt"
        seen = [address]
        try:
            while True:
                async with self._turn(_host(address), 0):
                    answer = await self._receiver.get(address, {}, _ROBOTS_MIB)
                if answer.status not in _REDIRECTS:
                    break
                address = _led_to(answer, seen)
                seen.append(address)
        except NotPermittedError:
            raise
        except NoAnswerError as error:
            raise NoAnswerError(f"robots.txt cannot be read, so nothing is asked: {error}") from error
        if answer.status >= 500 or answer.status == 429:
            told = f"robots.txt answers {answer.status}, which forbids everything until it can be read"
            raise NoAnswerError(f"{told}; asked again next time")
        return Protego.parse(answer.body.decode("utf-8", "replace"))


def _host(address: str) -> str:
    return urlsplit(address).netloc


def _led_to(answer: Answer, seen: list[str]) -> str:
    """Return the address to which an answer redirects.

    Raises:
        NoAnswerError: that is none, or there were too many, or they go in a circle, or from https to http.
    """
    told = answer.headers.get("Location", "")
    address = (web_address(told, answer.address) or "").partition("#")[0] if told else ""
    if not address or "@" in _host(address):
        raise NoAnswerError(f"it redirects to {told[:80]!r}, which is no http(s) address")
    if address in seen:
        raise NoAnswerError("its redirects go in a circle")
    if len(seen) > _MOST_REDIRECTS:
        raise NoAnswerError(f"it redirects more than {_MOST_REDIRECTS} times")
    if answer.address.startswith("https:") and address.startswith("http:"):
        raise NoAnswerError(f"it redirects from https to http ({address[:80]}); list that address if it is right")
    return address


def _wait_asked_for(answer: Answer) -> float:
    """Return the seconds that Retry-After asks for, as seconds or a day and time; 0 where it asks for nothing."""
    told = answer.headers.get("Retry-After", "").strip()
    if re.fullmatch(r"\d{1,9}", told):
        return float(told)
    try:
        until = parsedate_to_datetime(told)
        wait = until - datetime.now(until.tzinfo)
    except (ValueError, TypeError):
        return 0
    return max(wait, timedelta()).total_seconds()
