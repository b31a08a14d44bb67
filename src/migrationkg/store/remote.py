"""A knowledge base in a store of somebody else, asked over SPARQL as the embedded one is asked.

`migrationkg publish` puts every statement once into one graph there, beside the graphs of the news. That graph is what
a query sees outside of `GRAPH`: what a server takes for its default graph differs from one to the next, and many of
them give a statement twice that stands in two graphs. Which graphs are ours is written in a graph of its own, the
record.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import BinaryIO
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    Variable,
    parse_query_results,
)

from migrationkg.errors import InputError
from migrationkg.program import command
from migrationkg.store.endpoint import JSON, N_TRIPLES, Endpoint
from migrationkg.store.prefixes import PREFIXES
from migrationkg.store.questions import with_values
from migrationkg.store.service import calls_out
from migrationkg.store.tokens import tokens

Values = Mapping[str, NamedNode | Literal]

#: What the record says of itself, and of each graph: that it is part, and its digest when it is there whole.
FORM = NamedNode("https://w3id.org/migrationkg/publication-1")
CONFORMS_TO = NamedNode(PREFIXES["dcterms"] + "conformsTo")
PART_OF = NamedNode(PREFIXES["dcterms"] + "isPartOf")

#: How the IRI of the graph with every statement, and of those with what is said of things outside of the news, go on
#: after that of the record.
EVERYTHING, DESCRIPTIONS = "/everything", "/descriptions/"

#: Blank nodes get an IRI that begins so (RDF 1.1 Concepts, 3.5): some stores take none, and none can be asked for.
SKOLEM = "https://w3id.org/.well-known/genid/"

#: Graphs that a query with GRAPH may see at most, since their names go along with it; things and graphs asked at once.
_MOST_GRAPHS, _AT_ONCE = 1000, 200

_PREFIXES = "".join(f"PREFIX {prefix}: <{name}>\n" for prefix, name in PREFIXES.items())
_NEWS = NamedNode(PREFIXES["mkg"] + "NewsItem")


class RemoteStore:
    """What an endpoint has of a knowledge base; of the methods of `pyoxigraph.Store`, those that asking needs.

    Args:
        url: of the endpoint; with `?default-graph-uri=IRI` where it holds several knowledge bases.
        timeout: seconds that one answer may take.

    Raises:
        InputError: it cannot be asked, or holds several publications or none that a query could see.
    """

    def __init__(self, url: str, timeout: float = 60.0) -> None:
        address, named = _graph_named(url)
        self.endpoint = Endpoint(address, timeout=timeout)
        self._everything = named or self._found()

    def query(
        self,
        query: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        substitutions: Mapping[Variable, NamedNode | Literal] | None = None,
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Answer a SELECT or ASK of our own.

        Args:
            query: its text.
            prefixes: those of `migrationkg.store.prefixes`, or none.
            substitutions: variable → what it stands for.
        """
        values = {variable.value: term for variable, term in (substitutions or {}).items()}
        text = (_PREFIXES if prefixes else "") + with_values(query, values)
        with self.endpoint.asked(text, self._dataset(), JSON) as stream:
            return parse_query_results(io.BytesIO(stream.read()), QueryResultsFormat.JSON)

    def quads_for_pattern(
        self,
        subject: NamedNode | BlankNode | Triple | None,
        predicate: NamedNode | None,
        object: NamedNode | BlankNode | Literal | Triple | None,  # noqa: A002  # as pyoxigraph calls it
        graph_name: NamedNode | BlankNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """Yield the statements with these parts, as they come; without a graph, each once, as of the default graph."""
        if any(isinstance(part, BlankNode | Triple) for part in (subject, object, graph_name)):
            return
        graph = graph_name if isinstance(graph_name, NamedNode) else None
        parts = {"s": subject, "p": predicate, "o": object}
        where = _in(graph, " ".join(str(part) if part else f"?{name}" for name, part in parts.items()))
        free = [f"?{name}" for name, part in parts.items() if part is None]
        query = f"SELECT {' '.join(free)} WHERE {{ {where} }}" if free else _one(where)
        for row in self.endpoint.select(query, [] if graph else self._dataset()):
            found = (part or row[name] for name, part in parts.items())
            yield Quad(*found, graph or DefaultGraph())  # type: ignore[call-arg, arg-type]

    def __contains__(self, quad: Quad) -> bool:
        graph = quad.graph_name if isinstance(quad.graph_name, NamedNode) else None
        return self._has(_in(graph, f"{quad.subject} {quad.predicate} {quad.object}"), whole=graph is None)

    def part(self, subjects: Iterable[NamedNode], predicates: Iterable[NamedNode]) -> Store:
        """Return a store in memory with some properties of some things.

        Args:
            subjects: the things.
            predicates: the properties.
        """
        store, properties = Store(), " ".join(map(str, predicates))
        for some in _pieces(sorted(set(map(str, subjects)))):
            where = f"VALUES ?p {{ {properties} }} VALUES ?s {{ {' '.join(some)} }} ?s ?p ?o"
            for row in self.endpoint.select(f"SELECT ?s ?p ?o WHERE {{ {where} }}", self._dataset()):
                store.add(Quad(row["s"], row["p"], row["o"]))
        return store

    def copy(self) -> Store:
        """Return a store in memory with all that is there, in the layout of `migrationkg.store.disk`.

        For what looks at everything: the whole goes over the network, and has to fit into memory.
        """
        store, aside = Store(), self._record + DESCRIPTIONS
        some = [f"VALUES ?g {{ {' '.join(f'<{name}>' for name in names)} }}" for names in _pieces(self.graphs)]
        for named in some if self._everything else [""]:
            for row in self.endpoint.select(f"SELECT ?g ?s ?p ?o WHERE {{ {named} GRAPH ?g {{ ?s ?p ?o }} }}"):
                store.add(Quad(row["s"], row["p"], row["o"]))
                if not (self._everything and row["g"].value.startswith(aside)):
                    store.add(Quad(row["s"], row["p"], row["o"], row["g"]))
        if not self._everything:
            store.extend(self.quads_for_pattern(None, None, None))
        return store

    @cached_property
    def graphs(self) -> Sequence[str]:
        """The names of the graphs of the publication, sorted."""
        query = f"SELECT ?g WHERE {{ GRAPH <{self._record}> {{ ?g {PART_OF} <{self._record}> }} }}"
        return sorted(row["g"].value for row in self.endpoint.select(query))

    @contextmanager
    def running(self, query: str, values: Values, timeout: float) -> Iterator[tuple[str, BinaryIO]]:
        """Run a query, as `migrationkg.store.worker.running` does.

        Args:
            query: SPARQL 1.1; the prefixes of `migrationkg.store.prefixes` need no declaration.
            values: name of a variable → the term that it stands for.
            timeout: seconds after which it is given up.

        Yields:
            `select` or `ask` with SPARQL JSON results, `construct` with N-Triples, or `service`.

        Raises:
            SyntaxError: the query is not well-formed.
            InputError: the endpoint does not answer it.
        """
        if calls_out(query):
            yield "service", io.BytesIO()
            return
        parsed = Store().query(query, prefixes=PREFIXES)
        kind = (
            "construct" if isinstance(parsed, QueryTriples) else "ask" if isinstance(parsed, QueryBoolean) else "select"
        )
        self.endpoint.timeout = timeout
        text = _PREFIXES + with_values(query, values)
        with self.endpoint.asked(text, self._seen_by(query), N_TRIPLES if kind == "construct" else JSON) as stream:
            yield kind, stream

    @property
    def _record(self) -> str:
        return (self._everything or "").removesuffix(EVERYTHING)

    def _dataset(self) -> list[tuple[str, str]]:
        return [("default-graph-uri", self._everything)] if self._everything else []

    def _seen_by(self, query: str) -> list[tuple[str, str]]:
        """Return the graphs that a query sees, as parameters of the protocol."""
        words = {token.text.upper() for token in tokens(query) if not token.iri}
        if not self._everything or "FROM" in words:
            return []
        if "GRAPH" not in words:
            return self._dataset()
        named = [name for name in self.graphs if not name.startswith(self._record + DESCRIPTIONS)]
        if len(named) > _MOST_GRAPHS:
            raise InputError(
                f"the query says GRAPH, and there are {len(named)} graphs; name those that it may see with FROM NAMED, "
                f"and FROM <{self._everything}> for all statements, or ask evidence by mkg:newsItem"
            )
        return [*self._dataset(), *(("named-graph-uri", name) for name in named)]

    def _has(self, where: str, *, whole: bool) -> bool:
        """Return whether a pattern is there: in the graph with everything, or as the server sees it."""
        return any(True for _ in self.endpoint.select(_one(where), self._dataset() if whole else []))

    def _found(self) -> str | None:
        """Return the graph with everything of the one publication there; None where none is, but the news is seen."""
        rows = self.endpoint.select(f"SELECT ?g WHERE {{ GRAPH ?g {{ ?g {CONFORMS_TO} {FORM} }} }}")
        found: list[str] = sorted(row["g"].value + EVERYTHING for row in rows)
        url = self.endpoint.url
        if len(found) > 1:
            such = f"{url}{'&' if urlsplit(url).query else '?'}{urlencode({'default-graph-uri': found[0]})}"
            raise InputError(f"{url}: holds {len(found)} knowledge bases; say which, as in {such}")
        if found:
            return found[0]
        self._everything = None
        news = f"?item a {_NEWS}"
        if not self._has(news, whole=False) and self._has(f"GRAPH ?g {{ {news} }}", whole=False):
            publishing = command("publish", "--to", "URL")
            raise InputError(
                f"{url}: a query there does not see the graphs of the news; load them with {publishing}, or have the "
                "server take the union of all graphs for its default graph (docs/publishing.md)"
            )
        return None


#: What can be asked: the embedded store, or one of somebody else.
Asked = Store | RemoteStore


def _graph_named(url: str) -> tuple[str, str | None]:
    """Take the graph to ask, where it is told, out of the address of an endpoint."""
    parts = urlsplit(url)
    told = parse_qsl(parts.query)
    graph = next((value for name, value in told if name == "default-graph-uri"), None)
    rest = urlencode([pair for pair in told if pair[0] != "default-graph-uri"])
    return urlunsplit(parts._replace(query=rest)) if graph else url, graph


def _in(graph: NamedNode | None, pattern: str) -> str:
    return f"GRAPH {graph} {{ {pattern} }}" if graph else pattern


def _one(where: str) -> str:
    """Return a query with a row if a pattern is there: some servers answer ASK in a form of their own."""
    return f"SELECT ?x WHERE {{ {where} BIND(1 AS ?x) }} LIMIT 1"


def _pieces(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for begin in range(0, len(names), _AT_ONCE):
        yield names[begin : begin + _AT_ONCE]
