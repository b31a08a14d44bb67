"""Which things of a graph, or of an authority file, the names of a list mean.

In: names, and things with their names. Out: for each name the candidates, in the terms of the W3C's Reconciliation
Service API 0.2. May import the model, authority data, resolution and the store. `things` reads what can be meant,
`exact` finds equal names, `nearness` near ones, `matching` puts both together, `table` goes through a CSV file.
"""

from migrationkg.reconciliation.matching import NameIndex, reconcile
from migrationkg.reconciliation.queries import Candidate, EntityType, Feature, Query
from migrationkg.reconciliation.things import Thing, things_of_entries, things_of_store

__all__ = [
    "Candidate",
    "EntityType",
    "Feature",
    "NameIndex",
    "Query",
    "Thing",
    "reconcile",
    "things_of_entries",
    "things_of_store",
]
