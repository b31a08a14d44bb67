"""What curators look at: doubts and decisions. Each is a job of a worker on the store that is served."""

from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Store

from migrationkg.curation.decisions import is_path, read_decisions
from migrationkg.graph import terms
from migrationkg.graph.decisions import decision_node
from migrationkg.knowledge_base.doubtful import read_doubtful
from migrationkg.knowledge_base.folder import open_knowledge_base
from migrationkg.knowledge_base.noting import noted
from migrationkg.knowledge_base.using import base_of
from migrationkg.model import Decision
from migrationkg.reconciliation.queries import EntityType
from migrationkg.review import Doubt, doubts
from migrationkg.validation.report_graph import read_turtle
from migrationkg.views.statements import Statements

#: Doubts of each kind that are shown.
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Listed:
    """A decision as it is listed.

    Attributes:
        decision: the decision.
        text: it, with the names of things.
        is_applied: whether the graph that is served has it applied.
    """

    decision: Decision
    text: str
    is_applied: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions of a knowledge base.

    Attributes:
        decisions: the newest first.
        taken_back: how many the graph has applied that stand in the file no more.
        problems: lines of the file that are no decisions.
    """

    decisions: tuple[Listed, ...]
    taken_back: int
    problems: tuple[str, ...]

    @property
    def waiting(self) -> int:
        """How many changes the next build makes."""
        return self.taken_back + sum(not one.is_applied for one in self.decisions)


@dataclass(frozen=True, slots=True)
class Doubts:
    """What deserves a look.

    Attributes:
        shown: the most useful of each kind.
        numbers: kind → how many there are.
    """

    shown: tuple[Doubt, ...]
    numbers: dict[str, int]


def list_decided(store: Store, folder: Path) -> Decided:
    """Return the decisions of a knowledge base; a job of a worker on its store."""
    known = open_knowledge_base(folder)
    base = base_of(known)
    decisions, problems = read_decisions(known.decisions)
    nodes = {one: decision_node(one, base) for one in decisions}
    inside = {quad.subject for quad in store.quads_for_pattern(None, terms.TYPE, terms.DECISION, None)}
    said = Statements(store)
    listed = [Listed(one, in_words(said, base, one), node in inside) for one, node in nodes.items()]
    gone = len({node for node in inside if isinstance(node, NamedNode)} - set(nodes.values()))
    return Decided(tuple(reversed(listed)), gone, tuple(map(str, problems)))


def list_doubts(store: Store, folder: Path) -> Doubts:
    """Return what deserves a look and no decision speaks of yet; a job of a worker on the store."""
    known = open_knowledge_base(folder)
    results = read_turtle(known.report_graph) if known.report_graph.exists() else ()
    decisions, _ = read_decisions(known.decisions)
    decided = {(one.kind, one.thing, one.relation, one.object) for one in decisions}
    with noted(known, store) as notes:
        found = doubts(store, results, decisions, base_of(known), folder, read_doubtful(known.doubtful), notes)
    shown, numbers = found.of_each_kind(_SHOWN, decided)
    return Doubts(
        tuple(one for one in shown if one.kind != "decision"),
        {kind: number for kind, number in numbers.items() if kind != "decision"},
    )


def in_words(said: Statements, base: str, one: Decision) -> str:
    """Return a decision with the names of things.

    Args:
        said: what the store says.
        base: where the IRIs of the data begin.
        one: the decision.
    """
    parts = (one.thing, one.relation and EntityType(one.relation).name, one.object)
    named = [_called(said, base, part) if is_path(part) else part for part in parts]
    limited = f"in {one.item}" if one.item else ""
    return " ".join(filter(None, (f"{one.kind}:", *named, limited)))


def _called(said: Statements, base: str, path: str) -> str:
    return said.first_text(NamedNode(base + path), terms.PREF_LABEL) or path
