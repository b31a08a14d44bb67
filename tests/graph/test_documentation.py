"""The queries and figures of docs/graph.md."""

import re
from pathlib import Path

import pytest
from pyoxigraph import Quad, QuerySolutions, RdfFormat, Store, parse

from migrationkg.graph import EXPORT_FORMATS
from migrationkg.graph.terms import VOCABULARY_PREFIXES
from migrationkg.graph.turtle import union

DOCUMENT = (Path(__file__).parents[2] / "docs" / "graph.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("query", re.findall(r"```sparql\n(.*?)```", DOCUMENT, re.DOTALL))
def test_each_query_finds_something_in_the_sample(query: str, quads: list[Quad]) -> None:
    store = Store()
    store.extend([*quads, *union(quads)])
    answer = store.query(query, prefixes=VOCABULARY_PREFIXES)
    assert isinstance(answer, QuerySolutions)
    assert list(answer)


def test_the_example_is_trig_as_the_sample_says_it(quads: list[Quad]) -> None:
    example = re.search(r"```turtle\n(.*?)```", DOCUMENT, re.DOTALL)
    assert example
    expected = (Path(__file__).parent / "expected" / "graph.trig").read_text(encoding="utf-8")
    head = "".join(line for line in expected.splitlines(keepends=True) if line.startswith("@prefix"))
    assert set(parse(head + example[1], format=RdfFormat.TRIG)) <= set(quads)


def test_every_form_of_export_is_told() -> None:
    table = DOCUMENT.partition("## Other forms")[2].partition("###")[0]
    assert {form for form in EXPORT_FORMATS if f"`{form}`" in table} == set(EXPORT_FORMATS)
