"""The questions as linked data, in the form in which editors of SPARQL look for examples.

The form is that of https://github.com/sib-swiss/sparql-examples: `sh:SPARQLExecutable` with the text of the query.
"""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from migrationkg.store.prefixes import PREFIXES
from migrationkg.store.questions import NamedQuery, named_queries

#: What the IRI of a question begins with.
QUESTIONS = "https://w3id.org/migrationkg/question/"

SH = "http://www.w3.org/ns/shacl#"

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_COMMENT = NamedNode(PREFIXES["rdfs"] + "comment")
_KEYWORDS = NamedNode(PREFIXES["schema"] + "keywords")


def executables() -> Iterator[Triple]:
    """Yield what is said of each question that the package carries.

    Example:
        >>> next(executables()).subject
        <NamedNode value=https://w3id.org/migrationkg/question/amounts>
    """
    for question in named_queries():
        yield from _executable(question)


def _executable(question: NamedQuery) -> Iterator[Triple]:
    node = NamedNode(QUESTIONS + question.name)
    form, kind = ("construct", "Construct") if "CONSTRUCT" in question.text else ("select", "Select")
    yield Triple(node, _TYPE, NamedNode(f"{SH}SPARQLExecutable"))
    yield Triple(node, _TYPE, NamedNode(f"{SH}SPARQL{kind}Executable"))
    yield Triple(node, _COMMENT, Literal(question.asks, language="en"))
    yield Triple(node, NamedNode(SH + form), Literal(question.text))
    for word in question.keywords:
        yield Triple(node, _KEYWORDS, Literal(word, language="en"))
