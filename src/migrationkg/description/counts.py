"""How much a dataset holds, and to which others it leads: VoID (https://www.w3.org/TR/void/)."""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode

from migrationkg.description.statements import Statement, named, number, part
from migrationkg.description.statistics import Statistics
from migrationkg.store.prefixes import PREFIXES

_VOCABULARIES: Final = ("mkg", "skos", "prov", "dcterms")


def counts(dataset: NamedNode, statistics: Statistics, base: str) -> Iterator[Statement]:
    """Tell counts, partitions by class and property, links and examples.

    Args:
        dataset: its IRI.
        statistics: what was counted.
        base: where the IRIs of its things begin.
    """
    yield dataset, "rdf:type", named("void:Dataset")
    yield dataset, "void:uriSpace", Literal(base)
    for prefix in _VOCABULARIES:
        yield dataset, "void:vocabulary", NamedNode(PREFIXES[prefix])
    yield dataset, "void:triples", number(statistics.statements)
    for example in statistics.examples:
        yield dataset, "void:exampleResource", NamedNode(example)
    if statistics.is_whole:
        yield from _partitions(dataset, statistics)
    yield from _links(dataset, statistics)


def _partitions(dataset: NamedNode, statistics: Statistics) -> Iterator[Statement]:
    yield dataset, "void:distinctSubjects", number(statistics.subjects)
    yield dataset, "void:distinctObjects", number(statistics.objects)
    yield dataset, "void:classes", number(len(statistics.classes))
    yield dataset, "void:properties", number(len(statistics.properties))
    for place, (iri, count) in enumerate(statistics.classes.items(), start=1):
        own = part(dataset, f"class-{place}")
        yield dataset, "void:classPartition", own
        yield own, "void:class", NamedNode(iri)
        yield own, "void:entities", number(count)
    for place, (iri, count) in enumerate(statistics.properties.items(), start=1):
        own = part(dataset, f"property-{place}")
        yield dataset, "void:propertyPartition", own
        yield own, "void:property", NamedNode(iri)
        yield own, "void:triples", number(count)


def _links(dataset: NamedNode, statistics: Statistics) -> Iterator[Statement]:
    for place, (space, count) in enumerate(statistics.links.items(), start=1):
        linkset, other = part(dataset, f"links-{place}"), part(dataset, f"linked-{place}")
        yield dataset, "void:subset", linkset
        yield linkset, "rdf:type", named("void:Linkset")
        yield linkset, "void:linkPredicate", named("skos:exactMatch")
        yield linkset, "void:subjectsTarget", dataset
        yield linkset, "void:objectsTarget", other
        yield linkset, "void:triples", number(count)
        yield other, "void:uriSpace", Literal(space)
