"""What the page knows: the network as plain data, in pyvis's model where it draws it, with its sentences and kinds."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from migrationkg.graph.values import web_page
from migrationkg.views.appearance import APPEARANCE
from migrationkg.views.evidence import Sentence
from migrationkg.views.involvement import ministries_through_events
from migrationkg.views.layout import grouped, positions
from migrationkg.views.view import Fact, View, everything
from migrationkg.views.wording import KIND_WORDS, RELATION_WORDS, VALUE_WORDS, readable_date

if TYPE_CHECKING:
    from migrationkg.views.network import Network, Value


def page_data(
    network: "Network", views: Sequence[View] = (), start: str = "", *, by_pyvis: bool = True
) -> dict[str, Any]:
    """Return all data of the page: `nodes`, `edges`, `sentences`, `kinds`, `relations` and `views`.

    Nodes and edges, which are things and facts, bear numbers; they tell of sentences by number too, since many facts
    share one. A node has what the panel shows (`name`, `kind`, `names`, `values`, of an occasion its `days`, and of a
    project the ministries `involved` through its occasions). A view has its `things` with their places and, where
    there are at least three in it, the number of their community; and its `lines`, each with the ways that it stands
    on: things folded in it, and the facts of each step.

    Args:
        network: as of `network`.
        views: the tabs of the page; everything alone if not given.
        start: the name of the view that is shown first; the first that has ties if not given.
        by_pyvis: whether nodes and edges go through pyvis's model, which adds `options` for vis-network.
    """
    sentences = _Numbers()
    numbers = {iri: number for number, iri in enumerate(network)}
    nodes = _nodes(network, sentences, numbers)
    edges = _edges(network, sentences, numbers)
    drawing = _by_pyvis(nodes, edges) if by_pyvis else {"nodes": nodes, "edges": edges, "options": {}}
    tabs = tuple(view for view in views if view.ties or view.name == "everything") or (everything(network),)
    facts = {fact: number for number, fact in enumerate(network.edges(keys=True))}
    return {
        **drawing,
        "sentences": [_sentence(one) for one in sentences.found],
        "kinds": _kinds(network),
        "relations": [
            {"relation": relation, "forward": words.forward, "backward": words.backward, "order": order}
            for order, (relation, words) in enumerate(RELATION_WORDS.items())
        ],
        "views": [_view(view, numbers, facts) for view in tabs],
        "start": next((view.name for view in tabs if view.name == start), tabs[0].name),
        "things": network.graph.get("things", len(network)),
        "newsItems": len({(one.headline, one.published, one.url) for one in sentences.found}),
    }


def _by_pyvis(nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> dict[str, Any]:
    """Return nodes, edges and options as pyvis has them for vis-network."""
    from pyvis.edge import Edge
    from pyvis.network import Network as Drawing  # takes 0.3 s

    drawing = Drawing(directed=True)
    drawing.set_options(json.dumps(_OPTIONS))
    for node in nodes:
        drawing.add_node(node["id"], node["name"], shape="custom", **{key: node[key] for key in node if key != "id"})
    for edge in edges:  # `add_edge` goes through all nodes for either end
        told = {key: value for key, value in edge.items() if key not in ("from", "to")}
        drawing.edges.append(Edge(edge["from"], edge["to"], directed=True, **told).options)
    drawn, tied, _heading, _height, _width, options = drawing.get_network_data()
    return {
        "nodes": [{key: value for key, value in node.items() if key != "color"} for node in drawn],
        "edges": tied,
        "options": json.loads(options),
    }


def _view(view: View, numbers: Mapping[str, int], facts: Mapping[Fact, int]) -> dict[str, Any]:
    ends = [(tie.source, tie.target) for tie in view.ties]
    groups = grouped(view.things, ends) if view.form == "network" else []
    places = positions(view.things, ends, groups) if view.form == "network" else dict.fromkeys(view.things, (0, 0))
    within = {iri: number for number, group in enumerate(groups) if len(group) >= _LEAST for iri in group}
    return {
        "name": view.name,
        "form": view.form,
        "title": view.title,
        "point": view.point,
        "things": [[numbers[iri], *places[iri], *([within[iri]] if iri in within else [])] for iri in view.things],
        "lines": [
            {
                "from": numbers[tie.source],
                "to": numbers[tie.target],
                "words": tie.words,
                "ways": [
                    [[numbers[one] for one in way.through], [[facts[fact] for fact in step] for step in way.facts]]
                    for way in tie.ways
                ],
                **({"mutual": True} if tie.mutual else {}),
            }
            for tie in view.ties
        ],
    }


#: Things in the smallest community that the page tells of.
_LEAST = 3
#: Physics off: the picture is laid out beforehand. No tooltips: the panel tells more.
_OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "interaction": {
        "hover": True,
        "multiselect": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 100000,
    },
    "edges": {"arrows": {"to": {"enabled": True, "scaleFactor": 0.45}}, "smooth": False, "width": 1},
    "nodes": {"borderWidth": 1.5},
    "layout": {"randomSeed": 1, "improvedLayout": False},
}


class _Numbers:
    """Sentences in the order in which they are first met, each with its number."""

    def __init__(self) -> None:
        self.found: dict[Sentence, int] = {}

    def of(self, evidence: Iterable[Sentence]) -> list[int]:
        return [self.found.setdefault(sentence, len(self.found)) for sentence in evidence]


def _nodes(network: "Network", sentences: _Numbers, numbers: Mapping[str, int]) -> list[dict[str, Any]]:
    involved = ministries_through_events(network)
    nodes = []
    for iri, node in network.nodes(data=True):
        through = [
            {"ministry": numbers[ministry], "events": [numbers[event] for event in events]}
            for ministry, events in involved.get(iri, {}).items()
        ]
        nodes.append(
            {
                "id": numbers[iri],
                "name": node["label"],
                "iri": iri,
                "kind": node["kind"],
                "names": list(node["names"]),
                "values": _value_rows(node["values"], sentences),
                **({"days": list(node["days"])} if any(node["days"]) else {}),
                **({"where": node["where"]} if node["where"] else {}),
                **({"involved": through} if through else {}),
            }
        )
    return nodes


def _edges(network: "Network", sentences: _Numbers, numbers: Mapping[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "id": number,
            "from": numbers[source],
            "to": numbers[target],
            "relation": edge["relation"],
            "evidence": sentences.of(edge["evidence"]),
            **({"authority": edge["authority"]} if edge["authority"] else {}),
            **({"doubtful": True} if edge["doubtful"] else {}),
        }
        for number, (source, target, edge) in enumerate(network.edges(data=True))
    ]


def _value_rows(values: "Sequence[Value]", sentences: _Numbers) -> list[dict[str, Any]]:
    """Return the values by name; a start and an end on one day are one date."""
    texts = {value.property: value.text for value in values}
    one_day = texts.get("startDate") == texts.get("endDate")
    return [
        {
            "name": "date" if one_day and value.property == "startDate" else VALUE_WORDS[value.property],
            "text": value.text,
            "evidence": sentences.of(value.evidence),
            **({"doubtful": True} if value.doubtful else {}),
        }
        for value in values
        if not (one_day and value.property == "endDate")
    ]


def _sentence(sentence: Sentence) -> dict[str, Any]:
    """Return a sentence; its page only where that is one of http or https."""
    page = web_page(sentence.url)
    return {
        "published": readable_date(sentence.published),
        "headline": sentence.headline,
        "quote": sentence.quote,
        "url": page.value if page else "",
        "confidence": sentence.confidence,
    }


def _kinds(network: "Network") -> list[dict[str, str]]:
    """Return the kinds that occur, in the order of the legend, with their words and looks."""
    present = {node["kind"] for _, node in network.nodes(data=True)}
    return [
        {"kind": kind, "one": one, "many": many, **asdict(APPEARANCE[kind])}
        for kind, (one, many) in KIND_WORDS.items()
        if kind in present
    ]
