"""One round over all that a user lists: each page is asked for, and kept where it is new or another one."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from migrationkg.errors import InputError, Problem
from migrationkg.fetching.addresses import NETWORK, Network
from migrationkg.fetching.kept import Kept, Note, note_of
from migrationkg.fetching.outcome import NoAnswerError, Outcome, Result
from migrationkg.fetching.receiving import Answer, Receiver
from migrationkg.fetching.visiting import Visitor
from migrationkg.fetching.wanted import Source, Wanted
from migrationkg.reading.decoding import decode
from migrationkg.reading.entry import Entry
from migrationkg.reading.fetched import Origin
from migrationkg.reading.reader import read_one
from migrationkg.reading.sources import Found
from migrationkg.reading.template import Template, load_template
from migrationkg.reading.web_address import host_of

#: Hosts that are asked at a time, and pages that one listing can lead to.
_HOSTS, _MOST_PAGES = 8, 1000

#: While a round goes on, this file holds when it began; one that was stopped is taken up again within a day.
_UNFINISHED, _LOCK = ".unfinished", ".lock"
_STALE = timedelta(days=1)


def fetch(  # noqa: PLR0913 - one parameter an option of the command
    wanted: Wanted,
    folder: Path,
    *,
    network: Network = NETWORK,
    template: str | None = None,
    everything: bool = False,
    told: Callable[[Outcome], object] = lambda _: None,
) -> list[Outcome]:
    """Ask for all pages that a user lists, keep what came, and tell what became of each.

    What came is kept page by page: a round that is stopped loses nothing, and the next one goes on where it ended.

    Args:
        wanted: what to fetch.
        folder: where the pages are kept.
        network: where requests may go; by default to addresses of the open network only.
        template: how a listing is split, as of `read`.
        everything: whether pages that were found by a listing, and that it no longer names, are asked for too.
        told: is given each outcome as soon as it is there.

    Raises:
        InputError: the folder cannot be written, or another round is writing it.
    """
    receiver = Receiver.of(network, wanted)
    with _round(folder) as resumed:
        one = _Round(Kept(folder), Visitor(receiver, wanted.delay), load_template(template), resumed, everything, told)
        return _run(one.all_of(wanted.sources))


def _run(outcomes: Coroutine[Any, Any, list[Outcome]]) -> list[Outcome]:
    """Wait for outcomes; where a loop of events runs already, as in notebooks, in a thread of their own."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(outcomes)
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(asyncio.run, outcomes).result()


@contextmanager
def _round(folder: Path) -> Iterator[str]:
    """Hold the folder for one round; gives the time from which on a page was asked for in this round."""
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(str(folder / _LOCK), timeout=0):
            unfinished = folder / _UNFINISHED
            begun = _begun(unfinished)
            unfinished.write_text(begun, encoding="ascii")
            yield begun
            unfinished.unlink()
    except Timeout as error:
        raise InputError(f"{folder}: another fetch is writing it; wait until that one has ended") from error
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {error.strerror or error}") from error


def _begun(unfinished: Path) -> str:
    try:
        begun = datetime.fromisoformat(unfinished.read_text(encoding="ascii"))
        if timedelta() <= datetime.now(UTC) - begun < _STALE:
            return begun.isoformat()
    except (OSError, ValueError, TypeError):
        pass
    return _now()


def _now() -> str:
    return datetime.now(UTC).isoformat()


@dataclass(frozen=True, slots=True)
class _Round:
    """One round.

    Attributes:
        kept: the folder.
        visitor: asks the sites.
        template: how a listing is split.
        begun: when it began, also if it was stopped in between.
        everything: whether pages that a listing no longer names are asked for.
        told: is given each outcome.
        seen: the addresses that it came to.
    """

    kept: Kept
    visitor: Visitor
    template: Template
    begun: str
    everything: bool
    told: Callable[[Outcome], object]
    seen: set[str] = field(default_factory=set)

    async def all_of(self, sources: Sequence[Source]) -> list[Outcome]:
        """Return what became of each page, in the order of the sources."""
        by_host: dict[str, list[Source]] = {}
        for one in sources:
            by_host.setdefault(host_of(one.address), []).append(one)
        few = asyncio.Semaphore(_HOSTS)
        hosts = await asyncio.gather(*(self._host(of_host, few) for of_host in by_host.values()))
        found = {source: outcomes for host in hosts for source, outcomes in host.items()}
        return [outcome for one in sources for outcome in found[one]]

    async def _host(self, sources: Sequence[Source], few: asyncio.Semaphore) -> dict[Source, list[Outcome]]:
        async with few:
            return {one: await self._source(one) for one in sources}

    async def _source(self, source: Source) -> list[Outcome]:
        outcomes = [await self._page(source.address, source)]
        listing = self.kept.note(source.address) if source.follow else None
        pages = self._pages_of(listing) if listing else []
        outcomes += [await self._page(one, source) for one in pages if one not in self.seen]
        return outcomes

    def _pages_of(self, listing: Note) -> list[str]:
        """Return the addresses of the pages to which a listing leads, those of its own host."""
        entries, _ = self._read(self.kept.content(listing), listing)
        found = [one.url for one in entries if one.url]
        if self.everything:
            found += [one.address for one in self.kept.notes() if one.listed_by == listing.address]
        own = (one.partition("#")[0] for one in found if host_of(one) == host_of(listing.found_at) and "@" not in one)
        return list(dict.fromkeys(own))[:_MOST_PAGES]

    async def _page(self, address: str, source: Source) -> Outcome:
        self.seen.add(address)
        before = self.kept.note(address)
        if before and before.asked >= self.begun:
            outcome = Outcome(address, "unchanged", "asked for before the round was stopped", before.items)
        else:
            try:
                answer = await self.visitor.get(address, before.conditions if before and not before.gone else {})
                outcome = self._taken(answer, address, before, source)
            except NoAnswerError as error:
                outcome = Outcome(address, "failed", str(error), before.items if before else 0)
        self.told(outcome)
        return outcome

    def _taken(self, answer: Answer, address: str, before: Note | None, source: Source) -> Outcome:
        """Keep what came, and return what that means.

        Raises:
            NoAnswerError: it is no page to be kept.
        """
        now = _now()
        if before and answer.status in {404, 410}:
            gone = before.gone or now
            self.kept.keep(replace(before, gone=gone, asked=now))
            return Outcome(address, "gone", f"since {gone[:10]}; what was kept stays", before.items)
        if before and answer.status == 304 and not before.gone:
            self.kept.keep(replace(before, asked=now, licence=source.licence))
            return Outcome(address, "unchanged", items=before.items)
        if answer.status != 200:
            raise NoAnswerError(f"the site answers {answer.status}; {_advice(answer.status)}")
        if _is_home(answer.address) and not _is_home(address):
            raise NoAnswerError("it leads to the first page of the site, as pages do that are gone; look at it")
        note = note_of(answer, address, source, now)
        entries, fault = self._read(answer.body, note)
        if not entries and before and before.items:
            raise NoAnswerError(f"what came has no news, so the page of before is kept: {fault}")
        return self._kept(replace(note, items=len(entries)), answer.body, before, fault)

    def _read(self, content: bytes, note: Note) -> tuple[list[Entry], str]:
        """Return the news of a page, and where it has none, why.

        Raises:
            NoAnswerError: it is no text.
        """
        try:
            decode(content, note.charset)
        except ValueError as error:
            raise NoAnswerError(f"what came is not kept: {str(error).partition(';')[0]}") from error
        found = list(read_one(Found(note.file, content, Origin(note.found_at, note.charset)), None, self.template))
        entries = [one for one in found if isinstance(one, Entry)]
        faults = [one.message for one in found if isinstance(one, Problem)]
        return entries, "" if entries else next(iter(faults), "it has no headline with a day")

    def _kept(self, note: Note, content: bytes, before: Note | None, fault: str) -> Outcome:
        if before and before.sha256 == note.sha256:
            self.kept.keep(replace(note, file=before.file, fetched=before.fetched))
        else:
            self.kept.keep(note, content)
        back = f"back, after it was gone since {before.gone[:10]}" if before and before.gone else ""
        moved = f"found at {note.found_at}" if note.found_at != note.address else ""
        is_same = before and before.sha256 == note.sha256 and not back
        result: Result = "unchanged" if is_same else "changed" if before else "new"
        unread = f"no news was read in it: {fault}" if fault else ""
        return Outcome(note.address, result, "; ".join(filter(None, (back, moved, unread))), note.items)


def _is_home(address: str) -> bool:
    return urlsplit(address).path in {"", "/"}


def _advice(status: int) -> str:
    """Return what to do about a status."""
    if status in {404, 410}:
        return "there is no such page, check the address"
    if status in {401, 403, 407, 451}:
        return "it does not give the page to programs, ask its publisher"
    return "asked again next time"
