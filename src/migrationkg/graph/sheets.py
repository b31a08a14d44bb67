"""The graph as sheets, one a kind of thing, for people who work in Excel."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import BinaryIO, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from migrationkg.graph import terms
from migrationkg.graph.order import for_reading, line_place
from migrationkg.graph.workbook import Link, Sheet, SheetCell, write_workbook
from migrationkg.model import ORGANISATION_KINDS

_Term: TypeAlias = NamedNode | BlankNode | Triple | Literal
_Things: TypeAlias = Mapping[_Term, Mapping[NamedNode, Sequence[_Term]]]

#: Sheet → the classes of the things on it.
_SHEETS = {
    "Projects": ("Project",),
    "Organisations": ORGANISATION_KINDS,
    "Countries": ("Country",),
    "Places": ("Place",),
    "Events": ("Event",),
    "People": ("Person",),
    "News": ("NewsItem",),
}
_NAMES = (terms.TYPE, terms.PREF_LABEL, terms.LABEL, terms.ALT_LABEL)
_SEVERAL = "; "
#: Stands behind a value that the news may tell, but not surely.
_DOUBTFUL = " (doubtful)"


def stream_sheets(quads: Iterable[Quad], stream: BinaryIO, doubtful: Collection[Triple] = frozenset()) -> None:
    """Write a workbook with a sheet for each kind of thing, and one with all facts and the news that says them.

    Resources are shown by their names, days as days, sums as "EUR 2400000"; headlines lead to the page of the news.

    Args:
        quads: as of `to_quads`, in any order.
        stream: where to.
        doubtful: the statements that are marked as doubtful.
    """
    ordered = for_reading(quads)
    things = _things(ordered)
    sheets = [_sheet(name, {terms.mkg(kind) for kind in kinds}, things, doubtful) for name, kinds in _SHEETS.items()]
    write_workbook([sheet for sheet in [*sheets, _facts(ordered, things, doubtful)] if sheet.rows], stream)


def _things(quads: Iterable[Quad]) -> _Things:
    things: dict[_Term, dict[NamedNode, list[_Term]]] = {}
    for quad in quads:
        values = things.setdefault(quad.subject, {}).setdefault(quad.predicate, [])
        if quad.object not in values:
            values.append(quad.object)
    return things


def _sheet(name: str, kinds: set[NamedNode], things: _Things, doubtful: Collection[Triple]) -> Sheet:
    rows = {thing: said for thing, said in things.items() if kinds & set(said.get(terms.TYPE, ()))}
    properties = sorted(
        {predicate for said in rows.values() for predicate in said if predicate not in _NAMES},
        key=lambda predicate: line_place(Quad(predicate, predicate, predicate)),
    )
    with_kind = len(kinds) > 1
    return Sheet(
        name,
        ["name", *(["kind"] if with_kind else []), "other names", *map(_words, properties), "IRI"],
        [
            [
                _link(thing, things),
                *([_joined([kind for kind in said[terms.TYPE] if kind in kinds], things)] if with_kind else []),
                _joined(said.get(terms.ALT_LABEL, ()), things),
                *(_told(thing, predicate, said.get(predicate, ()), things, doubtful) for predicate in properties),
                _name(thing, {}),
            ]
            for thing, said in rows.items()
        ],
    )


def _told(
    thing: _Term, predicate: NamedNode, values: Sequence[_Term], things: _Things, doubtful: Collection[Triple]
) -> SheetCell:
    """Return the values of a property, the doubtful ones marked."""
    marked = [isinstance(thing, NamedNode) and Triple(thing, predicate, value) in doubtful for value in values]
    if not any(marked):
        return _joined(values, things)
    return _SEVERAL.join(
        _name(value, things) + (_DOUBTFUL if mark else "") for value, mark in zip(values, marked, strict=True)
    )


def _facts(quads: Iterable[Quad], things: _Things, doubtful: Collection[Triple]) -> Sheet:
    """Return what the news says, a fact a row, with the item that says it and, where there is evidence, its words.

    Where something is doubtful, a column says what.
    """
    items = [thing for thing, said in things.items() if terms.NEWS_ITEM in said.get(terms.TYPE, ())]
    rows = {item: f"internal:News!A{number}" for number, item in enumerate(items, start=2)}
    quotes = dict(_quotes(things))

    def row(quad: Quad, item: NamedNode) -> list[SheetCell]:
        told = _link(item, things)
        return [
            _name(quad.subject, things),
            _words(quad.predicate),
            _joined([quad.object], things),
            Link(told, rows[item]) if isinstance(told, str) and item in rows else told,
            _joined(things.get(item, {}).get(terms.PUBLISHED, ()), things),
            *([quotes.get((quad.triple, item), "")] if quotes else []),
            *(["yes" if quad.triple in doubtful else ""] if doubtful else []),
        ]

    return Sheet(
        "Facts",
        [
            *("subject", "relation", "object", "news item", "published"),
            *(["words"] if quotes else []),
            *(["doubtful"] if doubtful else []),
        ],
        [
            row(quad, quad.graph_name)
            for quad in quads
            if isinstance(quad.graph_name, NamedNode)
            and quad.subject != quad.graph_name
            and not _is_apart(quad.subject, things)
        ],
    )


def _quotes(things: _Things) -> Iterator[tuple[tuple[Triple, _Term], str]]:
    """Give the words that say a statement in an item."""
    for said in things.values():
        if terms.EVIDENCE in said.get(terms.TYPE, ()):
            subject, predicate, statement_object, item, quote = (
                said[term][0] for term in (terms.SUBJECT, terms.PREDICATE, terms.OBJECT, terms.FROM_ITEM, terms.QUOTE)
            )
            yield (Triple(subject, predicate, statement_object), item), _name(quote, {})  # type: ignore[arg-type]


def _is_apart(thing: _Term, things: _Things) -> bool:
    return bool({terms.EVIDENCE, terms.AMOUNT_CLASS, terms.DECISION} & set(things[thing].get(terms.TYPE, ())))


def _joined(values: Sequence[_Term], things: _Things) -> SheetCell:
    return _value(values[0], things) if len(values) == 1 else _SEVERAL.join(_name(value, things) for value in values)


def _value(term: _Term, things: _Things) -> SheetCell:
    if isinstance(term, Literal):
        name = term.datatype.value.removeprefix(terms.XSD)
        try:
            if name in {"integer", "decimal"}:
                return Decimal(term.value)
            return date.fromisoformat(term.value) if name == "date" else term.value
        except (ArithmeticError, ValueError):  # a literal that its datatype does not allow
            return term.value
    return _link(term, things)


def _link(term: _Term, things: _Things) -> SheetCell:
    pages = things.get(term, {}).get(terms.URL, ())
    name = _name(term, things)
    return Link(name, pages[0].value) if pages and isinstance(pages[0], NamedNode) else name


def _name(term: _Term, things: _Things) -> str:
    """Return what a resource is called, the words of a class or concept, the text of a literal."""
    if not isinstance(term, NamedNode):
        return term.value if isinstance(term, Literal) else str(term)
    said = things.get(term, {})
    if labels := said.get(terms.PREF_LABEL):
        return _name(labels[0], things)
    if terms.VALUE in said and terms.CURRENCY in said:
        return f"{_name(said[terms.CURRENCY][0], things)} {_name(said[terms.VALUE][0], things)}"
    ours = term.value.startswith((terms.ONTOLOGY, terms.EVENT_TYPES, terms.THEMES))
    return _words(term) if ours else term.value


def _words(term: NamedNode) -> str:
    """Return the words of a term's local name.

    Example:
        >>> _words(terms.mkg("implementingOffice"))
        'implementing office'
    """
    local = re.split(r"[/#]", term.value)[-1]
    return re.sub(r"(?<=[a-z])([A-Z])", lambda found: f" {found[1].lower()}", local).replace("-", " ")
