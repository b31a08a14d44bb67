"""SPARQL in a browser: a field for the query, questions to begin with, the answer as a table and as files."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from migrationkg.errors import InputError
from migrationkg.server.pages.answers import FORMS, MOST, file_of_query, table_of_query, without_header
from migrationkg.server.pages.looks import page
from migrationkg.server.pages.questions import FORM_NAMES, by_group, catalogue, file_headers
from migrationkg.server.protocol.negotiation import RESULT_FORMS, Form, chosen
from migrationkg.server.refusals import RefusedError
from migrationkg.server.served import served_of
from migrationkg.server.streaming import streamed
from migrationkg.store.prefixes import PREFIXES

_BEGINNING = """SELECT ?project ?projectLabel WHERE {
  ?project a mkg:Project ;
    skos:prefLabel ?projectLabel .
}
ORDER BY ?projectLabel
LIMIT 100"""


_OFFERED = {**RESULT_FORMS, "text/html": Form("HTML", "text/html")}


def wants_page(request: Request) -> bool:
    """Tell whether who asks the endpoint is a browser.

    Args:
        request: to the endpoint.
    """
    form = chosen(request.headers.get("accept"), _OFFERED)
    return request.method in {"GET", "HEAD"} and form is not None and form.name == "HTML"


def page_instead() -> Response:
    """Lead a browser from the endpoint to the page."""
    return RedirectResponse("/query", 303, {"Vary": "Accept"})


async def query_file(request: Request) -> Response:
    """Give the answer to the query of the address as a file."""
    form, query = request.path_params["form"], request.query_params.get("query", "")
    if form not in FORMS or not query:
        raise RefusedError(404 if query else 400, "give a query: ?query=…" if not query else "there is no such form")
    answer = await served_of(request).pool.stream(file_of_query, query, form)
    return await streamed(request, answer, file_headers("answer", form))


async def query_page(request: Request) -> Response:
    """Show the field, and below it the answer to the query that stands in it."""
    told = request.query_params
    begun = catalogue().get(told.get("question", ""))
    query = told.get("query") or (without_header(begun.text) if begun else _BEGINNING)
    table, problem, status = None, "", 200
    if told.get("query"):
        try:
            table = await served_of(request).pool.run(table_of_query, query)
        except RefusedError as error:
            problem, status = str(error), error.status
        except InputError as error:
            problem, status = str(error), 400
    sent = urlencode({"query": query})
    values = {
        "query": query,
        "table": table,
        "problem": problem,
        "most": MOST,
        "groups": by_group(),
        "prefixes": PREFIXES,
        "share": f"/query?{sent}",
        "forms": [(FORM_NAMES[form], f"/query.{form}?{sent}") for form in (table.forms if table else ())],
    }
    return page(request, "query.html", values, status=status)
