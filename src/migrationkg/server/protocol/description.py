"""What the endpoint is: SPARQL 1.1 Service Description (https://www.w3.org/TR/sparql11-service-description/)."""

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode
from starlette.requests import Request
from starlette.responses import Response

from migrationkg.description.statements import Statement, named, number
from migrationkg.server.protocol.describing import described
from migrationkg.server.protocol.statistics import statistics_of
from migrationkg.server.served import served_of

#: The formats of https://www.w3.org/ns/formats/ in which answers come.
_RESULT_FORMATS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
)

_DEFAULT = "Every statement of the store, once, whichever graphs make it."


async def service_description(request: Request) -> Response:
    """Say what the endpoint understands, and of which dataset."""
    statistics = await statistics_of(served_of(request))
    return described(request, _statements(str(request.url_for("sparql")), statistics.statements))


def _statements(endpoint: str, statements: int) -> Iterator[Statement]:
    service, dataset, graph = NamedNode(endpoint), BlankNode("dataset"), BlankNode("graph")
    yield service, "rdf:type", named("sd:Service")
    yield service, "sd:endpoint", service
    yield service, "sd:supportedLanguage", named("sd:SPARQL11Query")
    for form in _RESULT_FORMATS:
        yield service, "sd:resultFormat", named(f"formats:{form}")
    yield service, "sd:defaultDataset", dataset
    yield dataset, "rdf:type", named("sd:Dataset")
    yield dataset, "sd:defaultGraph", graph
    yield graph, "rdf:type", named("sd:Graph")
    yield (
        graph,
        "dcterms:description",
        Literal(_DEFAULT, language="en"),
    )
    yield graph, "void:triples", number(statements)
