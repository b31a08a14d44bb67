"""Following the ways of `contents` through a store."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from migrationkg.graph import terms
from migrationkg.sheets.contents import Entry
from migrationkg.views.statements import Statements

Value = NamedNode | BlankNode | Literal

#: Steps that are told with what they lead to. The others only lead on: what they say stands in a section of its own.
_TOLD_ALONG = ("partOf", "locatedIn", "heldIn", "organisedBy", "hasParticipant", "affiliatedWith")


@dataclass(frozen=True, slots=True)
class Found:
    """Something to which a way leads.

    Attributes:
        entry: the entry with the way.
        nodes: the thing of the sheet, and what stands on the way.
        triples: the statements that say so.
    """

    entry: Entry
    nodes: tuple[Value, ...]
    triples: tuple[Triple, ...]

    @property
    def row(self) -> Value:
        """What has the row."""
        return self.nodes[self.entry.row or -1]


def follow(said: Statements, thing: NamedNode, entry: Entry) -> Iterator[Found]:
    """Yield what a way leads to; never the thing itself, nor a way through it."""
    steps = entry.way.split("/")
    ways: list[tuple[tuple[Value, ...], tuple[Triple, ...]]] = [((thing,), ())]
    for place, step in enumerate(steps, start=1):
        told = place == len(steps) or step.lstrip("^") in _TOLD_ALONG
        ways = [
            ((*nodes, end), (*triples, triple) if told else triples)
            for nodes, triples in ways
            for end, triple in _step(said, nodes[-1], step)
        ]
    for nodes, triples in ways:
        if len(set(nodes)) == len(nodes):
            yield Found(entry, nodes, triples)


def _step(said: Statements, node: Value, step: str) -> list[tuple[Value, Triple]]:
    """Return what a step leads to, each with the statement."""
    term = terms.VALUES.get(step) or terms.mkg(step.lstrip("^"))
    found: set[tuple[Value | Triple, Triple]]
    if step.startswith("^"):
        found = {(quad.subject, quad.triple) for quad in said.matching(None, term, node)}
    elif isinstance(node, Literal):
        return []
    else:
        found = {(quad.object, quad.triple) for quad in said.matching(node, term, None)}
    ends = [(end, triple) for end, triple in found if not isinstance(end, Triple)]
    return sorted(ends, key=lambda one: str(one[1]))
