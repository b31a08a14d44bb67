"""What a review asks of a graph, kept in a database, so that a build writes only what has changed of it.

That is how much is said of each thing, the evidence that is not sure, and the things that share a name or have names
that are near: what takes seconds to find in the graph of ten thousand items, and of which ten more change little.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, QuerySolutions, Store, Triple

from migrationkg.graph import terms
from migrationkg.hashing import number_of
from migrationkg.model import ENTITY_RELATIONS, VALUE_RELATIONS
from migrationkg.reconciliation.things import Thing, things_of_store
from migrationkg.review.duplicates import KINDS_COMPARED, Compared, keys_of, near_names_of
from migrationkg.review.near_names import SCHEMA, NearNames
from migrationkg.store.updating import Difference

#: A fact that is right less often than this is worth a look.
SURE = 0.85

_SCHEMA = """
CREATE TABLE node (number INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, reach INTEGER NOT NULL DEFAULT 0, thing TEXT);
CREATE TABLE share (key INTEGER, node INTEGER, PRIMARY KEY (key, node)) WITHOUT ROWID;
CREATE INDEX share_node ON share (node);
CREATE TABLE uncertain (
    evidence TEXT PRIMARY KEY, subject INTEGER NOT NULL, relation TEXT NOT NULL, object INTEGER NOT NULL,
    confidence REAL NOT NULL
) WITHOUT ROWID;
"""
_RELATIONS = {terms.RELATIONS[name] for name in ENTITY_RELATIONS}
#: What the name, the kind and the state of a thing are told by.
_TELLING = {
    terms.TYPE,
    terms.PREF_LABEL,
    terms.ALT_LABEL,
    terms.ISO_ALPHA2,
    terms.EXACT_MATCH,
    terms.RELATIONS["jurisdiction"],
    terms.RELATIONS["locatedIn"],
}
_OF_EVIDENCE = {terms.CONFIDENCE, terms.SUBJECT, terms.PREDICATE, terms.OBJECT}
#: Each property is a query of its own inside, so that it is read in one run: less than half the time of looking up.
_UNCERTAIN = f"""
    SELECT ?evidence ?subject ?relation ?object ?confidence {{
      {{SELECT ?evidence ?confidence {{?evidence {terms.CONFIDENCE} ?confidence FILTER (?confidence < {SURE})}}}}
      {{SELECT ?evidence ?subject {{?evidence {terms.SUBJECT} ?subject}}}}
      {{SELECT ?evidence ?relation {{?evidence {terms.PREDICATE} ?relation}}}}
      {{SELECT ?evidence ?object {{?evidence {terms.OBJECT} ?object}}}}
    }}"""


class Uncertain(NamedTuple):
    """Evidence of a fact that is not sure.

    Attributes:
        evidence: its IRI.
        subject: IRI of the thing.
        relation: the relation.
        object: IRI of the other thing, or the value.
        confidence: how often such facts are right.
    """

    evidence: str
    subject: str
    relation: str
    object: str
    confidence: float


class Notes:
    """What a review asks of a graph.

    Args:
        connection: to a database; `fill` makes its tables.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection
        self._near = NearNames(connection)

    def fill(self, store: Store) -> None:
        """Take note of all of a graph.

        Args:
            store: the graph.
        """
        self._sql.executescript(_SCHEMA + SCHEMA)
        self._add_to_reach(_reach(store))
        self._put_uncertain(_uncertain(store))
        things = things_of_store(store, KINDS_COMPARED)
        self._near.fill((self._put_thing(thing), near_names_of(thing)) for thing in things)

    def update(self, store: Store, difference: Difference) -> None:
        """Take note of what has changed in a graph.

        Args:
            store: the graph as it is now.
            difference: what it has less and more than when the last note was taken.
        """
        reach: Counter[str] = Counter()
        for triples, by in ((difference.removed, -1), (difference.added, 1)):
            for end in _ends(triples):
                reach[end] += by
        self._add_to_reach(reach)
        changed = difference.removed | difference.added
        evidence = {one.subject for one in changed if one.predicate in _OF_EVIDENCE}
        gone = ((one.value,) for one in evidence if isinstance(one, NamedNode))
        self._sql.executemany("DELETE FROM uncertain WHERE evidence = ?", gone)
        self._put_uncertain(_uncertain(_about(store, evidence)))
        self._change_things(store, changed)

    def _change_things(self, store: Store, changed: Iterable[Triple]) -> None:
        telling = [one for one in changed if one.predicate in _TELLING]
        nodes = {one.subject for one in telling}
        states = [one.subject for one in telling if one.predicate == terms.ISO_ALPHA2]
        for state in states:
            nodes |= {quad.subject for quad in store.quads_for_pattern(None, None, state, DefaultGraph())}
        part = _about(store, nodes)
        part.extend(store.quads_for_pattern(None, terms.ISO_ALPHA2, None, DefaultGraph()))
        iris = {one.value for one in nodes if isinstance(one, NamedNode)}
        now = {one.iri: one for one in things_of_store(part, KINDS_COMPARED) if one.iri in iris}
        borne = []
        for iri in sorted(iris):
            if thing := now.get(iri):
                borne.append((self._put_thing(thing), near_names_of(thing)))
            elif (row := self._forget_thing(iri)) is not None:
                borne.append((row, set()))
        self._near.change(borne)

    def reach(self) -> Counter[str]:
        """Return IRI → the number of statements that speak of it."""
        return Counter(dict(self._sql.execute("SELECT iri, reach FROM node WHERE reach != 0")))

    def uncertain(self) -> Iterator[Uncertain]:
        """Yield the evidence of what is not sure."""
        iris = dict(self._sql.execute("SELECT number, iri FROM node"))
        for evidence, subject, relation, target, confidence in self._sql.execute("SELECT * FROM uncertain"):
            yield Uncertain(evidence, iris[subject], relation, iris[target], confidence)

    def sharing(self) -> list[Compared]:
        """Return the things that share a key with another, sorted by IRI."""
        rows = self._sql.execute(
            "SELECT iri, thing FROM node WHERE number IN (SELECT node FROM share WHERE key IN"
            " (SELECT key FROM share GROUP BY key HAVING count(*) > 1)) ORDER BY iri"
        )
        return [_compared(*row) for row in rows]

    def near(self) -> Iterator[tuple[Compared, Compared]]:
        """Yield the pairs of things with names that are near."""
        pairs = list(self._near.bearers())
        wanted = {number for pair in pairs for number in pair}
        rows = self._sql.execute("SELECT number, iri, thing FROM node WHERE thing IS NOT NULL")
        compared = {number: _compared(iri, told) for number, iri, told in rows if number in wanted}
        yield from ((compared[one], compared[other]) for one, other in pairs)

    def _add_to_reach(self, more: Counter[str]) -> None:
        query = (
            "INSERT INTO node (iri, reach) VALUES (?, ?) ON CONFLICT (iri) DO UPDATE SET reach = reach + excluded.reach"
        )
        self._sql.executemany(query, more.items())

    def _put_uncertain(self, found: Iterable[Uncertain]) -> None:
        told = list(found)
        ends = ((end,) for one in told for end in (one.subject, one.object))
        self._sql.executemany("INSERT OR IGNORE INTO node (iri) VALUES (?)", ends)
        query = (
            "INSERT OR REPLACE INTO uncertain SELECT ?, one.number, ?, other.number, ? FROM node AS one, node AS other"
            " WHERE one.iri = ? AND other.iri = ?"
        )
        rows = ((one.evidence, one.relation, one.confidence, one.subject, one.object) for one in told)
        self._sql.executemany(query, rows)

    def _put_thing(self, thing: Thing) -> int:
        """Take note of a thing and its keys; return its number."""
        told = json.dumps([thing.kind, thing.label, thing.names, thing.state, [*Compared.of(thing).phases]])
        query = "INSERT INTO node (iri, thing) VALUES (?, ?) ON CONFLICT (iri) DO UPDATE SET thing = excluded.thing"
        self._sql.execute(query, (thing.iri, told))
        (number,) = self._sql.execute("SELECT number FROM node WHERE iri = ?", (thing.iri,)).fetchone()
        self._sql.execute("DELETE FROM share WHERE node = ?", (number,))
        self._sql.executemany("INSERT INTO share VALUES (?, ?)", {(number_of(key), number) for key in keys_of(thing)})
        return int(number)

    def _forget_thing(self, iri: str) -> int | None:
        """Forget a thing; return its number, None where it was none."""
        row = self._sql.execute("SELECT number FROM node WHERE iri = ? AND thing IS NOT NULL", (iri,)).fetchone()
        if row is not None:
            self._sql.execute("DELETE FROM share WHERE node = ?", row)
            self._sql.execute("UPDATE node SET thing = NULL WHERE number = ?", row)
        return row and int(row[0])


@contextmanager
def notes_at(path: Path, *, reading: bool = False) -> Iterator[Notes]:
    """Open notes, to write them in a file that is not in its place yet, or only to read them.

    Raises:
        sqlite3.Error: the file is damaged, or cannot be written.
    """
    address = f"{path.absolute().as_uri()}{'?mode=ro' if reading else ''}"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        if not reading:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
        yield Notes(connection)
        connection.commit()


def notes_of(store: Store) -> Notes:
    """Return notes of a graph that nobody has kept."""
    notes = Notes(sqlite3.connect(":memory:"))
    notes.fill(store)
    return notes


def _compared(iri: str, told: str) -> Compared:
    kind, label, names, state, phases = json.loads(told)
    return Compared(Thing(iri, kind, label, tuple(names), state), frozenset(phases))


def _ends(triples: Iterable[Triple]) -> Iterator[str]:
    for one in triples:
        if one.predicate in _RELATIONS:
            yield from (end.value for end in (one.subject, one.object) if isinstance(end, NamedNode))


def _reach(store: Store) -> Counter[str]:
    found: Counter[str] = Counter()
    for pattern in ("?thing {} ?other", "?other {} ?thing"):
        said = " UNION ".join(f"{{{pattern.format(relation)}}}" for relation in sorted(_RELATIONS, key=str))
        for row in _asked(store, f"SELECT ?thing (COUNT(*) AS ?number) {{{said}}} GROUP BY ?thing"):
            if isinstance(row["thing"], NamedNode):
                found[row["thing"].value] += int(row["number"].value)
    return found


def _uncertain(store: Store) -> Iterator[Uncertain]:
    relations = {*ENTITY_RELATIONS, *VALUE_RELATIONS}
    for row in _asked(store, _UNCERTAIN):
        evidence, subject, predicate, target, confidence = (row[at].value for at in range(5))
        if (relation := predicate.removeprefix(terms.ONTOLOGY)) in relations:
            yield Uncertain(evidence, subject, relation, target, float(confidence))


def _asked(store: Store, query: str) -> QuerySolutions:
    answer = store.query(query)
    assert isinstance(answer, QuerySolutions)  # noqa: S101 - all of them are SELECT
    return answer


def _about(store: Store, nodes: Iterable[NamedNode | BlankNode | Literal | Triple]) -> Store:
    """Return what a graph says of some nodes."""
    part = Store()
    named = (node for node in nodes if isinstance(node, NamedNode))
    part.extend(quad for node in named for quad in store.quads_for_pattern(node, None, None, DefaultGraph()))
    return part
