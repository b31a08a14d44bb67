"""A dataset and its files for catalogues: DCAT-AP 3 (https://semiceu.github.io/DCAT-AP/releases/3.0.1/)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from pyoxigraph import Literal, NamedNode

from migrationkg.description.about import About, Source, licence_iri
from migrationkg.description.forms import Distribution
from migrationkg.description.provenance import checksum
from migrationkg.description.statements import Statement, english, named, part, typed
from migrationkg.description.statistics import Statistics
from migrationkg.graph.terms import ONTOLOGY

_EU: Final = "http://publications.europa.eu/resource/authority/"
_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
_THEME: Final = NamedNode(f"{_EU}data-theme/SOCI")
_ENGLISH: Final = NamedNode(f"{_EU}language/ENG")
_ONTOLOGY: Final = NamedNode(ONTOLOGY.removesuffix("#"))

#: How a day, a month or a year is written → its datatype.
_DATE_TYPES: Final = {10: "xsd:date", 7: "xsd:gYearMonth", 4: "xsd:gYear"}


@dataclass(frozen=True, slots=True)
class Edition:
    """Which state of a dataset is described.

    Attributes:
        iri: of the dataset in that state.
        files: where the names of its files begin, ending in "/".
        version: its name; empty for a knowledge base that goes on.
        issued: day ("2026-11-30"), month or year of a release, else empty.
        of: IRI of the dataset whose version it is, else empty.
        previous: IRI of the version before, else empty.
    """

    iri: NamedNode
    files: str
    version: str = ""
    issued: str = ""
    of: str = ""
    previous: str = ""


def catalogue(
    edition: Edition, about: About, statistics: Statistics, distributions: Iterable[Distribution]
) -> Iterator[Statement]:
    """Tell what a dataset is about, whose it is, which news it stands on and in which files it lies.

    Args:
        edition: which state is described.
        about: what its owner says of it.
        statistics: what was counted of it.
        distributions: its files.
    """
    dataset = edition.iri
    yield dataset, "rdf:type", named("dcat:Dataset")
    yield dataset, "dcterms:title", english(about.title)
    yield dataset, "dcterms:description", english(about.description)
    for keyword in about.keywords:
        yield dataset, "dcat:keyword", english(keyword)
    yield from _classified(dataset, statistics)
    yield from _edition(dataset, edition)
    yield from _owner(dataset, about)
    yield from _sites(dataset, statistics, about)
    for one in distributions:
        yield from _distribution(edition, one, about)


def _classified(dataset: NamedNode, statistics: Statistics) -> Iterator[Statement]:
    yield dataset, "dcat:theme", _THEME
    yield _THEME, "rdf:type", named("skos:Concept")
    yield _THEME, "skos:prefLabel", english("Population and society")
    yield dataset, "dcterms:language", _ENGLISH
    yield _ENGLISH, "rdf:type", named("dcterms:LinguisticSystem")
    yield dataset, "dcterms:conformsTo", _ONTOLOGY
    yield _ONTOLOGY, "rdf:type", named("dcterms:Standard")
    for country in statistics.countries:
        yield dataset, "dcterms:spatial", NamedNode(country)
        yield NamedNode(country), "rdf:type", named("dcterms:Location")
    if statistics.days:
        first, last = statistics.days
        period = part(dataset, "period")
        yield dataset, "dcterms:modified", typed(last, "xsd:date")
        yield dataset, "dcterms:temporal", period
        yield period, "rdf:type", named("dcterms:PeriodOfTime")
        yield period, "dcat:startDate", typed(first, "xsd:date")
        yield period, "dcat:endDate", typed(last, "xsd:date")


def _edition(dataset: NamedNode, edition: Edition) -> Iterator[Statement]:
    yield dataset, "dcterms:identifier", Literal(dataset.value)
    if edition.version:
        yield dataset, "dcat:version", Literal(edition.version)
    if edition.issued:
        yield dataset, "dcterms:issued", typed(edition.issued, _DATE_TYPES[len(edition.issued)])
    if edition.of:
        yield dataset, "dcat:isVersionOf", NamedNode(edition.of)
    if edition.previous:
        yield dataset, "dcat:previousVersion", NamedNode(edition.previous)


def _owner(dataset: NamedNode, about: About) -> Iterator[Statement]:
    if about.licence:
        yield from _licence(dataset, about.licence)
    if about.publisher:
        yield from _agent(dataset, "dcterms:publisher", part(dataset, "publisher"), about.publisher)
    if about.publisher and about.homepage:
        yield part(dataset, "publisher"), "foaf:homepage", NamedNode(about.homepage)
    for place, name in enumerate(about.creators, start=1):
        yield from _agent(dataset, "dcterms:creator", part(dataset, f"creator-{place}"), name)


def _agent(of: NamedNode, property_: str, agent: NamedNode, name: str) -> Iterator[Statement]:
    yield of, property_, agent
    yield agent, "rdf:type", named("foaf:Agent")
    yield agent, "foaf:name", Literal(name)


def _licence(of: NamedNode, licence: str) -> Iterator[Statement]:
    iri = licence_iri(licence)
    yield of, "dcterms:license", iri
    yield iri, "rdf:type", named("dcterms:LicenseDocument")


def _sites(dataset: NamedNode, statistics: Statistics, about: About) -> Iterator[Statement]:
    for place, page in enumerate(statistics.sites, start=1):
        site, host = NamedNode(page), urlsplit(page).netloc
        known = about.sources.get(host, Source())
        yield dataset, "prov:wasDerivedFrom", site
        yield site, "rdf:type", named("prov:Entity")
        yield site, "dcterms:title", Literal(host)
        if known.publisher:
            yield from _agent(site, "dcterms:publisher", part(dataset, f"publisher-of-source-{place}"), known.publisher)
        if known.licence:
            yield from _licence(site, known.licence)


def _distribution(edition: Edition, one: Distribution, about: About) -> Iterator[Statement]:
    url = NamedNode(edition.files + quote(one.file))
    copy = part(edition.iri, f"file-{quote(one.file).strip('/')}")
    yield edition.iri, "dcat:distribution", copy
    yield copy, "rdf:type", named("dcat:Distribution")
    yield copy, "dcterms:title", english(one.form.title)
    yield copy, "dcat:accessURL", url
    yield copy, "dcat:downloadURL", url
    media_type = NamedNode(_MEDIA_TYPES + one.form.media_type)
    yield copy, "dcat:mediaType", media_type
    yield media_type, "rdf:type", named("dcterms:MediaType")
    if one.form.package and one.size is not None:
        package = NamedNode(_MEDIA_TYPES + one.form.package)
        yield copy, "dcat:packageFormat", package
        yield package, "rdf:type", named("dcterms:MediaType")
    if one.form.file_type:
        file_type = NamedNode(f"{_EU}file-type/{one.form.file_type}")
        yield copy, "dcterms:format", file_type
        yield file_type, "rdf:type", named("dcterms:MediaTypeOrExtent")
    if one.form.media_type != "text/csv" and "RDF" in one.form.file_type:
        yield edition.iri, "void:dataDump", url
    if one.size is not None:
        yield copy, "dcat:byteSize", typed(str(one.size), "xsd:nonNegativeInteger")
    if one.sha256:
        yield from checksum(copy, one.sha256)
    if about.licence:
        yield from _licence(copy, about.licence)
