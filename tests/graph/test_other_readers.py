"""Our files are read by programs of others, from Debian and npm, and mean the same to each of them."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Quad, RdfFormat, parse
from tests.graph.conftest import all_extractions, whole_resolution

from migrationkg.graph import canonical_hash, export, to_quads
from migrationkg.graph.evidence import without_evidence
from migrationkg.graph.turtle import union

ROOT = Path(__file__).parents[2]
#: Form → its file, and what rapper calls it.
FILES = {
    "turtle": ("graph.ttl", "turtle"),
    "trig": ("graph.trig", "trig"),
    "nquads": ("graph.nq", "nquads"),
    "jsonld": ("graph.jsonld", None),
    "rdfxml": ("graph.rdf", "rdfxml"),
}


@pytest.fixture(scope="module")
def graph() -> list[Quad]:
    return to_quads(all_extractions(), whole_resolution())


@pytest.fixture(scope="module")
def folder(graph: list[Quad], tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("read")
    for form, (name, _) in FILES.items():
        export(graph, form, place / name, evidence=form != "turtle")
    nameless = [quad for quad in union(without_evidence(graph)) if not quad.predicate.value.endswith("prefLabel")]
    export(nameless, "turtle", place / "broken.ttl")
    return place


@pytest.fixture(scope="module")
def made(folder: Path) -> dict[str, Any]:
    words = ("run", "--silent", "read", "--prefix", "tests/readers", "--", str(folder), str(ROOT / "ontology"))
    command = [str(ROOT / "scripts" / "npm"), *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_n3_and_jsonld_js_read_the_same_graph(made: dict[str, Any], graph: list[Quad]) -> None:
    whole, bare = canonical_hash(graph), canonical_hash(union(without_evidence(graph)))
    assert made["n3"] == {"graph.ttl": bare, "graph.trig": whole, "graph.nq": whole}
    assert made["jsonld.js"] == whole


@pytest.mark.parametrize("engine", ["rdf-validate-shacl", "shacl-engine"])
def test_engines_of_javascript_judge_by_our_shapes(engine: str, made: dict[str, Any]) -> None:
    assert made["whole"][engine] is True
    assert made["broken"][engine] is False


def test_comunica_answers(made: dict[str, Any]) -> None:
    assert made["comunica"] == [["EU4SAFEALB", "European Union"], ["MOBILAZE 2", "European Union"]]


@pytest.mark.parametrize("form", [form for form, (_, name) in FILES.items() if name])
def test_rapper_reads_the_same_graph(form: str, folder: Path, graph: list[Quad]) -> None:
    file, name = FILES[form]
    words = ("rapper", "--quiet", "--input", str(name), "--output", "nquads", folder / file)
    done = subprocess.run(words, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    told = {"turtle": union(without_evidence(graph)), "rdfxml": union(graph)}.get(form, graph)
    assert canonical_hash(parse(done.stdout, format=RdfFormat.N_QUADS)) == canonical_hash(told)
