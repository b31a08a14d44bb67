"""What the columns of the tables mean, by the Metadata Vocabulary for Tabular Data (W3C, 2015)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

#: The name of the metadata file, beside the tables.
METADATA = "csv-metadata.json"

#: What parts the values in a cell that may hold several.
SEPARATOR = "\n"

_NOTE = (
    "A text that a spreadsheet would take for a formula (it begins with = + - @), or that begins with an"
    " apostrophe, has an apostrophe put in front: a program takes the first apostrophe of a cell off again."
)
_DAY_OR_MONTH = {"base": "string", "format": r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?"}
_COUNT = {"base": "integer", "minimum": 0}
_SHARE = {"base": "decimal", "minimum": 0, "maximum": 1}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it says, the datatype of its values, and the table whose rows they name."""

    name: str
    says: str
    datatype: str | Mapping[str, object] = "string"
    required: bool = False
    several: bool = False
    points_to: str | None = None


def _link(name: str, says: str, *, required: bool = False, several: bool = False) -> Column:
    return Column(name, says, "anyURI", required, several)


def _node(name: str, says: str, *, required: bool = False) -> Column:
    return Column(name, says, "anyURI", required, points_to="nodes.csv")


_STATEMENT = (
    _node("subject", "what the statement is about", required=True),
    Column("relation", "the property, as a prefixed name", required=True),
    _link("object", "what it points to, where it points to a resource"),
    Column("value", "the value, where it gives a value"),
    Column("datatype", "the datatype of the value, as a prefixed name"),
    Column("language", "the language of the value (BCP 47)"),
)

#: Name of a table → its columns. The first column of nodes, events and evidence names the row.
TABLES = {
    "nodes.csv": (
        _link("iri", "the resource, news item or amount", required=True),
        Column("kind", "its class, a local name of the ontology"),
        Column("label", "its preferred name in English"),
        Column("other_names", "its other names in English, one a line", several=True),
    ),
    "facts.csv": (
        *_STATEMENT,
        _node("news_item", "the news item that says it; empty for what describes a resource"),
    ),
    "events.csv": (
        _node("event", "the occasion", required=True),
        Column("label", "its preferred name in English"),
        _link("event_type", "its type, a concept", several=True),
        Column(
            "status",
            "whether it is planned, cancelled or postponed; empty for one that was held",
            several=True,
        ),
        Column("start_date", "its first day or month", _DAY_OR_MONTH, several=True),
        Column("end_date", "its last day or month", _DAY_OR_MONTH, several=True),
        _link("project", "the project that held it", several=True),
        _link("held_in", "where it was held", several=True),
    ),
    "evidence.csv": (
        _link("iri", "the evidence", required=True),
        *_STATEMENT,
        _node("news_item", "the news item that says it", required=True),
        Column("quote", "the words that say it", required=True),
        Column(
            "quote_start",
            "where they begin in headline, blank line and text, in code points from 0",
            _COUNT,
            True,
        ),
        Column("quote_end", "where they end, exclusive", _COUNT, True),
        Column("rule", "the rule that read it", required=True),
        Column("confidence", "how often facts of this kind proved right, 0 to 1", _SHARE, True),
    ),
}

_KEYS = {"nodes.csv": "iri", "events.csv": "event", "evidence.csv": "iri"}


def column_names(table: str) -> list[str]:
    """Return the header of a table.

    Example:
        >>> column_names("nodes.csv")
        ['iri', 'kind', 'label', 'other_names']
    """
    return [column.name for column in TABLES[table]]


def metadata(tables: Iterable[str]) -> bytes:
    """Return the metadata of these tables, a table group of CSV on the Web."""
    group = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": "Knowledge graph of migration-policy news",
        "dc:description": _NOTE,
        "tables": [_table(name) for name in tables],
    }
    return (json.dumps(group, indent=2, ensure_ascii=False) + "\n").encode()


def _table(name: str) -> dict[str, object]:
    columns = TABLES[name]
    schema: dict[str, object] = {"columns": [_column(column) for column in columns]}
    if name in _KEYS:
        schema["primaryKey"] = _KEYS[name]
    keys = [
        {
            "columnReference": column.name,
            "reference": {"resource": column.points_to, "columnReference": "iri"},
        }
        for column in columns
        if column.points_to
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {"url": name, "tableSchema": schema}


def _column(column: Column) -> dict[str, object]:
    described: dict[str, object] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.says,
        "datatype": column.datatype,
        "required": column.required,
    }
    return described | ({"separator": SEPARATOR} if column.several else {})
