"""The whole description of a dataset."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from migrationkg.description.about import About
from migrationkg.description.catalogue import Edition, catalogue
from migrationkg.description.counts import counts
from migrationkg.description.forms import Distribution
from migrationkg.description.provenance import Making, provenance
from migrationkg.description.statements import Statement, named, part, serialized, typed
from migrationkg.description.statistics import Statistics

#: The recommendation by which a graph is brought into the form that is hashed.
RDFC_10: Final = NamedNode("https://www.w3.org/TR/rdf-canon/")


@dataclass(frozen=True, slots=True)
class Dataset:
    """What is described.

    Attributes:
        edition: which state of the dataset.
        about: what its owner says of it.
        base: where the IRIs of its things begin.
        statistics: what was counted of it.
        making: what it was made by.
        hash: RDFC-1.0 hash of its graph, hexadecimal; empty where it was not worked out.
    """

    edition: Edition
    about: About
    base: str
    statistics: Statistics
    making: Making
    hash: str = ""


def description(dataset: Dataset, distributions: Iterable[Distribution]) -> list[Statement]:
    """Return what is told of a dataset: DCAT-AP, VoID and PROV-O, in that order."""
    edition, statistics = dataset.edition, dataset.statistics
    told = [*catalogue(edition, dataset.about, statistics, distributions)]
    told += counts(edition.iri, statistics, dataset.base)
    told += provenance(edition.iri, statistics, dataset.making, edition.issued)
    if dataset.hash:
        canonical = part(edition.iri, "rdfc10")
        told += [
            (edition.iri, "spdx:checksum", canonical),
            (canonical, "rdf:type", named("spdx:Checksum")),
            (canonical, "spdx:algorithm", named("spdx:checksumAlgorithm_sha256")),
            (canonical, "spdx:checksumValue", typed(dataset.hash, "xsd:hexBinary")),
            (canonical, "dcterms:conformsTo", RDFC_10),
        ]
    return told


def described(dataset: Dataset, distributions: Iterable[Distribution]) -> bytes:
    """Return the description of a dataset as Turtle, the same bytes for the same dataset."""
    return serialized(description(dataset, distributions))
