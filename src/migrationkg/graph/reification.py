"""A statement of authority data together with what it stands on."""

from collections.abc import Iterator
from hashlib import sha256

from pyoxigraph import NamedNode, Triple

from migrationkg.graph import terms
from migrationkg.graph.values import iri, string


def reified(statement: Triple, words: str, source: NamedNode | None, base: str) -> Iterator[Triple]:
    """Return what a statement stands on, as a mkg:AuthorityStatement.

    Args:
        statement: the statement.
        words: on what it stands.
        source: where that can be looked up, if anywhere.
        base: where IRIs of data begin.
    """
    said = (
        (terms.SUBJECT, statement.subject),
        (terms.PREDICATE, statement.predicate),
        (terms.OBJECT, statement.object),
        (terms.DESCRIPTION, string(words)),
    )
    digest = sha256("\n".join(str(value) for _, value in said).encode()).hexdigest()[:24]
    node = iri(f"{base}authority/{digest}")
    yield Triple(node, terms.TYPE, terms.AUTHORITY_STATEMENT)
    yield Triple(node, terms.TYPE, terms.STATEMENT)
    yield Triple(node, terms.TYPE, terms.PROV_ENTITY)
    for predicate, value in said:
        yield Triple(node, predicate, value)
    if source is not None:
        yield Triple(node, terms.SOURCE, source)
