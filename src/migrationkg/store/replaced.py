"""IRIs out of use: what stands in their place."""

import re

from pyoxigraph import NamedNode

from migrationkg.store.prefixes import PREFIXES
from migrationkg.store.remote import Asked

REPLACED_BY = NamedNode(PREFIXES["dcterms"] + "isReplacedBy")

_IRI = re.compile(r"<([^<>\s]+)>")
_PREFIX = re.compile(r"PREFIX\s+([\w.-]*):\s*<([^<>\s]*)>", re.IGNORECASE)
_NAME = re.compile(r"(?<![\w.<-])([A-Za-z][\w.-]*|):([\w/-]+(?:\.[\w/-]+)*)")


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
    prefixes = PREFIXES | {found[1]: found[2] for found in _PREFIX.finditer(query)}
    short = (prefixes[found[1]] + found[2] for found in _NAME.finditer(query) if found[1] in prefixes)
    named = {*_IRI.findall(query), *short}
    return {
        quad.subject.value: quad.object.value
        for quad in store.quads_for_pattern(None, REPLACED_BY, None, None)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode) and quad.subject.value in named
    }
