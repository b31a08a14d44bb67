"""The small graphs of tests, judged together: one run for all of them, each under a base of its own."""

from collections.abc import Mapping

from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib.term import Node

BASE = "https://w3id.org/migrationkg/id/"


def without_expected(graph: Graph) -> Graph:
    """Return the data without the results that a fixture expects."""
    data = Graph() + graph
    for result in list(data.subjects(RDF.type, SH.ValidationResult)):
        data.remove((result, None, None))
    return data


def has_blank(graph: Graph) -> bool:
    """Tell whether nodes are blank, which have no names to tell those of several graphs apart by."""
    return any(isinstance(node, BNode) for node in graph.all_nodes())


def together(graphs: Mapping[str, Graph]) -> Graph:
    """Return all that graphs say, the things of each below its name, so that no other speaks of them."""
    whole = Graph()
    for name, graph in graphs.items():
        for subject, predicate, value in graph:
            whole.add((_own(subject, name), predicate, _own(value, name)))
    return whole


def _own(node: Node, name: str) -> Node:
    is_ours = isinstance(node, URIRef) and node.startswith(BASE)
    return URIRef(f"{BASE}{name}/{str(node).removeprefix(BASE)}") if is_ours else node


def graph_of(focus: str) -> str:
    """Return the name of the graph, of two parts, that speaks of a thing of all together."""
    return "/".join(focus.removeprefix(BASE).split("/")[:2]) if focus.startswith(BASE) else ""


def as_alone(text: str, name: str) -> str:
    """Return a text that names things of a graph as that graph does."""
    return text.replace(f"{BASE}{name}/", BASE)
