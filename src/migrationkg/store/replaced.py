"""IRIs out of use: what stands in their place."""

from pyoxigraph import NamedNode

from migrationkg.store.prefixes import PREFIXES
from migrationkg.store.remote import Asked
from migrationkg.store.tokens import tokens

REPLACED_BY = NamedNode(PREFIXES["dcterms"] + "isReplacedBy")


def current(store: Asked, name: NamedNode) -> NamedNode:
    """Return the IRI that stands for one that is out of use; any other as it is.

    Args:
        store: of `open_store`.
        name: the IRI.
    """
    quads = store.quads_for_pattern(name, REPLACED_BY, None, None)
    return next((quad.object for quad in quads if isinstance(quad.object, NamedNode)), name)


def replaced_in(store: Asked, query: str) -> dict[str, str]:
    """Return the IRIs that the text of a query names although they are out of use → what stands for them.

    Args:
        store: of `open_store`.
        query: the text.

    Example:
        >>> former, now = NamedNode("https://example.org/a"), NamedNode("https://example.org/b")
        >>> from pyoxigraph import Quad, Store
        >>> store = Store()
        >>> store.add(Quad(former, REPLACED_BY, now))
        >>> replaced_in(store, "PREFIX x: <https://example.org/> ASK { x:a ?p ?o }")
        {'https://example.org/a': 'https://example.org/b'}
    """
    named = {token.iri for token in tokens(query)}
    return {
        quad.subject.value: quad.object.value
        for quad in store.quads_for_pattern(None, REPLACED_BY, None, None)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode) and quad.subject.value in named
    }
