"""What a query means by a super-class, a super-property or an inverse, of which the graph states only the other side.

Nothing is added to a store: its statements are those of the news, each once, and a count stays a count. Instead a
query by hand that names such a term is read as the ontology means it: `a mkg:Organisation` as `a/rdfs:subClassOf*`,
`mkg:hasPartner` with `mkg:partnerMinistry`, `mkg:funds` as `^mkg:fundedBy`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import DefaultGraph, NamedNode

from migrationkg.store.hierarchy import SUB_CLASS, SUB_PROPERTY, below, inverses
from migrationkg.store.outline import Verb, outline
from migrationkg.store.prefixes import PREFIXES
from migrationkg.store.remote import Asked
from migrationkg.store.tokens import Token, tokens

_OURS = PREFIXES["mkg"]
_TYPE = PREFIXES["rdf"] + "type"


def with_implied(store: Asked, query: str) -> tuple[str, tuple[str, ...]]:
    """Return a query that finds what the ontology implies too, and the terms that now mean more.

    A term means more as a verb of a pattern, or as the class behind one, and itself anywhere else.

    Args:
        store: of `open_store`.
        query: the text.

    Example:
        >>> from pyoxigraph import Store
        >>> with_implied(Store(), "ASK { ?project mkg:funds ?o }")
        ('ASK { ?project mkg:funds ?o }', ())
    """
    words = list(tokens(query))
    if not any(word.iri.startswith(_OURS) for word in words):
        return query, ()
    found = outline(words)
    reading = _Reading(store, query)
    changes = [change for verb in found.verbs for change in reading.of_verb(verb)]
    if not changes:
        return query, ()
    if found.short:  # what CONSTRUCT makes has no paths: it is told apart from the pattern
        place, begin, end = found.short
        changes.append(_Change(place, place, f" {query[begin:end]}"))
    terms = dict.fromkeys(change.term for change in sorted(changes) if change.term)
    return _changed(query, 0, len(query), changes), tuple(terms)


@dataclass(frozen=True, slots=True, order=True)
class _Change:
    """What stands in a query for what is written there, and the term that makes it so."""

    start: int
    end: int
    meaning: str
    term: str = ""


def _changed(query: str, start: int, end: int, changes: Iterable[_Change]) -> str:
    """Return a part of a query after changes in it."""
    parts = []
    for change in sorted(changes):
        parts += [query[start : change.start], change.meaning]
        start = change.end
    return "".join([*parts, query[start:end]])


class _Reading:
    """A query as the ontology means it; what a term means is looked up once."""

    def __init__(self, store: Asked, query: str) -> None:
        self._query = query
        self._ways = cache(lambda iri: tuple(_ways(store, iri)))
        self._way_to = cache(lambda iri: _way_to_class(store, iri))

    def of_verb(self, verb: Verb) -> Iterator[_Change]:
        """Yield what a verb means; each object has one of its own where it means more to one than to another."""
        begin, end = verb.path[0].start, verb.path[-1].end
        former = list(self._of_path(verb.path, verb.subject, verb.objects[0]))
        yield from former
        for comma, thing in zip(verb.commas, verb.objects[1:], strict=True):
            changes = list(self._of_path(verb.path, verb.subject, thing))
            if changes != former:
                term = next((change.term for change in changes if change not in former), "")
                path = _changed(self._query, begin, end, changes)
                yield _Change(comma.start, comma.end, f" ; {path}", term)
            former = changes

    def _of_path(self, path: Sequence[Token], subject: Token | None, thing: Token | None) -> Iterator[_Change]:
        """Yield what the words of a path mean that leads from a subject to an object, where these are known."""
        first, *rest = path
        if len(ways := _parts(path, "|")) > 1:
            for way in ways:
                yield from self._of_path(way, subject, thing)
        elif len(steps := _parts(path, "/")) > 1:
            yield from self._of_path(steps[0], subject, None)
            for step in steps[1:-1]:
                yield from self._of_path(step, None, None)
            yield from self._of_path(steps[-1], None, thing)
        elif first.text == "^" and rest:
            yield from self._of_path(rest, thing, subject)
        elif first.text == "(" and len(rest) > 1:
            closing = max((number for number, word in enumerate(rest) if word.text == ")"), default=len(rest))
            yield from self._of_path(rest[:closing], subject, thing)
        elif first.text != "!":  # what is excluded means itself: to exclude more would leave less
            yield from self._of_word(first, thing)

    def _of_word(self, word: Token, thing: Token | None) -> Iterator[_Change]:
        if word.iri == _TYPE and thing and (way := self._way_to(thing.iri)):
            yield _Change(word.start, word.end, way, thing.text)
        elif word.iri.startswith(_OURS) and len(ways := self._ways(word.iri)) > 1:
            yield _Change(word.start, word.end, f"({'|'.join(ways)})", word.text)


def _parts(path: Sequence[Token], sign: str) -> list[Sequence[Token]]:
    """Return the parts of a path between signs that stand in no brackets."""
    parts, begin, depth = [], 0, 0
    for number, word in enumerate(path):
        depth += {"(": 1, ")": -1}.get(word.text, 0)
        if word.text == sign and not depth and begin < number:
            parts.append(path[begin:number])
            begin = number + 1
    return [*parts, path[begin:]] if begin < len(path) else parts


def _way_to_class(store: Asked, iri: str) -> str:
    """Return the path that leads to a class from what is of it or of one below it; empty if none is below.

    What is stated to be of two of them is found once by a path with `+`, which is slow, since no class is a thing of
    these kinds itself.
    """
    classes = below(store, SUB_CLASS, iri)
    path = f"(<{_TYPE}>/<{SUB_CLASS.value}>*)"
    return f"{path}{'+' * any(_is_of_another(store, each, iri) for each in classes)}" if classes else ""


def _is_of_another(store: Asked, under: str, above: str) -> bool:
    """Return whether something of a class is also stated to be of another one below a class, or of that class."""
    other = f"?other <{SUB_CLASS.value}>* <{above}> FILTER(?other != <{under}>)"
    return any(True for _ in store.query(f"SELECT ?s WHERE {{ ?s a <{under}>, ?other . {other} }} LIMIT 1"))  # type: ignore[union-attr]  # a SELECT gives solutions


def _ways(store: Asked, iri: str) -> Iterator[str]:
    """Yield the property itself, those below it, and those that say the same the other way round, as paths."""
    own = [iri, *(under for under in below(store, SUB_PROPERTY, iri) if _says_more(store, under, iri))]
    yield from (f"<{each}>" for each in own)
    if not _is_stated(store, iri):
        others = [other for each in own for other in inverses(store, each)]
        backward = dict.fromkeys(each for other in others for each in (other, *below(store, SUB_PROPERTY, other)))
        yield from (f"^<{each}>" for each in backward if _is_stated(store, each))


def _says_more(store: Asked, under: str, above: str) -> bool:
    """Return whether not all that is stated with a property is stated with one above it too."""
    more = f"SELECT ?s WHERE {{ ?s <{under}> ?o FILTER NOT EXISTS {{ ?s <{above}> ?o }} }} LIMIT 1"
    return any(True for _ in store.query(more))  # type: ignore[union-attr]  # a SELECT gives solutions


def _is_stated(store: Asked, iri: str) -> bool:
    return any(True for _ in store.quads_for_pattern(None, NamedNode(iri), None, DefaultGraph()))
