"""The two knowledge bases that are compared: what each states, what it calls its resources and holds them for."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from migrationkg.graph import terms
from migrationkg.graph.order import class_place

Node: TypeAlias = NamedNode | BlankNode | Triple
Graph: TypeAlias = NamedNode | BlankNode | DefaultGraph

#: What names a resource, the best first.
NAMES = (terms.PREF_LABEL, terms.LABEL)


@dataclass(frozen=True, slots=True)
class State:
    """A knowledge base as it is compared.

    Attributes:
        quads: all that it states.
        kinds: resource → its class, the first in the order of reading.
        labels: resource → its name: skos:prefLabel before rdfs:label, English before others; of an amount, the sum;
            of a decision, what it is on.
        published: news item → its day.
        topics: what it speaks of: its items, and the subjects of the graphs of no item.
    """

    quads: frozenset[Quad]
    kinds: Mapping[Node, NamedNode]
    labels: Mapping[Node, str]
    published: Mapping[Node, str]
    topics: Collection[Node]


@dataclass(frozen=True, slots=True)
class Sides:
    """Both knowledge bases.

    Attributes:
        old, new: each of them.
        added: quads that only the new one holds.
        removed: quads that only the old one holds.
    """

    old: State
    new: State
    added: frozenset[Quad]
    removed: frozenset[Quad]

    def kind(self, node: Node) -> NamedNode | None:
        """Return the class of a resource: as the side knows it that alone speaks of it, else as the newer does."""
        first, other = (self.old, self.new) if self.only_side(node) is self.old else (self.new, self.old)
        return first.kinds.get(node) or other.kinds.get(node)

    def is_evidence(self, node: Node) -> bool:
        """Tell whether a node is evidence on either side."""
        return terms.EVIDENCE in (self.old.kinds.get(node), self.new.kinds.get(node))

    def states(self, quad: Quad) -> tuple[State, State]:
        """Return the side on which a changed quad stands, then the other."""
        return (self.new, self.old) if quad in self.added else (self.old, self.new)

    def only_side(self, topic: Node) -> State | None:
        """Return the side that alone speaks of a topic; None where both do."""
        if topic not in self.old.topics:
            return self.new
        return None if topic in self.new.topics else self.old


def sides_of(old: Iterable[Quad], new: Iterable[Quad]) -> Sides:
    """Gather what the comparison asks of both knowledge bases."""
    before = state_of(old)
    after = state_of(new, before.labels)
    return Sides(before, after, after.quads - before.quads, before.quads - after.quads)


def state_of(quads: Iterable[Quad], former: Mapping[Node, str] = MappingProxyType({})) -> State:
    """Gather what the comparison asks of a knowledge base.

    Args:
        quads: all that it states.
        former: names that resources had before; a decision may speak of one that is no more.
    """
    quads = frozenset(quads)
    kinds: dict[Node, NamedNode] = {}
    names: dict[Node, tuple[int, int, str]] = {}
    values: dict[NamedNode, dict[Node, str]] = {terms.VALUE: {}, terms.CURRENCY: {}, terms.PUBLISHED: {}}
    values[terms.DECIDED] = {}
    concerns: dict[Node, set[Node]] = {}
    topics: set[Node] = set()
    for quad in quads:
        topics.add(topic_of(quad))
        subject, predicate, value = quad.subject, quad.predicate, quad.object
        if predicate == terms.TYPE and isinstance(value, NamedNode):
            kinds[subject] = min(value, kinds.get(subject, value), key=class_place)
        elif predicate in NAMES and isinstance(value, Literal):
            name = (NAMES.index(predicate), _foreignness(value), value.value)
            names[subject] = min(name, names.get(subject, name))
        elif predicate in values and isinstance(value, Literal):
            values[predicate][subject] = min(value.value, values[predicate].get(subject, value.value))
        elif predicate == terms.CONCERNS and not isinstance(value, Literal):
            concerns.setdefault(subject, set()).add(value)
    labels = _sums(values[terms.VALUE], values[terms.CURRENCY]) | {node: name for node, (*_, name) in names.items()}
    labels |= _decision_names(values[terms.DECIDED], concerns, {**former, **labels})
    return State(quads, kinds, labels, values[terms.PUBLISHED], topics)


def topic_of(quad: Quad) -> Node:
    """Return what a quad tells of: the item whose graph it stands in, in the graph of no item its subject."""
    graph = quad.graph_name
    of_no_item = isinstance(graph, NamedNode) and graph.value.endswith(("/curation", "/authority"))
    return quad.subject if of_no_item or isinstance(graph, DefaultGraph) else graph


def _decision_names(
    decided: Mapping[Node, str], concerns: Mapping[Node, set[Node]], labels: Mapping[Node, str]
) -> dict[Node, str]:
    """Return decision → what was decided, and on what."""
    told = {node: sorted(labels.get(one) or _path(one) for one in concerns.get(node, ())) for node in decided}
    return {node: f"{kind}: {', '.join(told[node])}" for node, kind in decided.items()}


def _path(node: Node) -> str:
    """Return the end of an IRI that tells people what is meant, such as "project/s2m"."""
    return "/".join(str(node).strip("<>").split("/")[-2:])


def _foreignness(name: Literal) -> int:
    return {"en": 0, None: 1}.get(name.language, 2)


def _sums(values: Mapping[Node, str], currencies: Mapping[Node, str]) -> dict[Node, str]:
    """Return amount → the sum as people write it."""
    return {node: f"{currencies[node]} {_thousands(value)}" for node, value in values.items() if node in currencies}


def _thousands(value: str) -> str:
    try:
        return f"{Decimal(value):,}"
    except InvalidOperation:
        return value
