"""graph.ttl and graph.trig: files that people read and other systems load."""

import difflib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from migrationkg.errors import InputError
from migrationkg.graph import canonical_hash, to_quads, write_trig, write_turtle
from migrationkg.graph.evidence import without_evidence
from migrationkg.graph.turtle import union
from migrationkg.model import Extraction, Fact, Resolution

HERE = Path(__file__).parent
#: rdflib 7.6 warns of its own use of what it deprecates.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

EXPECTED = HERE / "expected"

#: Builds both files from the sample, its items and resources in the order that the seed gives.
BUILD = """
import random, runpy, sys
from pathlib import Path
from migrationkg.graph import to_quads, write_trig, write_turtle
from migrationkg.model import Resolution
sample = runpy.run_path(sys.argv[1])
extractions, whole = sample["all_extractions"](), sample["whole_resolution"]()
shuffle = random.Random(int(sys.argv[2])).shuffle
resources, iris = list(whole.resources), list(whole.iris.items())
for order in (extractions, resources, iris):
    shuffle(order)
quads = to_quads(extractions, Resolution(tuple(resources), dict(iris)))
shuffle(quads)
write_turtle(quads, Path(sys.argv[3]) / "graph.ttl")
write_trig(quads, Path(sys.argv[3]) / "graph.trig")
"""


@pytest.mark.parametrize("name", ["graph.ttl", "graph.trig"])
def test_the_file_reads_as_a_person_expects(name: str, quads: list[Quad], tmp_path: Path) -> None:
    write = {"graph.ttl": write_turtle, "graph.trig": write_trig}[name]
    write(quads, tmp_path / name)
    assert (tmp_path / name).read_text(encoding="utf-8") == (EXPECTED / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_neither_order_nor_hash_seed_changes_a_byte(seed: str, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", BUILD, str(HERE / "conftest.py"), seed, str(tmp_path)],
        check=True,
        env=os.environ | {"PYTHONHASHSEED": seed},
    )
    for name in ("graph.ttl", "graph.trig"):
        assert (tmp_path / name).read_bytes() == (EXPECTED / name).read_bytes()


def test_oxigraph_reads_back_the_same_graph(quads: list[Quad], tmp_path: Path) -> None:
    write_turtle(quads, tmp_path / "graph.ttl")
    write_trig(quads, tmp_path / "graph.trig")
    turtle = parse(path=tmp_path / "graph.ttl", format=RdfFormat.TURTLE)
    trig = parse(path=tmp_path / "graph.trig", format=RdfFormat.TRIG)
    assert canonical_hash(turtle) == canonical_hash(union(without_evidence(quads)))
    assert canonical_hash(trig) == canonical_hash(quads)


def test_rdflib_reads_back_the_same_graph(quads: list[Quad], tmp_path: Path) -> None:
    write_turtle(quads, tmp_path / "graph.ttl")
    write_trig(quads, tmp_path / "graph.trig")
    turtle = rdflib.Graph().parse(tmp_path / "graph.ttl", format="turtle").serialize(format="nt")
    trig = rdflib.Dataset().parse(tmp_path / "graph.trig", format="trig").serialize(format="nquads")
    statements = parse(turtle, format=RdfFormat.N_TRIPLES)
    assert canonical_hash(statements) == canonical_hash(union(without_evidence(quads)))
    assert canonical_hash(parse(trig, format=RdfFormat.N_QUADS)) == canonical_hash(quads)


def test_the_turtle_holds_each_statement_once_and_no_evidence(quads: list[Quad], tmp_path: Path) -> None:
    write_turtle(quads, tmp_path / "graph.ttl")
    text = (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    assert "mkg:Evidence" not in text
    assert "mkg:quote" not in text
    assert text.count("organisation:icmpd a mkg:InternationalOrganisation") == 1
    _, _, project = text.partition("project:mobilaze-2 a mkg:Project")
    assert project.partition(" .\n")[0].count("mkg:fundedBy") == 1


def test_a_fact_more_is_one_line_more(
    extractions: list[Extraction], resolution: Resolution, quads: list[Quad], tmp_path: Path
) -> None:
    visit = extractions[1]
    fact = Fact("p1", "operatesIn", "c1", visit.facts[0].evidence)
    more = [extractions[0], replace(visit, facts=(*visit.facts, fact)), extractions[2]]
    write_turtle(quads, tmp_path / "before.ttl")
    write_turtle(to_quads(more, resolution), tmp_path / "after.ttl")
    before, after = ((tmp_path / name).read_text().splitlines() for name in ("before.ttl", "after.ttl"))
    changes = [line for line in difflib.ndiff(before, after) if line.startswith(("+", "-"))]
    assert [line for line in changes if "country:ee" in line] == ["+         country:ee ."]
    assert len(changes) == 3  # the value before it now ends in a comma


def test_values_each_stand_on_a_line_of_their_own(quads: list[Quad], tmp_path: Path) -> None:
    write_turtle(quads, tmp_path / "graph.ttl")
    text = (tmp_path / "graph.ttl").read_text()
    assert "    mkg:heldIn country:ee,\n        place:tallinn-ee .\n" in text


def test_commas_braces_and_full_stops_in_a_name_are_no_layout(tmp_path: Path) -> None:
    names = ['a , "b" , c', "} .\n\n@prefix x: <y> .", "\\", '\\" , \\', "{", "ends ."]
    node, graph = NamedNode("https://example.org/kb/project/x"), NamedNode("https://example.org/kb/news/x")
    quads = [Quad(node, NamedNode("https://example.org/p"), Literal(name), graph) for name in names]
    write_trig(quads, tmp_path / "graph.trig")
    assert set(parse(path=tmp_path / "graph.trig")) == set(quads)
    lines = (tmp_path / "graph.trig").read_text().splitlines()
    assert len([line for line in lines if line.startswith("        ")]) == len(names) - 1


def test_names_that_turtle_must_escape_are_read_back(tmp_path: Path) -> None:
    base = "https://example.org/kb/project/"
    names = ("", "-a", "a.b", "a%20b", "a/b", "(a,b)", "é", "9", "a'b", "a:b", "a?b=c&d#e")
    predicate = NamedNode("https://example.org/p")
    quads = [Quad(NamedNode(base + name), predicate, NamedNode(base + name)) for name in names]
    write_turtle(quads, tmp_path / "graph.ttl")
    assert set(parse(path=tmp_path / "graph.ttl")) == set(quads)
    rdflib_read = {str(subject) for subject in rdflib.Graph().parse(tmp_path / "graph.ttl").subjects()}
    assert rdflib_read == {base + name for name in names}


def test_a_graph_without_statements_is_a_file_of_prefixes(tmp_path: Path) -> None:
    write_turtle([], tmp_path / "graph.ttl")
    assert list(parse(path=tmp_path / "graph.ttl")) == []
    assert (tmp_path / "graph.ttl").read_text().startswith("@prefix mkg: ")


def test_the_file_is_replaced_whole_or_not_at_all(quads: list[Quad], tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    write_turtle(quads, path)
    good = path.read_bytes()
    broken = Quad(NamedNode("https://example.org/a"), NamedNode("https://example.org/b"), Literal("\0"))
    with pytest.raises(AttributeError):
        write_turtle([*quads, broken, None], path)  # type: ignore[list-item]
    assert path.read_bytes() == good
    assert [entry.name for entry in tmp_path.iterdir()] == ["graph.ttl"]


def test_a_folder_that_is_not_there_is_told(quads: list[Quad], tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing/graph\.trig: cannot be written: No such file or directory"):
        write_trig(quads, tmp_path / "missing" / "graph.trig")
