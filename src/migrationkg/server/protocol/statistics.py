"""What a knowledge base holds, counted once for each state of it."""

from pyoxigraph import DefaultGraph, Store

from migrationkg.description.statistics import Statistics, count
from migrationkg.server.served import Served


async def statistics_of(served: Served) -> Statistics:
    """Return the counts of a state, counted when they are first asked for."""
    known = served.kept.get(__name__)
    if isinstance(known, Statistics):
        return known
    counted = await served.pool.run(count_store)
    served.kept[__name__] = counted
    return counted


def count_store(store: Store) -> Statistics:
    """Count what a store holds in its default graph, which has every statement once."""
    return count(store.quads_for_pattern(None, None, None, DefaultGraph()))
