"""How much a knowledge base holds of what, counted once for each state of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Store

from migrationkg.server.served import Served
from migrationkg.store.prefixes import PREFIXES

_TYPE = PREFIXES["rdf"] + "type"


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts over the default graph, which holds every statement once.

    Attributes:
        statements: how many there are.
        subjects: how many different things they are about.
        objects: how many different things and values they tell.
        classes: IRI of a class → how many things are of it.
        properties: IRI of a property → how many statements are made with it.
        graphs: how many named graphs there are.
    """

    statements: int
    subjects: int
    objects: int
    classes: Mapping[str, int]
    properties: Mapping[str, int]
    graphs: int


async def statistics_of(served: Served) -> Statistics:
    """Return the counts of a state, counted when they are first asked for."""
    known = served.kept.get(__name__)
    if isinstance(known, Statistics):
        return known
    counted = await served.pool.run(count)
    served.kept[__name__] = counted
    return counted


def count(store: Store) -> Statistics:
    """Count what a store holds."""
    subjects, objects = set(), set()
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    for quad in store.quads_for_pattern(None, None, None, DefaultGraph()):
        subjects.add(hash(quad.subject))
        objects.add(hash(quad.object))
        properties[quad.predicate.value] += 1
        if quad.predicate.value == _TYPE and isinstance(quad.object, NamedNode):
            classes[quad.object.value] += 1
    graphs = sum(1 for _ in store.named_graphs())
    return Statistics(properties.total(), len(subjects), len(objects), dict(classes), dict(properties), graphs)
