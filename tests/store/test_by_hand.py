"""Questions written by hand: what the ontology implies is found, what is asked in vain is told."""

import re
from pathlib import Path

import pytest
from pyoxigraph import Store

from migrationkg.errors import InputError
from migrationkg.store import Answer, ask, remarks
from migrationkg.store.implied import with_implied
from migrationkg.store.prefixes import PREFIXES
from migrationkg.store.tokens import tokens

ROOT = Path(__file__).parents[2]
PATTERNS = re.findall(r"```sparql\n(.*?)```", (ROOT / "docs" / "patterns.md").read_text(encoding="utf-8"), re.DOTALL)
OURS = "https://w3id.org/migrationkg/ontology#"


def told(store: Store, query: str) -> list[str]:
    return remarks(store, query, ask(store, query, implied=True))


def rows(answer: Answer) -> set[tuple[str, ...]]:
    return {tuple(map(str, row)) for row in answer.rows}


def small(data: str) -> Store:
    store = Store()
    prefixes = " ".join(f"PREFIX {name}: <{namespace}>" for name, namespace in PREFIXES.items())
    store.update(f"{prefixes} INSERT DATA {{ {data} }}")
    return store


# --- the page of patterns


@pytest.mark.parametrize("query", PATTERNS)
def test_a_pattern_of_the_manual_has_an_answer_and_needs_no_remark(store: Store, query: str) -> None:
    answer = ask(store, query, implied=True)
    assert answer.rows
    assert [remark for remark in remarks(store, query, answer) if "as the ontology means it" not in remark] == []


def test_the_patterns_are_those_that_analysts_need() -> None:
    assert len(PATTERNS) >= 13


# --- what the ontology implies


@pytest.mark.parametrize(
    ("by_hand", "meant"),
    [
        ("?s a mkg:Organisation", "?s a/rdfs:subClassOf* mkg:Organisation"),
        ("?s rdf:type mkg:GovernmentBody", "?s a/rdfs:subClassOf* mkg:GovernmentBody"),
        ("?s mkg:funds ?o", "?o mkg:fundedBy ?s"),
        ("?s mkg:partnerOf ?o", "?o mkg:hasPartner|mkg:partnerMinistry ?s"),
        ("?s mkg:hasPartner ?o", "?s mkg:hasPartner|mkg:partnerMinistry ?o"),
        ("?s mkg:hasEvent/mkg:heldIn ?o", "?s ^mkg:partOfProject/mkg:heldIn ?o"),
        (f"?s <{OURS}funds> ?o", "?o mkg:fundedBy ?s"),
        (f"?s <{OURS}f\\u0075nds> ?o", "?o mkg:fundedBy ?s"),
        ("?s (a) mkg:Organisation", "?s a/rdfs:subClassOf* mkg:Organisation"),
        ("mkg:Organisation ^a ?s", "?s a/rdfs:subClassOf* mkg:Organisation"),
        ("?s mkg:fundedBy/(a|rdfs:seeAlso) mkg:Organisation", "?s mkg:fundedBy/a/rdfs:subClassOf* mkg:Organisation"),
        ("?s a ?o, mkg:Organisation", "?s a ?o ; a/rdfs:subClassOf* mkg:Organisation"),
        ("?s a mkg:Organisation, ?o", "?s a ?o ; a/rdfs:subClassOf* mkg:Organisation"),
        ("?s a mkg:Ministry, mkg:Organisation", "?s a mkg:Ministry"),
        (
            "?o mkg:fundedBy [ a ?s, mkg:Organisation ]",
            "?o mkg:fundedBy ?f . ?f a ?s ; a/rdfs:subClassOf* mkg:Organisation",
        ),
        ("mkg:funds rdfs:label ?o . ?s mkg:funds ?p", "mkg:funds rdfs:label ?o . ?p mkg:fundedBy ?s"),
        ("VALUES ?o { mkg:funds } ?s mkg:funds ?p", "VALUES ?o { mkg:funds } ?p mkg:fundedBy ?s"),
        (
            "?s mkg:funds ?p FILTER(?p<3||?s!=mkg:funds) BIND(mkg:funds AS ?o)",
            "?p mkg:fundedBy ?s BIND(mkg:funds AS ?o)",
        ),
        (
            "?s a mkg:Country FILTER(1<2 && NOT EXISTS { ?s mkg:funds ?p })",
            "?s a mkg:Country FILTER NOT EXISTS { ?p mkg:fundedBy ?s }",
        ),
        (
            "{ SELECT ?s (COUNT(*) AS ?o) { ?s mkg:funds ?p, ?q } GROUP BY ?s HAVING(EXISTS { ?s mkg:funds ?p }) }",
            "{ SELECT ?s (COUNT(*) AS ?o) { ?p mkg:fundedBy ?s . ?q mkg:fundedBy ?s } GROUP BY ?s }",
        ),
    ],
)
def test_what_the_ontology_implies_is_found(store: Store, by_hand: str, meant: str) -> None:
    query = "SELECT DISTINCT ?s ?o {{ {} }}"
    answer = ask(store, query.format(by_hand), implied=True)
    assert rows(answer) == rows(ask(store, query.format(meant))) != set()
    assert len(answer.implied) == 1
    assert any("--stated leaves that out" in remark for remark in remarks(store, query.format(by_hand), answer))


def test_a_term_is_read_so_however_its_iri_is_written(store: Store) -> None:
    meant = rows(ask(store, "SELECT ?s ?o { ?o mkg:fundedBy ?s }"))
    for prologue, name in (
        ("BASE <https://w3id.org/migrationkg/>BASE <ontology>", "<#funds>"),
        ("PREFIX x:", "x:funds"),
    ):
        query = f"{prologue}{f'<{OURS}>' if name == 'x:funds' else ''} SELECT ?s ?o {{ ?s {name} ?o }}"
        answer = ask(store, query, implied=True)
        assert (rows(answer), answer.implied) == (meant, (name,))


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("CONSTRUCT { ?s mkg:funds ?o } WHERE { ?s mkg:funds ?o }", "{ ?o mkg:fundedBy ?s }"),
        ("CONSTRUCT WHERE { ?s mkg:funds ?o }", "{ ?o mkg:fundedBy ?s }"),
        ("CONSTRUCT { ?s a mkg:Organisation } { ?s a mkg:Organisation }", "{ ?s a/rdfs:subClassOf* mkg:Organisation }"),
        ("CONSTRUCT WHERE { ?s a mkg:Organisation }", "{ ?s a/rdfs:subClassOf* mkg:Organisation }"),
    ],
)
def test_what_is_made_of_what_is_implied_bears_the_names_that_the_query_says(
    store: Store, query: str, meant: str
) -> None:
    template = "{ ?s mkg:funds ?o }" if "funds" in query else "{ ?s a mkg:Organisation }"
    answer = ask(store, query, implied=True)
    assert answer.triples == ask(store, f"CONSTRUCT {template} WHERE {meant}").triples != ()
    assert len(answer.implied) == 1


@pytest.mark.parametrize("pattern", ["?s !mkg:funds ?o", "?s !(mkg:funds|^mkg:funds) ?o", "?s !a mkg:Organisation"])
def test_what_is_excluded_means_itself(store: Store, pattern: str) -> None:
    query = f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"
    assert ask(store, query, implied=True) == ask(store, query)


def test_what_nobody_would_nest_so_is_left_to_the_engine(store: Store) -> None:
    for begin, deep, end in (("ASK ", "{}", ""), ("ASK { ?s ?p", "()", "}"), ("ASK { ?s", "()", "?o }")):
        query = f"{begin} {deep[0] * 3000} mkg:funds mkg:funds ?o {deep[1] * 3000} {end}"
        assert with_implied(store, query) == (query, ())


@pytest.mark.parametrize("query", ["ASK { ?s mkg:funds ?o (", "ASK { ?s a", "CONSTRUCT { ?s mkg:funds ?o", "CONSTRUCT"])
def test_a_mistake_is_told_as_in_any_query(store: Store, query: str) -> None:
    with pytest.raises(InputError) as plain:
        ask(store, query)
    with pytest.raises(InputError, match=f"^{re.escape(str(plain.value))}$"):
        ask(store, query, implied=True)


def test_only_who_asks_so_gets_what_is_implied(store: Store) -> None:
    assert ask(store, "SELECT ?s { ?s a mkg:Organisation }").rows == ()
    query = (
        "SELECT ?s ?k { ?s a ?k FILTER(isIRI(?s)) } ORDER BY ?s ?k"  # a blank node has another label in each process
    )
    answer = ask(store, query, implied=True)
    assert (answer, answer.implied) == (ask(store, query), ())


def test_a_statement_that_news_makes_with_both_properties_is_counted_once() -> None:
    store = small(
        "<urn:i> mkg:mentions <urn:x>, <urn:y> ; mkg:reportsOn <urn:x> . mkg:reportsOn rdfs:subPropertyOf mkg:mentions"
    )
    answer = ask(store, "SELECT ?i ?x { ?i mkg:mentions ?x }", implied=True)
    assert (len(answer.rows), answer.implied) == (2, ())


@pytest.mark.parametrize("second", ["mkg:Evidence", "mkg:Hearsay"])
def test_a_thing_that_is_stated_to_be_of_two_kinds_is_counted_once(second: str) -> None:
    store = small(
        f"<urn:x> a mkg:DoubtfulEvidence, {second} . <urn:y> a mkg:Evidence ."
        "mkg:DoubtfulEvidence a owl:Class ; rdfs:subClassOf mkg:Evidence . mkg:Hearsay rdfs:subClassOf mkg:Evidence"
    )
    (row,) = ask(store, "SELECT (COUNT(?e) AS ?n) { ?e a mkg:Evidence }", implied=True).rows
    assert str(row[0]).startswith('"2"')


@pytest.mark.parametrize(
    "query",
    [
        "CONSTRUCT { ?f mkg:funds ?p } WHERE { ?p mkg:fundedBy ?f }",
        "SELECT * { VALUES ?p { mkg:funds mkg:fundedBy } ?s ?p ?o }",
        'ASK { ?s skos:prefLabel "a mkg:Organisation" } # a mkg:Organisation',
    ],
)
def test_a_term_where_no_path_can_stand_means_itself(store: Store, query: str) -> None:
    assert ask(store, query, implied=True) == ask(store, query)


def test_a_call_of_another_endpoint_stays_refused(store: Store) -> None:
    with pytest.raises(InputError, match="SERVICE"):
        ask(store, "SELECT * { ?s mkg:funds ?o . SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", implied=True)


# --- what is asked in vain


@pytest.mark.parametrize(
    ("pattern", "remark"),
    [
        ("?s mkg:funder ?o", "mkg:funder is no term of the ontology; did you mean mkg:funds or mkg:fundedBy?"),
        ("?s a mkg:Organization", "mkg:Organization is no term of the ontology; did you mean mkg:Organisation"),
        ("?s a mkg:Company", "mkg:Company is in the ontology, but nothing in this knowledge base is stated with it"),
        (
            "?s mkg:fundedBy 'Germany'",
            "mkg:fundedBy leads to a resource, never to words such as 'Germany'; ask for <https",
        ),
        ("?s mkg:fundedBy 'Atlantis'@en", "words such as 'Atlantis'@en; find it by its label"),
        ('?s skos:prefLabel "Germany"', 'labels have a language: "Germany" matches none; write "Germany"@en'),
        (
            "<https://w3id.org/migrationkg/id/country/dd> ?p ?o",
            "is no resource of this knowledge base; did you mean country/",
        ),
        ("?s ?p <https://w3id.org/migrationkg/event-type/trainin>", "did you mean event-type/training"),
        (
            "?s <http://w3id.org/migrationkg/ontology#fundedBy> ?o",
            f"is no term of the ontology, whose terms begin with <{OURS}>",
        ),
    ],
)
def test_what_is_asked_in_vain_is_told_with_what_may_be_meant(store: Store, pattern: str, remark: str) -> None:
    (found,) = told(store, f"SELECT * {{ {pattern} }}")
    assert remark in found


def test_what_a_construct_looks_for_in_vain_is_told_and_what_it_makes_may_be_new(store: Store) -> None:
    made = "CONSTRUCT { ?s a mkg:Company } WHERE { ?s mkg:fundedBy ?o }"
    assert told(store, made) == told(store, "DESCRIBE mkg:Company") == []
    (found,) = told(store, "CONSTRUCT { ?s mkg:fundedBy ?o } WHERE { ?s a mkg:Company ; mkg:fundedBy ?o }")
    assert "mkg:Company is in the ontology, but nothing" in found


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?p mkg:fundedBy ?f . ?f skos:prefLabel 'Germany'@en }",
        "SELECT ?p { <https://w3id.org/migrationkg/id/project/libmitaf> ?p ?o FILTER(STRSTARTS(STR(?p), STR(mkg:))) }",
        'SELECT * { ?s skos:prefLabel ?l FILTER(STR(?l) = "mkg:funder") } # mkg:funder, mkg:fundedBy "Germany"',
        "PREFIX mkg: <https://example.org/> SELECT * { ?s mkg:funder ?o }",
        "SELECT * { ?s ?p <https://w3id.org/migrationkg/id/country/de> }",
        "BASE <https://example.org/> SELECT * { ?s <mkg:funder> 1 }",
    ],
)
def test_what_is_asked_rightly_gets_no_remark(store: Store, query: str) -> None:
    assert told(store, query) == []


def test_words_are_read_as_sparql_has_them() -> None:
    query = "PREFIX x: <urn:x#> ASK { ?a x:b.c '''it's # no''', \"a\\\"b\"@en, x:d\\'e ; a <urn:f> . } # x:g"
    found = list(tokens(query))
    assert [token.iri for token in found if token.iri] == [
        *("urn:x#b.c", "urn:x#d'e", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "urn:f")
    ]
    assert [(token.words, token.tag) for token in found if token.words is not None] == [
        ("it's # no", ""),
        ('a\\"b', "@en"),
    ]


def test_iris_are_read_with_their_base_and_escapes() -> None:
    query = "BASE <https://x.org/a/> PREFIX x: # here\n<b#> BASE <../c> ASK { x:d <#e> <f>, <https://y.org/\\u0067> }"
    assert [token.iri for token in tokens(query) if token.iri] == [
        *("https://x.org/a/b#d", "https://x.org/c#e", "https://x.org/f", "https://y.org/g")
    ]
    assert [token.text for token in tokens("_:a.b 1.5e3 -.5 . 'x'@en-1997 <no base>") if not token.iri][:5] == [
        *("_:a.b", "1.5e3", "-.5", ".", "'x'@en-1997")
    ]


# --- parameters of the wrong kind


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("Project", "ICMPD", r"'ICMPD' is an international organisation and no project"),
        ("Project", "organisation/eu", r"is an international organisation and no project"),
        ("Project", "MOBILIZE 2", r"is not known to this knowledge base; did you mean 'MOBILAZE 2'"),
        (
            "Ministry",
            "Germany",
            r"'Germany' is a country and no ministry; did you mean 'Ministry of Interior of Germany'",
        ),
    ],
)
def test_a_value_of_another_kind_is_told_with_the_nearest_names(
    store: Store, kind: str, value: str, message: str
) -> None:
    query = f"# parameter: x (iri, required) – a thing\nSELECT ?x ?p {{ ?x a mkg:{kind} ; ?p ?o }}"
    with pytest.raises(InputError, match=f"^parameter x: .*{message}"):
        ask(store, query, {"x": value})


def test_a_ministry_is_an_organisation(store: Store) -> None:
    query = "# parameter: organisation (iri, required) – one\nSELECT ?organisation ?p { ?organisation ?p ?o }"
    assert ask(store, query, {"organisation": "Ministry of Interior of Germany"}).rows
    with pytest.raises(InputError, match="'Germany' is a country and no organisation"):
        ask(store, query, {"organisation": "Germany"})


def test_the_kind_decides_between_namesakes() -> None:
    store = small(
        "<urn:p> a mkg:Project ; skos:prefLabel 'PAVE'@en . <urn:e> a mkg:Event ; skos:prefLabel 'PAVE'@en . "
        "mkg:Project a owl:Class"
    )
    query = "# parameter: project (iri, required) – one\nSELECT ?project ?p { ?project ?p ?o }"
    assert {str(row[0]) for row in ask(store, query, {"project": "PAVE"}).rows} == {"<urn:p>"}
