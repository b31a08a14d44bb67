"""What the columns of the tables mean, by the Metadata Vocabulary for Tabular Data (W3C, 2015).

People read the first columns. The last ones say the same so that a program that knows nothing but CSV on the Web gives
the graph back (csv2rdf): there each column has one datatype, so that a value stands in the column of its own.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from migrationkg.graph import terms

#: The name of the metadata file, beside the tables.
METADATA = "csv-metadata.json"

#: What parts the values in a cell that may hold several.
SEPARATOR = "\n"

#: Datatype and language of a value.
ValueKind = tuple[str, str]

_NOTE = (
    "A text that a spreadsheet would take for a formula (it begins with = + - @), or that begins with an"
    " apostrophe, has an apostrophe put in front: a program takes the first apostrophe of a cell off again."
)
_DAY_OR_MONTH = {"base": "string", "format": r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?"}
_COUNT = {"base": "integer", "minimum": 0}
_SHARE = {"base": "decimal", "minimum": 0, "maximum": 1}
_FOR_PEOPLE = {"suppressOutput": True}


def _says(property_: str, **more: str) -> dict[str, object]:
    """Return what makes a column a statement of the row's subject."""
    return {"propertyUrl": property_, **more}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it says, the datatype of its values, the table whose rows they name, and the output.

    That is what a program that turns tables into RDF makes of it.
    """

    name: str
    says: str
    datatype: str | Mapping[str, object] = "string"
    required: bool = False
    several: bool = False
    points_to: str | None = None
    output: Mapping[str, object] = field(default_factory=lambda: _FOR_PEOPLE)


def _link(name: str, says: str, output: Mapping[str, object] = _FOR_PEOPLE, *, required: bool = False) -> Column:
    return Column(name, says, "anyURI", required, output=output)


def _node(name: str, says: str, output: Mapping[str, object] = _FOR_PEOPLE, *, required: bool = False) -> Column:
    # A reference that may be empty is no key: validators take an empty one for broken.
    return Column(name, says, "anyURI", required, points_to="nodes.csv" if required else None, output=output)


def _statement(subject: Mapping[str, object], object_: Mapping[str, object]) -> tuple[Column, ...]:
    return (
        _node("subject", "what the statement is about", subject, required=True),
        Column("relation", "the property, as a prefixed name", required=True),
        _link("object", "what it points to, where it points to a resource", object_),
        Column("value", "the value, where it gives a value"),
        Column("datatype", "the datatype of the value, as a prefixed name"),
        Column("language", "the language of the value (BCP 47)"),
    )


def _several(name: str, says: str, datatype: str | Mapping[str, object] = "anyURI") -> Column:
    return Column(name, says, datatype, several=True)


_IN_ENGLISH = {"lang": "en"}
_FROM_ITEM = _says(terms.FROM_ITEM.value, valueUrl="{+news_item}")

#: Name of a table → its columns for people, those for csv2rdf besides where values are of one kind.
TABLES = {
    "nodes.csv": (
        _link("iri", "the resource, news item or amount", required=True),
        Column(
            "kind",
            "its class, a local name of the ontology",
            output=_says(terms.TYPE.value, valueUrl=f"{terms.ONTOLOGY}{{kind}}"),
        ),
        Column("label", "its preferred name in English", output=_says(terms.PREF_LABEL.value) | _IN_ENGLISH),
        Column(
            "other_names",
            "its other names in English, one a line",
            several=True,
            output=_says(terms.ALT_LABEL.value) | _IN_ENGLISH,
        ),
        Column("same_label", "its preferred name again, as rdfs:label", output=_says(terms.LABEL.value) | _IN_ENGLISH),
    ),
    "facts.csv": (
        *_statement(_FOR_PEOPLE, _says("{+property}", valueUrl="{+object}")),
        _node("news_item", "the news item that says it; empty for what describes a resource"),
        _link("property", "the property, as an IRI", required=True),
    ),
    "events.csv": (
        _node("event", "the occasion", required=True),
        Column("label", "its preferred name in English"),
        _several("event_type", "its type, a concept"),
        _several("status", "whether it is planned, cancelled or postponed; empty for one that was held", "string"),
        _several("start_date", "its first day or month", _DAY_OR_MONTH),
        _several("end_date", "its last day or month", _DAY_OR_MONTH),
        _several("project", "the project that held it"),
        _several("held_in", "where it was held"),
    ),
    "evidence.csv": (
        _link("iri", "the evidence", required=True),
        *_statement(_says(terms.SUBJECT.value, valueUrl="{+subject}"), _says(terms.OBJECT.value, valueUrl="{+object}")),
        _node("news_item", "the news item that says it", _FROM_ITEM, required=True),
        Column("quote", "the words that say it", required=True, output=_says(terms.QUOTE.value)),
        Column(
            "quote_start",
            "where they begin in headline, blank line and text, in code points from 0",
            _COUNT,
            True,
            output=_says(terms.QUOTE_START.value),
        ),
        Column("quote_end", "where they end, exclusive", _COUNT, True, output=_says(terms.QUOTE_END.value)),
        Column("rule", "the rule that read it", required=True, output=_says(terms.RULE.value)),
        Column(
            "confidence",
            "how often facts of this kind proved right, 0 to 1",
            _SHARE,
            True,
            output=_says(terms.CONFIDENCE.value),
        ),
        _link(
            "property",
            "the property, as an IRI",
            _says(terms.PREDICATE.value, valueUrl="{+property}"),
            required=True,
        ),
        _link(
            "doubtful",
            "where the fact was taken in though it is not sure enough to be one, the class of such evidence",
            _says(terms.TYPE.value, valueUrl="{+doubtful}"),
        ),
    ),
}

_KEYS = {"nodes.csv": "iri", "events.csv": "event", "evidence.csv": "iri"}
_ABOUT = {"nodes.csv": "{+iri}", "facts.csv": "{+subject}", "evidence.csv": "{+iri}"}

#: By which property a value of a statement hangs on the row's subject.
_VALUE_OF = {"facts.csv": "{+property}", "evidence.csv": terms.OBJECT.value}

#: What each row of a table says without a cell that does.
_ALWAYS = {
    "evidence.csv": (
        *((terms.TYPE, class_.value) for class_ in (terms.EVIDENCE, terms.STATEMENT, terms.PROV_ENTITY)),
        (terms.DERIVED_FROM, "{+news_item}"),
    )
}


def columns_of(table: str, kinds: Sequence[ValueKind] = ()) -> tuple[Column, ...]:
    """Return the columns of a table, one for each kind of value that its statements give among them.

    Example:
        >>> [column.name for column in columns_of("nodes.csv")]
        ['iri', 'kind', 'label', 'other_names', 'same_label']
    """
    own = TABLES[table]
    if table not in _VALUE_OF:
        return own
    names = [_name(kind) for kind in kinds]
    unique = [name if names.count(name) == 1 else f"{name}_{place}" for place, name in enumerate(names)]
    return *own, *(_typed(name, kind, _VALUE_OF[table]) for name, kind in zip(unique, kinds, strict=True))


def _name(kind: ValueKind) -> str:
    datatype, language = kind
    return "value_" + re.sub(r"[^a-z0-9]+", "_", (language or re.split("[#/:]", datatype)[-1]).lower())


def _typed(name: str, kind: ValueKind, property_: str) -> Column:
    datatype, language = kind
    local = datatype.removeprefix(terms.XSD)
    says = f"the value again, where it is in the language {language}" if language else f"the value again, as {local}"
    output = _says(property_) | ({"lang": language} if language else {})
    standard = {"string": "string", "date": "date", "gYearMonth": "gYearMonth", "decimal": "decimal"}
    known = "string" if language else standard.get(local, {"@id": datatype, "base": "string"})
    return Column(name, says, known, output=output)


def metadata(tables: Mapping[str, Sequence[Column]]) -> bytes:
    """Return the metadata of these tables, a table group of CSV on the Web."""
    group = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": "Knowledge graph of migration-policy news",
        "dc:description": _NOTE,
        "tables": [_table(name, columns) for name, columns in tables.items()],
    }
    return (json.dumps(group, indent=2, ensure_ascii=False) + "\n").encode()


def _table(name: str, columns: Sequence[Column]) -> dict[str, object]:
    described: list[dict[str, object]] = [_column(column) for column in columns]
    for place, (property_, value) in enumerate(_ALWAYS.get(name, ()), start=1):
        always = {"name": f"always_{place}", "virtual": True, "propertyUrl": property_.value, "valueUrl": value}
        described.append(always)
    schema: dict[str, object] = {"columns": described}
    if name in _ABOUT:
        schema["aboutUrl"] = _ABOUT[name]
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
    whole = {} if name in _ABOUT else _FOR_PEOPLE
    return {"url": name, "tableSchema": schema, **whole}


def _column(column: Column) -> dict[str, object]:
    described: dict[str, object] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.says,
        "datatype": column.datatype,
        "required": column.required,
        **column.output,
    }
    return described | ({"separator": SEPARATOR} if column.several else {})
