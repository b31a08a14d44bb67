"""Evidence in the forms of other standards: RDF 1.2 annotations and the W3C's Web Annotation.

Ours is an `rdf:Statement`, which every reader of RDF knows. RDF 1.2 (https://www.w3.org/TR/rdf12-concepts/) has a node
reify the statement itself; the Web Annotation Data Model (https://www.w3.org/TR/annotation-model/) points into the
text, by the words with what stands before and behind them, and by position. All three say the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from migrationkg.errors import InputError
from migrationkg.graph import terms
from migrationkg.graph.values import string

#: The forms of evidence; the first is that of a knowledge base.
EVIDENCE_FORMS: Final = ("statement", "annotation", "web-annotation")

#: The forms of export that can carry RDF 1.2.
RDF_12: Final = ("turtle", "trig", "nquads")

REIFIES: Final = NamedNode(terms.RDF + "reifies")
OA: Final = "http://www.w3.org/ns/oa#"

#: How many characters of the text stand before and behind the words, so that these are found again in another copy.
_AROUND: Final = 32

_OF_STATEMENT: Final = (terms.SUBJECT, terms.PREDICATE, terms.OBJECT)
_Node: TypeAlias = NamedNode | BlankNode | Triple
_Graph: TypeAlias = NamedNode | BlankNode | DefaultGraph
_Said: TypeAlias = dict[NamedNode, _Node | Literal]


def check_evidence_form(evidence_form: str, form: str) -> None:
    """Refuse a form of evidence that there is not, or that a form of export cannot carry.

    Raises:
        InputError: the message says what can be chosen.
    """
    if evidence_form not in EVIDENCE_FORMS:
        raise InputError(f"'{evidence_form}' is no form of evidence; choose one of {', '.join(EVIDENCE_FORMS)}")
    carried = RDF_12 if evidence_form == "annotation" else (*RDF_12, "jsonld", "rdfxml")
    if evidence_form != "statement" and form not in carried:
        raise InputError(f"{form} cannot carry evidence as {evidence_form}; choose one of {', '.join(carried)}")


def evidence_as(evidence_form: str, quads: Iterable[Quad], contents: Mapping[str, str]) -> list[Quad]:
    """Return quads with their evidence in another form.

    Args:
        evidence_form: one of EVIDENCE_FORMS.
        quads: with evidence as `rdf:Statement`.
        contents: IRI of each news item → headline, blank line and text, into which positions count.
    """
    quads = list(quads)
    if evidence_form == "statement":
        return quads
    nodes = {quad.subject for quad in quads if quad.predicate == terms.TYPE and quad.object == terms.EVIDENCE}
    said: dict[tuple[_Node, _Graph], _Said] = {}
    for quad in quads:
        if quad.subject in nodes and quad.predicate != terms.TYPE:
            said.setdefault((quad.subject, quad.graph_name), {})[quad.predicate] = quad.object
    kept = [quad for quad in quads if quad.subject not in nodes or _stays(quad)]
    for (node, graph), values in said.items():
        told = _reified(node, values) if evidence_form == "annotation" else _annotated(node, values, contents)
        kept += (Quad(triple.subject, triple.predicate, triple.object, graph) for triple in told)
    return kept


def _stays(quad: Quad) -> bool:
    """Tell whether every form has a quad that describes evidence: its class, the rule and the confidence."""
    return (quad.predicate == terms.TYPE and quad.object != terms.STATEMENT) or quad.predicate in {
        terms.RULE,
        terms.CONFIDENCE,
        terms.DERIVED_FROM,
    }


def _reified(node: _Node, values: _Said) -> Iterator[Triple]:
    subject, predicate, value = (values[term] for term in _OF_STATEMENT)
    yield Triple(node, REIFIES, Triple(subject, predicate, value))  # type: ignore[arg-type]
    for term in (terms.FROM_ITEM, terms.QUOTE, terms.QUOTE_START, terms.QUOTE_END):
        yield Triple(node, term, values[term])


def _annotated(node: _Node, values: _Said, contents: Mapping[str, str]) -> Iterator[Triple]:
    assert isinstance(node, NamedNode)  # noqa: S101  # as `evidence.evidence_node` makes it
    body, target, quote, position = (
        NamedNode(f"{node.value}#{name}") for name in ("statement", "target", "quote", "position")
    )
    item, start, end = values[terms.FROM_ITEM], values[terms.QUOTE_START], values[terms.QUOTE_END]
    yield Triple(node, terms.TYPE, _oa("Annotation"))
    yield Triple(node, _oa("motivatedBy"), _oa("identifying"))
    yield Triple(node, _oa("hasBody"), body)
    yield Triple(body, terms.TYPE, terms.STATEMENT)
    for term in _OF_STATEMENT:
        yield Triple(body, term, values[term])
    yield Triple(node, _oa("hasTarget"), target)
    yield Triple(target, terms.TYPE, _oa("SpecificResource"))
    yield Triple(target, _oa("hasSource"), item)
    yield Triple(target, _oa("hasSelector"), quote)
    yield Triple(quote, terms.TYPE, _oa("TextQuoteSelector"))
    yield Triple(quote, _oa("exact"), values[terms.QUOTE])
    content = contents.get(item.value if isinstance(item, NamedNode) else "")
    if content is not None and isinstance(start, Literal) and isinstance(end, Literal):
        first, last = int(start.value), int(end.value)
        yield Triple(quote, _oa("prefix"), string(content[max(0, first - _AROUND) : first]))
        yield Triple(quote, _oa("suffix"), string(content[last : last + _AROUND]))
    yield Triple(target, _oa("hasSelector"), position)
    yield Triple(position, terms.TYPE, _oa("TextPositionSelector"))
    yield Triple(position, _oa("start"), start)
    yield Triple(position, _oa("end"), end)


def _oa(name: str) -> NamedNode:
    return NamedNode(OA + name)
