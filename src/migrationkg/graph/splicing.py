"""Put changed blocks into a file of Turtle or TriG that this package wrote, and leave all others as they are.

The result is, byte for byte, what writing the whole graph would give: a block depends on nothing but what its subject
or its named graph holds, on the prefixes, and on the classes of the resources in it.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from pyoxigraph import NamedNode, Quad, RdfFormat

from migrationkg.graph.order import class_rank, for_reading
from migrationkg.graph.turtle import laid_out

_BETWEEN_BLOCKS = re.compile(r"\n\n(?=\S)")
_PREFIX = re.compile(r"@prefix (\S*): <([^>]*)> \.")
_FIRST_WORD = re.compile(r"\S+")
_TYPES = re.compile(r"\S+ a (\S+(?:,\s+\S+)*) [;.]")


@dataclass(frozen=True, slots=True)
class Blocks:
    """A file of Turtle or TriG in its parts.

    Attributes:
        header: its prefixes.
        subjects: the blocks of the default graph.
        graphs: the blocks of the named graphs.
    """

    header: str
    subjects: tuple[str, ...]
    graphs: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Blocks":
        """Part the text of a file."""
        first, *blocks = _BETWEEN_BLOCKS.split(text.removesuffix("\n"))
        begin = next((place for place, one in enumerate(blocks) if _is_graph(one)), len(blocks))
        return cls(first, tuple(blocks[:begin]), tuple(blocks[begin:]))

    @property
    def text(self) -> str:
        """The text of the file."""
        return "\n\n".join((self.header, *self.subjects, *self.graphs)) + "\n"


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
    short = dict(_PREFIX.findall(blocks.header))
    made = {
        iri: laid_out((quad.triple for quad in for_reading(quads)), RdfFormat.TURTLE, short).strip("\n")
        for iri, quads in subjects.items()
    }
    named = {
        iri: laid_out(for_reading(quads, _kinds_in(quads, kinds)), RdfFormat.TRIG, short).strip("\n")
        for iri, quads in graphs.items()
    }
    return Blocks(
        blocks.header,
        _replaced(blocks.subjects, made, short, partial(_subject_place, short=short)),
        _replaced(blocks.graphs, named, short, partial(_graph_place, short=short)),
    )


def _replaced(
    blocks: Iterable[str], made: Mapping[str, str], short: Mapping[str, str], place: Callable[[str], tuple[int, str]]
) -> tuple[str, ...]:
    """Return blocks in their order, without those of the subjects in `made`, and with what is made of them."""
    kept = [one for one in blocks if _iri(one, short) not in made]
    for one in sorted(filter(None, made.values()), key=place, reverse=True):
        kept.insert(bisect_left(kept, place(one), key=place), one)
    return tuple(kept)


def _kinds_in(quads: Iterable[Quad], kinds: Mapping[str, str]) -> dict[str, str]:
    subjects = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    return {iri: kinds[iri] for iri in subjects if iri in kinds}


def _is_graph(text: str) -> bool:
    return text[: text.find("\n")].endswith("{")


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


def _graph_place(text: str, short: Mapping[str, str]) -> tuple[int, str]:
    return 0, f"<{_iri(text, short)}>"
