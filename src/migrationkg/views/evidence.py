"""The sentences behind the statements of a store."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Store, Triple

from migrationkg.graph import terms

Node = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """Words of the news that say a fact.

    Attributes:
        published: the day of publication, ISO 8601; empty where the store does not tell.
        headline: the headline of the item.
        quote: the words.
        url: the page of the item; empty where there is none.
        confidence: how often facts read by this rule proved right, 0 to 1; None where unknown.
    """

    published: str
    headline: str
    quote: str
    url: str
    confidence: float | None


def sentences(store: Store, subjects: Iterable[str]) -> dict[tuple[str, str, str], tuple[Sentence, ...]]:
    """Return the sentences behind each statement about some subjects, the newest news first.

    Args:
        store: the graph.
        subjects: their IRIs.

    Returns:
        Subject, predicate and object of the statement (IRIs, or the text of a literal) → its sentences.
    """
    found: dict[tuple[str, str, str], set[Sentence]] = {}
    items: dict[Node | None, tuple[str, str, str]] = {}
    for subject in subjects:
        for node in {quad.subject for quad in store.quads_for_pattern(None, terms.SUBJECT, NamedNode(subject))}:
            said = {quad.predicate: quad.object for quad in store.quads_for_pattern(node, None, None)}
            item = said.get(terms.FROM_ITEM)
            if item is None:
                continue  # a decision, of which those that add a statement come below
            published, headline, url = items.get(item) or items.setdefault(item, _item(store, item))
            quote, confidence = text(said.get(terms.QUOTE)), _number(said.get(terms.CONFIDENCE))
            statement = subject, text(said.get(terms.PREDICATE)), text(said.get(terms.OBJECT))
            found.setdefault(statement, set()).add(Sentence(published, headline, quote, url, confidence))
    for statement, decision in _added(store):
        found.setdefault(statement, set()).add(decision)
    return {statement: _newest_first(said) for statement, said in found.items()}


def _item(store: Store, item: Node) -> tuple[str, str, str]:
    """Return day, headline and page of a news item."""
    published = first_text(store, item, terms.PUBLISHED)
    return (
        published,
        first_text(store, item, terms.PREF_LABEL, terms.LABEL),
        first_text(store, item, terms.URL, terms.SOURCE),
    )


def _added(store: Store) -> Iterator[tuple[tuple[str, str, str], Sentence]]:
    """Yield the statements that curators added, each with who did and why in the place of words of the news."""
    for quad in store.quads_for_pattern(None, terms.DECIDED, Literal("add")):
        said = {one.predicate: one.object for one in store.quads_for_pattern(quad.subject, None, None)}
        subject, predicate, target = (text(said.get(term)) for term in (terms.SUBJECT, terms.PREDICATE, terms.OBJECT))
        curator = first_text(store, said.get(terms.ASSOCIATED_WITH), terms.PREF_LABEL)
        source = text(said.get(terms.SOURCE))
        yield (
            (subject, predicate, target),
            Sentence(
                published=text(said.get(terms.DATE)),
                headline=f"Added by {curator}" + (f" from {source}" if source else ""),
                quote=text(said.get(terms.DESCRIPTION)),
                url=source if source.startswith(("http://", "https://")) else "",
                confidence=None,
            ),
        )


def _newest_first(found: set[Sentence]) -> tuple[Sentence, ...]:
    by_words = sorted(found, key=lambda one: (one.headline, one.quote, one.url, one.confidence or 0.0))
    return tuple(sorted(by_words, key=lambda one: one.published, reverse=True))


def texts(store: Store, node: Node | None, predicate: NamedNode) -> list[str]:
    """Return the values of a property in whichever graph, each once, sorted."""
    if not isinstance(node, NamedNode | BlankNode):
        return []
    return sorted({text(quad.object) for quad in store.quads_for_pattern(node, predicate, None)} - {""})


def first_text(store: Store, node: Node | None, *predicates: NamedNode) -> str:
    """Return the first value of the first property that has one, or an empty text."""
    return next((found[0] for predicate in predicates if (found := texts(store, node, predicate))), "")


def text(node: Node | DefaultGraph | None) -> str:
    """Return the IRI of a node or the text of a literal; empty for a triple or none."""
    return node.value if isinstance(node, NamedNode | BlankNode | Literal) else ""


def _number(node: Node | None) -> float | None:
    try:
        return float(text(node))
    except ValueError:
        return None
