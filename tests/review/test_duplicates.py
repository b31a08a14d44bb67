"""What may be one: the pairs of one name are one line, and what only a state sets apart comes first."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from migrationkg.graph import terms
from migrationkg.knowledge_base import build, decide, review_knowledge_base
from migrationkg.reconciliation.things import Thing
from migrationkg.review import doubts
from migrationkg.review.duplicates import Compared, possible_duplicates
from migrationkg.review.groups import groups
from migrationkg.validation.report import Result

BASE = "https://example.org/"


def projects(*names: str) -> list[Compared]:
    return [Compared.of(Thing(f"{BASE}project/{at}", "Project", name)) for at, name in enumerate(names)]


@pytest.mark.parametrize(
    "names",
    [
        ("RRR-MFA/SMS UA", "RRR-MFA/SMS"),
        ("Ukraine Consultation Centres", "Ukrainian Consultation Centers"),
        ("Consultation Centres (Ukraine)", "Ukrainian Consultation Centres"),
        ("Bosnia and Herzegovina Return Scheme", "Return Scheme"),
        ("MOBILAZE 2 AZ", "MOBILAZE 2"),
    ],
)
def test_projects_that_only_a_state_sets_apart_are_offered(names: tuple[str, str]) -> None:
    (pair,) = possible_duplicates(projects(*names), [])
    assert pair.by_state


@pytest.mark.parametrize(
    "names",
    [
        ("Return Scheme Albania", "Return Scheme Moldova"),
        ("Albanian Return Scheme", "Moldovan Return Scheme", "Return Scheme"),
        ("MOBILAZE 2 AZ", "MOBILAZE 3"),
        ("Albania", "Albanian Project"),
        ("RETURN IT", "RETURN AT"),
    ],
)
def test_projects_of_two_states_or_phases_are_not(names: tuple[str, ...]) -> None:
    assert not [pair for pair in possible_duplicates(projects(*names), []) if pair.by_state]


def test_the_pairs_of_one_name_are_one_group_around_that_of_which_most_is_said() -> None:
    people = [Thing(f"{BASE}person/{at}", "Person", "Ana Petrova") for at in range(4)]
    others = [Thing(f"{BASE}person/9", "Person", "Bo Gren"), Thing(f"{BASE}person/8", "Person", "Bo Gren")]
    pairs = possible_duplicates([*map(Compared.of, (*people, *others))], [])
    assert len(pairs) == 7
    found = list(groups(pairs, Counter({people[2].iri: 5, people[0].iri: 2})))
    assert [(group.thing.iri[-1], [other.iri[-1] for other in group.others]) for group in found] == [
        ("2", ["0", "1", "3"]),
        ("8", ["9"]),
    ]


ROLES = ("Project Manager at ICMPD", "Head of Unit at Frontex", "Director of the Border Police of Albania")
SEMINAR = "On 9 {month} 2023, Ana Petrova, {role}, opened a seminar of the MOBILAZE project in Rome, Italy."


def write_news(path: Path, texts: Sequence[str]) -> None:
    rows = [
        {"id": f"s{at}", "title": "A seminar", "date": f"2023-0{at}-10", "text": text}
        for at, text in enumerate(texts, start=1)
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


def seminars(*roles: str) -> list[str]:
    months = ("January", "February", "March")
    return [SEMINAR.format(month=month, role=role) for month, role in zip(months, roles, strict=False)]


def test_what_only_a_state_sets_apart_comes_first_of_all() -> None:
    store = Store()
    names = {"project/a": "RRR-MFA/SMS", "project/b": "RRR-MFA/SMS UA", "person/a": "Bo Gren", "person/b": "Bo Gren"}
    for path, name in names.items():
        kind = terms.KINDS["Project" if path.startswith("project") else "Person"]
        store.add(Quad(NamedNode(BASE + path), terms.TYPE, kind))
        store.add(Quad(NamedNode(BASE + path), terms.PREF_LABEL, Literal(name, language="en")))
    for at in range(50):
        for person in ("person/a", "person/b"):
            office = NamedNode(f"{BASE}organisation/{at}")
            store.add(Quad(NamedNode(BASE + person), terms.RELATIONS["affiliatedWith"], office))
    finding = Result("Violation", NamedNode(f"{BASE}person/a"), None, None, "Wrong.", "", "")
    first, second, third = doubts(store, [finding], (), BASE)
    assert (first.kind, first.thing, first.object) == ("duplicate", "project/a", "project/b")
    assert "“RRR-MFA/SMS” and “RRR-MFA/SMS UA” only differ in a state that one adds" in first.text
    assert (second.kind, third.kind) == ("finding", "duplicate")


def test_the_review_asks_of_a_name_in_one_line(tmp_path: Path) -> None:
    write_news(tmp_path / "news.jsonl", seminars(*ROLES))
    kb = tmp_path / "kb"
    build([tmp_path / "news.jsonl"], kb, page=False, check=False)
    found = review_knowledge_base(kb)
    people = [one for one in found if one.kind == "duplicate" and one.thing.startswith("person/")]
    assert len(people) == 1
    assert len(people[0].object.split()) == 2
    assert [kind for kind, *_ in people[0].decisions] == ["merge", "apart", "merge", "apart"]
    assert people[0].text.endswith("may be one: they have one name")
    decide(kb, *_words(people[0].decisions[1]), who="Bo", why="two")
    decide(kb, *_words(people[0].decisions[3]), who="Bo", why="two")
    build([], kb, page=False, check=False)
    (left,) = (one for one in review_knowledge_base(kb) if one.thing.startswith("person/") and one.kind == "duplicate")
    assert {left.thing, left.object} == set(people[0].object.split())


def _words(cells: tuple[str, str, str, str]) -> tuple[str, list[str]]:
    return cells[0], [cell for cell in cells[1:] if cell]


def test_an_uncertain_fact_on_which_much_hangs_comes_before_a_namesake_on_which_little_does() -> None:
    store = Store()
    for person in ("person/a", "person/b"):
        store.add(Quad(NamedNode(BASE + person), terms.TYPE, terms.KINDS["Person"]))
        store.add(Quad(NamedNode(BASE + person), terms.PREF_LABEL, Literal("Bo Gren", language="en")))
    for project, partners in (("project/much", 12), ("project/little", 1)):
        for at in range(partners):
            partner = NamedNode(f"{BASE}organisation/{at}")
            store.add(Quad(NamedNode(BASE + project), terms.RELATIONS["hasPartner"], partner))
        item, evidence = NamedNode(f"{BASE}news/one"), NamedNode(f"{BASE}evidence/{project[8:]}")
        said: dict[NamedNode, NamedNode | Literal] = {
            terms.SUBJECT: NamedNode(BASE + project),
            terms.PREDICATE: terms.RELATIONS["hasPartner"],
            terms.OBJECT: NamedNode(f"{BASE}organisation/0"),
            terms.QUOTE: Literal("with them"),
            terms.CONFIDENCE: Literal("0.8", datatype=NamedNode(f"{terms.XSD}decimal")),
        }
        for predicate, value in said.items():
            store.extend([Quad(evidence, predicate, value), Quad(evidence, predicate, value, item)])
    found = [(one.kind, one.thing) for one in doubts(store, (), (), BASE)]
    assert found == [("fact", "project/much"), ("duplicate", "person/a"), ("fact", "project/little")]
