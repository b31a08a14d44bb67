"""Answers as tables of a page and as files, made in a worker."""

import io
import re
from collections.abc import Container
from dataclasses import dataclass, replace
from functools import partial
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, Store

from migrationkg.errors import InputError
from migrationkg.server.refusals import RefusedError
from migrationkg.server.work import Written
from migrationkg.store import Answer, NamedQuery, ask_here, labelled, spelled_out, write_answer
from migrationkg.store.answer import Cell
from migrationkg.store.prefixes import PREFIXES, short_name
from migrationkg.store.values import UnknownNameError, bind_values
from migrationkg.views import html_of, named_views, network

#: Rows of a table on a page.
MOST = 1000

#: Things of an answer that are shown as a network, those with the most ties.
_MOST_THINGS = 300
_IN_NETWORKS = {"project", "organisation", "country", "place", "person", "event"}

#: Ending of an address → media type of the file.
FORMS = {
    "json": "application/sparql-results+json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ttl": "text/turtle",
}

_FORMS_OF = {"select": ("xlsx", "csv", "json"), "ask": ("json",), "construct": ("xlsx", "ttl")}
_HEADER = re.compile(r"\A(?:#.*\n)*")
_DECLARED = re.compile(r"^#\s?parameter\b", re.MULTILINE)
_KINDS = {PREFIXES["xsd"] + name: "number" for name in ("integer", "decimal", "double", "float")} | {
    PREFIXES["xsd"] + name: "day" for name in ("date", "gYearMonth")
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A value in a table of a page.

    Attributes:
        text: what a reader sees.
        path: local name of a thing of ours; empty where it is none.
        address: of a page elsewhere; empty where it is none.
        kind: "number" or "day" where it is one, by which a page sets it.
    """

    text: str
    path: str = ""
    address: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """An answer as a table.

    Attributes:
        columns: headings.
        rows: a value for each column, None where there is none.
        is_complete: whether all rows are here.
        sparql: the query with its values, which any engine answers.
        forms: endings of the files that it may be had as.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Shown | None, ...], ...]
    is_complete: bool = True
    sparql: str = ""
    forms: tuple[str, ...] = ()

    @property
    def has_network(self) -> bool:
        """Whether it names things of ours that may be tied to each other."""
        paths = {one.path for row in self.rows for one in row if one and one.path.partition("/")[0] in _IN_NETWORKS}
        return len(paths) > 1

    def without(self, column: str) -> "Table":
        """Return the table without a column."""
        kept = [place for place, name in enumerate(self.columns) if name != column]
        rows = tuple(tuple(row[place] for place in kept) for row in self.rows)
        return replace(self, columns=tuple(self.columns[place] for place in kept), rows=rows)


def table_of(store: Store, question: NamedQuery, values: dict[str, str]) -> Table:
    """Return the answer to a question of the catalogue as a table.

    Args:
        store: of `open_store`.
        question: of the catalogue.
        values: parameter → value, as a reader gave it.

    Raises:
        RefusedError: a value names nothing here.
        InputError: a value does not fit its parameter.
    """
    answer = _answer(store, question, values, MOST)
    sparql = spelled_out(question, bind_values(store, question.parameters, values))
    return _table(labelled(store, answer), without_header(sparql), values)


def table_of_query(store: Store, query: str) -> Table:
    """Return the answer to a query of a reader's own as a table, its things with their labels.

    Args:
        store: of `open_store`.
        query: SPARQL.

    Raises:
        InputError: it is not well-formed, or calls another endpoint.
    """
    return _table(labelled(store, _answer_to_query(store, query, MOST)), query)


def file_of_query(store: Store, query: str, form: str) -> Written:
    """Return the answer to a query of a reader's own as a file.

    Args:
        store: of `open_store`.
        query: SPARQL.
        form: one of `FORMS`.

    Raises:
        RefusedError: the answer has no such form.
        InputError: it is not well-formed, or calls another endpoint.
    """
    return _file(store, _answer_to_query(store, query), form)


def network_of_query(store: Store, query: str, title: str) -> bytes:
    """Return a page that shows the things in the answer to a query as a network, as far as the graph ties them.

    Args:
        store: of `open_store`.
        query: SPARQL.
        title: the heading of the page.

    Raises:
        RefusedError: no thing of the answer stands in a network.
        InputError: it is not well-formed, or calls another endpoint.
    """
    answer = _answer_to_query(store, query, MOST)
    triples = [(one.subject, one.object) for one in answer.triples]
    rows = [{one.value for one in row if isinstance(one, NamedNode)} for row in (*answer.rows, *triples)]
    found = network(store, _MOST_THINGS, rows)
    if not found:
        raise RefusedError(404, "the answer names nothing that stands in a network: no project, organisation, state …")
    return html_of(found, title, named_views(store, found), start="everything")


def problem_of(store: Store, query: str) -> str:  # noqa: ARG001  # a job is given the store
    """Return what is wrong with a query before it is asked of anything, in a line; empty where nothing is.

    Args:
        store: not looked into.
        query: SPARQL.
    """
    try:
        _answer_to_query(Store(), query, 0)
    except InputError as error:
        return str(error)
    return ""


def _answer_to_query(store: Store, query: str, most: int | None = None) -> Answer:
    undeclared = _DECLARED.sub("# of the parameter", query)  # its values stand in the text
    return ask_here(store, undeclared, {}, most)


def without_header(query: str) -> str:
    r"""Return the text of a question without the comment lines at its top.

    Example:
        >>> without_header("# title: Any\n\nASK {}")
        'ASK {}'
    """
    return _HEADER.sub("", query).strip()


def file_of(store: Store, question: NamedQuery, values: dict[str, str], form: str) -> Written:
    """Return the answer to a question of the catalogue as a file.

    Args:
        store: of `open_store`.
        question: of the catalogue.
        values: parameter → value, as a reader gave it.
        form: one of `FORMS`.

    Raises:
        RefusedError: a value names nothing here, or the answer has no such form.
        InputError: a value does not fit its parameter.
    """
    return _file(store, _answer(store, question, values, None), form)


def _answer(store: Store, question: NamedQuery, values: dict[str, str], most: int | None) -> Answer:
    try:
        return ask_here(store, question.text, values, most)
    except UnknownNameError as error:
        raise RefusedError(404, str(error)) from error


def _file(store: Store, answer: Answer, form: str) -> Written:
    if form not in _FORMS_OF[answer.kind]:
        raise RefusedError(404, f"the answer has no form '{form}'; take one of {', '.join(_FORMS_OF[answer.kind])}")
    return Written(FORMS[form], partial(_write, store, answer, form))


def _write(store: Store, answer: Answer, form: str, stream: BinaryIO) -> None:
    if form == "xlsx":
        from migrationkg.store.workbook import write_workbook

        whole = io.BytesIO()  # a workbook is written back and forth
        write_workbook(store, labelled(store, answer), whole)
        stream.write(whole.getvalue())
        return
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    write_answer(labelled(store, answer) if form == "csv" else answer, {"ttl": "turtle"}.get(form, form), text)
    text.detach()


def _table(answer: Answer, sparql: str, given: Container[str] = ()) -> Table:
    """Return an answer as a table, without the columns whose one value the reader gave."""
    forms = _FORMS_OF[answer.kind]
    if answer.kind == "ask":
        return Table(("answer",), ((Shown("yes" if answer.boolean else "no"),),), sparql=sparql, forms=forms)
    if answer.kind == "construct":
        triples = tuple((one.subject, one.predicate, one.object) for one in answer.triples)
        answer = Answer("select", ("subject", "predicate", "object"), triples[:MOST], complete=len(triples) <= MOST)
    place = {name: number for number, name in enumerate(answer.variables)}
    labels = {f"{name}Label" for name in place}
    names = [name for name in place if name not in labels and name not in given]
    rows = tuple(
        tuple(
            _shown(row[place[name]], row[place[f"{name}Label"]] if f"{name}Label" in place else None) for name in names
        )
        for row in answer.rows
    )
    return Table(tuple(names), rows, answer.complete, sparql, forms)


def _shown(cell: Cell, label: Cell) -> Shown | None:
    if cell is None:
        return None
    if isinstance(cell, Literal):
        return Shown(cell.value, kind=_KINDS.get(cell.datatype.value, ""))
    if not isinstance(cell, NamedNode):
        return Shown(str(cell))
    name = short_name(cell.value)
    words = label.value if isinstance(label, Literal) else name
    if ":" not in name:
        return Shown(words, path=name)
    return Shown(words, address=cell.value if cell.value.startswith(("http://", "https://")) else "")
