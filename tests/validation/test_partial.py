"""Where a graph changed a little, what is judged again gives what judging the whole gives."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from migrationkg.graph import terms
from migrationkg.validation.checking import validate_statements
from migrationkg.validation.partial import validate_again
from migrationkg.validation.report import Report

ID = "https://w3id.org/migrationkg/id/"


def node(path: str) -> NamedNode:
    return NamedNode(ID + path)


def day(text: str) -> Literal:
    return Literal(text, datatype=NamedNode(terms.XSD + "date"))


EVENT, ITEM, A, B, C = (node(path) for path in ("event/e", "news/n", "project/a", "project/b", "project/c"))
PLACE, STATE = node("place/p"), node("country/al")
BODY, OTHER, THIRD = (node(path) for path in ("organisation/o", "organisation/q", "organisation/r"))
CLASSES = {EVENT: "Event", A: "Project", B: "Project", C: "Project", PLACE: "Place", STATE: "Country", BODY: "Ministry"}
CLASSES[OTHER] = CLASSES[THIRD] = "Ministry"

NEWS = Triple(ITEM, terms.TYPE, terms.NEWS_ITEM)

#: Statements on which hangs what is found at other things than their subjects.
STATEMENTS = [
    *(Triple(one, terms.TYPE, terms.KINDS[kind]) for one, kind in CLASSES.items()),
    NEWS,
    Triple(ITEM, terms.PUBLISHED, day("2023-06-12")),
    Triple(ITEM, terms.PUBLISHED, day("1823-06-12")),
    Triple(ITEM, terms.MENTIONS, EVENT),
    Triple(ITEM, terms.MENTIONS, A),
    Triple(EVENT, terms.START_DATE, day("2025-06-12")),
    Triple(EVENT, terms.END_DATE, day("2024-06-12")),
    *(Triple(one, terms.FOLLOWS, other) for one, other in ((A, B), (B, C), (C, A))),
    *(Triple(one, terms.RELATIONS["partOf"], other) for one, other in ((BODY, OTHER), (OTHER, THIRD), (THIRD, BODY))),
    Triple(EVENT, terms.RELATIONS["partOfProject"], A),
    Triple(EVENT, terms.RELATIONS["heldIn"], PLACE),
    Triple(PLACE, terms.RELATIONS["locatedIn"], STATE),
    Triple(A, terms.RELATIONS["operatesIn"], node("country/xk")),
    Triple(BODY, terms.RELATIONS["jurisdiction"], STATE),
    Triple(BODY, terms.mkg("jurisdicton"), STATE),
    Triple(STATE, terms.mkg("isoAlpha2"), Literal("AL")),
    Triple(STATE, terms.EXACT_MATCH, NamedNode("http://publications.europa.eu/resource/authority/country/AZE")),
    Triple(node("evidence/0"), terms.TYPE, terms.EVIDENCE),
    Triple(node("evidence/0"), terms.SUBJECT, C),
    Triple(node("evidence/0"), terms.PREDICATE, terms.FOLLOWS),
    Triple(node("evidence/0"), terms.OBJECT, A),
]


def store_of(triples: Iterable[Triple]) -> Store:
    store = Store()
    store.extend(Quad(one.subject, one.predicate, one.object) for one in triples)
    return store


def whole(triples: Iterable[Triple]) -> Report:
    return validate_statements(store_of(triples), {}, 0)


def again(old: set[Triple], new: set[Triple]) -> Report:
    return validate_again(store_of(new), whole(old).results, old ^ new, {}, 0)


@pytest.mark.parametrize("one", STATEMENTS, ids=str)
def test_a_statement_more_or_less_is_judged_wherever_it_counts(one: Triple) -> None:
    with_it = set(STATEMENTS)
    without = with_it - {one}
    assert again(without, with_it) == whole(with_it)
    assert again(with_it, without) == whole(without)


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from(STATEMENTS), min_size=1), st.sets(st.sampled_from(STATEMENTS), min_size=1))
def test_any_change_is_judged_wherever_it_counts(old: set[Triple], new: set[Triple]) -> None:
    old, new = old | {NEWS}, new | {NEWS}
    assert again(old, new) == whole(new)
