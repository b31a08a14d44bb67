"""The graphs of a knowledge base as other stores get them: named, without blank nodes, each with its digest."""

import hashlib
from collections.abc import Iterable, Sequence
from decimal import Decimal

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from migrationkg.graph.canonical import canonical_nquads
from migrationkg.store.disk import descriptions
from migrationkg.store.remote import DESCRIPTIONS, SKOLEM
from migrationkg.store.writing import NUMBERS


class OwnGraphs:
    """The graphs of a knowledge base as they are published, without blank nodes.

    What is said of things outside of the news is parted by kind, so that little is sent when little of it changed.
    """

    def __init__(self, store: Store, record: str) -> None:
        self._store = store
        self._prefix = record + DESCRIPTIONS
        self._base = record.removesuffix("publication")
        self._graphs = {one.value: one for one in store.named_graphs() if isinstance(one, NamedNode)}
        self._skolem = {name: made for name in self._graphs if (made := self._without_blank_nodes(name))}
        self._told = self._descriptions()
        self.names = sorted({*self._graphs, *self._told})
        self._named = frozenset(triple for made in self._skolem.values() for triple in made)

    def triples(self, name: str) -> Sequence[Triple]:
        """Return the statements of a graph, sorted."""
        own = self._told.get(name) or self._skolem.get(name)
        return own or sorted((quad.triple for quad in self._quads(name)), key=str)

    def digest(self, name: str) -> str:
        """Return the SHA-256 of the statements of a graph."""
        lines = "".join(f"{triple} .\n" for triple in self.triples(name))
        return hashlib.sha256(lines.encode()).hexdigest()

    def says(self, triple: Triple) -> bool:
        """Return whether any of the graphs makes a statement."""
        whole = Quad(triple.subject, triple.predicate, triple.object)
        return triple in self._named or whole in self._store or self._says_number(triple)

    def _says_number(self, triple: Triple) -> bool:
        """Return whether a statement with a number is made in other digits, since some stores write 2.50 as 2.5."""
        target = triple.object
        if not (isinstance(target, Literal) and target.datatype.value in NUMBERS):
            return False
        quads = self._store.quads_for_pattern(triple.subject, triple.predicate, None, DefaultGraph())
        own = (quad.object for quad in quads)
        return any(isinstance(one, Literal) and _number(one) == _number(target) for one in own)

    def _quads(self, name: str) -> Iterable[Quad]:
        return self._store.quads_for_pattern(None, None, None, self._graphs[name])

    def _without_blank_nodes(self, name: str) -> list[Triple]:
        """Return the statements of a graph that has blank nodes with IRIs in their place, the same every time."""
        quads = list(self._quads(name))
        if not any(isinstance(part, BlankNode) for quad in quads for part in quad.triple):
            return []
        said = parse(canonical_nquads(quads), format=RdfFormat.N_QUADS, rename_blank_nodes=False)
        digest = hashlib.sha256(name.encode()).hexdigest()[:8]

        def named(part: NamedNode | BlankNode | Literal | Triple) -> NamedNode | Literal:
            return NamedNode(f"{SKOLEM}{digest}-{part.value}") if isinstance(part, BlankNode) else part  # type: ignore[return-value]

        found = (Triple(named(one.subject), one.predicate, named(one.object)) for one in said)  # type: ignore[arg-type]
        return sorted(found, key=str)

    def _descriptions(self) -> dict[str, list[Triple]]:
        """Return what no named graph says, by the kind of thing of which it is said."""
        found: dict[str, list[Triple]] = {}
        for triple in descriptions(self._store):
            kind = str(triple.subject.value).removeprefix(self._base).partition("/")[0]  # type: ignore[union-attr]
            found.setdefault(self._prefix + kind, []).append(triple)
        return {name: sorted(triples, key=str) for name, triples in found.items()}


def _number(literal: Literal) -> Decimal | None:
    try:
        return Decimal(literal.value)
    except ArithmeticError:
        return None
