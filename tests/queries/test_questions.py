"""Every question of queries/, asked of the small data set beside this file."""

import csv
import io
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from migrationkg.resources import resource
from migrationkg.store import (
    Answer,
    NamedQuery,
    ask,
    example_command,
    named_queries,
    open_store,
    write_answer,
    write_store,
)
from migrationkg.store.prefixes import PREFIXES, long_name, short_name

HERE = Path(__file__).parent
BASE = "https://w3id.org/migrationkg/id/"
EVENT_TYPES = "https://w3id.org/migrationkg/event-type/"
THEMES = "https://w3id.org/migrationkg/theme/"
QUESTIONS = named_queries()
SELECTS = [question for question in QUESTIONS if "SELECT" in question.text]
OPTIONAL = [
    pytest.param(question, parameter.name, id=f"{question.name}-{parameter.name}")
    for question in SELECTS
    for parameter in question.parameters
    if not parameter.required
]
every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
every_select = pytest.mark.parametrize("question", SELECTS, ids=lambda question: question.name)


@pytest.fixture(scope="module")
def store() -> Store:
    return open_store(HERE / "data.trig")


def required(question: NamedQuery) -> dict[str, str]:
    """What must be given, from the question's own example; so all else is free."""
    needed = {parameter.name for parameter in question.parameters if parameter.required}
    return {name: value for name, value in question.example if name in needed}


def written(answer: Answer, form: str) -> str:
    stream = io.StringIO()
    write_answer(answer, form, stream)
    return stream.getvalue()


def test_there_are_enough_questions_and_each_has_an_expected_answer() -> None:
    assert len(QUESTIONS) >= 14
    expected = {path.name.split(".")[0] for path in HERE.glob("*.expected.*")}
    assert expected == {question.name for question in QUESTIONS}


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@every_select
def test_a_question_gives_its_expected_answer(store: Store, dataset: rdflib.Dataset, question: NamedQuery) -> None:
    text = (HERE / f"{question.name}.expected.csv").read_text(encoding="utf-8")
    expected = re.sub(r"\{(\S+?)\}", lambda found: ontology_label(dataset, found[1]), text)
    answer = written(ask(store, question.text, required(question)), "csv")
    assert list(csv.reader(io.StringIO(answer.replace(BASE, "")))) == list(csv.reader(io.StringIO(expected)))


def ontology_label(dataset: rdflib.Dataset, name: str) -> str:
    """The English label that the ontology gives a term; an expected answer writes {mkg:Project} for it."""
    term = rdflib.URIRef(long_name(name.replace("event-type:", EVENT_TYPES).replace("theme:", THEMES)))
    labels = [*dataset.objects(term, rdflib.SKOS.prefLabel), *dataset.objects(term, rdflib.RDFS.label)]
    return next(str(label) for label in labels if isinstance(label, rdflib.Literal) and label.language == "en")


def test_the_partners_of_a_state_are_those_of_its_authorities(store: Store) -> None:
    question = next(question for question in QUESTIONS if question.name == "partners-of-organisation")
    of_ministry = ask(store, question.text, {"organisation": "organisation/ministry-of-interior-de"})
    of_state = ask(store, question.text, {"organisation": "country/de"})
    partners = [
        {(row[answer.variables.index("partner")], row[answer.variables.index("project")]) for row in answer.rows}
        for answer in (of_ministry, of_state)
    ]
    assert partners[0]
    assert partners[0] <= partners[1]
    own = {NamedNode(f"{BASE}country/de"), NamedNode(f"{BASE}organisation/ministry-of-interior-de")}
    assert own.isdisjoint(partner for partner, _ in partners[1])


def test_the_neighbourhood_of_a_project_is_rdf(store: Store) -> None:
    question = next(question for question in QUESTIONS if question.name == "neighbourhood")
    answer = ask(store, question.text, required(question))
    expected = {quad.triple for quad in parse(path=HERE / "neighbourhood.expected.ttl")}
    concepts = {triple for triple in answer.triples if str(triple.subject).startswith(f"<{EVENT_TYPES}")}
    assert set(answer.triples) - concepts == expected
    assert concepts, "the type of the occasion has its label too, which the ontology chooses"
    turtle = written(answer, "turtle")
    assert {quad.triple for quad in parse(turtle, RdfFormat.TURTLE)} == set(answer.triples)


def test_memberships_are_those_of_the_organization_ontology(store: Store) -> None:
    question = next(question for question in QUESTIONS if question.name == "memberships")
    answer = ask(store, question.text, {})
    assert set(answer.triples) == {quad.triple for quad in parse(path=HERE / "memberships.expected.ttl")}
    graph = rdflib.Graph().parse(data=written(answer, "turtle"), format="turtle")
    for term in {*graph.predicates(), *graph.objects(None, rdflib.RDF.type)}:
        assert str(term).startswith(str(rdflib.ORG)) or term in {rdflib.RDF.type, rdflib.SKOS.prefLabel}, term
        assert not str(term).startswith(str(rdflib.ORG)) or rdflib.ORG[str(term).removeprefix(str(rdflib.ORG))], term
    found = graph.query(
        "SELECT ?person ?organisation ?role { ?membership a org:Membership ; org:member ?person ;"
        " org:organization ?organisation ; org:role/skos:prefLabel ?role }",
        initNs={"org": rdflib.ORG, "skos": rdflib.SKOS},
    )
    rows = {tuple(str(value).removeprefix(BASE) for value in row) for row in found}  # type: ignore[union-attr]
    assert ("person/michael-spindelegger", "organisation/icmpd", "Director General") in rows


@pytest.mark.parametrize(("question", "name"), OPTIONAL)
def test_a_parameter_leaves_just_the_rows_that_have_its_value(store: Store, question: NamedQuery, name: str) -> None:
    free = ask(store, question.text, required(question))
    column = free.variables.index(name)
    values = {row[column] for row in free.rows}
    assert None not in values, "a parameter must be bound in every row"
    types = {parameter.name: parameter.type for parameter in question.parameters}
    if types[name] == "iri":  # the object of a statement may be a literal, and the parameter is none
        values = {value for value in values if isinstance(value, NamedNode)}
    for value in values:
        given = {**required(question), name: typed(value)}
        assert ask(store, question.text, given).rows == tuple(row for row in free.rows if row[column] == value)
    assert len(values) > 1 or len(free.rows) == 1, "the data set cannot tell whether the parameter does anything"


def typed(term: NamedNode | BlankNode | Literal | Triple | None) -> str:
    """What a user would type for a term: a country by its code, a resource by its local name."""
    assert isinstance(term, NamedNode | Literal)
    if isinstance(term, Literal):
        return term.value
    return short_name(term.value).removeprefix("country/")


@every_question
def test_the_example_of_a_question_has_an_answer(store: Store, question: NamedQuery) -> None:
    answer = ask(store, question.text, dict(question.example))
    assert answer.rows or answer.triples
    assert required(question).keys() == {p.name for p in question.parameters if p.required}


@pytest.fixture(scope="module")
def dataset() -> rdflib.Dataset:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(HERE / "data.trig", format="trig")
    for path in sorted(resource("ontology").glob("*.ttl")):
        if path.name != "shapes.ttl":
            dataset.parse(path, format="turtle")
    return dataset


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@every_select
def test_another_engine_gives_the_same_answer(store: Store, dataset: rdflib.Dataset, question: NamedQuery) -> None:
    ours = ask(store, question.text, required(question))
    bound = {name: to_rdflib(ours.rows[0][ours.variables.index(name)]) for name in required(question)}
    theirs = dataset.query(question.text, initBindings=bound)
    assert sorted(map(repr, (tuple(map(to_rdflib_value, row)) for row in ours.rows))) == sorted(
        repr(tuple(value(solution.get(rdflib.Variable(name))) for name in ours.variables))
        for solution in theirs.bindings
    )


@pytest.fixture(scope="module")
def elsewhere() -> Store:
    """What another store holds that loaded the files of a knowledge base and the ontology."""
    store = Store()
    store.extend(parse(path=HERE / "data.trig"))
    for path in sorted(resource("ontology").glob("*.ttl")):
        if path.name != "shapes.ttl":
            store.extend(parse(path=path, rename_blank_nodes=True))
    return store


@every_question
def test_a_question_runs_elsewhere_as_its_header_says(store: Store, elsewhere: Store, question: NamedQuery) -> None:
    assert "\n# elsewhere: with the union of all graphs as default graph (oxigraph serve --union-def" in question.text
    values = re.findall(r"\n# elsewhere: begins its pattern with (VALUES .*)", question.text)
    assert bool(values) == any(parameter.required for parameter in question.parameters), "a value that must be given"
    text = re.sub(r"WHERE\s*\{", f"WHERE {{ {' '.join(values)} ".replace("\\", r"\\"), question.text, count=1)
    theirs: Any = elsewhere.query(text, use_default_graph_as_union=True)
    ours = ask(store, question.text, required(question))
    if ours.kind == "construct":
        assert set(theirs) == set(ours.triples)
    else:
        rows = [tuple(solution[name] for name in ours.variables) for solution in theirs]
        assert sorted(map(str, rows)) == sorted(map(str, ours.rows))
        assert rows


def to_rdflib_value(term: NamedNode | BlankNode | Literal | Triple | None) -> object:
    return None if term is None else value(to_rdflib(term))


def to_rdflib(term: NamedNode | BlankNode | Literal | Triple | None) -> rdflib.term.Identifier:
    assert isinstance(term, NamedNode | Literal)
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = None if term.datatype.value == PREFIXES["xsd"] + "string" else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=datatype)


def value(term: rdflib.term.Identifier | None) -> object:
    """The term, with numbers by their value: Oxigraph writes 2400000.0 as 2400000."""
    if isinstance(term, rdflib.Literal) and isinstance(term.value, int | Decimal):
        return Decimal(term.value).normalize()
    return term


def copies(number: int) -> Iterator[Quad]:
    """The data set many times over, with the same countries: 450 statements a copy."""

    def renamed(term: Any, copy: int) -> Any:
        own = isinstance(term, NamedNode) and term.value.startswith(BASE) and "/country/" not in term.value
        return NamedNode(f"{term.value}-{copy}") if own else term

    quads = list(parse(path=HERE / "data.trig"))
    for copy in range(number):
        for quad in quads:
            yield Quad(*(renamed(term, copy) for term in quad))


@pytest.fixture(scope="module")
def large_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("large") / "store"
    write_store(copies(200), folder)
    return open_store(folder)


@every_question
def test_a_question_is_fast_on_two_hundred_times_the_data(large_store: Store, question: NamedQuery) -> None:
    given = {name: f"{value}-7" if "/" in value else value for name, value in required(question).items()}
    answer = ask(large_store, question.text, given, timeout=5)  # the slowest takes 0.2 s
    assert answer.rows or answer.triples


@every_question
def test_the_questions_are_in_the_manual(question: NamedQuery) -> None:
    manual = (resource("queries").parent / "docs" / "queries.md").read_text(encoding="utf-8")
    section = manual.partition(f"## {question.title}\n")[2].partition("\n## ")[0]
    assert question.asks in section
    assert f"```sh\n{example_command(question)}\n```\n" in section
    for parameter in question.parameters:
        assert f"`{parameter.name}`" in section
        assert parameter.meaning in section


def test_the_manual_has_no_question_that_is_gone() -> None:
    manual = (resource("queries").parent / "docs" / "queries.md").read_text(encoding="utf-8")
    titles = {line.removeprefix("## ") for line in manual.splitlines() if line.startswith("## ")}
    assert titles - {"How to ask", "In another engine", "Your own questions"} == {
        question.title for question in QUESTIONS
    }


def test_the_manual_lists_the_questions_about_each_subject() -> None:
    manual = (resource("queries").parent / "docs" / "queries.md").read_text(encoding="utf-8")
    table = manual.partition("| about | questions |\n|---|---|\n")[2].partition("\n\n")[0]
    rows = {row.split("|")[1].strip(): set(re.findall(r"`([a-z-]+)`", row)) for row in table.splitlines()}
    for subject, names in rows.items():
        assert names == {question.name for question in QUESTIONS if subject in question.keywords}, subject
    assert set.union(*rows.values()) == {question.name for question in QUESTIONS}
