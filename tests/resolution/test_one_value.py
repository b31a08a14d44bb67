"""Whatever is read out of news, the graph says nothing that the shapes forbid: one value where a thing has one."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from migrationkg.graph import DEFAULT_BASE
from migrationkg.graph.quads import item_quads, kinds_of
from migrationkg.knowledge_base.folder import KnowledgeBase
from migrationkg.knowledge_base.resolving import Graph, graph_of
from migrationkg.model import Amount, Entity, Evidence, Extraction, Fact, Mention, NewsItem, Source

TEXT = "Scotland, Australia and Canada: a project with a budget of EUR 0."


def evidence(quote: str, confidence: float = 0.9) -> Evidence:
    content = f"H\n\n{TEXT}"
    return Evidence(content.index(quote), content.index(quote) + len(quote), quote, "rule", confidence)


def entity(id_: str, kind: str, name: str, iso: str | None = None) -> Entity:
    start = f"H\n\n{TEXT}".index(name)
    return Entity(id_, kind, (name,), (Mention(start, start + len(name), name),), iso)


def item(key: str, *facts: Fact, amounts: tuple[Amount, ...] = ()) -> Extraction:
    entities = (
        entity("l1", "Place", "Scotland"),
        entity("c1", "Country", "Australia", "AU"),
        entity("c2", "Country", "Canada", "CA"),
        entity("p1", "Project", "project"),
    )
    news = NewsItem(key, "H", date(2023, 6, 12), None, TEXT, None, Source("news.txt", 7))
    return Extraction(news, entities, facts, amounts)


def located(state: str, confidence: float = 0.9) -> Fact:
    return Fact("l1", "locatedIn", state, evidence("Scotland, Australia", confidence))


def graph(tmp_path: Path, *items: Extraction) -> Graph:
    return graph_of(items, KnowledgeBase(tmp_path), (), DEFAULT_BASE)


def stated(made: Graph, predicate: str) -> set[str]:
    kinds = kinds_of(made.resolution)
    quads = [quad for one in made.curated.extractions for quad in item_quads(one, made.resolution, kinds, DEFAULT_BASE)]
    return {str(quad.object) for quad in quads if quad.predicate.value == predicate}


MKG = "https://w3id.org/migrationkg/ontology#"


def test_a_place_lies_in_the_state_that_is_told_more_often(tmp_path: Path) -> None:
    made = graph(tmp_path, item("a", located("c1"), located("c2")), item("b", located("c1", 0.5)))
    assert stated(made, f"{MKG}locatedIn") == {f"<{DEFAULT_BASE}country/au>"}


def test_of_two_states_told_alike_the_surer_stands_and_the_other_is_told(tmp_path: Path) -> None:
    made = graph(tmp_path, item("a", located("c1", 0.7), located("c2", 0.8)))
    assert stated(made, f"{MKG}locatedIn") == {f"<{DEFAULT_BASE}country/ca>"}
    (problem,) = made.problems
    assert (problem.source, problem.line) == ("news.txt", 7)
    assert "locatedIn country/au: more is told for country/ca" in problem.message
    assert made.edited == ("a",)


def test_what_contradicts_nothing_stays_as_it_is(tmp_path: Path) -> None:
    read = item("a", located("c1"))
    made = graph(tmp_path, read)
    assert made.curated.extractions == (read,)
    assert made.edited == ()


def test_a_sum_of_nothing_is_none(tmp_path: Path) -> None:
    nothing = Amount("p1", Decimal(0), "EUR", evidence("EUR 0"))
    made = graph(tmp_path, item("a", amounts=(nothing,)))
    assert stated(made, f"{MKG}amount") == set()
    assert made.edited == ("a",)
