"""The rows of the tables: what a graph says, cell by cell.

Nodes, facts and evidence together hold the whole graph; events repeat what the facts say, for convenience.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from migrationkg.graph import terms
from migrationkg.graph.csvw import SEPARATOR
from migrationkg.graph.evidence import without_evidence
from migrationkg.graph.order import for_reading

_Subject: TypeAlias = NamedNode | BlankNode | Triple
_Term: TypeAlias = _Subject | Literal
_Nodes: TypeAlias = dict[_Subject, dict[NamedNode, list[_Term]]]

_OF_AN_EVENT = (
    terms.EVENT_TYPE,
    terms.STATUS,
    terms.START_DATE,
    terms.END_DATE,
    terms.RELATIONS["partOfProject"],
    terms.RELATIONS["heldIn"],
)
_OF_AN_EVIDENCE = (terms.QUOTE, terms.QUOTE_START, terms.QUOTE_END, terms.RULE, terms.CONFIDENCE)


def table_rows(quads: Iterable[Quad]) -> dict[str, list[list[str]]]:
    """Return name of a table → its rows, as `csvw.TABLES` declares them; evidence.csv where there is any."""
    ordered = for_reading(quads)
    bare = without_evidence(ordered)
    nodes = _described(bare)
    tables = {
        "nodes.csv": [_node(node, values) for node, values in nodes.items()],
        "facts.csv": list(_facts(bare, nodes)),
        "events.csv": [_event(node, values) for node, values in nodes.items() if _is_a(values, "Event")],
    }
    if len(bare) < len(ordered):
        evidence = _described(quad for quad in ordered if quad.subject not in nodes)
        tables["evidence.csv"] = [_evidence(node, values) for node, values in evidence.items()]
    return tables


def short_name(iri: str) -> str:
    """Return the prefixed name of a term of a vocabulary that we use, any other IRI as it is.

    Example:
        >>> short_name("http://www.w3.org/2001/XMLSchema#date")
        'xsd:date'
    """
    for prefix, namespace in terms.VOCABULARY_PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _described(quads: Iterable[Quad]) -> _Nodes:
    nodes: _Nodes = {}
    for quad in quads:
        values = nodes.setdefault(quad.subject, {}).setdefault(quad.predicate, [])
        if quad.object not in values:
            values.append(quad.object)
    return nodes


def _node(node: _Subject, values: Mapping[NamedNode, list[_Term]]) -> list[str]:
    names = [name.value for name in _names(values)]
    return [_iri(node), _kind(values), *(names[:1] or [""]), SEPARATOR.join(names[1:])]


def _facts(bare: Iterable[Quad], nodes: _Nodes) -> Iterator[list[str]]:
    """Give a row to each statement that is not told by the node's own row."""
    told = {triple for node, values in nodes.items() for triple in _told(node, values)}
    for quad in bare:
        if quad.triple not in told:
            graph = quad.graph_name
            item = graph.value if isinstance(graph, NamedNode) else ""
            yield [_iri(quad.subject), short_name(quad.predicate.value), *_object(quad.object), item]


def _told(node: _Subject, values: Mapping[NamedNode, list[_Term]]) -> Iterator[Triple]:
    if kind := _kind(values):
        yield Triple(node, terms.TYPE, terms.mkg(kind))
    for number, name in enumerate(_names(values)):
        if number == 0:
            yield Triple(node, terms.PREF_LABEL, name)
            yield Triple(node, terms.LABEL, name)
        else:
            yield Triple(node, terms.ALT_LABEL, name)


def _event(node: _Subject, values: Mapping[NamedNode, list[_Term]]) -> list[str]:
    of_event = [SEPARATOR.join(_cell(value) for value in values.get(term, ())) for term in _OF_AN_EVENT]
    return [_iri(node), *([name.value for name in _names(values)][:1] or [""]), *of_event]


def _evidence(node: _Subject, values: Mapping[NamedNode, list[_Term]]) -> list[str]:
    def only(term: NamedNode) -> _Term:
        return values[term][0]

    said = [_cell(only(term)) for term in _OF_AN_EVIDENCE]
    statement = [
        _cell(only(terms.SUBJECT)),
        short_name(_cell(only(terms.PREDICATE))),
        *_object(only(terms.OBJECT)),
    ]
    return [_iri(node), *statement, _cell(only(terms.FROM_ITEM)), *said]


def _object(term: _Term) -> list[str]:
    """Return the cells object, value, datatype and language."""
    if isinstance(term, Literal):
        return ["", term.value, short_name(term.datatype.value), term.language or ""]
    return [_iri(term), "", "", ""]


def _names(values: Mapping[NamedNode, list[_Term]]) -> list[Literal]:
    """Return the preferred name, then those others that a cell of several values can hold."""
    preferred, others = (
        [name for name in values.get(term, ()) if isinstance(name, Literal) and name.language == "en"]
        for term in (terms.PREF_LABEL, terms.ALT_LABEL)
    )
    return (
        [*preferred[:1], *(name for name in others if name.value and SEPARATOR not in name.value)] if preferred else []
    )


def _kind(values: Mapping[NamedNode, list[_Term]]) -> str:
    classes = [_cell(value) for value in values.get(terms.TYPE, ())]
    ours = [name.removeprefix(terms.ONTOLOGY) for name in classes if name.startswith(terms.ONTOLOGY)]
    return ours[0] if ours else ""


def _is_a(values: Mapping[NamedNode, list[_Term]], kind: str) -> bool:
    return terms.KINDS[kind] in values.get(terms.TYPE, ())


def _cell(term: _Term) -> str:
    return term.value if isinstance(term, Literal) else _iri(term)


def _iri(term: _Subject) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)
