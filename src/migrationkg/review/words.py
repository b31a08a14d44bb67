"""A graph in the words of a doubt: labels, what sets namesakes apart, commands."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from migrationkg.graph import terms
from migrationkg.program import command
from migrationkg.reconciliation.queries import EntityType
from migrationkg.reconciliation.things import Thing

#: Stands in a command for the reason, which only the curator knows.
_WHY = "…"
#: What tells a person, a body, a place or a project from a namesake, and how it is put.
_TRAITS = {
    "affiliatedWith": "of",
    "jurisdiction": "of",
    "locatedIn": "in",
    "partOf": "part of",
    "fundedBy": "funded by",
    "operatesIn": "in",
}


class Words:
    """Labels, how much is said of each thing, and the commands that speak of it.

    Args:
        store: the graph.
        base: where the IRIs of the data begin.
        kb: the folder of the knowledge base, for the commands.
        reach: IRI → the number of statements that speak of it.

    Attributes:
        store: the graph.
        base: where the IRIs of the data begin.
        reach: IRI → the number of statements that speak of it.
    """

    def __init__(self, store: Store, base: str, kb: str, reach: Counter[str]) -> None:
        self.store = store
        self.base = base
        self._kb = kb
        self.label = cache(self._label)
        self.reach = reach

    def short(self, iri: str) -> str:
        """Return an IRI as a path."""
        return iri.removeprefix(self.base)

    def _label(self, iri: str) -> str:
        return min(self._values(iri, terms.PREF_LABEL), default=self.short(iri))

    def value(self, iri: str, term: NamedNode) -> str:
        """Return the value of a property, the least of several; empty where there is none."""
        return min(self._values(iri, term), default="")

    def command(self, *words: str) -> str:
        """Return a command as it is typed into a shell."""
        return command(*words, "--kb", self._kb)

    def decide(self, cells: Iterable[str]) -> str:
        """Return the command that writes a decision down: its kind, thing, relation and object."""
        return self.command("decide", *filter(None, cells), "--why", _WHY)

    def told_apart(self, one: Thing, other: Thing) -> tuple[str, str]:
        """Return how two things are called; namesakes with what the graph knows of the one and not of the other.

        That is the first trait in which they differ, failing that the news that first tells of each, or its path.
        """
        if one.label != other.label:
            return one.label, other.label
        traits = zip(self._traits(one), self._traits(other), strict=True)
        differing = [pair for pair in traits if pair[0] != pair[1]]
        told = max(differing, key=all, default=("", ""))
        first, second = (trait or self._first_told(thing) for trait, thing in zip(told, (one, other), strict=True))
        if first == second:
            first, second = self.short(one.iri), self.short(other.iri)
        return f"{one.label} ({first})", f"{other.label} ({second})"

    def _traits(self, thing: Thing) -> Iterator[str]:
        """Yield what is known of a thing, each trait in its place, empty where nothing is."""
        for relation, words in _TRAITS.items():
            labels = sorted({self.label(value) for value in self._values(thing.iri, terms.RELATIONS[relation])})
            yield f"{words} {', '.join(labels)}" if labels else ""
        yield EntityType(thing.kind or "").name

    def _first_told(self, thing: Thing) -> str:
        quads = self.store.quads_for_pattern(None, terms.MENTIONS, NamedNode(thing.iri), DefaultGraph())
        items = [quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)]
        days = [(min(self._values(item, terms.PUBLISHED), default=""), item) for item in items]
        if not items:
            return self.short(thing.iri)
        day, item = min(days)
        return f"first told of on {day}: {self.label(item)}"

    def _values(self, iri: str, term: NamedNode) -> list[str]:
        quads = self.store.quads_for_pattern(NamedNode(iri), term, None, DefaultGraph())
        return [quad.object.value for quad in quads if isinstance(quad.object, Literal | NamedNode)]
