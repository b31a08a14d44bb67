"""Which state of a knowledge base is served: the newest whole one, from the first request after a build on."""

import asyncio
import hashlib
import logging
from dataclasses import dataclass, field, replace

from starlette.requests import Request
from starlette.types import Message

from migrationkg.knowledge_base.folder import KnowledgeBase, open_knowledge_base
from migrationkg.knowledge_base.using import base_of
from migrationkg.server.pool import Pool
from migrationkg.server.recent import Recent
from migrationkg.server.settings import Settings
from migrationkg.store.disk import current_data

_EVERY = 0.5  # seconds between two looks at the folder
_INDEXING = 60.0  # seconds in which the index of the names of many things must be made
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Served:
    """One state of a knowledge base, and who answers questions on it.

    Attributes:
        kb: its files; those beside the store may be of a later state, if a build has just put them there.
        base: where the IRIs of its data begin.
        version: changes with every build; part of each ETag.
        pool: the workers that have its store open.
        names: one worker that all reconciliation is done by, so that the index of names is made and held once.
        kept: what is worked out once for this state.
        recent: short answers of the endpoint by their ETags, for those who ask the same.
        responses: the same as they were sent, for those who ask in the same words.
    """

    kb: KnowledgeBase
    base: str
    version: str
    pool: Pool
    names: Pool
    kept: dict[str, object] = field(default_factory=dict)
    recent: Recent[tuple[bytes, str]] = field(default_factory=Recent)
    responses: Recent[list[Message]] = field(default_factory=Recent)

    def close(self) -> None:
        """End the workers."""
        self.pool.close()
        self.names.close()


class Serving:
    """The state that is served now, and the way to the next."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._now: Served | None = None
        self._lock = asyncio.Lock()

    @property
    def now(self) -> Served:
        """The state that is served."""
        assert self._now is not None, "started before the first request"  # noqa: S101
        return self._now

    async def refresh(self) -> None:
        """Serve the newest state; those who ask meanwhile are answered from the one before.

        Raises:
            InputError: there is no knowledge base, or its store cannot be opened.
        """
        async with self._lock:
            kb = open_knowledge_base(self.settings.kb)
            version = _version(kb)
            if self._now and self._now.version == version:
                return
            data, most = kb.store / current_data(kb.store), self.settings.timeout + _INDEXING
            pool = Pool(data, self.settings)
            alone = replace(self.settings, workers=1, timeout=most, memory=2 * self.settings.memory)
            try:
                await pool.start()
                fresh = Served(kb, base_of(kb), version, pool, Pool(data, alone, long=most))
            except BaseException:
                pool.close()
                raise
            former, self._now = self._now, fresh
            if former:
                former.close()

    async def watch(self) -> None:
        """Look for a new state every half second, for ever; what is wrong with one is told once."""
        told = ""
        while True:
            await asyncio.sleep(_EVERY)
            try:
                await self.refresh()
                told = ""
            except Exception as error:  # noqa: BLE001  # whatever it is, the next look may find a whole state
                if str(error) != told:
                    told = str(error)
                    _LOG.warning("still serving the state before: %s", told)

    def close(self) -> None:
        """End the workers."""
        if self._now:
            self._now.close()


def served_of(request: Request) -> Served:
    """Return the state that a request is answered from; one handler takes it once, and sees one state throughout."""
    serving: Serving = request.app.state.serving
    return serving.now


def _version(kb: KnowledgeBase) -> str:
    """Return a word for the state of the store, which no other state ever had."""
    marker = kb.store / "store.txt"
    told = f"{current_data(kb.store)} {marker.stat().st_mtime_ns}" if marker.exists() else current_data(kb.store)
    return hashlib.sha256(told.encode()).hexdigest()[:16]
