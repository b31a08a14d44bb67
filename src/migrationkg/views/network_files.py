"""A network as GraphML and GEXF, for Gephi, Cytoscape, yEd and the like."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from migrationkg.graph.files import replacing
from migrationkg.views.appearance import APPEARANCE
from migrationkg.views.evidence import Sentence
from migrationkg.views.layout import positions
from migrationkg.views.wording import VALUE_WORDS

if TYPE_CHECKING:
    import networkx as nx

    from migrationkg.views.network import Network, Value

#: Characters that XML 1.0 cannot carry in any form.
_UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Parts names and values of one field; no name of the sample holds it.
_AND: Final = " | "


def write_graphml(network: "Network", path: str | Path) -> None:
    """Write a network as GraphML 1.0, with typed attributes (`docs/network.md` lists them).

    The same network gives the same bytes. Characters that XML cannot carry are left out.

    Raises:
        InputError: the file cannot be written.
    """
    import networkx as nx

    with replacing(Path(path)) as stream:
        nx.write_graphml_xml(_plain(network), stream, named_key_ids=True)
        stream.write(b"\n")


def write_gexf(network: "Network", path: str | Path) -> None:
    """Write a network as GEXF 1.2, with typed attributes, and the places and colours that the page shows.

    The same network gives the same bytes: networkx's mark of today's date is left out. Characters that XML
    cannot carry are left out.

    Raises:
        InputError: the file cannot be written.
    """
    import networkx as nx

    plain = _plain(network)
    for node, (x, y) in positions(network).items():
        plain.nodes[node]["viz"] = {
            "color": _colour(APPEARANCE[network.nodes[node]["kind"]].colour),
            "position": {"x": float(x), "y": float(-y), "z": 0.0},  # in GEXF, up is positive
        }
    text = "\n".join(nx.generate_gexf(plain)) + "\n"
    with replacing(Path(path)) as stream:
        stream.write(re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1).encode())


def _plain(network: "Network") -> "nx.MultiDiGraph[str]":
    """Return the network with attributes that are text, whole numbers or numbers; its edges bear numbers."""
    import networkx as nx

    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri, node in network.nodes(data=True):
        plain.add_node(iri, **_node(node))
    for number, (source, target, edge) in enumerate(network.edges(data=True)):
        plain.add_edge(source, target, key=number, **_edge(edge))
    return plain


def _node(node: dict[str, Any]) -> dict[str, str | float]:
    values: tuple[Value, ...] = node["values"]
    said = {name: _AND.join(_text(value.text) for value in values if value.property == name) for name in VALUE_WORDS}
    return {
        "label": _text(node["label"]),
        "kind": node["kind"],
        "names": _AND.join(_text(name) for name in node["names"]),
        **said,
        "centrality": node["centrality"],
    }


def _edge(edge: dict[str, Any]) -> dict[str, str | int | float]:
    evidence: tuple[Sentence, ...] = edge["evidence"]
    return {
        "label": edge["label"],
        "relation": edge["relation"],
        "evidence": "\n".join(_sentence(sentence) for sentence in evidence),
        "sentences": len(evidence),
        "confidence": max((sentence.confidence or 0.0 for sentence in evidence), default=0.0),
        "authority": _text(edge["authority"]),
    }


def _sentence(sentence: Sentence) -> str:
    source = ", ".join(part for part in (sentence.headline, sentence.published, sentence.url) if part)
    return _text(f"“{sentence.quote}” ({source})")


def _text(value: str) -> str:
    return _UNWRITABLE.sub("", value)


def _colour(code: str) -> dict[str, int | float]:
    red, green, blue = (int(code[start : start + 2], 16) for start in (1, 3, 5))
    return {"r": red, "g": green, "b": blue, "a": 1.0}
