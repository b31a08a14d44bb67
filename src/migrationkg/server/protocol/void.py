"""What is served, told to catalogues: VoID (https://www.w3.org/TR/void/) and DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode
from starlette.requests import Request
from starlette.responses import Response

from migrationkg import __version__
from migrationkg.server.protocol.describing import Statement, described, named, number
from migrationkg.server.protocol.statistics import Statistics, statistics_of
from migrationkg.server.served import Served, served_of
from migrationkg.store.prefixes import PREFIXES

_TITLE = "Knowledge graph of migration-policy work"
_DESCRIPTION = (
    "Who funds, implements and partners in which project, which occasions it held, where, when and with whom, "
    "as news tells it; each statement can be traced to the words that say it."
)
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_VOCABULARIES = ("mkg", "skos", "prov", "dcterms")


async def void(request: Request) -> Response:
    """Describe the dataset, its endpoint and its downloads."""
    served = served_of(request)
    statistics = await statistics_of(served)
    dataset = NamedNode(f"{request.url_for('void')}#dataset")
    return described(
        request,
        [
            *_dataset(dataset, served, str(request.base_url)),
            *_counts(dataset, statistics),
            *_access(dataset, request, served),
        ],
    )


def _dataset(dataset: NamedNode, served: Served, home: str) -> Iterator[Statement]:
    yield dataset, "rdf:type", named("void:Dataset")
    yield dataset, "rdf:type", named("dcat:Dataset")
    yield dataset, "dcterms:title", Literal(_TITLE, language="en")
    yield dataset, "dcterms:description", Literal(_DESCRIPTION, language="en")
    yield dataset, "dcterms:modified", Literal(_modified(served.kb.turtle), datatype=named("xsd:dateTime"))
    yield dataset, "dcat:version", Literal(served.version)
    yield dataset, "foaf:homepage", NamedNode(home)
    yield dataset, "void:uriSpace", Literal(served.base)
    for prefix in _VOCABULARIES:
        yield dataset, "void:vocabulary", NamedNode(PREFIXES[prefix])


def _modified(path: Path) -> str:
    changed = path.stat().st_mtime if path.exists() else 0
    return datetime.fromtimestamp(changed, UTC).isoformat(timespec="seconds")


def _counts(dataset: NamedNode, statistics: Statistics) -> Iterator[Statement]:
    yield dataset, "void:triples", number(statistics.statements)
    yield dataset, "void:distinctSubjects", number(statistics.subjects)
    yield dataset, "void:distinctObjects", number(statistics.objects)
    yield dataset, "void:classes", number(len(statistics.classes))
    yield dataset, "void:properties", number(len(statistics.properties))
    for place, (iri, count) in enumerate(sorted(statistics.classes.items())):
        part = BlankNode(f"class{place}")
        yield dataset, "void:classPartition", part
        yield part, "void:class", NamedNode(iri)
        yield part, "void:entities", number(count)
    for place, (iri, count) in enumerate(sorted(statistics.properties.items())):
        part = BlankNode(f"property{place}")
        yield dataset, "void:propertyPartition", part
        yield part, "void:property", NamedNode(iri)
        yield part, "void:triples", number(count)


def _access(dataset: NamedNode, request: Request, served: Served) -> Iterator[Statement]:
    endpoint = NamedNode(str(request.url_for("sparql")))
    yield dataset, "void:sparqlEndpoint", endpoint
    service = NamedNode(f"{request.url_for('void')}#endpoint")
    yield service, "rdf:type", named("dcat:DataService")
    yield service, "dcterms:title", Literal(f"SPARQL 1.1 endpoint, migrationkg {__version__}", language="en")
    yield service, "dcat:endpointURL", endpoint
    yield service, "dcat:endpointDescription", endpoint
    yield service, "dcat:servesDataset", dataset
    for route, path, media_type in (
        ("turtle", served.kb.turtle, "text/turtle"),
        ("trig", served.kb.trig, "application/trig"),
    ):
        if not path.exists():
            continue
        dump = NamedNode(str(request.url_for(route)))
        copy = BlankNode(route)
        yield dataset, "void:dataDump", dump
        yield dataset, "dcat:distribution", copy
        yield copy, "rdf:type", named("dcat:Distribution")
        yield copy, "dcat:downloadURL", dump
        yield copy, "dcat:accessURL", dump
        yield copy, "dcat:mediaType", NamedNode(_MEDIA_TYPES + media_type)
        yield copy, "dcat:byteSize", Literal(str(path.stat().st_size), datatype=named("xsd:nonNegativeInteger"))
