"""A patch makes the newer graph of the older one, for any reader of RDF Patch."""

import re
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse, serialize

from migrationkg.comparison import compare, write_patch
from migrationkg.comparison.running import diff_knowledge_bases
from migrationkg.errors import InputError

nodes = st.sampled_from([NamedNode(f"https://example.org/{name}") for name in ("a", "b", "ü", "%20", "c#d")])
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
literals = st.builds(Literal, texts) | st.builds(lambda text: Literal(text, language="en"), texts)
quads = st.frozensets(st.builds(Quad, nodes, nodes, nodes | literals, nodes | st.just(DefaultGraph())), max_size=12)

A, B = (NamedNode(f"https://example.org/{name}") for name in "ab")


def written(folder: Path, old: frozenset[Quad], new: frozenset[Quad]) -> bytes:
    path = folder / "changes.rdfp"
    write_patch(compare(old, new), path)
    return path.read_bytes()


def applied(patch: bytes, old: frozenset[Quad]) -> frozenset[Quad]:
    """Apply a patch as strictly as can be: each line deletes what is there or adds what is not."""
    header, begin, *changes, end = patch.removesuffix(b"\n").split(b"\n")
    assert re.fullmatch(rb"H id <urn:uuid:[0-9a-f-]{36}> \.", header)
    assert (begin, end) == (b"TX .", b"TC .")
    assert changes == [
        *sorted(row for row in changes if row[:2] == b"D "),
        *sorted(r for r in changes if r[:2] == b"A "),
    ]
    graph = set(old)
    for row in changes:
        (quad,) = parse(row[2:], format=RdfFormat.N_QUADS)
        if row[:1] == b"D":
            graph.remove(quad)
        else:
            assert quad not in graph
            graph.add(quad)
    return frozenset(graph)


@given(quads, quads)
def test_a_patch_makes_one_graph_of_another(
    tmp_path_factory: pytest.TempPathFactory, old: frozenset[Quad], new: frozenset[Quad]
) -> None:
    assert applied(written(tmp_path_factory.getbasetemp(), old, new), old) == new


@given(quads)
def test_a_patch_between_equal_graphs_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, graph: frozenset[Quad]
) -> None:
    assert [row[:2] for row in written(tmp_path_factory.getbasetemp(), graph, graph).splitlines()] == [
        b"H ",
        b"TX",
        b"TC",
    ]


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
def test_rdflib_applies_a_patch(tmp_path: Path) -> None:
    old = frozenset({Quad(A, B, Literal('one\n\u0085"\\'), B), Quad(A, B, Literal("deux", language="fr"))})
    new = frozenset(
        {Quad(A, B, Literal("two\r\t\u2028"), A), Quad(A, B, A), Quad(A, B, Literal("deux", language="fr"))}
    )
    dataset = rdflib.Dataset()
    dataset.parse(data=serialize(old, format=RdfFormat.N_QUADS), format="nquads")
    dataset.parse(data=written(tmp_path, old, new), format="patch")
    assert frozenset(parse(dataset.serialize(format="nquads"), format=RdfFormat.N_QUADS)) == new


def test_the_same_difference_gives_the_same_bytes_and_another_difference_another_id(tmp_path: Path) -> None:
    one, other = frozenset({Quad(A, B, A)}), frozenset({Quad(A, B, B)})
    first = written(tmp_path, one, other)
    assert written(tmp_path, one, other) == first
    assert written(tmp_path, other, one).splitlines()[0] != first.splitlines()[0]


def test_a_statement_on_a_blank_node_cannot_be_patched_unless_it_stays(tmp_path: Path) -> None:
    blank = Quad(A, B, BlankNode("x"))
    with pytest.raises(InputError, match=r"changes\.rdfp: no patch .*blank nodes"):
        written(tmp_path, frozenset({blank}), frozenset())
    assert not (tmp_path / "changes.rdfp").exists()
    assert b"A <https" in written(tmp_path, frozenset({blank}), frozenset({Quad(A, B, BlankNode("y")), Quad(A, B, B)}))


def test_a_patch_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.nt").write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        diff_knowledge_bases(tmp_path / "a.nt", tmp_path / "a.nt", patch=tmp_path / "none" / "x.rdfp")
