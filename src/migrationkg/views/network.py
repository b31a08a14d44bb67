"""The network of projects, organisations, countries, places, people and events that a store tells of."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import combinations
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Store

from migrationkg.graph import terms
from migrationkg.views.evidence import Sentence, authority_statements, doubtful_statements, sentences
from migrationkg.views.statements import Node, Statements, text
from migrationkg.views.whereabouts import outline_of, spot_of
from migrationkg.views.wording import RELATION_WORDS, VALUE_WORDS, readable_amount, readable_date

if TYPE_CHECKING:
    import networkx as nx

    Network = nx.MultiDiGraph[str]

#: The property of each kind of edge.
_LINKS = {**terms.RELATIONS, "follows": terms.FOLLOWS}

_Statement = tuple[str, str, str]
_Sentences = dict[_Statement, tuple[Sentence, ...]]


@dataclass(frozen=True, slots=True)
class Value:
    """Something said of a node that is no relation to another.

    Attributes:
        property: one of `wording.VALUE_WORDS`.
        text: the value as people read it ("12 June 2023").
        evidence: the sentences that say it.
        doubtful: whether none of them says it surely.
    """

    property: str
    text: str
    evidence: tuple[Sentence, ...]
    doubtful: bool = False


def network(store: Store, most: int | None = None, rows: Sequence[Collection[str]] | None = None) -> "Network":
    """Return the network of a store, or of some of its resources: one node a resource, one edge a relation.

    News items, evidence and amounts are no nodes: they stand at the nodes and edges that they speak of.

    Each node (its key is its IRI) has `label`; `kind`, one of `model.ENTITY_KINDS`; `names`, its other names;
    `values`, a tuple of `Value`; `days`, its first and last day or month ("2023-06"), empty where none is told;
    `where`, of a country the code of its outline, of a place its longitude and latitude, None where unknown; and
    `centrality`: networkx's degree centrality, the share of all other nodes
    that it is tied to. Two nodes count as tied once, however many relations or news items say so. Unlike
    PageRank or betweenness, a reader can check it by counting, and it is the same to the last bit everywhere.

    Each edge has its relation as key and as `relation`; `label`, how it reads; `evidence`, a tuple of
    `Sentence`; `authority`, on which authority data it stands, empty where it is told by news; and `doubtful`,
    whether none of its sentences says it surely.

    Nodes and edges stand in the order of their IRIs, whatever the order in the store.

    The graph attribute `things` is the number of all resources, be they left out by `most` or not.

    Args:
        store: quads in the layout of `migrationkg.graph.to_quads`, with named graphs or merged into one.
        most: how many nodes at most, those of the highest centrality first; all if not given.
        rows: IRIs of resources that belong together, as in a row of an answer. The network is of these, and of what
            ties two of one row that nothing in the row ties. All resources if not given.

    Example:
        >>> from pyoxigraph import Literal, Quad
        >>> store = Store()
        >>> albania = NamedNode("https://w3id.org/migrationkg/id/country/al")
        >>> store.add(Quad(albania, terms.TYPE, terms.KINDS["Country"]))
        >>> store.add(Quad(albania, terms.PREF_LABEL, Literal("Albania", language="en")))
        >>> network(store).nodes[albania.value]["label"]
        'Albania'
    """
    import networkx as nx  # takes 0.1 s, and most commands draw no network

    said = Statements(store)
    kinds = kinds_of(said)
    relations = _relations(said, kinds)
    if rows is not None:
        joined = _joined(relations, [kinds.keys() & set(row) for row in rows])
        kinds = {iri: kind for iri, kind in kinds.items() if iri in joined}
        relations = {one for one in relations if one[0] in joined and one[2] in joined}
    centrality = _centrality(kinds, relations)
    shown = sorted(sorted(kinds, key=lambda iri: (-centrality[iri], iri))[:most])
    sentences_of = sentences(said, shown)
    grounds, doubtful = authority_statements(said), doubtful_statements(said)
    graph: Network = nx.MultiDiGraph(things=len(kinds))
    for iri in shown:
        attributes = _attributes(said, NamedNode(iri), kinds[iri], sentences_of, doubtful)
        graph.add_node(iri, **attributes, centrality=centrality[iri])
    for subject, relation, target in sorted(relations):
        if subject not in graph or target not in graph:
            continue
        statement = subject, _LINKS[relation].value, target
        graph.add_edge(
            subject,
            target,
            key=relation,
            relation=relation,
            label=RELATION_WORDS[relation].forward,
            evidence=sentences_of.get(statement, ()),
            authority=grounds.get(statement, ""),
            doubtful=statement in doubtful,
        )
    return graph


def kinds_of(said: Statements) -> dict[str, str]:
    """Return the IRI of each resource and its kind, the most special one where it has several."""
    found: dict[str, str] = {}
    for kind, term in terms.KINDS.items():  # special before general
        for quad in said.matching(None, terms.TYPE, term):
            if isinstance(quad.subject, NamedNode):
                found.setdefault(quad.subject.value, kind)
    return found


class Kinds(Mapping[str, str]):
    """The same as `kinds_of`, each looked up when it is first asked for: few are wanted of a large graph."""

    def __init__(self, said: Statements) -> None:
        """Make it.

        Args:
            said: what the store says.
        """
        self._said = said
        self._found: dict[str, str | None] = {}

    def __getitem__(self, iri: str) -> str:
        if iri not in self._found:
            classes = {quad.object for quad in self._said.matching(NamedNode(iri), terms.TYPE, None)}
            self._found[iri] = next((kind for kind, term in terms.KINDS.items() if term in classes), None)
        kind = self._found[iri]
        if kind is None:
            raise KeyError(iri)
        return kind

    def __iter__(self) -> Iterator[str]:
        return iter(kinds_of(self._said))

    def __len__(self) -> int:
        return len(kinds_of(self._said))


def _attributes(
    said: Statements, node: NamedNode, kind: str, evidence: _Sentences, doubtful: Collection[_Statement]
) -> dict[str, object]:
    label = said.first_text(node, terms.PREF_LABEL, terms.LABEL) or _last_part(node.value)
    names = tuple(name for name in said.texts(node, terms.ALT_LABEL) if name != label)
    days = tuple(said.first_text(node, term) for term in (terms.START_DATE, terms.END_DATE))
    values = tuple(_values(said, node, evidence, doubtful))
    where = outline_of(said, node) if kind == "Country" else spot_of(said, node) if kind == "Place" else None
    return {"label": label, "kind": kind, "names": names, "values": values, "days": days, "where": where or None}


def _values(
    said: Statements, node: NamedNode, evidence: _Sentences, doubtful: Collection[_Statement]
) -> Iterator[Value]:
    for name in VALUE_WORDS:
        predicate = terms.mkg(name)
        objects = {quad.object for quad in said.matching(node, predicate, None)}
        for value in sorted(objects, key=text):
            if readable := _readable(said, name, value):
                statement = node.value, predicate.value, text(value)
                yield Value(name, readable, evidence.get(statement, ()), statement in doubtful)


def _readable(said: Statements, name: str, value: Node) -> str:
    match name, value:
        case "amount", NamedNode():
            return _amount(said, value)
        case "eventType", NamedNode():
            return said.first_text(value, terms.PREF_LABEL) or _last_part(value.value).replace("-", " ")
        case "startDate" | "endDate", _:
            return readable_date(text(value))
    return text(value)


def _amount(said: Statements, node: NamedNode) -> str:
    try:
        return readable_amount(Decimal(said.first_text(node, terms.VALUE)), said.first_text(node, terms.CURRENCY))
    except InvalidOperation:
        return ""


def _relations(said: Statements, kinds: Mapping[str, str]) -> set[tuple[str, str, str]]:
    return {
        (quad.subject.value, relation, quad.object.value)
        for relation, predicate in _LINKS.items()
        for quad in said.matching(None, predicate, None)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
        if quad.subject.value in kinds and quad.object.value in kinds
    }


def _joined(relations: Iterable[tuple[str, str, str]], rows: Iterable[Collection[str]]) -> set[str]:
    """Return the things of rows, and what ties two of one row that are not tied, directly or by a third of the row."""
    tied: defaultdict[str, set[str]] = defaultdict(set)
    for one, _, other in relations:
        tied[one].add(other)
        tied[other].add(one)
    joined: set[str] = set()
    for row in rows:
        joined.update(row)
        for one, other in combinations(row, 2):
            between = tied[one] & tied[other]
            if other not in tied[one] and between.isdisjoint(row):
                joined |= between
    return joined


def _centrality(nodes: Collection[str], relations: Iterable[tuple[str, str, str]]) -> dict[str, float]:
    """Return what networkx's `degree_centrality` does, which wants a graph built first: five times the time."""
    pairs = {(min(one, other), max(one, other)) for one, _, other in relations if one != other}
    ties = Counter(node for pair in pairs for node in pair)
    share = 1 / (len(nodes) - 1) if len(nodes) > 1 else 0
    return {node: ties[node] * share if share else 1 for node in nodes}


def _last_part(iri: str) -> str:
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]
