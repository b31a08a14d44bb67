"""What the page knows: the network as plain data in pyvis's model, and the sentences and kinds beside it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from migrationkg.graph.values import web_page
from migrationkg.views.appearance import APPEARANCE
from migrationkg.views.evidence import Sentence
from migrationkg.views.involvement import ministries_through_events
from migrationkg.views.layout import positions
from migrationkg.views.view import Fact, View, everything
from migrationkg.views.wording import KIND_WORDS, RELATION_WORDS, VALUE_WORDS, readable_date

if TYPE_CHECKING:
    from migrationkg.views.network import Network, Value


def page_data(network: "Network", views: Sequence[View] = (), start: str = "") -> dict[str, Any]:
    """Return all data of the page: `nodes`, `edges` and `options` for vis-network, `sentences`, `kinds` and `views`.

    Nodes and edges, which are things and facts, bear numbers; they tell of sentences by number too, since many facts
    share one. A node has what the panel shows (`name`, `kind`, `names`, `values`, of an occasion its `days`, and of a
    project the ministries `involved` through its occasions). A view has its `things` with their places, and its
    `lines`, each with the ways that it stands on: things folded in it, and the facts of each step.

    Args:
        network: as of `network`.
        views: the tabs of the page; everything alone if not given.
        start: the name of the view that is shown first; the first that has ties if not given.
    """
    from pyvis.edge import Edge
    from pyvis.network import Network as Drawing  # takes 0.3 s

    sentences = _Numbers()
    numbers = {iri: number for number, iri in enumerate(network)}
    drawing = Drawing(directed=True)
    drawing.set_options(json.dumps(_OPTIONS))
    involved = ministries_through_events(network)
    for iri, node in _nodes(network, sentences).items():
        through = [
            {"ministry": numbers[ministry], "events": [numbers[event] for event in events]}
            for ministry, events in involved.get(iri, {}).items()
        ]
        drawing.add_node(numbers[iri], shape="custom", **node, **({"involved": through} if through else {}))
    for source, target, edge in _edges(network, sentences):  # `add_edge` goes through all nodes for either end
        drawing.edges.append(Edge(numbers[source], numbers[target], directed=True, **edge).options)
    nodes, edges, _heading, _height, _width, options = drawing.get_network_data()
    tabs = tuple(view for view in views if view.ties or view.name == "everything") or (everything(network),)
    facts = {fact: number for number, fact in enumerate(network.edges(keys=True))}
    return {
        "nodes": [{key: value for key, value in node.items() if key != "color"} for node in nodes],
        "edges": edges,
        "options": json.loads(options),
        "sentences": [_sentence(one) for one in sentences.found],
        "kinds": _kinds(network),
        "views": [_view(view, numbers, facts) for view in tabs],
        "start": next((view.name for view in tabs if view.name == start), tabs[0].name),
        "things": network.graph.get("things", len(network)),
        "newsItems": len({(one.headline, one.published, one.url) for one in sentences.found}),
    }


def _view(view: View, numbers: Mapping[str, int], facts: Mapping[Fact, int]) -> dict[str, Any]:
    places = positions(view.things, ((tie.source, tie.target) for tie in view.ties))
    return {
        "name": view.name,
        "title": view.title,
        "point": view.point,
        "things": [[numbers[iri], *places[iri]] for iri in view.things],
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


def _nodes(network: "Network", sentences: _Numbers) -> dict[str, dict[str, Any]]:
    return {
        iri: {
            "label": node["label"],
            "name": node["label"],
            "iri": iri,
            "kind": node["kind"],
            "names": list(node["names"]),
            "values": _value_rows(node["values"], sentences),
            **({"days": list(node["days"])} if any(node["days"]) else {}),
        }
        for iri, node in network.nodes(data=True)
    }


def _edges(network: "Network", sentences: _Numbers) -> Iterable[tuple[str, str, dict[str, Any]]]:
    order = list(RELATION_WORDS)
    for number, (source, target, edge) in enumerate(network.edges(data=True)):
        yield (
            source,
            target,
            {
                "id": number,
                "relation": edge["relation"],
                "forward": edge["label"],
                "backward": RELATION_WORDS[edge["relation"]].backward,
                "order": order.index(edge["relation"]),
                "evidence": sentences.of(edge["evidence"]),
                **({"authority": edge["authority"]} if edge["authority"] else {}),
                **({"doubtful": True} if edge["doubtful"] else {}),
            },
        )


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
