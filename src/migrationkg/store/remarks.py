"""What a query by hand asks for in vain: terms that there are not, words where a resource stands."""

import difflib
from collections.abc import Iterator, Sequence

from pyoxigraph import DefaultGraph, Literal, NamedNode

from migrationkg.store.answer import Answer
from migrationkg.store.disk import ONTOLOGY_GRAPH
from migrationkg.store.outline import outline
from migrationkg.store.prefixes import PREFIXES, short_name
from migrationkg.store.remote import Asked
from migrationkg.store.replaced import replaced_in
from migrationkg.store.tokens import Token, tokens

_OURS = PREFIXES["mkg"]
_HOME = "w3id.org/migrationkg/"
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_RELATION = NamedNode(PREFIXES["owl"] + "ObjectProperty")
_LABELS = tuple(
    NamedNode(PREFIXES[prefix] + name)
    for prefix, name in (("skos", "prefLabel"), ("skos", "altLabel"), ("rdfs", "label"))
)
_NEAR = 0.5  # likeness of two names, from 0 to 1, from which on one may be meant by the other


def remarks(store: Asked, query: str, answer: Answer) -> list[str]:
    """Return what a person should know of a query that was written by hand, a line each.

    Args:
        store: of `open_store`.
        query: the text.
        answer: what it gave.
    """
    words = list(tokens(query))
    template = outline(words).template
    told = [f"{former} is out of use; ask for {now}" for former, now in replaced_in(store, query).items()]
    told += [f"{term} is read as the ontology means it; --stated leaves that out" for term in answer.implied]
    for token, following in zip(words, [*words[1:], None], strict=True):
        if _HOME in token.iri and token.iri != _OURS:
            may_be_new = token.text in answer.implied or token in template
            told += _of_term(store, token, may_be_new)
        if token.iri and following and following.words is not None:
            told += _of_words(store, token, following)
    return list(dict.fromkeys(told))


def _of_term(store: Asked, token: Token, may_be_new: bool) -> Iterator[str]:
    node = NamedNode(token.iri)
    if "/ontology" in token.iri and not token.iri.startswith(_OURS):
        yield f"{token.text} is no term of the ontology, whose terms begin with <{_OURS}>"
    elif not token.iri.startswith(_OURS):
        if not _is_there(store, node):
            near = _nearest(token.iri, _beginning(store, token.iri.rpartition("/")[0] + "/", DefaultGraph()))
            yield f"{token.text} is no resource of this knowledge base{near}"
    elif not any(store.quads_for_pattern(node, _TYPE, None, ONTOLOGY_GRAPH)):
        yield f"{token.text} is no term of the ontology{_nearest(token.iri, _beginning(store, _OURS, ONTOLOGY_GRAPH))}"
    elif not may_be_new and not _is_stated(store, node):
        yield f"{token.text} is in the ontology, but nothing in this knowledge base is stated with it"


def _of_words(store: Asked, token: Token, following: Token) -> Iterator[str]:
    node, words = NamedNode(token.iri), following.words or ""
    if token.iri.startswith(_OURS) and any(store.quads_for_pattern(node, _TYPE, _RELATION, None)):
        meant = _named(store, words)
        advice = f"ask for {meant}" if meant else 'find it by its label: ?x skos:prefLabel "…"@en'
        yield f"{token.text} leads to a resource, never to words such as {following.text}; {advice}"
    elif (
        node in _LABELS
        and not following.tag
        and not any(store.quads_for_pattern(None, node, Literal(words), DefaultGraph()))
    ):
        yield f"labels have a language: {following.text} matches none; write {following.text}@en"


def _is_there(store: Asked, node: NamedNode) -> bool:
    patterns = (node, None, None, None), (None, None, node, None)
    return any(any(store.quads_for_pattern(*pattern)) for pattern in patterns)


def _is_stated(store: Asked, node: NamedNode) -> bool:
    """Return whether data, and not only the ontology, have a property, or a thing of a class."""
    patterns = (None, node, None, None), (None, _TYPE, node, None)
    return any(quad.graph_name != ONTOLOGY_GRAPH for pattern in patterns for quad in store.quads_for_pattern(*pattern))


def _beginning(store: Asked, beginning: str, graph: NamedNode | DefaultGraph) -> list[str]:
    """Return the things of a graph whose IRIs begin so."""
    things = {quad.subject for quad in store.quads_for_pattern(None, _TYPE, None, graph)}
    return sorted(one.value for one in things if isinstance(one, NamedNode) and one.value.startswith(beginning))


def _nearest(iri: str, others: Sequence[str]) -> str:
    names = {_last(other).lower(): other for other in others}
    found = difflib.get_close_matches(_last(iri).lower(), names, n=2, cutoff=_NEAR)
    return f"; did you mean {' or '.join(short_name(names[name]) for name in found)}?" if found else ""


def _last(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]


def _named(store: Asked, words: str) -> str:
    """Return the IRI of the one thing that bears a name in English, in angle brackets."""
    found = {
        str(quad.subject)
        for label in _LABELS
        for quad in store.quads_for_pattern(None, label, Literal(words, language="en"), DefaultGraph())
    }
    return found.pop() if len(found) == 1 else ""
