"""SPARQL in a browser: a field for the query, questions to begin with, the answer as a table, a network and files.

The page is at the endpoint. `?query=` there is the protocol's, whoever asks; the page has `?edit=` for what stands in
its field.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from migrationkg.errors import InputError
from migrationkg.server.pages.answers import (
    FORMS,
    MOST,
    Table,
    file_of_query,
    network_of_query,
    problem_of,
    table_of_query,
    without_header,
)
from migrationkg.server.pages.looks import page
from migrationkg.server.pages.questions import (
    FORM_NAMES,
    Field,
    answer_of,
    by_group,
    catalogue,
    fields_of,
    file_headers,
    values_of,
)
from migrationkg.server.protocol.negotiation import RESULT_FORMS, Form, chosen
from migrationkg.server.refusals import RefusedError
from migrationkg.server.served import served_of
from migrationkg.server.streaming import streamed
from migrationkg.store import NamedQuery
from migrationkg.store.prefixes import PREFIXES

_BEGINNING = """SELECT ?project ?projectLabel WHERE {
  ?project a mkg:Project ;
    skos:prefLabel ?projectLabel .
}
ORDER BY ?projectLabel
LIMIT 100"""

_OFFERED = {**RESULT_FORMS, "text/html": Form("HTML", "text/html")}
_OF_PROTOCOL = {"query", "update", "default-graph-uri", "named-graph-uri"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an address asks, and its answer.

    Attributes:
        query: what stands in the field.
        table: the answer, where one is asked for.
        problem: why there is none, in a line.
        status: of the response.
        question: of the catalogue, where one is chosen.
        fields: its parameters.
    """

    query: str
    table: Table | None = None
    problem: str = ""
    status: int = 200
    question: NamedQuery | None = None
    fields: tuple[Field, ...] = ()


def wants_page(request: Request) -> bool:
    """Tell whether who asks the endpoint wants its page: asks nothing of the protocol, and likes HTML best.

    Args:
        request: to the endpoint.
    """
    form = chosen(request.headers.get("accept"), _OFFERED)
    is_reading = request.method in {"GET", "HEAD"} and _OF_PROTOCOL.isdisjoint(request.query_params)
    return is_reading and form is not None and form.name == "HTML"


async def moved(request: Request) -> Response:
    """Lead from where the page was formerly to where it is."""
    path = request.url.path.replace("/query", "/sparql", 1)
    own = {"query": "edit"} if path == "/sparql" else {}
    told = [(own.get(name, name), value) for name, value in request.query_params.multi_items()]
    return RedirectResponse(f"{path}?{urlencode(told)}", 301)


async def query_page(request: Request) -> Response:
    """Show the field, and below it the answer to the query that stands in it.

    The address holds the query, or the name of a question with the values of its parameters.
    """
    asked = await _asked(request)
    sent = urlencode({"query": asked.query})
    table = asked.table
    values = {
        "asked": asked,
        "most": MOST,
        "groups": by_group(),
        "prefixes": PREFIXES,
        "share": f"/sparql?{urlencode({'edit': asked.query})}",
        "forms": [(FORM_NAMES[form], f"/sparql.{form}?{sent}") for form in (table.forms if table else ())],
        "network": f"/sparql/network?{sent}" if table and table.has_network else "",
    }
    return page(request, "query.html", values, status=asked.status, headers={"Vary": "Accept"})


async def _asked(request: Request) -> _Asked:
    told = request.query_params
    if query := told.get("edit", "").strip():
        return await _answered(request, query)
    if "question" not in told:
        return _Asked(_BEGINNING)
    question = catalogue().get(told["question"])
    if question is None:
        raise RefusedError(404, "there is no such question")
    values = values_of(request, question, beside={"question", "edit"})
    table, problem = await answer_of(request, question, values)
    text = table.sparql if table else without_header(question.text)
    fields = tuple(await fields_of(request, question, values))
    return _Asked(text, table, problem, 400 if problem else 200, question, fields)


async def _answered(request: Request, query: str) -> _Asked:
    try:
        return _Asked(query, await served_of(request).pool.run(table_of_query, query))
    except RefusedError as error:
        return _Asked(query, problem=str(error), status=error.status)
    except InputError as error:
        return _Asked(query, problem=str(error), status=400)


async def query_file(request: Request) -> Response:
    """Give the answer to the query of the address as a file."""
    form, query = request.path_params["form"], _query_of(request)
    if form not in FORMS:
        raise RefusedError(404, "there is no such form")
    answer = await served_of(request).pool.stream(file_of_query, query, form)
    return await streamed(request, answer, file_headers("answer", form))


async def query_network(request: Request) -> Response:
    """Show the things in the answer to the query of the address as a network, which says itself what it may do."""
    content = await served_of(request).pool.run(network_of_query, _query_of(request), "Network of an answer")
    return Response(content, headers={"Content-Security-Policy": "frame-ancestors 'self'"}, media_type="text/html")


async def query_problem(request: Request) -> Response:
    """Say what is wrong with the query of the address, without asking it."""
    return JSONResponse({"problem": await served_of(request).pool.run(problem_of, _query_of(request))})


def _query_of(request: Request) -> str:
    if query := request.query_params.get("query", ""):
        return query
    raise RefusedError(400, "give a query: ?query=…")
