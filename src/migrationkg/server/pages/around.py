"""What stands around a thing, as a small picture: the thing in the middle, its neighbours on a ring."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import cos, pi, sin

from pyoxigraph import NamedNode

from migrationkg.graph import terms
from migrationkg.model import ENTITY_KINDS
from migrationkg.sheets.describing import name_of
from migrationkg.store.prefixes import short_name
from migrationkg.views.appearance import APPEARANCE
from migrationkg.views.statements import Statements
from migrationkg.views.wording import RELATION_WORDS, in_short

_MOST = 16  # neighbours that can be read on a ring
LETTERS = 30  # of a name in the picture, at most
_ACROSS, _DOWN = 195, 165  # half of the width and height of the ring
_FEW = 8  # neighbours; beyond them, those at its events would crowd the picture
_MARGIN = 55
_LETTER = 7.8  # width of a letter, generously
_BESIDE_SHAPE = 17  # from the middle of a shape to its name
_BESIDE = 40  # nearer to the middle line, a name stands above or below its shape

_ORDER = ("Project", "InternationalOrganisation", *(kind for kind in ENTITY_KINDS if kind != "Event"), "Event")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A thing on the ring.

    Attributes:
        name: what it is called, shortened.
        path: its local name.
        kind: one of `model.ENTITY_KINDS`.
        words: how the thing in the middle stands to it, such as "funded by".
        x: to the right of the middle, in units of the picture.
        y: below the middle.
        tx: where the name stands.
        ty: likewise.
        anchor: which end of the name stands there, as of SVG's `text-anchor`.
        colour: of its shape.
        shape: SVG path around the origin, about 2 wide.
        is_direct: whether the thing itself is tied to it, and not only an event of it.
    """

    name: str
    path: str
    kind: str
    words: str
    x: float
    y: float
    tx: float
    ty: float
    anchor: str
    colour: str
    shape: str
    is_direct: bool


@dataclass(frozen=True, slots=True)
class Around:
    """The picture.

    Attributes:
        name: of the thing in the middle, shortened.
        colour: of its shape.
        shape: as of a neighbour.
        neighbours: clockwise from the top.
        ties: places of two neighbours that are tied to each other.
        more: how many neighbours found no place.
        left: where the picture begins left of the middle; as much stands right of it.
        top: where it begins above the middle.
        height: of the picture.
    """

    name: str
    colour: str
    shape: str
    neighbours: tuple[Neighbour, ...]
    ties: tuple[tuple[int, int], ...]
    more: int
    left: float
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class _Tied:
    """A thing that is tied to the one in the middle."""

    iri: str
    name: str
    kind: str
    words: str
    is_direct: bool

    @property
    def order(self) -> tuple[int, str, str]:
        return _ORDER.index(self.kind), self.name.casefold(), self.iri


def around(said: Statements, node: NamedNode, kinds: Mapping[str, str]) -> Around:
    """Return the picture of a thing and its neighbours; where these are few, with those at its events.

    Args:
        said: what the store says.
        node: the thing.
        kinds: IRI → kind, of all things.
    """
    tied = _neighbours(said, node, kinds)
    shown = sorted(sorted(tied, key=lambda one: (not one.is_direct, one.order))[:_MOST], key=lambda one: one.order)
    neighbours = tuple(_placed(one, 2 * pi * place / len(shown)) for place, one in enumerate(shown))
    looks = APPEARANCE[kinds[node.value]]
    heights = [0, *(one.y for one in neighbours)]
    return Around(
        name=_short(said, node),
        colour=looks.colour,
        shape=looks.path,
        neighbours=neighbours,
        ties=_ties(said, [one.iri for one in shown]),
        more=len(tied) - len(shown),
        left=-(_ACROSS + _BESIDE_SHAPE + _LETTER * LETTERS),
        top=min(heights) - _MARGIN,
        height=max(heights) - min(heights) + 2 * _MARGIN,
    )


def _neighbours(said: Statements, node: NamedNode, kinds: Mapping[str, str]) -> list[_Tied]:
    words: dict[str, list[str]] = {}
    for other, relation in _tied(said, node):
        if other in kinds:
            words.setdefault(other, []).append(relation)
    direct = set(words)
    if len(direct) <= _FEW:
        events = [iri for iri in direct if kinds[iri] == "Event"]
        beyond = {other for iri in events for other, _ in _tied(said, NamedNode(iri)) if other in kinds}
        words |= {other: ["at its events"] for other in beyond - direct - {node.value}}
    return [
        _Tied(iri, _short(said, NamedNode(iri)), kinds[iri], "; ".join(dict.fromkeys(how)), iri in direct)
        for iri, how in words.items()
    ]


def _short(said: Statements, node: NamedNode) -> str:
    return in_short(name_of(said, node), said.texts(node, terms.ALT_LABEL), LETTERS)


def _tied(said: Statements, node: NamedNode) -> Iterator[tuple[str, str]]:
    for name, words in RELATION_WORDS.items():
        for quad in said.matching(node, terms.mkg(name), None):
            if isinstance(quad.object, NamedNode):
                yield quad.object.value, words.forward
        for quad in said.matching(None, terms.mkg(name), node):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject.value, words.backward


def _ties(said: Statements, shown: list[str]) -> tuple[tuple[int, int], ...]:
    place = {iri: number for number, iri in enumerate(shown)}
    pairs = {
        tuple(sorted((number, place[other])))
        for iri, number in place.items()
        for other, _ in _tied(said, NamedNode(iri))
        if other in place and other != iri
    }
    return tuple((first, second) for first, second in sorted(pairs))


def _placed(one: _Tied, angle: float) -> Neighbour:
    looks = APPEARANCE[one.kind]
    x, y = round(_ACROSS * sin(angle), 1), round(-_DOWN * cos(angle), 1)
    side = 0 if abs(x) < _BESIDE else 1 if x > 0 else -1
    return Neighbour(
        name=one.name,
        path=short_name(one.iri),
        kind=one.kind,
        words=in_short(one.words, (), LETTERS),
        x=x,
        y=y,
        tx=x + _BESIDE_SHAPE * side,
        ty=y if side else y - 28 if y < 0 else y + 24,
        anchor=("middle", "start", "end")[side],
        colour=looks.colour,
        shape=looks.path,
        is_direct=one.is_direct,
    )
