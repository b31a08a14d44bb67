"""A knowledge base in a SPARQL store of somebody else: only what differs from the last publication is sent.

The store keeps the record, a graph with the names of our graphs and the digest of each that is there whole. It lies
with the data, not with us, so that two machines that publish know the same. A graph loses its digest before it is
touched and gets one when it is whole; whoever publishes next goes on where another was cut off. Nothing is touched that
the record does not name. All operations are SPARQL 1.1 Update, and may be sent twice.

Beside the graphs of the news there is one with every statement once (`migrationkg.store.remote` says why). A statement
leaves it before it leaves its graph and comes after it has come there, so that it never has more than the graphs.
"""

import socket
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Triple

from migrationkg.errors import InputError
from migrationkg.graph import DEFAULT_BASE
from migrationkg.knowledge_base.folder import open_knowledge_base
from migrationkg.knowledge_base.published_graphs import OwnGraphs
from migrationkg.knowledge_base.using import base_of
from migrationkg.progress import stage, through
from migrationkg.store import open_store
from migrationkg.store.endpoint import Endpoint, asking_address
from migrationkg.store.prefixes import PREFIXES
from migrationkg.store.remote import CONFORMS_TO, EVERYTHING, FORM, PART_OF

_SHA256 = NamedNode(PREFIXES["schema"] + "sha256")
_CREATOR = NamedNode(PREFIXES["dcterms"] + "creator")
_DATE = NamedNode(PREFIXES["dcterms"] + "date")

#: Statements that one operation brings: Virtuoso takes no more than some thousands.
_AT_ONCE = 1000

#: Seconds after which a publication says again that it goes on, and for which one that says no more is believed.
_SAYING, _STANDS = 30, 300

#: More withdrawn graphs than this, and than half of all, look like another knowledge base of the same base.
_FEW = 5

_Part = TypeVar("_Part")

#: Takes the name of a step and the names of the graphs it is to go through; gives them back one by one.
Progress = Callable[[str, Sequence[str]], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication did.

    Attributes:
        asked: address where the store is asked.
        new: number of graphs that were not there before.
        changed: number of those that were replaced.
        withdrawn: number of those that were deleted.
        same: number of those that were as they should be.
        statements: number of statements that were sent, each once for its graph.
    """

    asked: str
    new: int
    changed: int
    withdrawn: int
    same: int
    statements: int


def publish(
    kb: str | Path,
    to: str,
    *,
    endpoint: str | None = None,
    replace: bool = False,
    timeout: float = 60.0,
    progress: Progress = lambda _, names: through(names),
) -> Published:
    """Bring a store to what a knowledge base says.

    Args:
        kb: the folder.
        to: address where the store takes SPARQL 1.1 updates.
        endpoint: address where it is asked; found from `to` by default.
        replace: whether graphs with the names of ours go too that were not published, and more than half of those that
            were may be withdrawn.
        timeout: seconds that one request may take.
        progress: is given the graphs as they are done; by default they are counted (`migrationkg.progress`).

    Raises:
        InputError: there is no knowledge base, the store cannot be asked or changed, another one publishes there, or
            graphs would be lost that nobody said may be.
    """
    known = open_knowledge_base(Path(kb))
    store = open_store(known.store)
    record = f"{base_of(known) or DEFAULT_BASE}publication"
    remote = Endpoint(endpoint or asking_address(to), to, timeout)
    own = OwnGraphs(store, record)
    with stage("looking at the graphs"):
        digests = {name: own.digest(name) for name in progress("Looking at the graphs", own.names)}
    with _claimed(remote, record, f"{socket.gethostname()}:{known.folder.resolve()}") as standing:
        there = _there(remote, record)
        work = [name for name in own.names if there.get(name) != digests[name]]
        gone = sorted(there.keys() - digests.keys())
        if not replace:
            _refuse_losses(remote, [name for name in work if name not in there], gone, len(there))
        sending = _Sending(remote, record, own)
        with stage("sending the graphs that differ"):
            for name in progress("Publishing", [*gone, *work]):
                standing()
                sending.bring(name, digests.get(name), known=name in there)
            sending.send()
    new = sum(name not in there for name in work)
    return Published(remote.url, new, len(work) - new, len(gone), len(digests) - len(work), sending.statements)


@dataclass(slots=True)
class _Sending:
    """What is to be sent: graph after graph, small ones together."""

    remote: Endpoint
    record: str
    own: OwnGraphs
    statements: int = 0
    _less: list[Triple] = field(default_factory=list)
    _more: list[tuple[str, Triple]] = field(default_factory=list)
    _names: dict[str, str | None] = field(default_factory=dict)

    def bring(self, name: str, digest: str | None, *, known: bool) -> None:
        """Have a graph say what it should, or be gone where it has no digest."""
        if known:
            old = self.remote.select(f"SELECT ?s ?p ?o WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")
            said = (Triple(row["s"], row["p"], row["o"]) for row in old)
            self._less += [triple for triple in said if not self.own.says(triple)]
        self._names[name] = digest
        if digest:
            self._more += [(name, triple) for triple in self.own.triples(name)]
        if len(self._less) + len(self._more) >= _AT_ONCE:
            self.send()

    def send(self) -> None:
        """Send all that waits; where it fits into one request, a store that knows transactions takes all or nothing."""
        if not self._names:
            return
        some: list[str] = []
        size = 0
        for operation, weight in self._operations():
            if some and size + weight > 2 * _AT_ONCE:
                self.remote.update(*some)
                some, size = [], 0
            some.append(operation)
            size += weight
        self.remote.update(*some)
        self.statements += len(self._more)
        self._less, self._more, self._names = [], [], {}

    def _operations(self) -> Iterator[tuple[str, int]]:
        """Yield what is to be done, in an order that may be cut off anywhere, with how many statements each brings."""
        record, everything = self.record, self.record + EVERYTHING
        names, whole = f"VALUES ?g {{ {' '.join(f'<{name}>' for name in self._names)} }}", f"?g {_SHA256} ?digest"
        yield f"DELETE {{ {_in(record, whole)} }} WHERE {{ {names} {_in(record, whole)} }}", 1
        yield f"INSERT DATA {{ {_in(record, self._parts(self._names))} }}", len(self._names)
        for less in _pieces(self._less):
            yield f"DELETE DATA {{ {_in(everything, _lines(less))} }}", len(less)
        for name, digest in self._names.items():  # Virtuoso drops only what was created in so many words
            yield f"CLEAR SILENT GRAPH <{name}>", 1
            if digest is None:
                yield f"DROP SILENT GRAPH <{name}>", 1
        for some in _pieces(self._more):
            graphs: dict[str, list[Triple]] = {}
            for name, triple in some:
                graphs.setdefault(name, []).append(triple)
            said = "\n".join(_in(name, _lines(triples)) for name, triples in graphs.items())
            yield f"INSERT DATA {{ {said} }}", len(some)
            yield f"INSERT DATA {{ {_in(everything, _lines([triple for _, triple in some]))} }}", len(some)
        digests = "".join(f'<{name}> {_SHA256} "{digest}" .\n' for name, digest in self._names.items() if digest)
        if digests:
            yield f"INSERT DATA {{ {_in(record, digests)} }}", len(self._names)
        if gone := [name for name, digest in self._names.items() if not digest]:
            yield f"DELETE DATA {{ {_in(record, self._parts(gone))} }}", len(gone)

    def _parts(self, names: Iterable[str]) -> str:
        return "".join(f"<{name}> {PART_OF} <{self.record}> .\n" for name in names)


@contextmanager
def _claimed(remote: Endpoint, record: str, who: str) -> Iterator[Callable[[], None]]:
    """Hold the record for one publication; give what says now and then that it goes on.

    Who publishes, and when they last said so, stands in the record, by the clock of the store.
    """
    about, claim = f"<{record}> {_CREATOR} ?who ; {_DATE} ?date", Literal(who)
    query = f"SELECT ?who ?date (NOW() AS ?now) WHERE {{ {_in(record, about)} }}"
    told = f"<{record}> {CONFORMS_TO} {FORM} ; {_CREATOR} {claim} ; {_DATE} ?now"
    drop = f"DELETE {{ {_in(record, about)} }} WHERE {{ {_in(record, about)} }}"
    said = -float(_SAYING)

    def holder() -> str | None:
        others = (
            row for row in remote.select(query) if row["who"] != claim and _age(row["date"], row["now"]) < _STANDS
        )
        return next((row["who"].value for row in others), None)

    def standing() -> None:
        nonlocal said
        if time.monotonic() - said >= _SAYING:
            remote.update(drop, f"INSERT {{ {_in(record, told)} }} WHERE {{ BIND(NOW() AS ?now) }}")
            said = time.monotonic()

    if (other := holder()) is None:
        standing()
        other = holder()
    if other:
        raise InputError(
            f"{remote.url}: {other} is publishing there; wait for its end, or {_STANDS // 60} minutes if it was killed"
        )
    try:
        yield standing
    finally:
        remote.update(drop)


def _age(date: object, now: object) -> float:
    """Return how many seconds ago a time was, both as the store tells them."""
    times = [datetime.fromisoformat(one.value).replace(tzinfo=UTC) for one in (date, now) if isinstance(one, Literal)]
    return abs((times[-1] - times[0]).total_seconds())


def _there(remote: Endpoint, record: str) -> dict[str, str | None]:
    """Return name of each graph that was published → its digest; None where it may not be whole."""
    where = _in(record, f"?g {PART_OF} <{record}> OPTIONAL {{ ?g {_SHA256} ?digest }}")
    rows = remote.select(f"SELECT ?g ?digest WHERE {{ {where} }}")
    return {row["g"].value: row["digest"].value if row["digest"] else None for row in rows}


def _refuse_losses(remote: Endpoint, new: Sequence[str], gone: Sequence[str], count: int) -> None:
    """Refuse where graphs of others stand in the way, or what is published looks like another knowledge base.

    Raises:
        InputError: it does.
    """
    if len(gone) > max(_FEW, count / 2):
        raise InputError(
            f"{remote.url}: {len(gone)} of the {count} graphs that are published there are not in this knowledge base "
            f"(such as <{gone[0]}>); to delete them, say --replace"
        )
    for some in _pieces(new):
        names = " ".join(f"<{name}>" for name in some)
        shared = f"FILTER NOT EXISTS {{ GRAPH ?r {{ ?r {CONFORMS_TO} {FORM} . ?g {PART_OF} ?r }} }}"
        query = f"SELECT DISTINCT ?g WHERE {{ VALUES ?g {{ {names} }} GRAPH ?g {{ ?s ?p ?o }} {shared} }}"
        if there := [row["g"].value for row in remote.select(query)]:
            raise InputError(
                f"{remote.url}: has graphs of these names already that were not published from here "
                f"(such as <{min(there)}>); to replace them, say --replace"
            )


def _in(graph: str, pattern: str) -> str:
    return f"GRAPH <{graph}> {{ {pattern} }}"


def _lines(triples: Iterable[Triple]) -> str:
    return "\n".join(f"{triple} ." for triple in triples)


def _pieces(parts: Sequence[_Part]) -> Iterator[Sequence[_Part]]:
    for begin in range(0, len(parts), _AT_ONCE):
        yield parts[begin : begin + _AT_ONCE]
