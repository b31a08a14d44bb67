"""Asking a store: values of parameters, what is refused, and limits."""

import time

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from migrationkg.errors import InputError
from migrationkg.store import ask, replaced_in, worker
from migrationkg.store.questions import find_query

COUNTRY = NamedNode("https://w3id.org/migrationkg/id/country/az")
PROJECT = NamedNode("https://w3id.org/migrationkg/id/project/mobilaze-2")
BETWEEN = find_query("occasions-between").text
BY_COUNTRY = (
    "# parameter: country (country, optional) – where it operates\n"
    "SELECT DISTINCT ?country ?project { ?project mkg:operatesIn ?country } ORDER BY ?project"
)
BY_PROJECT = (
    "# parameter: project (iri, required) – the project\n"
    "SELECT DISTINCT ?project ?country { ?project mkg:operatesIn ?country }"
)
EVERYTHING = "SELECT ?a ?b ?c ?d { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h } ORDER BY ?d"


# --- values of parameters


@pytest.mark.parametrize("value", ["AZ", "az", "AZE", "Azerbaijan", " azerbaijan "])
def test_a_country_is_given_by_code_or_name(store: Store, value: str) -> None:
    assert ask(store, BY_COUNTRY, {"country": value}).rows == ((COUNTRY, PROJECT),)


def test_a_country_may_be_given_by_an_alternative_name(store: Store) -> None:
    assert ask(store, BY_COUNTRY, {"country": "Czech Republic"}) == ask(store, BY_COUNTRY, {"country": "CZ"})


@pytest.mark.parametrize(
    "value",
    [
        "https://w3id.org/migrationkg/id/project/mobilaze-2",
        "project/mobilaze-2",
        "mobilaze-2",
        "MOBILAZE 2",
        "mobilaze2",
    ],
)
def test_a_resource_is_given_by_iri_local_name_or_name(store: Store, value: str) -> None:
    assert ask(store, BY_PROJECT, {"project": value}).rows == ((PROJECT, COUNTRY),)


def test_a_term_of_the_ontology_is_given_with_its_prefix(store: Store) -> None:
    query = "# parameter: p (iri, required) – a property\nSELECT DISTINCT ?p ?o { ?s ?p ?o }"
    rows = ask(store, query, {"p": "mkg:operatesIn"}).rows
    assert {row[1] for row in rows} >= {COUNTRY}


def test_a_local_name_works_under_any_base() -> None:
    store = Store()
    project = NamedNode("https://data.example.org/kg/project/a")
    label = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    store.add(Quad(project, label, Literal("A")))
    query = "# parameter: project (iri, required) – the project\nSELECT ?project ?o { ?project ?p ?o }"
    assert ask(store, query, {"project": "project/a"}).rows == ((project, Literal("A")),)


FORMER, NOW = (NamedNode(f"https://data.example.org/kg/project/{name}") for name in ("zonal", "zapmo"))


def replacing_store() -> Store:
    label = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    project = NamedNode("https://w3id.org/migrationkg/ontology#Project")
    replaced_by = NamedNode("http://purl.org/dc/terms/isReplacedBy")
    store = Store()
    store.extend([Quad(NOW, label, Literal("A")), Quad(NOW, kind, project), Quad(FORMER, replaced_by, NOW)])
    return store


@pytest.mark.parametrize("value", ["project/zonal", "zonal", FORMER.value])
def test_an_iri_out_of_use_means_what_stands_for_it(value: str) -> None:
    query = "# parameter: project (iri, required) – the project\nSELECT ?project { ?project skos:prefLabel ?o }"
    assert ask(replacing_store(), query, {"project": value}).rows == ((NOW,),)


def test_what_a_query_names_although_it_is_out_of_use_is_found() -> None:
    told = {FORMER.value: NOW.value}
    assert replaced_in(replacing_store(), f"SELECT ?o {{ <{FORMER.value}> mkg:fundedBy ?o }}") == told
    short = "prefix p: <https://data.example.org/kg/project/>\nSELECT ?o { p:zonal mkg:fundedBy ?o . }"
    assert replaced_in(replacing_store(), short) == told
    assert replaced_in(replacing_store(), short.replace("zonal", "zapmo")) == {}
    relative = "BASE <https://data.example.org/kg/> ASK { <project/zona\\u006c> mkg:fundedBy ?o }"
    assert replaced_in(replacing_store(), relative) == told
    assert replaced_in(replacing_store(), f"ASK {{}} # <{FORMER.value}>") == {}


def test_the_example_for_what_is_not_known_is_a_project_of_the_store() -> None:
    query = "# parameter: project (iri, required) – the project\nSELECT ?project { ?project skos:prefLabel ?o }"
    with pytest.raises(InputError, match=r"such as project/zapmo$"):
        ask(replacing_store(), query, {"project": "project/nothing"})


def test_a_default_stands_where_nothing_is_given(store: Store) -> None:
    query = BY_COUNTRY.replace("optional", "default EE")
    assert ask(store, query).rows == ()
    assert ask(store, query, {"country": "AZ"}).rows == ((COUNTRY, PROJECT),)


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        (
            "country",
            "Atlantis",
            "'Atlantis' names no country that this knowledge base tells of; give an ISO 3166-1 code",
        ),
        ("iri", "project/none", "'project/none' is not known"),
        (
            "iri",
            "Ministry of Interior",
            "may be any of organisation/ministry-of-interior-al, organisation/mini",
        ),
        ("iri", "https://example.org/a b", "is no IRI"),
        ("iri", "https://example.org/nobody", "is not known to this knowledge base"),
        ("iri", "mkg:nothing", "is not known to this knowledge base"),
        (
            "date",
            "2023-06-31",
            "is no day of the calendar in the form YYYY-MM-DD; give a date, such as 2023-06-30",
        ),
        ("year", "23", "is no year of four digits"),
        ("text", " ", "is empty"),
    ],
)
def test_a_value_that_does_not_fit_is_told_with_an_example(store: Store, kind: str, value: str, message: str) -> None:
    query = f"# parameter: x ({kind}, required) – something\nSELECT ?x {{ ?x ?p ?o }}"
    with pytest.raises(InputError, match=f"^parameter x: .*{message}"):
        ask(store, query, {"x": value})


def test_a_lacking_or_unknown_parameter_is_told_with_those_that_there_are(store: Store) -> None:
    with pytest.raises(InputError, match=r"needs the parameter 'project' .*project=project/mobilaze-2"):
        ask(store, BY_PROJECT)
    with pytest.raises(InputError, match=r"no parameter 'land'; it takes country \(as in country=AZ\)"):
        ask(store, BY_COUNTRY, {"land": "AZ"})
    with pytest.raises(InputError, match="it takes none"):
        ask(store, "ASK {}", {"land": "AZ"})


def test_a_time_that_ends_before_it_begins_is_told(store: Store) -> None:
    with pytest.raises(InputError, match="ends before it begins: until 2023-01-01 lies before since 2023-06-12"):
        ask(store, BETWEEN, {"since": "2023-06-12", "until": "2023-01-01"})
    assert ask(store, BETWEEN, {"since": "2023-06-12", "until": "2023-06-12"}).rows
    own = "# parameter: since (text, required) – a month\n# parameter: until (text, required) – a month\n"
    asked = own + "SELECT ?since ?until { VALUES (?since ?until) { ('May' 'June') } }"
    assert ask(store, asked, {"since": "May", "until": "June"}).rows, "words are in no order"


@pytest.mark.parametrize("value", ['" . ?s ?p ?o } #', "x') || true || ('", "} UNION { ?s ?p ?o", "\\", "é\u202e\x1b"])
def test_a_value_cannot_become_part_of_the_query(store: Store, value: str) -> None:
    query = (
        "# parameter: text (text, required) – a name\nSELECT ?text ?s { ?s skos:prefLabel ?name FILTER(?name = ?text) }"
    )
    assert ask(store, query, {"text": value}).rows == ()
    with pytest.raises(InputError, match="not known"):
        ask(store, BY_PROJECT, {"project": value})


def test_a_parameter_that_is_no_column_is_told(store: Store) -> None:
    query = BY_COUNTRY.replace("SELECT DISTINCT ?country ?project", "SELECT DISTINCT ?project")
    with pytest.raises(InputError, match=r"\?country .*SELECT"):
        ask(store, query, {"country": "AZ"})


@pytest.mark.parametrize("value", ["urn:object", "urn:property", "urn:graph"])
def test_an_iri_is_known_as_object_property_or_graph_too(value: str) -> None:
    subject, predicate, target, graph = map(NamedNode, ("urn:subject", "urn:property", "urn:object", "urn:graph"))
    store = Store()
    store.extend([Quad(subject, predicate, target), Quad(subject, predicate, target, graph)])
    query = "# parameter: x (iri, required) – something\nSELECT ?x { VALUES ?x { UNDEF } }"
    assert ask(store, query, {"x": value})
    with pytest.raises(InputError, match="is not known to this knowledge base"):
        ask(store, query, {"x": "urn:nobody"})


# --- what is refused


def test_a_query_that_is_not_well_formed_is_told_with_its_place(store: Store) -> None:
    with pytest.raises(InputError, match=r"line 2, column \d+ \(at '.*\): the prefix is not declared"):
        ask(store, "SELECT ?a {\n  ?a nope:b ?c }")
    with pytest.raises(InputError, match=r"line 1, column \d+ \(at the end\): expected "):
        ask(store, "SELECT ?a { ?a ?b ?c")
    with pytest.raises(InputError, match=r"line 1, column 24 \(at 'WHITE a'\): expected "):
        ask(store, "SELECT ?a { ?a ?b ?c } WHITE a")
    with pytest.raises(InputError, match="not well-formed"):
        ask(store, "")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?a { ?a nope:b ?c }", r"column 16 \(at 'nope:b \?c }'\): the prefix is not declared"),
        ("SELECT ?a { ?a a <b> }", r"column 18 \(at '<b> }'\): the IRI is not whole"),
        ("SELECT ?a (COUNT(?b) AS ?n) { ?a mkg:fundedBy ?b }", "only if GROUP BY names them too"),
        ("SELECT (?a AS ?b) { ?a ?c ?b }", "AS must name a variable that is used nowhere else"),
        ("SELECT ?a { ?a a mkg:Project ?a ?b ?c }", r"\(at '\?a \?b \?c }'\): expected something else; a dot"),
        ("SELECT a { ?a ?b ?c }", r"column 8 \(at 'a { .*'\): expected something else"),
        ("SELECT ?a { ?a ?b ?c } ORDER BY ?a LIMIT -1", r"column 36 \(at 'LIMIT -1'\): expected something else"),
        ("SELECT ?a { ?a ?b 'c }", r"""\(at the end\): expected "'"$"""),
    ],
)
def test_what_is_wrong_with_a_query_is_told_in_words_that_help_who_wrote_it(
    store: Store, query: str, told: str
) -> None:
    with pytest.raises(InputError, match=told):
        ask(store, query)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "prefix a: <urn:a> # a comment\ndelete where { ?a ?b ?c }",
        "LOAD <file:///etc/passwd>",
        "CLEAR ALL",
        "BASE <urn:x>\nDROP\nALL",
    ],
)
def test_a_change_is_refused(store: Store, update: str) -> None:
    with pytest.raises(InputError, match="changes data, and a store is only read"):
        ask(store, update)


# --- limits


def test_a_query_that_takes_too_long_is_stopped(store: Store) -> None:
    started = time.monotonic()
    with pytest.raises(InputError, match=r"stopped after 1 s; ask for less"):
        ask(store, "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h }", timeout=1)
    assert time.monotonic() - started < 2


def test_a_query_that_takes_too_much_memory_is_stopped(
    store: Store, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(worker, "_MEMORY", 2**30)
    with pytest.raises(InputError, match="more memory than the 1 GiB"):
        ask(store, EVERYTHING)
    assert capfd.readouterr().err == "", "the engine's stack trace is no message for people"


@pytest.mark.usefixtures("forked")
def test_a_short_question_costs_little(store: Store) -> None:
    started = time.monotonic()
    for _ in range(5):
        ask(store, BY_COUNTRY, {"country": "AZ"})
    assert (time.monotonic() - started) / 5 < 0.3


def test_an_answer_outlives_the_store() -> None:
    store = Store()
    store.add(Quad(PROJECT, NamedNode("urn:p"), Literal("a", language="en")))
    answer = ask(store, "SELECT ?s ?o ?nothing { ?s ?p ?o }")
    del store
    assert answer.variables == ("s", "o", "nothing")
    assert answer.rows == ((PROJECT, Literal("a", language="en"), None),)
