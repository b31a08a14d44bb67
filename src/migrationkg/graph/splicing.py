"""Put changed blocks into a file of Turtle or TriG that this package wrote, and leave all others as they are.

The result is, byte for byte, what writing the whole graph would give: a block depends on nothing but what its subject
or its named graph holds, on the prefixes, and on the classes of the resources in it. Blocks stand in an order, so each
is found by halving the file; what lies between two changed blocks is handed on as it is, and never looked at.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import NamedNode, Quad, RdfFormat

from migrationkg.graph import terms
from migrationkg.graph.order import class_rank, for_reading
from migrationkg.graph.turtle import laid_out, laid_out_graph

#: Where a block stands: those of the default graph first (0, then by class), then the named graphs (1), each by IRI.
Place: TypeAlias = tuple[int, int, str]

_PREFIX = re.compile(r"@prefix (\S*): <([^>]*)> \.")
_BLOCK = re.compile(rb"(\S+) (\{\n)?(?:a (\S+(?:,\s+\S+)*) [;.])?")
_NEXT = re.compile(rb"\n\n(?=\S)")
_BETWEEN = b"\n\n"
_AT_ONCE = 2**20  # bytes


@dataclass(frozen=True, slots=True)
class Blocks:
    """A file of Turtle or TriG, of which only what is asked for is read.

    Attributes:
        data: what it holds.
        header: its prefixes.
        short: prefix → namespace.
    """

    data: mmap
    header: str = field(init=False)
    short: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        end = self.data.find(_BETWEEN)
        object.__setattr__(self, "header", self.data[: end if end >= 0 else -1].decode())
        object.__setattr__(self, "short", declared(self.header))

    def fits(self, header: str) -> bool:
        """Tell whether the blocks would be the same under a header; it may have more prefixes, needed by none."""
        now = declared(header)
        more = (namespace for prefix, namespace in now.items() if prefix not in self.short)
        return self.short.items() <= now.items() and all(self.data.find(f"<{one}".encode()) < 0 for one in more)

    @property
    def first(self) -> int:
        """Where the first block begins."""
        return min(len(self.header.encode()) + len(_BETWEEN), len(self.data))

    def place(self, begin: int) -> Place:
        """Return where the block stands that begins somewhere."""
        found = _BLOCK.match(self.data, begin)
        assert found  # noqa: S101  # each block begins so
        iri = f"<{self._iri(found[1])}>"
        if found[2]:
            return 1, 0, iri
        return 0, class_rank(map(self._iri, re.split(rb",\s+", found[3]) if found[3] else ())), iri

    def _iri(self, token: bytes) -> str:
        text = token.decode()
        if text.startswith("<"):
            return text.strip("<>")
        prefix, _, local = text.partition(":")
        return self.short[prefix] + local.replace("\\", "")

    def begin(self, inside: int) -> int:
        """Return where the block begins in which a byte lies."""
        while (gap := self.data.rfind(_BETWEEN, 0, inside)) >= 0 and self.data[gap + 2 : gap + 3].isspace():
            inside = gap + 1
        return gap + len(_BETWEEN)

    def end(self, begin: int) -> int:
        """Return where the block begins that follows one."""
        found = _NEXT.search(self.data, begin)
        return found.end() if found else len(self.data)

    def first_from(self, place: Place, begin: int) -> int:
        """Return where the first block begins, from one on, that stands at a place or behind it."""
        end = len(self.data)
        while begin < end:
            middle = self.begin((begin + end) // 2)
            if self.place(middle) < place:
                begin = self.end(middle)
            else:
                end = middle
        return begin


@contextmanager
def blocks_of(path: Path) -> Iterator[Blocks]:
    """Open a file that `turtle` wrote, which is not empty."""
    with path.open("rb") as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as data:
        yield Blocks(data)


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """A block that is another one now.

    Attributes:
        place: where it stands.
        text: what it says now; empty where it is gone.
        is_known: whether the file must have it.
    """

    place: Place
    text: str
    is_known: bool = False


def subject_blocks(iri: str, was: Collection[Quad], now: Collection[Quad], short: Mapping[str, str]) -> Iterator[Block]:
    """Yield the block of a subject of the default graph; first that at its place of before, where it has another now.

    Args:
        iri: of the subject.
        was: what told its classes; nothing where it is new.
        now: its quads; none where it is gone.
        short: prefix → namespace.
    """
    before, after = (_subject_place(iri, quads) for quads in (was, now))
    if was and before != after:
        yield Block(before, "", is_known=True)
    text = laid_out((quad.triple for quad in for_reading(now)), RdfFormat.TURTLE, short)
    yield Block(after, text, is_known=bool(was) and before == after)


def _subject_place(iri: str, quads: Iterable[Quad]) -> Place:
    kinds = (quad.object.value for quad in quads if quad.predicate == terms.TYPE and isinstance(quad.object, NamedNode))
    return 0, class_rank(kinds), f"<{iri}>"


def graph_block(iri: str, quads: Collection[Quad], kinds: Mapping[str, str], short: Mapping[str, str]) -> Block:
    """Return the block of a named graph.

    Args:
        iri: of the graph.
        quads: what it holds now; none where it is gone.
        kinds: IRI → kind of the resources that it speaks of.
        short: prefix → namespace.
    """
    return Block((1, 0, f"<{iri}>"), laid_out_graph(quads, kinds, short))


def spliced(known: Blocks, header: str, made: Iterable[Block]) -> Iterator[bytes]:
    """Yield a file with some blocks made anew, piece by piece.

    Args:
        known: the file as it was.
        header: its prefixes, under which the blocks of before stay as they are.
        made: the blocks.

    Raises:
        LookupError: a block that the file must have is not there.
    """
    last = b""
    for piece in filter(None, _pieces(known, header, made)):
        yield last
        last = piece
    yield last.removesuffix(b"\n")  # an empty line stands between blocks, and not behind the last one


def _pieces(known: Blocks, header: str, made: Iterable[Block]) -> Iterator[bytes]:
    """Yield the same, with an empty line behind the last block too."""
    yield header.encode() + _BETWEEN
    done = known.first
    for block in sorted(made):
        begin = known.first_from(block.place, done)
        is_there = begin < len(known.data) and known.place(begin) == block.place
        if block.is_known and not is_there:
            raise LookupError(block.place)
        yield from _between(known.data, done, begin)
        if block.text:
            yield block.text.strip("\n").encode() + _BETWEEN
        done = known.end(begin) if is_there else begin
    yield from _between(known.data, done, len(known.data))


def _between(data: mmap, begin: int, end: int) -> Iterator[bytes]:
    for place in range(begin, end, _AT_ONCE):
        yield data[place : min(place + _AT_ONCE, end)]
    if begin < end == len(data):
        yield b"\n"


def declared(header: str) -> dict[str, str]:
    """Return prefix → namespace, as a header declares them.

    Example:
        >>> declared("@prefix ex: <https://example.org/> .")
        {'ex': 'https://example.org/'}
    """
    return dict(_PREFIX.findall(header))
