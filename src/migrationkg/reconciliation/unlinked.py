"""What no outside catalogue is known to have: a list for OpenRefine, which comes back as an authority file."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from pyoxigraph import DefaultGraph, NamedNode, Store

from migrationkg.graph import terms
from migrationkg.graph.tables import safe_cell
from migrationkg.reconciliation.things import Thing, things_of_store

#: Columns of the list, as an authority file has them. OpenRefine's ids of matched items go into the last.
COLUMNS = ("iri", "name", "other_names", "type", "country", "wikidata")

#: Kinds that other catalogues seldom know.
_ELSEWHERE_UNKNOWN = frozenset({"NewsItem", "Event", "Person", "Project"})


@dataclass(frozen=True, slots=True)
class Links:
    """The organisations, places and countries of a graph.

    Attributes:
        linked: how many of them bear an id of another catalogue.
        unlinked: the others, sorted by kind and IRI.
    """

    linked: int
    unlinked: tuple[Thing, ...]

    @property
    def share(self) -> float:
        """The part that is linked, between 0 and 1; 1 where there is nothing to link."""
        number = self.linked + len(self.unlinked)
        return self.linked / number if number else 1.0


def links_of(store: Store) -> Links:
    """Return which things of a graph, but for news, events, persons and projects, bear an id of another catalogue.

    An id is a skos:exactMatch, or a dcterms:identifier where the catalogue gives no IRIs, as IATI does.
    """
    known = {
        quad.subject.value
        for term in (terms.EXACT_MATCH, terms.IDENTIFIER)
        for quad in store.quads_for_pattern(None, term, None, DefaultGraph())
        if isinstance(quad.subject, NamedNode)
    }
    things = [thing for thing in things_of_store(store) if thing.kind not in _ELSEWHERE_UNKNOWN]
    unlinked = [thing for thing in things if thing.iri not in known]
    return Links(len(things) - len(unlinked), tuple(sorted(unlinked, key=lambda one: (one.kind or "", one.iri))))


def as_list(things: Sequence[Thing]) -> str:
    """Return the list in CSV, the column of ids empty."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for thing in things:
        cells = (thing.iri, thing.label, "|".join(thing.names), thing.kind or "", thing.state or "", "")
        writer.writerow(map(safe_cell, cells))
    return text.getvalue()
