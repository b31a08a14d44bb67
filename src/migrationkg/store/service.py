"""Whether a query calls another endpoint: the engine's own parser says, after the word for it is taken away.

In SPARQL only a clause that begins with the keyword `SERVICE` reaches out. Oxigraph hands out no parse tree, and any
reading of the text beside it can be led astray. So a copy of the query has each `service` spelt with a j in place of
the i, wherever it stands; the letters are of one class, so that all else reads as before. If the engine takes the
copy for well-formed, each `service` was part of a name, an IRI, a string or a comment, since no clause begins with
`servjce`. Only such a query is run. A copy holds no keyword that calls, so that trying it is harmless.
"""

import re

from pyoxigraph import Store

from migrationkg.store.prefixes import PREFIXES

_WORD = re.compile("(serv)i(ce)", re.IGNORECASE)
_CLAUSE = re.compile(r"service(?:\s*silent)?", re.IGNORECASE)


def calls_out(query: str, base: str | None = None) -> bool:
    """Return whether a query calls another endpoint.

    The prefixes of `migrationkg.store.prefixes` need no declaration.

    Args:
        query: its text.
        base: what relative IRIs are relative to where the query does not say.

    Raises:
        SyntaxError: the query is not well-formed; lines and columns are those of its text.

    Example:
        >>> calls_out("PREFIX x: <urn:x> ASK { ?a ?b x:.SERVICE<https://example.org/sparql>{} }")
        True
        >>> calls_out('PREFIX service: <urn:x> ASK { ?service service:service "SERVICE" } # SERVICE')
        False
    """
    if not _WORD.search(query):
        return False
    try:
        Store().query(_WORD.sub(r"\1j\2", query), base_iri=base, prefixes=PREFIXES)
    except SyntaxError:
        if _all_else_is_right(query, base):
            return True
        raise
    return False


def _all_else_is_right(query: str, base: str | None) -> bool:
    """Return whether a query would be well-formed if it asked graphs in place of endpoints."""
    graphs = _CLAUSE.sub("GRAPH ", query)
    try:
        Store().query(graphs, base_iri=base, prefixes=PREFIXES)
    except SyntaxError:
        return False
    return True
