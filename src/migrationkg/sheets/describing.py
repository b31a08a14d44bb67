"""How things and values are named in a sheet, and the note beside a name."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode

from migrationkg.graph import terms
from migrationkg.sheets.ways import Value
from migrationkg.store.prefixes import short_name
from migrationkg.views.statements import Statements, text
from migrationkg.views.wording import KIND_WORDS, readable_amount, readable_date


def name_of(said: Statements, node: Value) -> str:
    """Return what a reader calls a node: its label, a day or a sum in words, or the end of its IRI."""
    if isinstance(node, Literal):
        return readable_date(node.value)
    currency = said.first_text(node, terms.CURRENCY)
    if currency:
        return _sum(said.first_text(node, terms.VALUE), currency)
    label = said.first_text(node, terms.PREF_LABEL, terms.LABEL)
    if not label and any(said.matching(None, terms.URL, node)):
        return node.value
    return label or node.value.rstrip("/#").replace("#", "/").rpartition("/")[2].replace("-", " ")


def _sum(value: str, currency: str) -> str:
    try:
        return readable_amount(Decimal(value), currency)
    except InvalidOperation:
        return f"{currency} {value}"


def path_of(node: Value, kinds: Mapping[str, str]) -> str:
    """Return the local name of a thing; empty for a value."""
    return short_name(node.value) if isinstance(node, NamedNode) and node.value in kinds else ""


def note_on(said: Statements, node: Value, kinds: Mapping[str, str]) -> str:
    """Return what a reader needs beside a name: of an occasion day, type and place, of a body its kind and state."""
    kind = kinds.get(node.value) if isinstance(node, NamedNode) else None
    if kind is None or kind in {"Project", "Country", "Place"}:
        return ""
    if kind == "Event":
        parts = [_days(said, node), *_names(said, node, "eventType"), *said.texts(node, terms.STATUS)]
        parts.append(", ".join(_names(said, node, "heldIn")))
    elif kind == "Person":
        parts = [*said.texts(node, terms.ROLE), *_names(said, node, "affiliatedWith")]
    else:
        parts = [KIND_WORDS[kind][0], *_names(said, node, "jurisdiction")]
    return " · ".join(filter(None, parts))


def first_day(said: Statements, node: Value) -> str:
    """Return the first day of an occasion, ISO 8601, by which it is sorted; empty where none is told."""
    return said.first_text(node, terms.START_DATE)


def last_day(said: Statements, node: Value) -> str:
    """Return the last day of an occasion, ISO 8601, as far as it is told; else the first."""
    return said.first_text(node, terms.END_DATE, terms.START_DATE)


def _days(said: Statements, event: Value) -> str:
    first, last = said.first_text(event, terms.START_DATE), said.first_text(event, terms.END_DATE)
    if last in {"", first}:
        return readable_date(first)
    return f"{readable_date(first)} to {readable_date(last)}"


def _names(said: Statements, node: Value, relation: str) -> list[str]:
    assert isinstance(node, NamedNode)  # noqa: S101
    found = {quad.object for quad in said.matching(node, terms.mkg(relation), None)}
    return sorted(name_of(said, one) for one in found if isinstance(one, NamedNode | Literal) and text(one))
