"""Which version of the program read which news, by which rules and weights: PROV-O (https://www.w3.org/TR/prov-o/).

No time is told but that of a release: the same news gives the same description, whenever it is read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode

from migrationkg import __version__
from migrationkg.description.statements import Statement, english, named, part, typed
from migrationkg.description.statistics import Statistics
from migrationkg.graph.files import sha256_of

_WEIGHTS: Final = Path(__file__).resolve().parent.parent / "extraction" / "models"
_KINDS: Final = (".tsv", ".txt", ".crfsuite")


@dataclass(frozen=True, slots=True)
class Making:
    """What a graph was made by, besides the news.

    Attributes:
        rules: fingerprint of the rules, weights and authority data by which news is read.
        files: name of a file that the user gave (authority data, decisions) → its SHA-256, hexadecimal.
    """

    rules: str
    files: Mapping[str, str]


@cache
def weights() -> Mapping[str, str]:
    """Return name of each file of weights → its SHA-256, hexadecimal."""
    paths = sorted(path for path in _WEIGHTS.iterdir() if path.suffix in _KINDS)
    return {path.name: sha256_of(path) for path in paths}


def provenance(dataset: NamedNode, statistics: Statistics, making: Making, issued: str) -> Iterator[Statement]:
    """Tell what a dataset was made of and by.

    Args:
        dataset: its IRI.
        statistics: what was counted of it; its items are what was read.
        making: what it was made by.
        issued: the day of a release, else empty.
    """
    build, program, rules = (part(dataset, name) for name in ("build", "program", "rules"))
    association = part(dataset, "association")
    yield dataset, "rdf:type", named("prov:Entity")
    yield dataset, "prov:wasGeneratedBy", build
    if len(issued) == len("2026-11-30"):
        yield dataset, "prov:generatedAtTime", typed(f"{issued}T00:00:00Z", "xsd:dateTime")
    yield build, "rdf:type", named("prov:Activity")
    yield build, "dcterms:title", english("Facts read out of news, and made a graph")
    yield build, "prov:wasAssociatedWith", program
    yield build, "prov:qualifiedAssociation", association
    yield association, "rdf:type", named("prov:Association")
    yield association, "prov:agent", program
    yield association, "prov:hadPlan", rules
    yield program, "rdf:type", named("prov:SoftwareAgent")
    yield program, "foaf:name", Literal(f"migrationkg {__version__}")
    yield program, "dcat:version", Literal(__version__)
    yield rules, "rdf:type", named("prov:Plan")
    yield rules, "rdf:type", named("prov:Entity")
    yield rules, "dcterms:title", english("Rules, weights and authority data by which news is read")
    yield rules, "dcterms:identifier", Literal(making.rules)
    yield build, "prov:used", rules
    for place, (name, digest) in enumerate({**weights(), **making.files}.items(), start=1):
        own = part(dataset, f"used-{place}")
        yield build, "prov:used", own
        yield own, "rdf:type", named("prov:Entity")
        yield own, "dcterms:title", Literal(name)
        yield from checksum(own, digest)
    for item in statistics.items:
        yield build, "prov:used", NamedNode(item)


def checksum(of: NamedNode, sha256: str) -> Iterator[Statement]:
    """Tell the SHA-256 of a thing."""
    own = part(of, "sha256")
    yield of, "spdx:checksum", own
    yield own, "rdf:type", named("spdx:Checksum")
    yield own, "spdx:algorithm", named("spdx:checksumAlgorithm_sha256")
    yield own, "spdx:checksumValue", typed(sha256, "xsd:hexBinary")
