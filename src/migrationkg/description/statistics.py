"""How much a graph holds of what."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final
from urllib.parse import urlsplit

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store

from migrationkg.graph import terms

_EU_COUNTRIES: Final = terms.VOCABULARY_PREFIXES["eu-country"]

#: Of these classes a description shows an example.
_SHOWN: Final = tuple(terms.mkg(name).value for name in ("Project", "Event", "Country", "Person", "NewsItem"))


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts over the statements of a graph, each taken once.

    Attributes:
        statements: how many there are.
        subjects: how many different things they are about.
        objects: how many different things and values they tell.
        classes: IRI of a class → how many things are of it.
        properties: IRI of a property → how many statements are made with it.
        links: where the IRIs of another dataset begin → how many `skos:exactMatch` lead there.
        examples: one thing of each kind, the first by its IRI.
        items: IRIs of the news items, sorted.
        sites: start page of a site → how many news items are told there.
        days: the first and the last day on which news was published; empty where there is none.
        countries: the states by their IRIs in the EU's country authority, sorted.
        is_whole: whether all was counted; of an outline, things, values, classes and properties were not.
    """

    statements: int
    subjects: int
    objects: int
    classes: Mapping[str, int]
    properties: Mapping[str, int]
    links: Mapping[str, int]
    examples: tuple[str, ...]
    items: tuple[str, ...]
    sites: Mapping[str, int]
    days: tuple[str, ...]
    countries: tuple[str, ...]
    is_whole: bool = True


def outline(store: Store, statements: int) -> Statistics:
    """Return what can be told of a large store without going through all of it.

    Args:
        store: holds every statement once in its default graph.
        statements: how many there are.
    """
    asked = ((terms.TYPE, terms.NEWS_ITEM), (terms.SOURCE, None), (terms.PUBLISHED, None), (terms.EXACT_MATCH, None))
    found = (store.quads_for_pattern(None, predicate, value, DefaultGraph()) for predicate, value in asked)
    counted = count(chain.from_iterable(found))
    firsts = (counted.examples if kind == terms.NEWS_ITEM.value else _first(store, kind) for kind in _SHOWN)
    return replace(counted, statements=statements, examples=tuple(chain.from_iterable(firsts)), is_whole=False)


def _first(store: Store, kind: str) -> tuple[str, ...]:
    """Return the thing of a class that is first by its IRI; nothing where there is none."""
    rows = store.query(f"SELECT (MIN(STR(?one)) AS ?first) {{ ?one a <{kind}> }}")
    assert isinstance(rows, QuerySolutions)  # noqa: S101  # as of any SELECT
    return tuple(end.value for end in next(rows) if isinstance(end, Literal))


def count(statements: Iterable[Quad]) -> Statistics:
    """Count statements, of which each must come once."""
    subjects, objects = set(), set()
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    links: Counter[str] = Counter()
    first: dict[str, str] = {}
    items, pages, days, countries = set(), {}, set(), set()
    for quad in statements:
        subject, value = quad.subject, quad.object
        subjects.add(hash(subject))
        objects.add(hash(value))
        properties[quad.predicate.value] += 1
        if not isinstance(subject, NamedNode):
            continue
        if quad.predicate == terms.PUBLISHED:
            days.add(value.value)  # type: ignore[union-attr]
        elif not isinstance(value, NamedNode):
            continue
        elif quad.predicate == terms.TYPE:
            classes[value.value] += 1
            first[value.value] = min(subject.value, first.get(value.value, subject.value))
            if value == terms.NEWS_ITEM:
                items.add(subject.value)
        elif quad.predicate == terms.EXACT_MATCH:
            links[space_of(value.value)] += 1
            if value.value.startswith(_EU_COUNTRIES):
                countries.add(value.value)
        elif quad.predicate == terms.SOURCE:
            pages[subject.value] = value.value
    told = [_site(page) for item, page in pages.items() if item in items]
    return Statistics(
        statements=properties.total(),
        subjects=len(subjects),
        objects=len(objects),
        classes=dict(sorted(classes.items())),
        properties=dict(sorted(properties.items())),
        links=dict(sorted(links.items())),
        examples=tuple(first[kind] for kind in _SHOWN if kind in first),
        items=tuple(sorted(items)),
        sites=dict(sorted(Counter(told).items())),
        days=(min(days), max(days)) if days else (),
        countries=tuple(sorted(countries)),
    )


def space_of(iri: str) -> str:
    """Return where the IRIs of a dataset begin, by one of them.

    Example:
        >>> space_of("https://sws.geonames.org/3183875/"), space_of("https://ror.org/01w2vpa12")
        ('https://sws.geonames.org/', 'https://ror.org/')
    """
    stem = iri.rstrip("/#")
    return stem[: max(stem.rfind("/"), stem.rfind("#")) + 1]


def _site(page: str) -> str:
    parts = urlsplit(page)
    return f"{parts.scheme}://{parts.netloc}/"
