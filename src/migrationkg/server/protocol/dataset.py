"""The graphs that a query is asked of, as one store in which the default graph holds each statement once.

Where several graphs make up the default graph, SPARQL wants their merge: a statement of two of them counts once.
Oxigraph gives it twice. So such a dataset is copied into a store in memory; it is that of a few news items.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from migrationkg.server.protocol.operation import Operation
from migrationkg.server.refusals import RefusedError
from migrationkg.store.tokens import Token, tokens


@dataclass(frozen=True, slots=True)
class Dataset:
    """What a query is asked of.

    Attributes:
        store: holds the graphs.
        default_graphs: the graphs that make up the default graph; None where the query says itself.
        named_graphs: those that `GRAPH` may name.
    """

    store: Store
    default_graphs: Any = None
    named_graphs: Any = None


def dataset_of(store: Store, operation: Operation) -> Dataset:
    """Return what a query is asked of: the graphs of the request, else those of the query, else the whole store.

    Args:
        store: the whole.
        operation: the query, and the graphs that the request names.

    Raises:
        RefusedError: the name of a graph is no IRI.
    """
    default, named = operation.default_graphs, operation.named_graphs
    if not default and not named:
        default, named = _of_query(operation.query)
        if len(default) < 2:
            return Dataset(store)
    graphs, others = [_name(iri) for iri in default], [_name(iri) for iri in named]
    if len(graphs) < 2:
        return Dataset(store, graphs, others)
    merged = Store()
    merged.bulk_extend(_merged(store, graphs))
    merged.bulk_extend(quad for graph in others for quad in store.quads_for_pattern(None, None, None, graph))
    return Dataset(merged, [DefaultGraph()], others)


def _merged(store: Store, graphs: Iterable[NamedNode]) -> Iterable[Quad]:
    for graph in graphs:
        for quad in store.quads_for_pattern(None, None, None, graph):
            yield Quad(quad.subject, quad.predicate, quad.object)


def _of_query(query: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the IRIs behind `FROM` and `FROM NAMED` as far as the words of the query tell."""
    if "FROM" not in query.upper():
        return (), ()
    words = [*tokens(query), Token(0, 0, ""), Token(0, 0, "")]
    default: dict[str, None] = {}
    named: dict[str, None] = {}
    for word, second, third in zip(words, words[1:], words[2:], strict=False):
        if word.text.upper() == "FROM":
            is_named = second.text.upper() == "NAMED"
            (named if is_named else default)[(third if is_named else second).iri] = None
    if any(":" not in iri for iri in (*default, *named)):  # relative to a BASE: the engine's own reading
        return (), ()
    return tuple(default), tuple(named)


def _name(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise RefusedError(400, f"<{iri}> is no IRI of a graph") from error
