"""The terms of a graph in words."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode

from migrationkg.comparison.state import Node, State, state_of
from migrationkg.graph import terms
from migrationkg.graph.rdf_file import read_rdf
from migrationkg.resources import resource
from migrationkg.store.prefixes import short_name

#: Properties of other vocabularies that our graphs use.
_RELATIONS: Final = {
    terms.TYPE: "is a",
    terms.PREF_LABEL: "called",
    terms.LABEL: "called",
    terms.ALT_LABEL: "also called",
    terms.EXACT_MATCH: "same as",
    terms.SOURCE: "source",
    terms.IDENTIFIER: "identifier",
    terms.URL: "web page",
    terms.REPLACED_BY: "replaced by",
    terms.SAME_AS: "same as",
    terms.ASSOCIATED_WITH: "decided by",
    terms.DATE: "on",
    terms.DESCRIPTION: "because",
    terms.SUBJECT: "subject",
    terms.PREDICATE: "relation",
    terms.OBJECT: "object",
}

#: Classes of other vocabularies.
_KINDS: Final = {terms.AGENT: "curator"}

#: Datatypes that a value need not be told with.
_USUAL = {terms.XSD + name for name in ("string", "date", "gYearMonth", "integer", "decimal", "boolean")}


def relation_words(predicate: NamedNode) -> str:
    """Return a property in words.

    Example:
        >>> relation_words(terms.mkg("fundedBy")), relation_words(NamedNode("http://purl.org/dc/terms/title"))
        ('funded by', 'dcterms:title')
    """
    return _RELATIONS.get(predicate) or _vocabulary().get(predicate) or short_name(predicate.value)


def kind_words(kind: NamedNode | None) -> str:
    """Return a class in words, nothing for none."""
    return "" if kind is None else _KINDS.get(kind) or _vocabulary().get(kind) or short_name(kind.value)


def term_words(term: Node | Literal, state: State, other: State) -> str:
    """Return a term in words.

    A resource goes by its name in `state`, else in `other`, one that neither names by its IRI; a value is as it is.
    """
    if isinstance(term, Literal):
        return _value_words(term)
    label = state.labels.get(term) or other.labels.get(term) or _vocabulary().get(term)
    return label or (term.value if isinstance(term, NamedNode) else str(term))


def exact_words(term: Node | Literal, words: str) -> str:
    """Return a term in words that no other term shares."""
    return str(term) if isinstance(term, Literal) else f"{words} {term}"


def _value_words(value: Literal) -> str:
    if value.language is not None:
        return value.value if value.language == "en" else f"{value.value} ({value.language})"
    datatype = value.datatype.value
    return value.value if datatype in _USUAL else f"{value.value} ({short_name(datatype)})"


@cache
def _vocabulary() -> Mapping[Node, str]:
    """Return the names of the ontology's terms and of the concepts."""
    files = ("migrationkg.ttl", "event-types.ttl", "themes.ttl")
    return state_of(quad for name in files for quad in read_rdf(resource(f"ontology/{name}"))).labels
