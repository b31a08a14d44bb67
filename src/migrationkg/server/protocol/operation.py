"""What a request of the SPARQL 1.1 Protocol asks (https://www.w3.org/TR/sparql11-protocol/, section 2.1)."""

from typing import NamedTuple
from urllib.parse import parse_qsl

from starlette.requests import Request

from migrationkg.server.refusals import RefusedError

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_MOST_FIELDS = 1000


class Operation(NamedTuple):
    """A query and the graphs that it is asked of.

    Attributes:
        query: its text.
        base: what relative IRIs are relative to, unless the query says: the endpoint.
        default_graphs: IRIs of the graphs that make up the default graph.
        named_graphs: IRIs of the graphs that `GRAPH` may name. Where both are empty, the query says itself, or
            else it is asked of the whole store.
    """

    query: str
    base: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


async def operation_of(request: Request, base: str) -> Operation | None:
    """Return what a request asks; None if it asks nothing, which means the endpoint itself.

    Args:
        request: GET with a query in the address, or POST with one as a form or as it is.
        base: the IRI of the endpoint.

    Raises:
        RefusedError: it is no query, or not one query, or would change data.
    """
    address = _fields(_text(request.scope["query_string"]))
    if request.method != "POST":
        return _operation(address, base) if address else None
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    _refuse_other_characters(request.headers.get("content-type", ""))
    body = _text(await request.body())
    if media_type == _FORM:
        if any(name in {"query", "update"} for name, _ in address):
            raise RefusedError(400, "a query stands in the address or in the body, not in both")
        return _operation([*address, *_fields(body)], base)
    if media_type == _QUERY:
        return _operation([*address, ("query", body)], base)
    if media_type == _UPDATE:
        raise RefusedError(403, "the store is only read; an update is not carried out")
    raise RefusedError(415, f"a POST is of the type {_FORM} or {_QUERY}")


def _operation(fields: list[tuple[str, str]], base: str) -> Operation:
    def values(name: str) -> tuple[str, ...]:
        return tuple(value for own, value in fields if own == name)

    if values("update"):
        raise RefusedError(403, "the store is only read; an update is not carried out")
    queries = values("query")
    if len(queries) != 1:
        raise RefusedError(400, "give one query, not several" if queries else "give a query: ?query=…")
    return Operation(
        queries[0].removeprefix("\ufeff"),
        base,
        tuple(dict.fromkeys(values("default-graph-uri"))),
        tuple(dict.fromkeys(values("named-graph-uri"))),
    )


def _fields(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError as error:
        raise RefusedError(400, "the request is no UTF-8 text") from error
    except ValueError as error:
        raise RefusedError(400, f"the request has more than {_MOST_FIELDS} fields") from error


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise RefusedError(400, f"the request is no UTF-8 text (byte {error.start})") from error


def _refuse_other_characters(content_type: str) -> None:
    for parameter in content_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and value.strip().strip('"').lower() not in {"utf-8", "utf8"}:
            raise RefusedError(415, "a request is UTF-8 text")
