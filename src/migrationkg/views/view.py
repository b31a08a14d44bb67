"""Views of a network: which things are drawn, which ties between them, and what lies folded in each tie.

A view is a query. Each row of a SELECT is a way from thing to thing: its ends are drawn, and the things between, such
as the occasion at which two bodies met, are folded into the tie between them. Its column `?words`, where it has one,
tells how the tie reads. Each triple of a CONSTRUCT is a way of two things.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad, Store

from migrationkg.errors import InputError
from migrationkg.graph import terms
from migrationkg.store import ask, find_query, named_queries
from migrationkg.store.answer import Cell
from migrationkg.views.statements import Statements
from migrationkg.views.wording import RELATION_WORDS, in_short

if TYPE_CHECKING:
    from migrationkg.views.network import Network

#: A fact of the network: its ends and its relation.
Fact = tuple[str, str, str]
#: The words of a tie, empty where the query tells none, and the cells of a row.
_Row = tuple[str, Sequence[Cell]]

#: Views that are drawn otherwise than as a network, each in a form of its own.
BESIDE: Final = ("timeline", "map", "matrix")
#: Views that the package carries, in the order of their tabs; "everything" is the network as it is.
VIEWS: Final = ("funders", "ministries", "offices", "meetings", "everything", *BESIDE)
#: Letters of a name on a tab, as those of a caption in the picture.
_TAB: Final = 24
#: The view in which two things that are tied are tied alike.
_MUTUAL: Final = ("meetings",)


@dataclass(frozen=True, slots=True, order=True)
class Way:
    """What ties the ends of a way.

    Attributes:
        through: the things between, from the source's end.
        facts: those that make each step; one step more than things between.
    """

    through: tuple[str, ...]
    facts: tuple[tuple[Fact, ...], ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """One line of a picture.

    Attributes:
        source: IRI of the thing at its tail.
        target: of that at its head.
        words: how it reads from tail to head.
        ways: what it stands on.
        mutual: whether it has no direction.
    """

    source: str
    target: str
    words: str
    ways: tuple[Way, ...]
    mutual: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """Things and ties to draw.

    Attributes:
        name: as in an address or on the command line.
        title: a word or two.
        point: the question that it answers.
        things: IRIs of the things, in their order in the network.
        ties: between them.
        form: how it is drawn: as a `network`, or as one of `BESIDE`.
    """

    name: str
    title: str
    point: str
    things: tuple[str, ...]
    ties: tuple[Tie, ...]
    form: str = "network"


def everything(network: "Network") -> View:
    """Return the network as it is; facts between the same two things are ways of one tie.

    Args:
        network: of `migrationkg.views.network`.
    """
    steps: dict[tuple[str, str], list[Fact]] = {}
    for fact in network.edges(keys=True):
        source, target, _ = fact
        steps.setdefault((target, source) if (target, source) in steps else (source, target), []).append(fact)
    ties = [
        Tie(source, target, RELATION_WORDS[facts[0][2]].forward, tuple(Way((), ((fact,),)) for fact in facts))
        for (source, target), facts in steps.items()
        if source != target
    ]
    return View(
        "everything", "Everything", "What does the news tell of, and what is tied to what?", tuple(network), tuple(ties)
    )


def named_views(store: Store, network: "Network") -> tuple[View, ...]:
    """Return the views that the package carries, in the order of `VIEWS`.

    Args:
        store: that of the network.
        network: of `migrationkg.views.network`.
    """
    said = Statements(_tying(Statements(store)))
    queries = {query.name: query for query in named_queries(Path(__file__).parent / "named")}
    views = []
    for name in VIEWS:
        if name not in queries:
            views.append(everything(network))
            continue
        query = queries[name]
        answer = said.answers(query.text)
        names = [variable.value for variable in answer.variables]
        rows = (_row(names, list(row)) for row in answer)
        views.append(_view(network, (query.name, query.title, query.asks), rows))
    return tuple(views)


def _tying(said: Statements) -> Store:
    """Return the kinds of things and the relations between them in memory, of which the views ask six times as fast."""
    asked: list[tuple[NamedNode, NamedNode | None]] = [(terms.TYPE, kind) for kind in terms.KINDS.values()]
    asked += [(relation, None) for relation in terms.RELATIONS.values()]
    found = Store()
    found.bulk_extend(
        Quad(quad.subject, quad.predicate, quad.object)
        for predicate, value in asked
        for quad in said.matching(None, predicate, value)
    )
    return found


def view_of_query(store: Store, network: "Network", query: str, parameters: Mapping[str, str] | None = None) -> View:
    """Return what a query answers as a view.

    Args:
        store: that of the network.
        network: of `migrationkg.views.network`.
        query: the name of a question, the path of an `.rq` file or the text of a SELECT or CONSTRUCT.
        parameters: name → value of its parameters, as the user wrote them.

    Raises:
        InputError: there is no such query, it cannot be asked, or no row ties two things.
    """
    asked = find_query(query)
    answer = ask(store, asked.text, parameters)
    rows = [_row(answer.variables, row) for row in answer.rows]
    rows += [(_words(one.predicate.value), (one.subject, one.object)) for one in answer.triples]
    view = _view(network, ("query", asked.title or "Query", asked.asks), rows)
    if not view.ties:
        raise InputError(
            f"{asked.name or 'the query'}: no row ties two things of the network; ask for two or more in each row"
        )
    return view


def view_around(network: "Network", thing: str, depth: int) -> View:
    """Return what stands around a thing.

    Args:
        network: of `migrationkg.views.network`.
        thing: its IRI, one of the network's.
        depth: how many steps away at most.
    """
    import networkx as nx

    near = set(nx.ego_graph(network.to_undirected(as_view=True), thing, radius=depth))
    whole = everything(network)
    label, others = network.nodes[thing]["label"], network.nodes[thing]["names"]
    return View(
        name="around",
        title=f"Around {in_short(label, others, _TAB)}",
        point=f"What is at most {depth} step{'' if depth == 1 else 's'} away from {label}?",
        things=tuple(one for one in whole.things if one in near),
        ties=tuple(tie for tie in whole.ties if tie.source in near and tie.target in near),
    )


def _row(names: Sequence[str], cells: Sequence[Cell]) -> _Row:
    """Return the words of a row, its column `words` where it has one, and its cells."""
    words = cells[names.index("words")] if "words" in names else None
    return (words.value if isinstance(words, Literal) else ""), cells


def _view(network: "Network", told: tuple[str, str, str], rows: Iterable[_Row]) -> View:
    ways: dict[tuple[str, str], dict[Way, str]] = {}
    for words, cells in rows:
        things = (cell.value for cell in cells if isinstance(cell, NamedNode))
        path = list(dict.fromkeys(one for one in things if one in network))
        if len(path) < 2:
            continue
        way = Way(tuple(path[1:-1]), tuple(tuple(_facts(network, one, other)) for one, other in pairwise(path)))
        ways.setdefault((path[0], path[-1]), {})[way] = words or _words_of(way)
    name, title, point = told
    ties = tuple(
        Tie(source, target, ", ".join(sorted(set(found.values()))), tuple(sorted(found)), name in _MUTUAL)
        for (source, target), found in sorted(ways.items())
    )
    ends = {end for tie in ties for end in (tie.source, tie.target)}
    form = name if name in BESIDE else "network"
    return View(name, title, point, tuple(one for one in network if one in ends), ties, form)


def _facts(network: "Network", one: str, other: str) -> Iterator[Fact]:
    """Yield the facts between two things, either way round."""
    for source, target in ((one, other), (other, one)):
        for relation in sorted(network[source].get(target, {})):
            yield source, target, relation


def _words_of(way: Way) -> str:
    first = way.facts[0][0] if len(way.facts) == 1 and way.facts[0] else None
    return RELATION_WORDS[first[2]].forward if first else "tied to"


def _words(predicate: str) -> str:
    name = predicate.removeprefix(terms.ONTOLOGY)
    return RELATION_WORDS[name].forward if name in RELATION_WORDS else name.replace("#", "/").rpartition("/")[2]
