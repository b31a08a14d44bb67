"""The rows of the tables: what a graph says, cell by cell.

Nodes, facts and evidence together hold the whole graph; events repeat what the facts say, for convenience.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from migrationkg.graph import terms
from migrationkg.graph.csvw import SEPARATOR, Column, ValueKind, columns_of
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


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, and its rows with a cell for each."""

    columns: tuple[Column, ...]
    rows: list[list[str]]


def tables_of(quads: Iterable[Quad]) -> dict[str, Table]:
    """Return name of a table → the table, as `csvw.TABLES` declares it; evidence.csv where there is any."""
    ordered = for_reading(quads)
    bare = without_evidence(ordered)
    nodes = _described(bare)
    facts = _facts(bare, nodes)
    kinds = _value_kinds(quad.object for quad in facts)
    found = {
        "nodes.csv": [_node(node, values) for node, values in nodes.items()],
        "facts.csv": [_fact(quad, kinds) for quad in facts],
        "events.csv": [_event(node, values) for node, values in nodes.items() if _is_a(values, "Event")],
    }
    tables = {name: Table(columns_of(name, kinds), rows) for name, rows in found.items()}
    if len(bare) < len(ordered):
        evidence = _described(quad for quad in ordered if quad.subject not in nodes)
        kinds = _value_kinds(values[terms.OBJECT][0] for values in evidence.values())
        rows = [_evidence(node, values, kinds) for node, values in evidence.items()]
        tables["evidence.csv"] = Table(columns_of("evidence.csv", kinds), rows)
    return tables


def _value_kinds(values: Iterable[_Term]) -> list[ValueKind]:
    return sorted({_kind_of(value) for value in values if isinstance(value, Literal)})


def _kind_of(value: Literal) -> ValueKind:
    return value.datatype.value, value.language or ""


def _typed(value: _Term, kinds: Iterable[ValueKind]) -> list[str]:
    """Return a cell for each kind of value: the one of its kind holds it."""
    if not isinstance(value, Literal):
        return ["" for _ in kinds]
    return [value.value if kind == _kind_of(value) else "" for kind in kinds]


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
    label = names[0] if names else ""
    return [_iri(node), _kind(values), label, SEPARATOR.join(names[1:]), label]


def _facts(bare: Iterable[Quad], nodes: _Nodes) -> list[Quad]:
    """Return the statements that are not told by the node's own row."""
    told = {triple for node, values in nodes.items() for triple in _told(node, values)}
    return [quad for quad in bare if quad.triple not in told]


def _fact(quad: Quad, kinds: Iterable[ValueKind]) -> list[str]:
    property_ = quad.predicate.value
    item = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
    said = [_iri(quad.subject), short_name(property_), *_object(quad.object), item, property_]
    return [*said, *_typed(quad.object, kinds)]


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


def _evidence(node: _Subject, values: Mapping[NamedNode, list[_Term]], kinds: Iterable[ValueKind]) -> list[str]:
    def only(term: NamedNode) -> _Term:
        return values[term][0]

    said = [_cell(only(term)) for term in _OF_AN_EVIDENCE]
    statement = [
        _cell(only(terms.SUBJECT)),
        short_name(_cell(only(terms.PREDICATE))),
        *_object(only(terms.OBJECT)),
    ]
    doubtful = _iri(terms.DOUBTFUL_EVIDENCE) if terms.DOUBTFUL_EVIDENCE in values[terms.TYPE] else ""
    typed = _typed(only(terms.OBJECT), kinds)
    item, predicate = _cell(only(terms.FROM_ITEM)), _cell(only(terms.PREDICATE))
    return [_iri(node), *statement, item, *said, predicate, doubtful, *typed]


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
