"""What a query answers, as values that outlive the store."""

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

if TYPE_CHECKING:
    import pandas

    from migrationkg.store.frames import Value

#: A value in a row.
Cell = NamedNode | BlankNode | Literal | Triple | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query.

    Attributes:
        kind: `select` (rows), `ask` (boolean) or `construct` (triples; of a DESCRIBE too).
        variables: names of the columns, in the order of the SELECT.
        rows: a cell for each variable, None where it is unbound.
        boolean: the answer to an ASK, else None.
        triples: each once, sorted by their N-Triples form.
        document: a select or ask answer as SPARQL 1.1 Query Results JSON, the source of the other W3C forms.
        complete: whether all rows are here, or only as many as were asked for.
        implied: terms of the query that were read as the ontology means them (`migrationkg.store.implied`).
    """

    kind: str
    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    boolean: bool | None = None
    triples: tuple[Triple, ...] = ()
    document: bytes = field(default=b"", repr=False)
    complete: bool = True
    implied: tuple[str, ...] = ()

    def columns(self) -> "dict[str, list[Value]]":
        """Return the values by column, as polars, pyarrow and others make their tables of: numbers and days as such.

        Triples of a graph have the columns subject, predicate and object; a yes or no the column answer.
        """
        from migrationkg.store.frames import columns_of

        return columns_of(self)

    def to_pandas(self) -> "pandas.DataFrame":
        """Return the rows as a `pandas.DataFrame`, numbers and days as such.

        Raises:
            InputError: pandas is not installed.
        """
        from migrationkg.store.frames import pandas_frame

        return pandas_frame(self)

    def _repr_html_(self) -> str:
        """Return the table that a notebook shows."""
        from migrationkg.store.frames import html_table

        return html_table(self)


def read_answer(kind: str, stream: BinaryIO, most: int | None = None, most_triples: int | None = None) -> Answer:
    """Read an answer from SPARQL JSON results (`select`, `ask`) or N-Triples (`construct`).

    Args:
        kind: as of an `Answer`.
        stream: the standard form.
        most: rows to read at most; such an answer has no document, and says whether it is complete.
        most_triples: likewise triples of a graph, however often each comes.

    Example:
        >>> import io
        >>> read_answer("ask", io.BytesIO(b'{"head": {}, "boolean": true}')).boolean
        True
    """
    if kind == "construct":
        quads = parse(stream, RdfFormat.N_TRIPLES)
        triples = {quad.triple for quad in islice(quads, most_triples)}
        complete = most_triples is None or next(quads, None) is None
        return Answer("construct", triples=tuple(sorted(triples, key=str)), complete=complete)
    document = b"" if kind == "select" and most is not None else stream.read()
    results = parse_query_results(document or stream, QueryResultsFormat.JSON)
    if isinstance(results, QueryBoolean):
        return Answer("ask", boolean=bool(results), document=document)
    names = tuple(variable.value for variable in results.variables)
    rows = (tuple(solution[name] for name in names) for solution in results)
    if document:
        return Answer("select", variables=names, rows=tuple(rows), document=document)
    first = tuple(islice(rows, most))
    return Answer("select", variables=names, rows=first, complete=next(rows, None) is None)
