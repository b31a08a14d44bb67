"""What published records say of projects stands in the graph with its record, and meets what the news says."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store

from migrationkg.graph import terms
from migrationkg.knowledge_base import build
from migrationkg.store import ask, named_queries, open_store

ID = "https://w3id.org/migrationkg/id/"
NEWS = """Project News
ALPHA project holds a workshop in Tirana

06 July 2023

On 3 July 2023, the EU-funded ALPHA project held a workshop in Tirana, Albania.
"""
IATI = """<iati-activities version="2.03"><iati-activity xml:lang="en">
<iati-identifier>XM-DAC-1-ALPHA</iati-identifier>
<title><narrative>Borders (ALPHA)</narrative></title>
<participating-org role="1" ref="XI-1"><narrative>European Union</narrative></participating-org>
<participating-org role="1"><narrative>Norway</narrative></participating-org>
<activity-status code="4"/><activity-date type="2" iso-date="2020-02-01"/>
<recipient-country code="AL"/><recipient-country code="RS"/>
<budget><period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>
<value currency="EUR">3000000</value></budget>
<transaction><transaction-type code="11"/><value currency="EUR">2000000</value>
<provider-org ref="XI-1"><narrative>European Union</narrative></provider-org></transaction>
</iati-activity></iati-activities>"""
ALPHA = NamedNode(f"{ID}project/alpha")


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    (folder / "news.txt").write_text(NEWS, encoding="utf-8")
    (folder / "iati.xml").write_text(IATI, encoding="utf-8")
    done = build([folder / "news.txt"], folder / "kb", authorities=[folder / "iati.xml"], page=False)
    assert done.problems == ()
    assert done.report is not None
    assert done.report.conforms
    return folder / "kb"


@pytest.fixture
def store(kb: Path) -> Store:
    return open_store(kb / "store")


def said(store: Store, relation: str) -> set[str]:
    quads = store.quads_for_pattern(ALPHA, terms.mkg(relation), None, NamedNode(f"{ID}authority"))
    return {quad.object.value.removeprefix(ID) for quad in quads if isinstance(quad.object, NamedNode | Literal)}


def test_published_facts_stand_in_the_graph_of_authority_data(store: Store) -> None:
    assert said(store, "projectStart") == {"2020-02-01"}
    assert said(store, "projectStatus") == {"closed"}
    assert said(store, "fundedBy") == {"organisation/european-union"}
    assert said(store, "operatesIn") == {"country/al"}
    part = "amount/project-alpha-2000000-eur-from-organisation-european-union"
    assert said(store, "budget") == {"amount/project-alpha-3000000-eur", part}
    (given,) = store.quads_for_pattern(NamedNode(ID + part), terms.GIVEN_BY, None, NamedNode(f"{ID}authority"))
    assert given.object == NamedNode(f"{ID}organisation/european-union")


def test_each_published_statement_has_its_record(store: Store) -> None:
    name = NamedNode(f"{ID}authority")
    for quad in store.quads_for_pattern(ALPHA, None, None, name):
        records = [
            record.subject
            for record in store.quads_for_pattern(None, terms.OBJECT, quad.object, name)
            if any(store.quads_for_pattern(record.subject, terms.PREDICATE, quad.predicate, name))
        ]
        assert len(records) == 1, quad
        (told,) = store.quads_for_pattern(records[0], terms.DESCRIPTION, None, name)
        assert told.object == Literal("A published record says so: activity XM-DAC-1-ALPHA of iati.xml")


def test_what_no_news_names_is_told_by_its_name_and_not_stated(store: Store) -> None:
    names = [Literal("Norway"), Literal("RS")]
    assert all(list(store.quads_for_pattern(None, terms.OBJECT, name)) for name in names)
    assert not any(list(store.quads_for_pattern(ALPHA, None, name)) for name in names)


def test_a_question_lists_where_record_and_news_differ(store: Store) -> None:
    question = next(one for one in named_queries() if one.name == "published-differences")
    rows = {(row[2], row[3], row[4]) for row in ask(store, question.text, {}).rows}
    assert rows == {
        (Literal("country"), Literal("only published"), Literal("RS")),
        (Literal("country"), Literal("only published"), NamedNode(f"{ID}country/al")),
        (Literal("funder"), Literal("only published"), Literal("Norway")),
    }


def test_a_later_build_without_the_file_says_the_same_and_one_after_it_is_taken_out_says_nothing(kb: Path) -> None:
    news = kb.parent / "news.txt"
    before = (kb / "graph.trig").read_bytes()
    build([news], kb, page=False, check=False)
    assert (kb / "graph.trig").read_bytes() == before
    (kb / "authority" / "iati.xml").unlink()
    build([news], kb, page=False, check=False)
    assert b"projectStatus" not in (kb / "graph.trig").read_bytes()
