"""What is served, told to catalogues: DCAT-AP, VoID and PROV-O, with the endpoint and the downloads."""

import asyncio
from collections.abc import Iterator

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from migrationkg import __version__
from migrationkg.description.about import read_about
from migrationkg.description.catalogue import Edition
from migrationkg.description.dataset import Dataset, description
from migrationkg.description.forms import Distribution, distribution
from migrationkg.description.statements import Statement, english, named
from migrationkg.knowledge_base.describing import making_of
from migrationkg.server.protocol.describing import described
from migrationkg.server.protocol.statistics import statistics_of
from migrationkg.server.served import Served, served_of


async def void(request: Request) -> Response:
    """Describe the dataset, its endpoint and its downloads."""
    served = served_of(request)
    iri, home = NamedNode(f"{request.url_for('void')}#dataset"), str(request.base_url)
    dataset = Dataset(
        edition=Edition(iri, home, served.version),
        about=read_about(served.kb.about),
        base=served.base,
        statistics=await statistics_of(served),
        making=making_of(served.kb),
    )
    return described(request, [*description(dataset, await _downloads(served)), *_access(request, iri, home)])


async def _downloads(served: Served) -> list[Distribution]:
    """Return the files of a state, whose sums are made when they are first asked for."""
    known = served.kept.get(__name__)
    if isinstance(known, list):
        return known
    files = {"turtle": served.kb.turtle, "trig": served.kb.trig}
    made = await asyncio.to_thread(lambda: [distribution(form, path) for form, path in files.items() if path.exists()])
    served.kept[__name__] = made
    return made


def _access(request: Request, dataset: NamedNode, home: str) -> Iterator[Statement]:
    endpoint = NamedNode(str(request.url_for("sparql")))
    service = NamedNode(f"{request.url_for('void')}#endpoint")
    yield dataset, "foaf:homepage", NamedNode(home)
    yield dataset, "void:sparqlEndpoint", endpoint
    yield service, "rdf:type", named("dcat:DataService")
    yield service, "dcterms:title", english(f"SPARQL 1.1 endpoint, migrationkg {__version__}")
    yield service, "dcat:endpointURL", endpoint
    yield service, "dcat:endpointDescription", endpoint
    yield service, "dcat:servesDataset", dataset
