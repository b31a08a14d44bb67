"""The file of decisions, `decisions.csv`: one line each, made by command or by hand, and checked when it is read."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from migrationkg.curation.rows import Row, Rows, read_rows
from migrationkg.curation.things import KINDS_TO_ADD, added_thing
from migrationkg.errors import InputError, Problem
from migrationkg.model import (
    DECISION_KINDS,
    ENTITY_KINDS,
    ENTITY_RELATIONS,
    EVENT_STATUSES,
    ORGANISATION_KINDS,
    PROJECT_STATUSES,
    VALUE_RELATIONS,
    Decision,
)
from migrationkg.reading.days import read_day, settled_order
from migrationkg.reading.wording import clean, clean_line
from migrationkg.resolution.iris import folder_of

#: The columns of the file.
COLUMNS = ("decision", "thing", "relation", "object", "item", "source", "who", "when", "why")

#: Kinds that a curator can give a thing. A country is known by its code, an occasion by its type and day.
KINDS_TO_GIVE = (*ORGANISATION_KINDS, "Project", "Place", "Person")

_FOLDERS = "|".join(sorted({folder_of(kind) for kind in ENTITY_KINDS}))
_PATH = re.compile(rf"({_FOLDERS})/[a-z0-9.-]+")
_DAY = r"\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?"
_DAYS = ("startDate", "endDate", "projectStart", "projectEnd")
#: What the values of a relation look like, and how that is told.
_OCCASION_DAY = (_DAY, "2024-05-03 or 2024-05")
_PROJECT_DAY = (rf"\d{{4}}|{_DAY}", "2024-05-03, 2024-05 or 2024")
_VALUES = {
    "startDate": _OCCASION_DAY,
    "endDate": _OCCASION_DAY,
    "eventType": ("[a-z]+(-[a-z]+)*", "study-visit"),
    "status": ("|".join(EVENT_STATUSES), " or ".join(EVENT_STATUSES)),
    "projectStart": _PROJECT_DAY,
    "projectEnd": _PROJECT_DAY,
    "projectStatus": ("|".join(PROJECT_STATUSES.values()), " or ".join(PROJECT_STATUSES.values())),
    "durationInMonths": (r"[1-9]\d*", "36"),
    "url": (r"https?://[^\s<>\"{}|\\^`]+", "https://example.org/project"),
    "amount": (r"\d+(\.\d+)? [A-Z]{3}", "2400000 EUR"),
}
#: A name is shown in lists, on buttons and in networks.
_LONGEST_NAME = 300
_ITEM = re.compile(r"[a-z0-9-]+")


def read_decisions(path: Path) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
    """Return the decisions of a file, and what of it cannot be applied; nothing where there is no file.

    Raises:
        InputError: the file cannot be read, or lacks a column.
    """
    if not path.exists():
        return (), ()
    decisions: list[Decision] = []
    problems: list[Problem] = []
    rows = decision_rows(path).rows
    order = settled_order(" ".join(row.cells.get("when", "") for row in rows))
    for row in rows:
        try:
            decisions.append(_decision(row, order))
        except ValueError as error:
            problems.append(Problem(str(path), row.line, f"the decision is passed over: {error}"))
    return tuple(decisions), tuple(problems)


def decision_rows(path: Path) -> Rows:
    """Return the rows of a file of decisions; where there is none, or it is empty, none.

    Raises:
        InputError: the file cannot be read, or lacks a column.
    """
    try:
        text = path.read_bytes().decode() if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}; save it as CSV in UTF-8") from error
    return read_rows(text if text.strip() else ",".join(COLUMNS) + "\n", path, COLUMNS)


def _decision(row: Row, order: tuple[str, ...]) -> Decision:
    if row.wrong:
        raise ValueError(row.wrong)
    cells = dict(row.cells)
    is_on_day = cells.get("relation", "").strip().removeprefix("mkg:") in _DAYS
    for column in ("when", "object") if is_on_day else ("when",):
        cells[column] = _as_written(cells.get(column, "").strip(), order)
    return decision_of(cells, row.line)


def _as_written(text: str, order: tuple[str, ...]) -> str:
    """Return a day as it was before a spreadsheet wrote it in its own way (24/11/2026); what may be another, as it is.

    Args:
        text: a cell.
        order: the forms that other days of the file settle.
    """
    try:
        day = read_day(text, order, "en")
    except ValueError:
        return text
    return day.isoformat() if day else text


def decision_of(row: Mapping[str, str | None], line: int = 0) -> Decision:
    """Return the decision that a row tells.

    Args:
        row: column → cell; what is not told is empty.
        line: where it stands.

    Raises:
        ValueError: it is none, with what is wrong and how to mend it.
    """
    cells = {name: clean(row.get(name) or "").strip() for name in COLUMNS}
    cells |= {name: clean_line(cells[name]) for name in COLUMNS if name not in {"source", "why"}}
    cells["relation"] = cells["relation"].removeprefix("mkg:")
    kind = cells["decision"] = cells["decision"].lower()
    if kind not in DECISION_KINDS:
        raise ValueError(f"{kind[:40]!r} is no decision; write one of {', '.join(DECISION_KINDS)}")
    for name in ("who", "why"):
        if not cells[name]:
            raise ValueError(f"the column {name!r} is empty; tell who decided it, and why")
    try:
        when = date.fromisoformat(cells["when"])
    except ValueError:
        told = f"{cells['when'][:40]!r} is no day that can be read one way only; write it as 2026-11-24"
        raise ValueError(told) from None
    _check_what(kind, cells)
    decision = Decision(
        kind=kind,
        thing=cells["thing"],
        relation=cells["relation"],
        object=cells["object"],
        item=cells["item"],
        source=cells["source"],
        who=cells["who"],
        when=when,
        why=cells["why"],
        line=line,
    )
    if kind == "rename" or decision.makes:
        _check_name(decision.object)
    if decision.makes:
        added_thing(decision)
    return decision


def row_of(decision: Decision) -> list[str]:
    """Return the cells of a decision, in the order of COLUMNS."""
    what = [decision.kind, decision.thing, decision.relation, decision.object, decision.item, decision.source]
    return [*what, decision.who, decision.when.isoformat(), decision.why]


def _check_what(kind: str, cells: Mapping[str, str]) -> None:
    """Raise ValueError where a decision does not tell what it is about."""
    whole = kind == "reject" and not cells["relation"] and not cells["object"]
    for name in ("thing",) if whole else DECISION_KINDS[kind]:
        if not cells[name]:
            raise ValueError(f"the column {name!r} is empty; {kind} needs {', '.join(DECISION_KINDS[kind])}")
    if kind == "withdraw" and cells["thing"]:
        raise ValueError("withdraw takes an item, and no thing; empty the column 'thing'")
    if kind != "withdraw":
        _check_path(cells["thing"])
    if cells["item"] and (whole or kind in {"merge", "apart", "rename", "retype"}):
        what = "a thing is rejected" if whole else f"{kind} holds"
        raise ValueError(f"{what} in all items and not in one; leave the item out, or split what one item calls so")
    if cells["item"] and not _ITEM.fullmatch(cells["item"]):
        raise ValueError(f"{cells['item'][:60]!r} is no id of an item; look it up in items.jsonl")
    match kind:
        case "merge" | "apart":
            _check_path(cells["object"])
        case "retype" if cells["object"] not in KINDS_TO_GIVE:
            raise ValueError(f"{cells['object'][:40]!r} is no kind to give; write one of {', '.join(KINDS_TO_GIVE)}")
        case "accept" | "reject" | "add" if not whole:
            _check_told(kind, cells)


def _check_told(kind: str, cells: Mapping[str, str]) -> None:
    """Raise ValueError where what is decided on is neither a fact nor a thing to add, or nobody tells what is added."""
    if kind != "add" or cells["relation"] not in KINDS_TO_ADD:
        _check_fact(kind, cells)
    if kind == "add" and not cells["source"]:
        raise ValueError("the column 'source' is empty; tell where it is told, by a web address or in words")


def _check_fact(kind: str, cells: Mapping[str, str]) -> None:
    relations = (*ENTITY_RELATIONS, *VALUE_RELATIONS, *(() if kind == "add" else ("amount",)))
    if cells["relation"] not in relations:
        kinds = f"; to add a thing, its kind: {', '.join(KINDS_TO_ADD)}" if kind == "add" else ""
        raise ValueError(f"{cells['relation'][:40]!r} is no relation; write one of {', '.join(relations)}{kinds}")
    if cells["relation"] in ENTITY_RELATIONS:
        _check_path(cells["object"])
    form, told = _VALUES.get(cells["relation"], (".+", ""))
    if not re.fullmatch(form, cells["object"], re.DOTALL):
        raise ValueError(f"{cells['object'][:40]!r} is no value of {cells['relation']}; write it as {told}")
    if kind == "add" and cells["relation"] in _DAYS and len(cells["object"]) == len("2024-02-29"):
        _check_day(cells["object"])


def _check_name(name: str) -> None:
    if len(name) > _LONGEST_NAME or not any(map(str.isalnum, name)):
        wrong = f"has {len(name)} characters" if len(name) > _LONGEST_NAME else "has no letter"
        raise ValueError(f"the name {name[:40]!r} {wrong}; write a name of at most {_LONGEST_NAME}")


def _check_day(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is a day that no calendar has") from None


def is_path(text: str) -> bool:
    """Tell whether a text has the form of the path of a thing.

    Example:
        >>> is_path("project/mobilaze-2"), is_path("MOBILAZE 2")
        (True, False)
    """
    return _PATH.fullmatch(text) is not None


def _check_path(text: str) -> None:
    if not is_path(text):
        raise ValueError(f"{text[:60]!r} is no path of a thing; write it as project/mobilaze-2")
