"""The page stays cheap as a knowledge base grows; the limits are many times what it takes."""

import random
import time
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
from pyoxigraph import Literal, NamedNode, Quad, Store

from migrationkg.graph import DEFAULT_BASE, terms
from migrationkg.views import network, write_html
from migrationkg.views.layout import positions

if TYPE_CHECKING:
    Network = nx.MultiDiGraph[str]


def test_four_thousand_nodes_are_laid_out_in_seconds() -> None:
    ties = nx.barabasi_albert_graph(4000, 3, seed=1)
    graph: Network = nx.MultiDiGraph([(f"n{one}", f"n{other}") for one, other in ties.edges()])
    begun = time.process_time()
    positions(graph, graph.edges())
    assert time.process_time() - begun < 15  # 0.4 s; with all pairs in each round, 49 s


def test_the_page_of_the_most_linked_of_many_things_is_written_in_seconds(tmp_path: Path) -> None:
    store = Store()
    store.bulk_extend(quads(things=6000, facts=20_000))
    begun = time.process_time()
    write_html(network(store, 3000), tmp_path / "network.html")
    assert time.process_time() - begun < 15


def quads(things: int, facts: int) -> list[Quad]:
    """Return projects in countries and with partners, each fact with its evidence, as if of 1,000 news items."""
    draw = random.Random(1)
    found = []
    nodes = [NamedNode(f"{DEFAULT_BASE}project/{number}") for number in range(things)]
    items = [NamedNode(f"{DEFAULT_BASE}news/{number}") for number in range(1000)]
    found += [Quad(node, terms.TYPE, terms.KINDS["Project"]) for node in nodes]
    found += [Quad(item, terms.PREF_LABEL, Literal("News")) for item in items]
    for number in range(facts):
        subject, target = draw.choice(nodes), nodes[int(things * draw.random() ** 3)]
        evidence, item = NamedNode(f"{DEFAULT_BASE}evidence/{number}"), draw.choice(items)
        parts = (
            (terms.SUBJECT, subject),
            (terms.PREDICATE, terms.FOLLOWS),
            (terms.OBJECT, target),
            (terms.FROM_ITEM, item),
            (terms.QUOTE, Literal(f"words {number}")),
            (terms.CONFIDENCE, Literal(0.9)),
        )
        found += [Quad(subject, terms.FOLLOWS, target, item)]
        found += [Quad(evidence, predicate, value, item) for predicate, value in parts]
    return found
