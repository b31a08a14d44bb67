"""A network as GraphML, GEXF, Cytoscape.js and graphology JSON and tables, for Gephi, Cytoscape, yEd and the like.

Each function takes a network as of `network`, the place where it goes, and whether each edge carries the sentences that
say it (`evidence`). The same network gives the same bytes, characters that XML cannot carry are left out, and each
raises `InputError` where the file cannot be written.
"""

import csv
import json
import re
from calendar import monthrange
from dataclasses import asdict, dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree

from migrationkg.errors import InputError
from migrationkg.graph.files import replacing
from migrationkg.graph.tables import safe_cell
from migrationkg.views.appearance import APPEARANCE, size_of
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

_GEXF: Final = "http://gexf.net/1.3"
_DATE: Final = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])(-[0-9]{2})?")


def write_graphml(network: "Network", path: str | Path, *, evidence: bool = True) -> None:
    """Write a network as GraphML 1.0, with typed attributes (`docs/network.md` lists them)."""
    import networkx as nx

    with replacing(Path(path)) as stream:
        nx.write_graphml_xml(_plain(network, evidence), stream, named_key_ids=True)
        stream.write(b"\n")


def write_gexf(network: "Network", path: str | Path, *, evidence: bool = True) -> None:
    """Write a network as GEXF 1.3, with typed attributes, and the places, sizes and colours that the page shows.

    An occasion is there from its first day to its last, for the timeline; all else always. An edge weighs as many
    sentences as say it. networkx's mark of today's date is left out.
    """
    import networkx as nx

    plain = _plain(network, evidence)
    for node, look in _looks(network).items():
        plain.nodes[node].update(days_of(*network.nodes[node]["days"]))
        plain.nodes[node]["viz"] = {
            "color": _colour(look.colour),
            "size": look.size,
            "position": {"x": float(look.x), "y": float(-look.y), "z": 0.0},  # in GEXF, up is positive
        }
    for number, (_, _, edge) in enumerate(plain.edges(data=True)):
        edge |= {"id": str(number), "weight": float(_weight(edge))}
    with replacing(Path(path)) as stream:
        stream.write(_of_gexf_alone("\n".join(nx.generate_gexf(plain, version="1.3"))))


def write_cytoscape(network: "Network", path: str | Path, *, evidence: bool = True) -> None:
    """Write a network as Cytoscape.js JSON, which Cytoscape reads too (`.cyjs`), with places, sizes and colours."""
    import networkx as nx

    looks = _looks(network)
    told = nx.cytoscape_data(_plain(network, evidence))
    for node in told["elements"]["nodes"]:
        look = looks[node["data"]["id"]]
        node["data"] |= {"name": node["data"]["label"], "size": look.size, "colour": look.colour}
        node["position"] = {"x": look.x, "y": look.y}
    for edge in told["elements"]["edges"]:
        edge["data"] |= {"id": f"e{edge['data']['key']}", "weight": _weight(edge["data"])}
    with replacing(Path(path)) as stream:
        stream.write(json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n")


def write_graphology(network: "Network", path: str | Path, *, evidence: bool = True) -> None:
    """Write a network as graphology's JSON, which Gephi Lite and sigma open, with places, sizes, colours and days."""
    plain = _plain(network, evidence)
    nodes = []
    for iri, look in _looks(network).items():
        shown = {"x": look.x, "y": -look.y, "size": look.size, "color": look.colour}
        attributes = {**plain.nodes[iri], **days_of(*network.nodes[iri]["days"]), **shown}
        nodes.append({"key": iri, "attributes": attributes})
    edges = [
        {"key": str(key), "source": source, "target": target, "attributes": {**told, "weight": _weight(told)}}
        for source, target, key, told in plain.edges(keys=True, data=True)
    ]
    options = {"type": "directed", "multi": True, "allowSelfLoops": True}
    told = {"attributes": {}, "options": options, "nodes": nodes, "edges": edges}
    with replacing(Path(path)) as stream:
        stream.write(json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n")


def write_node_and_edge_tables(network: "Network", folder: str | Path, *, evidence: bool = True) -> None:
    """Write `nodes.csv` and `edges.csv` with the columns that Gephi knows (Id, Label; Source, Target, Type, Weight).

    A text that a spreadsheet would take for a formula has an apostrophe in front. The folder is made where there is
    none.
    """
    plain, looks = _plain(network, evidence), _looks(network)
    nodes = [
        {"Id": node, "Label": told.pop("label"), **told, **days_of(*network.nodes[node]["days"]), **asdict(looks[node])}
        for node, told in plain.nodes(data=True)
    ]
    edges = [
        {"Source": source, "Target": target, "Type": "Directed", "Id": str(number), "Label": told.pop("label")}
        | {"Weight": _weight(told), **told}
        for number, (source, target, told) in enumerate(plain.edges(data=True))
    ]
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {error.strerror or error}; name a folder") from error
    for name, rows in (("nodes.csv", nodes), ("edges.csv", edges)):
        with replacing(Path(folder, name)) as stream:
            stream.write(_csv(rows))


@dataclass(frozen=True, slots=True)
class _Look:
    """Where a node stands, how large it is, and its colour."""

    x: int
    y: int
    size: float
    colour: str


def _looks(network: "Network") -> dict[str, _Look]:
    """Return how the page shows each node in the view of everything."""
    most = max((node["centrality"] for _, node in network.nodes(data=True)), default=0) or 1
    places = positions(network, network.edges())
    return {
        iri: _Look(*places[iri], size_of(node["centrality"], most), APPEARANCE[node["kind"]].colour)
        for iri, node in network.nodes(data=True)
    }


def _of_gexf_alone(written: str) -> bytes:
    """Return GEXF without what networkx adds for itself: today's date, and the keys of edges."""
    ElementTree.register_namespace("", _GEXF)
    ElementTree.register_namespace("viz", f"{_GEXF}/viz")
    root = ElementTree.fromstring(written)  # noqa: S314 - our own
    for meta in root.iter(f"{{{_GEXF}}}meta"):
        del meta.attrib["lastmodifieddate"]
    for attributes in root.iter(f"{{{_GEXF}}}attributes"):
        for key in [one for one in attributes if one.get("title") == "networkx_key"]:
            attributes.remove(key)
            for values in root.iterfind(f".//{{{_GEXF}}}edge/{{{_GEXF}}}attvalues"):
                for value in [one for one in values if one.get("for") == key.get("id")]:
                    values.remove(value)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _csv(rows: list[dict[str, Any]]) -> bytes:
    """Return rows as CSV with a column for whatever one of them has."""
    text = StringIO(newline="")
    columns = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(text, columns, quoting=csv.QUOTE_NONNUMERIC)
    writer.writeheader()
    for row in rows:
        writer.writerow({name: safe_cell(cell) if isinstance(cell, str) else cell for name, cell in row.items()})
    return text.getvalue().encode("utf-8", "replace")


def days_of(start: str, end: str) -> dict[str, str]:
    """Return the first and the last day as GEXF tells them, of a month its own; nothing where no start is known.

    Example:
        >>> days_of("2024-02", "")
        {'start': '2024-02-01', 'end': '2024-02-29'}
    """
    if not _DATE.fullmatch(start):
        return {}
    last = end if _DATE.fullmatch(end) and end[:7] >= start[:7] else start
    year, month = int(last[:4]), int(last[5:7])
    return {
        "start": start if len(start) == 10 else f"{start}-01",
        "end": last if len(last) == 10 else f"{last}-{monthrange(year, month)[1]}",
    }


def _plain(network: "Network", evidence: bool) -> "nx.MultiDiGraph[str]":
    """Return the network with attributes that are text, whole numbers or numbers; its edges bear numbers."""
    import networkx as nx

    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri, node in network.nodes(data=True):
        plain.add_node(iri, **_node(node))
    for number, (source, target, edge) in enumerate(network.edges(data=True)):
        plain.add_edge(source, target, key=number, **_edge(edge, evidence))
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


def _edge(edge: dict[str, Any], evidence: bool) -> dict[str, str | int | float]:
    sentences: tuple[Sentence, ...] = edge["evidence"]
    told = {"evidence": "\n".join(_sentence(sentence) for sentence in sentences)} if evidence else {}
    return {
        "label": edge["label"],
        "relation": edge["relation"],
        **told,
        "sentences": len(sentences),
        "confidence": max((sentence.confidence or 0.0 for sentence in sentences), default=0.0),
        "authority": _text(edge["authority"]),
        **({"doubtful": 1} if edge["doubtful"] else {}),
    }


def _sentence(sentence: Sentence) -> str:
    source = ", ".join(part for part in (sentence.headline, sentence.published, sentence.url) if part)
    return _text(f"“{sentence.quote}” ({source})")


def _weight(edge: dict[str, Any]) -> int:
    """Return how much an edge weighs: as many sentences as say it, or one where authority data do."""
    return max(int(edge["sentences"]), 1)


def _text(value: str) -> str:
    return _UNWRITABLE.sub("", value)


def _colour(code: str) -> dict[str, int | float]:
    red, green, blue = (int(code[start : start + 2], 16) for start in (1, 3, 5))
    return {"r": red, "g": green, "b": blue, "a": 1.0}
