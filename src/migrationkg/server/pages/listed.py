"""Things of a kind as rows of a list, read out of a store in a worker."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from migrationkg.graph import terms
from migrationkg.model import ORGANISATION_KINDS
from migrationkg.sheets.contents import Entry
from migrationkg.sheets.describing import name_of
from migrationkg.sheets.ways import follow
from migrationkg.store.prefixes import short_name
from migrationkg.views.network import kinds_of
from migrationkg.views.statements import Statements, text
from migrationkg.views.wording import KIND_WORDS

#: Kinds that are listed together.
LISTS: Mapping[str, tuple[str, ...]] = {
    "projects": ("Project",),
    "organisations": tuple(ORGANISATION_KINDS),
    "countries": ("Country",),
    "places": ("Place",),
    "events": ("Event",),
    "people": ("Person",),
    "news": (),
}


@dataclass(frozen=True, slots=True)
class Column:
    """Something that a list tells of each of its things, and by which it may be narrowed.

    Attributes:
        name: the parameter in the address of a list, such as `country`.
        title: heading of the column.
        ways: as of `sheets.contents.Entry.way`; what any of them leads to is told.
        is_filter: whether the list may be narrowed by it.
    """

    name: str
    title: str
    ways: tuple[str, ...]
    is_filter: bool = True


_COUNTRY = ("operatesIn", "^partOfProject/heldIn", "^partOfProject/heldIn/locatedIn")

#: List → its columns after the name. `kind` and `year` are told by no way.
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "projects": (
        Column("country", "Countries", _COUNTRY),
        Column("funder", "Funders", ("fundedBy",)),
        Column("implementer", "Implemented by", ("implementedBy", "implementingOffice")),
        Column("year", "Years", ("^partOfProject/startDate", "^reportsOn/published", "^mentions/published")),
    ),
    "organisations": (
        Column("kind", "Kind", ()),
        Column("country", "State", ("jurisdiction",)),
        Column(
            "project", "Projects", ("^fundedBy", "^implementedBy", "^hasPartner", "^partnerMinistry"), is_filter=False
        ),
    ),
    "countries": (
        Column("project", "Projects that work there", ("^operatesIn",), is_filter=False),
        Column("funds", "Funds", ("^fundedBy",), is_filter=False),
    ),
    "places": (Column("country", "Country", ("locatedIn",)), Column("event", "Events", ("^heldIn",), is_filter=False)),
    "events": (
        Column("day", "Day", ("startDate",), is_filter=False),
        Column("type", "Type", ("eventType",)),
        Column("country", "Country", ("heldIn", "heldIn/locatedIn")),
        Column("project", "Project", ("partOfProject",)),
        Column("status", "Status", ("status",)),
        Column("year", "Year", ("startDate",)),
    ),
    "people": (
        Column("role", "Role", ("role",), is_filter=False),
        Column("organisation", "Organisation", ("affiliatedWith",)),
    ),
    "news": (
        Column("day", "Day", ("published",), is_filter=False),
        Column("category", "Category", ("category",)),
        Column("project", "Tells of", ("reportsOn", "reportsOn/partOfProject")),
        Column("year", "Year", ("published",)),
    ),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """Something that a row names.

    Attributes:
        name: what it is called.
        path: its local name; empty for a value.
    """

    name: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A thing of a list.

    Attributes:
        name: what it is called.
        path: its local name.
        kind: one of `model.ENTITY_KINDS`, or "NewsItem".
        cells: name of each column → what it tells.
    """

    name: str
    path: str
    kind: str
    cells: Mapping[str, tuple[Cell, ...]]


def rows_of(store: Store, name: str) -> tuple[Row, ...]:
    """Return the things of a list: events and news with the newest first, all else by name.

    Args:
        store: of `open_store`.
        name: one of `LISTS`.
    """
    said = Statements(store)
    kinds = kinds_of(said)
    if name == "news":
        found = {node.value: "NewsItem" for node in _news(said)}
    else:
        found = {iri: kind for iri, kind in kinds.items() if kind in LISTS[name]}
    rows = [_row(said, iri, kind, COLUMNS[name], kinds) for iri, kind in found.items()]
    rows.sort(key=lambda row: (row.name.casefold(), row.path))
    if name in {"events", "news"}:
        rows.sort(key=lambda row: row.cells["day"][0].name if row.cells["day"] else "", reverse=True)
    return tuple(rows)


def newest_of(store: Store, name: str, most: int) -> tuple[Row, ...]:
    """Return the newest things of a list of which a day is told.

    Args:
        store: of `open_store`.
        name: "events" or "news".
        most: how many at most.
    """
    said = Statements(store)
    kinds = kinds_of(said)
    kind, term = ("Event", terms.START_DATE) if name == "events" else ("NewsItem", terms.PUBLISHED)
    days = {
        quad.subject.value: text(quad.object)
        for quad in said.matching(None, term, None)
        if isinstance(quad.subject, NamedNode) and kinds.get(quad.subject.value, "NewsItem") == kind
    }
    newest = sorted(days, key=lambda iri: (days[iri], iri), reverse=True)[:most]
    return tuple(_row(said, iri, kind, COLUMNS[name], kinds) for iri in newest)


def counts_of(store: Store) -> Mapping[str, int]:
    """Return how many things each list has.

    Args:
        store: of `open_store`.
    """
    said = Statements(store)
    kinds = list(kinds_of(said).values())
    counts = {name: sum(kind in of for kind in kinds) for name, of in LISTS.items()}
    return counts | {"news": sum(1 for _ in _news(said))}


def _news(said: Statements) -> Iterable[NamedNode]:
    for quad in said.matching(None, terms.TYPE, terms.NEWS_ITEM):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject


def _row(said: Statements, iri: str, kind: str, columns: Iterable[Column], kinds: Mapping[str, str]) -> Row:
    node = NamedNode(iri)
    cells = {column.name: tuple(_cells(said, node, column, kinds)) for column in columns}
    if "kind" in cells:
        cells["kind"] = (Cell(KIND_WORDS[kind][0]),)
    if "year" in cells:
        years = sorted({cell.name[:4] for cell in cells["year"]})
        cells["year"] = tuple(map(Cell, years))
    return Row(name_of(said, node), short_name(iri), kind, cells)


def _cells(said: Statements, node: NamedNode, column: Column, kinds: Mapping[str, str]) -> list[Cell]:
    found: dict[str, Cell] = {}
    for way in column.ways:
        for one in follow(said, node, Entry("", way, "")):
            end = one.row
            if isinstance(end, NamedNode) and not _wanted(end.value, column, kinds):
                continue
            is_thing = isinstance(end, NamedNode) and end.value in kinds
            is_day = column.name in {"day", "year"}
            name = text(end) if is_day else name_of(said, end)
            found[text(end)] = Cell(name, short_name(text(end)) if is_thing else "")
    return sorted(found.values(), key=lambda cell: (cell.name.casefold(), cell.path))


def _wanted(iri: str, column: Column, kinds: Mapping[str, str]) -> bool:
    """Tell whether a thing fits a column, whose ways may lead to places beside countries, to events beside projects."""
    kind = kinds.get(iri)
    return {"country": kind == "Country", "project": kind in {"Project", None}}.get(column.name, True)
