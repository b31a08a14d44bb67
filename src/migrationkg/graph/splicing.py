"""Put changed blocks into a file of Turtle or TriG that this package wrote, and leave all others as they are.

The result is, byte for byte, what writing the whole graph would give: a block depends on nothing but what its subject
or its named graph holds, on the prefixes, and on the classes of the resources in it.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from pyoxigraph import Quad, RdfFormat

from migrationkg.graph.order import class_rank, for_reading
from migrationkg.graph.turtle import laid_out, laid_out_graph

_BETWEEN_BLOCKS = re.compile(r"\n\n(?=\S)")
_GRAPH_BEGINS = re.compile(rb"\n\n(?=\S[^\n]*\{\n)")
_GRAPH_ENDS = re.compile(rb"\n\n(?=\S)")
_FIRST_WORD = re.compile(r"\S+")
_PREFIX = re.compile(r"@prefix (\S*): <([^>]*)> \.")
_TYPES = re.compile(r"\S+ a (\S+(?:,\s+\S+)*) [;.]")


@dataclass(frozen=True, slots=True)
class Blocks:
    """A file of Turtle or TriG in its parts.

    Attributes:
        header: its prefixes.
        subjects: the blocks of the default graph.
        graphs: the blocks of the named graphs, which are most of the file, one or many in a piece; behind each block
            stands an empty line.
    """

    header: str
    subjects: tuple[str, ...]
    graphs: tuple[bytes, ...]

    @classmethod
    def of(cls, data: bytes) -> "Blocks":
        """Part a file."""
        begin = _GRAPH_BEGINS.search(data)
        head = data if begin is None else data[: begin.start()]
        first, *subjects = _BETWEEN_BLOCKS.split(head.decode().removesuffix("\n"))
        return cls(first, tuple(subjects), () if begin is None else (data[begin.end() :] + b"\n",))

    @property
    def pieces(self) -> tuple[bytes, ...]:
        """The file, piece by piece."""
        head = "\n\n".join((self.header, *self.subjects)).encode()
        *graphs, last = self.graphs or (b"",)
        return (head, b"\n\n", *graphs, last.removesuffix(b"\n")) if last else (head, b"\n")


def spliced(
    blocks: Blocks,
    subjects: Mapping[str, Iterable[Quad]],
    graphs: Mapping[str, Collection[Quad]],
    kinds: Mapping[str, str],
) -> Blocks:
    """Return the blocks with those of some subjects and named graphs made anew.

    Args:
        blocks: a file.
        subjects: IRI of a subject of the default graph → its quads; none where it is gone.
        graphs: IRI of a named graph → its quads; none where it is gone.
        kinds: IRI → kind of the resources that `graphs` speak of.
    """
    short = declared(blocks.header)
    made = {
        iri: laid_out((quad.triple for quad in for_reading(quads)), RdfFormat.TURTLE, short).strip("\n")
        for iri, quads in subjects.items()
    }
    named = {iri: laid_out_graph(quads, kinds, short).strip("\n") for iri, quads in graphs.items()}
    return Blocks(
        blocks.header,
        _with_subjects(blocks.subjects, made, short),
        _with_graphs(b"".join(blocks.graphs), named, short),
    )


def declared(header: str) -> dict[str, str]:
    """Return prefix → namespace, as a header declares them.

    Example:
        >>> declared("@prefix ex: <https://example.org/> .")
        {'ex': 'https://example.org/'}
    """
    return dict(_PREFIX.findall(header))


def _with_subjects(blocks: Iterable[str], made: Mapping[str, str], short: Mapping[str, str]) -> tuple[str, ...]:
    """Return blocks in their order, without those of the subjects in `made`, and with what is made of them."""
    place = partial(_subject_place, short=short)
    kept = [one for one in blocks if _iri(one, short) not in made]
    for one in sorted(filter(None, made.values()), key=place, reverse=True):
        kept.insert(bisect_left(kept, place(one), key=place), one)
    return tuple(kept)


def _with_graphs(blocks: bytes, made: Mapping[str, str], short: Mapping[str, str]) -> tuple[bytes, ...]:
    """Return blocks in their order, without those of the graphs in `made`, and with what is made of them."""
    pieces: list[bytes] = []
    done = 0
    for name in sorted(f"<{iri}>" for iri in made):
        begin = _first_from(blocks, name, done, short)
        pieces.append(blocks[done:begin])
        done = _end(blocks, begin) if begin < len(blocks) and _name(blocks, begin, short) == name else begin
        if text := made[name[1:-1]]:
            pieces.append(f"{text}\n\n".encode())
    return tuple(filter(None, (*pieces, blocks[done:])))


def _first_from(blocks: bytes, name: str, begin: int, short: Mapping[str, str]) -> int:
    """Return where the first block begins, from one on, that is of this name or of one behind it."""
    end = len(blocks)
    while begin < end:
        middle = _begin(blocks, (begin + end) // 2)
        if _name(blocks, middle, short) < name:
            begin = _end(blocks, middle)
        else:
            end = middle
    return begin


def _begin(blocks: bytes, place: int) -> int:
    """Return where the block begins in which a place lies."""
    while (gap := blocks.rfind(b"\n\n", 0, place)) >= 0 and blocks[gap + 2 : gap + 3].isspace():
        place = gap + 1
    return gap + 2 if gap >= 0 else 0


def _end(blocks: bytes, begin: int) -> int:
    """Return where the block behind that which begins at a place begins."""
    found = _GRAPH_ENDS.search(blocks, begin)
    return found.end() if found else len(blocks)


def _name(blocks: bytes, begin: int, short: Mapping[str, str]) -> str:
    return f"<{_iri(blocks[begin : blocks.index(b' ', begin)].decode(), short)}>"


def _iri(text: str, short: Mapping[str, str]) -> str:
    """Return the IRI that a block begins with."""
    return _expanded(_FIRST_WORD.match(text)[0], short)  # type: ignore[index]  # no block begins with a space


def _expanded(token: str, short: Mapping[str, str]) -> str:
    if token.startswith("<"):
        return token.strip("<>")
    prefix, _, local = token.partition(":")
    return short[prefix] + local.replace("\\", "")


def _subject_place(text: str, short: Mapping[str, str]) -> tuple[int, str]:
    types = _TYPES.match(text)
    kinds = [_expanded(token, short) for token in re.split(r",\s+", types[1])] if types else []
    return class_rank(kinds), f"<{_iri(text, short)}>"
