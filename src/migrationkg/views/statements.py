"""The statements of a store, each asked for once."""

from collections.abc import Iterator

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store, Triple

from migrationkg.graph import terms

Node = NamedNode | BlankNode | Literal | Triple


class Statements:
    """What a store says, whichever graph says it.

    A store of `migrationkg.store` has all that its named graphs say in its default graph too; there, only the default
    graph is asked, which is half the work.

    Args:
        store: quads in the layout of `migrationkg.graph.to_quads`, with named graphs, merged into one, or both.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        evidence = next(store.quads_for_pattern(None, terms.FROM_ITEM, None, DefaultGraph()), None)
        self._graph = DefaultGraph() if evidence else None

    def matching(
        self, subject: NamedNode | BlankNode | Triple | None, predicate: NamedNode | None, value: Node | None
    ) -> Iterator[Quad]:
        """Return the statements with these parts; `None` stands for any."""
        return self._store.quads_for_pattern(subject, predicate, value, self._graph)

    def answers(self, query: str) -> QuerySolutions:
        """Return the answers to a SELECT query of SPARQL; where several graphs say a thing, it may come up again."""
        found = self._store.query(query, use_default_graph_as_union=self._graph is None)
        assert isinstance(found, QuerySolutions)  # noqa: S101
        return found

    def texts(self, node: Node | None, predicate: NamedNode) -> list[str]:
        """Return the values of a property, each once, sorted."""
        if not isinstance(node, NamedNode | BlankNode):
            return []
        return sorted({text(quad.object) for quad in self.matching(node, predicate, None)} - {""})

    def first_text(self, node: Node | None, *predicates: NamedNode) -> str:
        """Return the first value of the first property that has one, or an empty text."""
        return next((found[0] for predicate in predicates if (found := self.texts(node, predicate))), "")


def text(node: Node | DefaultGraph | None) -> str:
    """Return the IRI of a node or the text of a literal; empty for a triple or none."""
    return node.value if isinstance(node, NamedNode | BlankNode | Literal) else ""
