import csv
import json
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from migrationkg.errors import InputError
from migrationkg.graph import DEFAULT_BASE, terms
from migrationkg.views import (
    network,
    write_cytoscape,
    write_gexf,
    write_graphml,
    write_graphology,
    write_node_and_edge_tables,
)
from migrationkg.views.network_files import days_of

Form = tuple[Callable[..., None], Callable[..., "nx.MultiDiGraph[str]"]]


def read_cytoscape(path: Path) -> "nx.MultiDiGraph[str]":
    back = nx.cytoscape_graph(json.loads(path.read_bytes()))
    assert isinstance(back, nx.MultiDiGraph)
    return back


def read_graphology(path: Path) -> "nx.MultiDiGraph[str]":
    told = json.loads(path.read_bytes())
    back: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    back.add_nodes_from((node["key"], node["attributes"]) for node in told["nodes"])
    back.add_edges_from((edge["source"], edge["target"], edge["attributes"]) for edge in told["edges"])
    return back


FORMS = [
    pytest.param((write_graphml, nx.read_graphml), id="graphml"),
    pytest.param((write_gexf, partial(nx.read_gexf, version="1.3")), id="gexf"),
    pytest.param((write_cytoscape, read_cytoscape), id="cytoscape"),
    pytest.param((write_graphology, read_graphology), id="graphology"),
]


@pytest.mark.parametrize("form", FORMS)
def test_networkx_reads_back_all_nodes_and_edges(form: Form, graph: "nx.MultiDiGraph[str]", tmp_path: Path) -> None:
    write, read = form
    write(graph, tmp_path / "network")
    back = read(tmp_path / "network")
    assert isinstance(back, nx.MultiDiGraph)
    assert set(back) == set(graph)
    assert sorted((one, other, edge["relation"]) for one, other, edge in back.edges(data=True)) == sorted(
        graph.edges(keys=True)
    )


@pytest.mark.parametrize("form", FORMS)
def test_attributes_keep_their_types(form: Form, graph: "nx.MultiDiGraph[str]", tmp_path: Path) -> None:
    write, read = form
    write(graph, tmp_path / "network")
    back = read(tmp_path / "network")
    handover = back.nodes[DEFAULT_BASE + "event/handover"]
    assert handover["label"] == "Handover, EU4SAFEALB, 2023-06-12"
    assert handover["amount"] == "EUR 2,400,000"
    assert isinstance(handover["centrality"], float)
    funding = next(edge for _, _, edge in back.edges(data=True) if edge["sentences"] == 2)
    assert funding["confidence"] == pytest.approx(0.95)
    assert funding["evidence"].startswith(
        "“EU4SAFEALB, funded by the EU” (What became of the equipment, 2023-07-01)\n“the EU-funded"
    )


@pytest.mark.parametrize("form", FORMS)
def test_the_same_network_gives_the_same_bytes_without_a_date_of_today(
    form: Form, store: Store, tmp_path: Path
) -> None:
    write, _ = form
    write(network(store), tmp_path / "one")
    write(network(store), tmp_path / "other")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
    assert b"lastmodified" not in (tmp_path / "one").read_bytes()


@pytest.mark.parametrize("form", FORMS)
def test_characters_that_xml_cannot_carry_are_left_out(form: Form, store: Store, tmp_path: Path) -> None:
    write, read = form
    albania = NamedNode(DEFAULT_BASE + "country/al")
    store.remove(Quad(albania, terms.PREF_LABEL, Literal("Albania", language="en")))
    store.add(Quad(albania, terms.PREF_LABEL, Literal("Al\x00ba\x0bnia\ufffe <&> 🇦🇱", language="en")))
    write(network(store), tmp_path / "network")
    assert read(tmp_path / "network").nodes[albania.value]["label"] == "Albania <&> 🇦🇱"


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_network_is_a_well_formed_file(form: Form, tmp_path: Path) -> None:
    write, read = form
    write(network(Store()), tmp_path / "network")
    assert len(read(tmp_path / "network")) == 0


def test_gexf_carries_the_colours_of_the_page(graph: "nx.MultiDiGraph[str]", tmp_path: Path) -> None:
    write_gexf(graph, tmp_path / "network.gexf")
    country = nx.read_gexf(tmp_path / "network.gexf").nodes[DEFAULT_BASE + "country/al"]
    assert country["viz"]["color"] == {"r": 0, "g": 158, "b": 115, "a": 1.0}


def test_a_folder_that_does_not_exist_is_told_in_one_line(graph: "nx.MultiDiGraph[str]", tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing/network\.gexf: cannot be written"):
        write_gexf(graph, tmp_path / "missing" / "network.gexf")


def gexf(graph: "nx.MultiDiGraph[str]", path: Path) -> ElementTree.Element:
    write_gexf(graph, path)
    return ElementTree.parse(path).getroot()


def test_gexf_carries_sizes_weights_and_days_for_gephi(graph: "nx.MultiDiGraph[str]", tmp_path: Path) -> None:
    root = gexf(graph, tmp_path / "network.gexf")
    space = {"": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
    sizes = {}
    for node in root.iterfind(".//node", space):
        (size,) = node.iterfind("viz:size", space)
        sizes[node.get("id")] = float(size.attrib["value"])
    most = max(graph.nodes, key=lambda iri: graph.nodes[iri]["centrality"])
    assert sizes[most] == max(sizes.values()) == 32
    weights = {edge.get("weight") for edge in root.iterfind(".//edge", space)}
    assert {"1.0", "2.0"} <= weights
    days = {node.get("id"): (node.get("start"), node.get("end")) for node in root.iterfind(".//node", space)}
    assert days[DEFAULT_BASE + "event/handover"] == ("2023-06-12", "2023-06-12")
    assert days[DEFAULT_BASE + "country/al"] == (None, None)
    assert [one.get("timeformat") for one in root.iterfind("graph", space)] == ["date"]
    assert b"networkx_key" not in (tmp_path / "network.gexf").read_bytes()
    ids = [edge.get("id") for edge in root.iterfind(".//edge", space)]
    assert len(set(ids)) == len(ids) == graph.number_of_edges()


@pytest.mark.parametrize("form", FORMS)
def test_sentences_can_be_left_out(form: Form, graph: "nx.MultiDiGraph[str]", tmp_path: Path) -> None:
    write, read = form
    write(graph, tmp_path / "network", evidence=False)
    for _, _, edge in read(tmp_path / "network").edges(data=True):
        assert "evidence" not in edge
        assert "sentences" in edge


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2023-06-12", "2023-06-14", {"start": "2023-06-12", "end": "2023-06-14"}),
        ("2023-06-12", "2023-07", {"start": "2023-06-12", "end": "2023-07-31"}),
        ("2023-12", "2023-06", {"start": "2023-12-01", "end": "2023-12-31"}),
        ("", "2023-06-14", {}),
        ("12 June", "", {}),
    ],
)
def test_days_are_told_as_a_timeline_needs_them(start: str, end: str, told: dict[str, str]) -> None:
    assert days_of(start, end) == told


def test_cytoscape_gets_places_sizes_and_colours(graph: "nx.MultiDiGraph[str]", tmp_path: Path) -> None:
    write_cytoscape(graph, tmp_path / "network.cyjs")
    told = json.loads((tmp_path / "network.cyjs").read_bytes())
    nodes = {node["data"]["id"]: node for node in told["elements"]["nodes"]}
    assert len({tuple(node["position"].values()) for node in nodes.values()}) == len(nodes)
    assert nodes[DEFAULT_BASE + "country/al"]["data"]["colour"] == "#009E73"
    assert max(node["data"]["size"] for node in nodes.values()) == 32
    ids = {edge["data"]["id"] for edge in told["elements"]["edges"]}
    assert len(ids) == graph.number_of_edges()
    assert not ids & set(nodes)


def test_tables_of_nodes_and_edges_are_joined_by_id_and_hold_no_formula(store: Store, tmp_path: Path) -> None:
    albania = NamedNode(DEFAULT_BASE + "country/al")
    store.remove(Quad(albania, terms.PREF_LABEL, Literal("Albania", language="en")))
    store.add(Quad(albania, terms.PREF_LABEL, Literal('=1+1,"x"', language="en")))
    graph = network(store)
    write_node_and_edge_tables(graph, tmp_path / "tables")
    nodes, edges = (
        list(csv.DictReader((tmp_path / "tables" / name).open(encoding="utf-8", newline="")))
        for name in ("nodes.csv", "edges.csv")
    )
    by_id = {node["Id"]: node for node in nodes}
    assert set(by_id) == set(graph)
    assert by_id[albania.value]["Label"] == '\'=1+1,"x"'
    assert by_id[DEFAULT_BASE + "event/handover"]["start"] == "2023-06-12"
    assert sorted((edge["Source"], edge["Target"], edge["relation"]) for edge in edges) == sorted(
        graph.edges(keys=True)
    )
    assert {edge["Type"] for edge in edges} == {"Directed"}
    assert max(int(edge["Weight"]) for edge in edges) == 2


def test_a_folder_of_tables_that_cannot_be_made_says_so(graph: "nx.MultiDiGraph[str]", tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="name a folder"):
        write_node_and_edge_tables(graph, tmp_path / "file")


@pytest.mark.parametrize(
    ("name", "write", "day"),
    [("network.gexf", write_gexf, None), ("network.json", write_graphology, "2023-06-12")],  # it reads no days of GEXF
)
def test_graphology_and_so_gephi_lite_reads_places_sizes_colours_and_weights(
    name: str, write: Callable[..., None], day: str | None, graph: "nx.MultiDiGraph[str]", tmp_path: Path
) -> None:
    write(graph, tmp_path / name)
    root = Path(__file__).parents[2]
    call: list[str | Path] = [root / "scripts" / "npm", "run", "--silent", "read-back", "--", tmp_path / name]
    told = json.loads(subprocess.run(call, cwd=root, capture_output=True, check=True, timeout=120).stdout)
    assert (told["order"], told["size"]) == (len(graph), graph.number_of_edges())
    nodes = {node["key"]: node["attributes"] for node in told["nodes"]}
    assert nodes[DEFAULT_BASE + "country/al"]["label"] == "Albania"
    assert nodes[DEFAULT_BASE + "country/al"]["color"].lower() in {"#009e73", "rgba(0,158,115,1.0)"}
    assert len({(node["x"], node["y"]) for node in nodes.values()}) == len(nodes)
    assert max(node["size"] for node in nodes.values()) == 32
    assert nodes[DEFAULT_BASE + "event/handover"].get("start") == day
    weights = {edge["attributes"]["weight"] for edge in told["edges"]}
    assert {1, 2} <= weights
    evidence = [edge["attributes"]["evidence"] for edge in told["edges"] if edge["attributes"].get("evidence")]
    assert any("funded by the EU" in words for words in evidence)
