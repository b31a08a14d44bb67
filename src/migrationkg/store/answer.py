"""What a query answers, as values that outlive the store."""

from dataclasses import dataclass, field

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
    """

    kind: str
    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    boolean: bool | None = None
    triples: tuple[Triple, ...] = ()
    document: bytes = field(default=b"", repr=False)


def read_answer(kind: str, document: bytes) -> Answer:
    """Read an answer from SPARQL JSON results (`select`, `ask`) or N-Triples (`construct`).

    Example:
        >>> read_answer("ask", b'{"head": {}, "boolean": true}').boolean
        True
    """
    if kind == "construct":
        triples = {quad.triple for quad in parse(document, RdfFormat.N_TRIPLES)}
        return Answer("construct", triples=tuple(sorted(triples, key=str)))
    results = parse_query_results(document, QueryResultsFormat.JSON)
    if isinstance(results, QueryBoolean):
        return Answer("ask", boolean=bool(results), document=document)
    variables = tuple(variable.value for variable in results.variables)
    rows = tuple(tuple(solution[name] for name in variables) for solution in results)
    return Answer("select", variables=variables, rows=rows, document=document)
