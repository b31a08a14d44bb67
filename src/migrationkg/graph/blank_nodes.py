"""The blank nodes of a graph in an order that neither their names nor the order of the statements decide.

Nodes of which the same is said are alike; they are told apart by what is said of their neighbours, and so on (colour
refinement). Where some stay alike, each is tried in turn as the first of them, and the least outcome counts. Work is
bounded: a few graphs, none of which anybody writes, would take longer than the world lasts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TypeAlias, TypeVar

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from migrationkg.errors import InputError

_Subject: TypeAlias = NamedNode | BlankNode | Triple
_Object: TypeAlias = NamedNode | BlankNode | Literal | Triple
_Graph: TypeAlias = NamedNode | BlankNode | DefaultGraph
_Term: TypeAlias = _Object | DefaultGraph
_Any = TypeVar("_Any", _Subject, _Object, _Graph)

#: What a quad says from the side of one of its blank nodes: the quad without them, and the others in their order.
_Said: TypeAlias = tuple[str, tuple[BlankNode, ...]]
_Key: TypeAlias = tuple[tuple[str, tuple[int, ...]], ...]

#: How many statements may be looked at for each that there is, and for any graph: the largest real ones need 20.
_WORK, _LEAST_WORK = 200, 200_000


def in_order(quads: Iterable[Quad]) -> list[BlankNode]:
    """Return the blank nodes of a graph; those that stay alike come as they stand.

    Example:
        >>> from pyoxigraph import RdfFormat, parse
        >>> in_order(parse('_:one <a:p> "2" . _:two <a:p> "1" .', RdfFormat.TURTLE))
        [<BlankNode value=two>, <BlankNode value=one>]
    """
    alike = _Alike(quads)
    with suppress(InputError):  # what is told apart until then will do
        alike.refine()
    return [node for number in sorted(alike.cells) for node in alike.cells[number]]


def in_canonical_order(quads: Iterable[Quad]) -> list[BlankNode]:
    """Return the blank nodes of a graph; graphs that are equal up to their names become equal by this order.

    Raises:
        InputError: too many nodes are alike to try them all.
    """
    alike = _Alike(quads)
    alike.refine()
    return _least(alike)[1]


def _least(alike: "_Alike") -> tuple[list[str], list[BlankNode]]:
    """Return the statements with numbers for names, and the nodes in their order, of all orders that are possible."""
    while (cell := alike.smallest()) is not None:
        if not alike.may_change_places(cell):
            return min((_least(alike.told_apart([node])) for node in cell), key=lambda outcome: outcome[0])
        alike = alike.told_apart(cell[1:])
    order = [node for number in sorted(alike.cells) for node in alike.cells[number]]
    return alike.written(order), order


class _Alike:
    """Blank nodes in cells: those of one cell are alike so far. The numbers of cells do not hang on names."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.quads = list(quads)
        self.said: dict[BlankNode, list[_Said]] = {}
        self.near: dict[BlankNode, set[BlankNode]] = defaultdict(set)
        for quad in self.quads:
            nodes = list(blank_nodes(quad))
            for node in dict.fromkeys(nodes):
                others = tuple(other for other in nodes if other != node)
                self.said.setdefault(node, []).append((text(quad, {node: "self"}), others))
                for other in others:
                    self.near[other].add(node)
        self.cells = {0: dict.fromkeys(self.said)} if self.said else {}
        self.number = dict.fromkeys(self.said, 0)
        self.place = {node: place for place, node in enumerate(self.said)}
        self.changed = set(self.said)
        self.work = [max(_LEAST_WORK, _WORK * len(self.quads))]  # shared by all that are tried

    def refine(self) -> None:
        """Part the cells until all nodes of each say the same of nodes of the same cells."""
        while self.changed:
            keys: dict[int, dict[_Key, list[BlankNode]]] = defaultdict(lambda: defaultdict(list))
            for node in sorted(self.changed, key=self.place.__getitem__):
                keys[self.number[node]][self._key(node)].append(node)
            moved: list[BlankNode] = []
            for number in sorted(keys):
                moved += self._part(number, keys[number])
            self.changed = {other for node in moved for other in self.near[node]}

    def _key(self, node: BlankNode) -> _Key:
        self.work[0] -= sum(1 + len(others) for _, others in self.said[node])
        if self.work[0] < 0:
            raise InputError("too many blank nodes are alike to tell them apart; give them IRIs")
        return tuple(sorted((said, tuple(self.number[one] for one in others)) for said, others in self.said[node]))

    def _part(self, number: int, keys: Mapping[_Key, Sequence[BlankNode]]) -> Iterator[BlankNode]:
        """Part a cell by the keys of nodes whose neighbours changed, and yield those that get another number."""
        cell = self.cells[number]
        groups = [(key, list(nodes)) for key, nodes in keys.items()]
        asked = {node for nodes in keys.values() for node in nodes}
        if len(asked) < len(cell):
            first = next(node for node in cell if node not in asked)
            groups.append((self._key(first), []))  # the rest, which all say what the first says
        groups.sort(key=lambda group: group[0])
        sizes = [len(nodes) or len(cell) - len(asked) for _, nodes in groups]
        staying = sizes.index(max(sizes))
        if len(groups) > 1 and groups[staying][1] and len(asked) < len(cell):
            rest = [node for node in cell if node not in asked]
            groups = [(key, nodes or rest) for key, nodes in groups]
        for place, (_, nodes) in enumerate(groups):
            if place != staying:
                self._move(nodes, number)
                yield from nodes

    def _move(self, nodes: Iterable[BlankNode], number: int) -> None:
        fresh = len(self.cells)
        self.cells[fresh] = dict.fromkeys(nodes)
        for node in nodes:
            del self.cells[number][node]
            self.number[node] = fresh

    def smallest(self) -> list[BlankNode] | None:
        """Return a cell in which several nodes are alike, one of the smallest; None where there is none."""
        several = [(len(cell), number) for number, cell in self.cells.items() if len(cell) > 1]
        return list(self.cells[min(several)[1]]) if several else None

    def told_apart(self, nodes: Sequence[BlankNode]) -> "_Alike":
        """Return the same, each of some nodes of a cell told apart from the others, and what follows from that."""
        other = object.__new__(_Alike)
        other.quads, other.said, other.near, other.place, other.work = (
            self.quads,
            self.said,
            self.near,
            self.place,
            self.work,
        )
        other.cells = {number: dict(cell) for number, cell in self.cells.items()}
        other.number = dict(self.number)
        for node in nodes:
            other._move([node], other.number[node])
        other.changed = {near for node in nodes for near in self.near[node]}
        other.work[0] -= len(self.number)
        other.refine()
        return other

    def may_change_places(self, cell: Sequence[BlankNode]) -> bool:
        """Tell whether any two nodes of a cell can change their places and nothing else changes."""
        return all(self._may_change(cell[0], node) for node in cell[1:])

    def _may_change(self, one: BlankNode, other: BlankNode) -> bool:
        swapped = {one: other, other: one}
        said = [
            {(said, node, tuple(others)) for node in (one, other) for said, others in self.said[node]},
            {
                (said, swapped[node], tuple(swapped.get(near, near) for near in others))
                for node in (one, other)
                for said, others in self.said[node]
            },
        ]
        self.work[0] -= len(self.said[one]) + len(self.said[other])
        return said[0] == said[1]

    def written(self, order: Sequence[BlankNode]) -> list[str]:
        """Return the statements, sorted, with numbers for names."""
        names = {node: str(place) for place, node in enumerate(order)}
        self.work[0] -= len(self.quads)
        return sorted(text(quad, names) for quad in self.quads)


def blank_nodes(quad: Quad) -> Iterator[BlankNode]:
    """Yield the blank nodes that a quad names, in their order, those of triple terms among them."""
    for term in (quad.subject, quad.object, quad.graph_name):
        yield from _blank_nodes_of(term)


def _blank_nodes_of(term: _Term) -> Iterator[BlankNode]:
    if isinstance(term, BlankNode):
        yield term
    elif isinstance(term, Triple):
        yield from _blank_nodes_of(term.subject)
        yield from _blank_nodes_of(term.object)


def tied_together(quads: Iterable[Quad]) -> list[list[Quad]]:
    """Part quads that name blank nodes so that no blank node stands in two groups (union-find)."""
    leader: dict[BlankNode, BlankNode] = {}

    def lead(node: BlankNode) -> BlankNode:
        while (above := leader.setdefault(node, node)) != node:
            leader[node] = leader[above]
            node = above
        return node

    nodes = {quad: list(blank_nodes(quad)) for quad in quads}
    for first, *others in nodes.values():
        for other in others:
            leader[lead(other)] = lead(first)
    groups: dict[BlankNode, list[Quad]] = {}
    for quad, (first, *_) in nodes.items():
        groups.setdefault(lead(first), []).append(quad)
    return list(groups.values())


def renamed(quad: Quad, names: Mapping[BlankNode, BlankNode]) -> Quad:
    """Return a quad with other names for its blank nodes; those without one keep theirs."""
    return Quad(
        _renamed(quad.subject, names), quad.predicate, _renamed(quad.object, names), _renamed(quad.graph_name, names)
    )


def _renamed(term: _Any, names: Mapping[BlankNode, BlankNode]) -> _Any:
    if isinstance(term, BlankNode):
        return names.get(term, term)
    if isinstance(term, Triple):
        return Triple(_renamed(term.subject, names), term.predicate, _renamed(term.object, names))
    return term


def text(quad: Quad, names: Mapping[BlankNode, str]) -> str:
    """Return a quad with other names for its blank nodes, none for those that have none."""
    terms = (quad.subject, quad.predicate, quad.object, quad.graph_name)
    return " ".join(_text(term, names) for term in terms)


def _text(term: _Term, names: Mapping[BlankNode, str]) -> str:
    if isinstance(term, BlankNode):
        return f"_:{names.get(term, '')}"
    if isinstance(term, Triple):
        inner = (_text(one, names) for one in (term.subject, term.predicate, term.object))
        return f"<<( {' '.join(inner)} )>>"
    return str(term)
