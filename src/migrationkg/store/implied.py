"""What a query means by a super-class, a super-property or an inverse, of which the graph states only the other side.

Nothing is added to a store: its statements are those of the news, each once, and a count stays a count. Instead a
query by hand that names such a term is read as the ontology means it: `a mkg:Organisation` as `a/rdfs:subClassOf*`,
`mkg:hasPartner` with `mkg:partnerMinistry`, `mkg:funds` as `^mkg:fundedBy`.
"""

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, NamedNode

from migrationkg.store.hierarchy import SUB_CLASS, SUB_PROPERTY, below, inverses
from migrationkg.store.prefixes import PREFIXES
from migrationkg.store.remote import Asked
from migrationkg.store.tokens import Token, tokens

_OURS = PREFIXES["mkg"]
_TYPE = PREFIXES["rdf"] + "type"


def with_implied(store: Asked, query: str) -> tuple[str, tuple[str, ...]]:
    """Return a query that finds what the ontology implies too, and the terms that now mean more.

    The query may turn out not to be well-formed where such a term stands in what a path cannot, as in a CONSTRUCT.

    Args:
        store: of `open_store`.
        query: the text.

    Example:
        >>> from pyoxigraph import Store
        >>> with_implied(Store(), "ASK { ?project mkg:funds ?o }")
        ('ASK { ?project mkg:funds ?o }', ())
    """
    parts, terms, done = [], [], 0
    for token, meaning, term in _wider(store, list(tokens(query))):
        parts += [query[done : token.start], meaning]
        terms.append(term)
        done = token.end
    return "".join([*parts, query[done:]]), tuple(dict.fromkeys(terms))


def _wider(store: Asked, words: list[Token]) -> Iterator[tuple[Token, str, str]]:
    """Yield each word that means more, what stands for it, and the term that makes it so."""
    for token, following in zip(words, [*words[1:], None], strict=True):
        if (
            token.iri == _TYPE
            and following
            and following.iri.startswith(_OURS)
            and below(store, SUB_CLASS, following.iri)
        ):
            yield token, f"{token.text}/<{SUB_CLASS.value}>*", following.text
        elif token.iri.startswith(_OURS):
            ways = list(_ways(store, token.iri))
            if len(ways) > 1:
                yield token, f"({'|'.join(ways)})", token.text


def _ways(store: Asked, iri: str) -> Iterator[str]:
    """Yield the property itself, those below it, and those that say the same the other way round, as paths."""
    own = [iri, *(under for under in below(store, SUB_PROPERTY, iri) if _says_more(store, under, iri))]
    yield from (f"<{each}>" for each in own)
    if not _is_stated(store, iri):
        others = [other for each in own for other in inverses(store, each)]
        backward = dict.fromkeys(each for other in others for each in (other, *below(store, SUB_PROPERTY, other)))
        yield from (f"^<{each}>" for each in backward if _is_stated(store, each))


def _says_more(store: Asked, under: str, above: str) -> bool:
    """Return whether not all that is stated with a property is stated with one above it too."""
    more = f"SELECT ?s WHERE {{ ?s <{under}> ?o FILTER NOT EXISTS {{ ?s <{above}> ?o }} }} LIMIT 1"
    return any(True for _ in store.query(more))  # type: ignore[union-attr]  # a SELECT gives solutions


def _is_stated(store: Asked, iri: str) -> bool:
    return any(True for _ in store.quads_for_pattern(None, NamedNode(iri), None, DefaultGraph()))
