"""The statements of a graph, as validation looks at them."""

from collections.abc import Iterator
from typing import TypeAlias

from pyoxigraph import BlankNode, Dataset, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store, Triple

#: The statements of a graph: in a store with the union of all graphs as default graph, or to the letter in a dataset
#: (a store makes "1.0" of "1.00", and xsd:integer of narrower types).
Statements: TypeAlias = Store | Dataset
Node: TypeAlias = NamedNode | BlankNode
Subject: TypeAlias = NamedNode | BlankNode | Triple
Term: TypeAlias = Subject | Literal

SUB_CLASS_OF = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")


def matching(
    statements: Statements, subject: Subject | None, predicate: NamedNode | None, target: Term | None
) -> Iterator[Quad]:
    """Return the statements of a subject or with an object, or of both, and perhaps of one property.

    Args:
        statements: the graph.
        subject: the subject, or None for any.
        predicate: the property, or None for any.
        target: the object, or None for any.
    """
    if isinstance(statements, Store):
        return statements.quads_for_pattern(subject, predicate, target, DefaultGraph())
    if subject is not None:
        found = statements.quads_for_subject(subject)
    elif target is not None:
        found = statements.quads_for_object(target)
    else:
        found = iter(statements) if predicate is None else statements.quads_for_predicate(predicate)
    return (quad for quad in found if predicate in (None, quad.predicate) and target in (None, quad.object))


def stored(statements: Statements) -> Store:
    """Return the statements in a store."""
    if isinstance(statements, Store):
        return statements
    store = Store()
    store.bulk_extend(statements)
    return store


def asked(store: Store, query: str, prefixes: dict[str, str] | None = None) -> QuerySolutions:
    """Return the answer to a query that selects."""
    answer = store.query(query, prefixes=prefixes)
    assert isinstance(answer, QuerySolutions)  # noqa: S101 - all of them are SELECT
    return answer


def number(statements: Statements) -> int:
    """Return how many there are."""
    if not isinstance(statements, Store):
        return len(statements)
    (row,) = asked(statements, "SELECT (COUNT(*) AS ?number) WHERE { ?subject ?property ?object }")
    return int(row["number"].value)
