"""The hash of a graph."""

from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from migrationkg.graph import canonical_hash
from migrationkg.graph.canonical import canonical_nquads

CASES = sorted((Path(__file__).parent / "rdfc10").glob("*-in.nq"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_canonical_form_is_that_of_the_w3c(case: Path) -> None:
    expected = case.with_name(case.name.replace("-in", "-rdfc10")).read_bytes()
    quads = list(parse(path=case, format=RdfFormat.N_QUADS))
    assert canonical_nquads(quads) == expected
    assert canonical_hash(quads) == sha256(expected).hexdigest()


def test_order_and_repetition_do_not_count(quads: list[Quad]) -> None:
    assert canonical_hash([*reversed(quads), quads[0]]) == canonical_hash(quads)


def test_a_statement_more_or_less_counts(quads: list[Quad]) -> None:
    assert len({canonical_hash(quads), canonical_hash(quads[1:]), canonical_hash(quads[:-1])}) == 3
