"""The index of a graph: names in every language, and the words of its news, in the full-text tables of SQLite."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from migrationkg.authority.countries import countries
from migrationkg.graph import terms
from migrationkg.reconciliation.things import Thing, things_of_store
from migrationkg.resolution.names import normal
from migrationkg.store.disk import ONTOLOGY_GRAPH

#: `keys` finds a whole name, `names` the beginnings of its words, `news` the words of an item. A key with a `spelling`
#: is so short a code that only its own spelling means it: "IT" is a state, "it" is a word.
_TABLES = """
CREATE TABLE things (iri TEXT PRIMARY KEY, kind TEXT, label TEXT, state TEXT, told INTEGER) WITHOUT ROWID;
CREATE TABLE keys (key TEXT, iri TEXT, spelling TEXT);
CREATE VIRTUAL TABLE names USING fts5(name, iri UNINDEXED, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
CREATE VIRTUAL TABLE news USING fts5(headline, text, iri UNINDEXED, published UNINDEXED,
  tokenize = 'porter unicode61 remove_diacritics 2');
"""

_SHORT = 3  # letters of a code
_FEWEST = 3  # words of the name of an occasion or an item that a sentence may mean; "Training" alone means the type

_CONCEPTS = {terms.EVENT_TYPES: "EventType", terms.THEMES: "Theme"}


@dataclass(frozen=True, slots=True)
class News:
    """A news item to be found by its words.

    Attributes:
        iri: what it is called.
        headline: its headline.
        text: its text; empty where nobody remembers it.
        published: the day, ISO 8601.
    """

    iri: str
    headline: str
    text: str
    published: str


def make_index(connection: sqlite3.Connection, store: Store, texts: Mapping[str, str]) -> None:
    """Write the index of a store into an empty database.

    Args:
        connection: to the database.
        store: of `open_store`.
        texts: IRI of a news item → its text, as far as it is remembered.
    """
    things = [*things_of_store(store), *_concepts(store)]
    news = list(_news(store, texts))
    told = _told(store)
    with connection:
        connection.executescript(_TABLES)
        connection.executemany(
            "INSERT OR IGNORE INTO things VALUES (?, ?, ?, ?, ?)",
            [(one.iri, one.kind, one.label, one.state, told.get(one.iri, 0)) for one in things]
            + [(one.iri, "NewsItem", one.headline, None, 0) for one in news],
        )
        connection.executemany("INSERT INTO names VALUES (?, ?)", _names(things))
        connection.executemany("INSERT INTO keys VALUES (?, ?, ?)", sorted({*_keys(things), *_headline_keys(news)}))
        connection.executemany(
            "INSERT INTO news VALUES (?, ?, ?, ?)", [(one.headline, one.text, one.iri, one.published) for one in news]
        )
        connection.execute("CREATE INDEX by_key ON keys (key)")
        for table in ("names", "news"):
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608  # our own names


def _concepts(store: Store) -> Iterator[Thing]:
    """Yield the types of occasions and the themes, with the plurals of their names."""
    for quad in store.quads_for_pattern(None, terms.PREF_LABEL, None, ONTOLOGY_GRAPH):
        concept = quad.subject
        kind = next((kind for scheme, kind in _CONCEPTS.items() if _is_in(concept, scheme)), None)
        if kind and isinstance(concept, NamedNode):
            further = (*_texts(store, concept, terms.ALT_LABEL), *_texts(store, concept, terms.HIDDEN_LABEL))
            names = [_text(quad.object), *further]
            yield Thing(concept.value, kind, names[0], (*names[1:], *map(_plural, names)))


def _is_in(concept: object, scheme: str) -> bool:
    return isinstance(concept, NamedNode) and concept.value.startswith(scheme) and concept.value != scheme


def _plural(name: str) -> str:
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def _news(store: Store, texts: Mapping[str, str]) -> Iterator[News]:
    for quad in store.quads_for_pattern(None, terms.TYPE, terms.NEWS_ITEM, DefaultGraph()):
        if isinstance(quad.subject, NamedNode):
            headline, published = (
                next(iter(_texts(store, quad.subject, term)), "") for term in (terms.PREF_LABEL, terms.PUBLISHED)
            )
            yield News(quad.subject.value, headline, texts.get(quad.subject.value, ""), published)


def _told(store: Store) -> Mapping[str, int]:
    """Return IRI → in how many news items it is named."""
    found: dict[str, int] = {}
    for quad in store.quads_for_pattern(None, terms.MENTIONS, None, DefaultGraph()):
        if isinstance(quad.object, NamedNode):
            found[quad.object.value] = found.get(quad.object.value, 0) + 1
    return found


def _names(things: Iterable[Thing]) -> Iterator[tuple[str, str]]:
    for one in things:
        for name in dict.fromkeys((one.label, *one.names)):
            yield name, one.iri


def _keys(things: Iterable[Thing]) -> Iterator[tuple[str, str, str]]:
    """Yield what a sentence may call a thing, in its normal form."""
    for one in things:
        for name in (one.label, *one.names, *_demonyms(one)):
            words = normal(name)
            if words and (one.kind != "Event" or len(words) >= _FEWEST):
                is_code = one.kind == "Country" and len(name) <= _SHORT
                yield " ".join(words), one.iri, name if is_code else ""


def _headline_keys(news: Iterable[News]) -> Iterator[tuple[str, str, str]]:
    for one in news:
        if len(words := normal(one.headline)) >= _FEWEST:
            yield " ".join(words), one.iri, ""


def _demonyms(thing: Thing) -> tuple[str, ...]:
    country = countries().get(thing.state or "") if thing.kind == "Country" else None
    return country.demonyms if country else ()


def _texts(store: Store, node: NamedNode, term: NamedNode) -> list[str]:
    return sorted(_text(quad.object) for quad in store.quads_for_pattern(node, term, None, DefaultGraph()))


def _text(node: object) -> str:
    return node.value if isinstance(node, Literal) else ""
