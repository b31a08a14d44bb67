"""Blank nodes are told apart by what is said of them, whatever their names and the order, within bounded work."""

import random
import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, parse

from migrationkg.errors import InputError
from migrationkg.graph.blank_nodes import blank_nodes, in_canonical_order, in_order, renamed
from migrationkg.graph.canonical import canonical_nquads


def graph(turtle: str) -> list[Quad]:
    return list(parse(turtle, format=RdfFormat.TURTLE))


def all_joined(number: int) -> list[Quad]:
    return graph("".join(f"_:a{i} <a:p> _:a{j} ." for i in range(number) for j in range(number) if i != j))


def ring(number: int) -> list[Quad]:
    return graph("".join(f"_:a{i} <a:p> _:a{(i + 1) % number} ." for i in range(number)))


def by_other_names(quads: Sequence[Quad], seed: int) -> list[Quad]:
    names = sorted({node for quad in quads for node in blank_nodes(quad)}, key=str)
    shuffled = random.Random(seed).sample(names, len(names))
    other = dict(zip(names, shuffled, strict=True))
    others = [renamed(quad, other) for quad in quads]
    return random.Random(seed).sample(others, len(others))


def numbered(quads: Sequence[Quad], order: Sequence[BlankNode]) -> set[Quad]:
    names = {node: BlankNode(f"n{place}") for place, node in enumerate(order)}
    return {renamed(quad, names) for quad in quads}


LIST = graph(f"<a:x> <a:p> ({'1 ' * 600}) .")
NESTED = graph("<a:x> <a:p> " + "[<a:p> " * 5000 + "1" + "]" * 5000 + " .")
TWINS = graph(f"[] <a:p> {', '.join(['[<a:q> 1]'] * 300)} .")


@pytest.mark.parametrize("quads", [LIST, NESTED, TWINS, all_joined(12), ring(30)])
def test_lists_depths_and_knots_have_one_order_whatever_their_names(quads: list[Quad]) -> None:
    other = by_other_names(quads, 7)
    before = time.process_time()
    assert numbered(quads, in_canonical_order(quads)) == numbered(other, in_canonical_order(other))
    assert time.process_time() - before < 20


def test_what_would_take_for_ever_is_refused_and_still_put_in_some_order() -> None:
    before = time.process_time()
    with pytest.raises(InputError, match="too many blank nodes are alike"):
        in_canonical_order(ring(600))
    assert len(in_order(ring(600))) == 600
    assert time.process_time() - before < 20


_NODES = st.sampled_from([BlankNode(name) for name in "abcdef"])
_QUADS = st.builds(
    Quad, _NODES, st.sampled_from([NamedNode("a:p"), NamedNode("a:q")]), _NODES | st.just(NamedNode("a:x"))
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_QUADS, max_size=9, unique=True), st.lists(_QUADS, max_size=9, unique=True), st.integers(0, 99))
def test_two_graphs_are_equal_by_this_order_exactly_if_they_are_by_rdfc10(
    one: list[Quad], other: list[Quad], seed: int
) -> None:
    for left, right in ((one, by_other_names(one, seed)), (one, other)):
        equal = numbered(left, in_canonical_order(left)) == numbered(right, in_canonical_order(right))
        assert equal == (by_rdfc10(left) == by_rdfc10(right))


def by_rdfc10(quads: Sequence[Quad]) -> set[Quad]:
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


@pytest.mark.parametrize("quads", [LIST, NESTED, all_joined(8), all_joined(12), ring(600)])
def test_rdfc10_is_refused_where_it_would_not_end(quads: list[Quad]) -> None:
    before = time.process_time()
    with pytest.raises(InputError, match=r"RDFC-1\.0; give them IRIs"):
        canonical_nquads(quads)
    assert time.process_time() - before < 5


@pytest.mark.parametrize("quads", [TWINS[:20], all_joined(6), ring(100), graph(f"<a:x> <a:p> ({'1 ' * 100}) .")])
def test_rdfc10_is_taken_where_it_ends_soon(quads: list[Quad]) -> None:
    before = time.process_time()
    assert canonical_nquads(quads) == canonical_nquads(by_other_names(quads, 3))
    assert time.process_time() - before < 20
