"""What the review says of two things of one name: what sets them apart, as far as the graph knows."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from migrationkg.graph import terms
from migrationkg.knowledge_base import build, review_knowledge_base
from migrationkg.reconciliation.things import Thing
from migrationkg.review.words import Words

BASE = "https://example.org/"
PERSON = "On 9 {month} 2023, Ana Petrova, {role}, opened a seminar of the MOBILAZE project in Rome, Italy."


def told_apart(kinds: tuple[str, str], *said: tuple[str, str, str]) -> tuple[str, str]:
    """Return how x/1 and x/2, both called "Name", are told apart in a graph that says so much of them."""
    store = Store()
    for subject, relation, target in said:
        value = NamedNode(BASE + target) if "/" in target else Literal(target)
        store.add(Quad(NamedNode(BASE + subject), terms.mkg(relation), value))
        store.add(Quad(NamedNode(BASE + target.replace(" ", "-")), terms.PREF_LABEL, Literal(target[2:].upper())))
    for item in ("n/one", "n/two"):
        store.add(Quad(NamedNode(BASE + item), terms.PREF_LABEL, Literal(f"Headline {item[2:]}")))
    one, other = (Thing(f"{BASE}x/{at}", kind, "Name") for at, kind in enumerate(kinds, start=1))
    return Words(store, BASE, "kb", Counter()).told_apart(one, other)


ONE, TWO = ("n/one", "published", "2023-01-10"), ("n/two", "published", "2023-02-10")


@pytest.mark.parametrize(
    ("kinds", "said", "wanted"),
    [
        (
            ("Ministry", "Ministry"),
            [("x/1", "jurisdiction", "c/al"), ("x/2", "jurisdiction", "c/md")],
            ("Name (of AL)", "Name (of MD)"),
        ),
        (("Place", "Place"), [("x/1", "locatedIn", "c/al")], ("Name (in AL)", "Name (x/2)")),
        (
            ("Project", "Project"),
            [("x/1", "fundedBy", "o/eu"), ("x/1", "operatesIn", "c/al"), ("x/2", "operatesIn", "c/md")],
            ("Name (in AL)", "Name (in MD)"),
        ),
        (
            ("Project", "Project"),
            [("x/1", "fundedBy", "o/eu"), ("x/2", "fundedBy", "o/eu"), ("x/2", "fundedBy", "c/no")],
            ("Name (funded by EU)", "Name (funded by EU, NO)"),
        ),
        (("Company", "AcademicInstitution"), [], ("Name (company)", "Name (academic institution)")),
        (
            ("Person", "Person"),
            [ONE, TWO, ("n/two", "mentions", "x/1"), ("n/one", "mentions", "x/1"), ("n/two", "mentions", "x/2")],
            ("Name (first told of on 2023-01-10: Headline one)", "Name (first told of on 2023-02-10: Headline two)"),
        ),
        (
            ("Person", "Person"),
            [ONE, ("n/one", "mentions", "x/1"), ("n/one", "mentions", "x/2")],
            ("Name (x/1)", "Name (x/2)"),
        ),
    ],
)
def test_namesakes_are_told_apart(
    kinds: tuple[str, str], said: Sequence[tuple[str, str, str]], wanted: tuple[str, str]
) -> None:
    assert told_apart(kinds, *said) == wanted


def test_the_review_tells_namesakes_apart_and_says_only_what_is_looked_at(tmp_path: Path) -> None:
    roles = ("Project Manager at ICMPD", "Head of Unit at Frontex")
    rows = [
        {"id": f"s{at}", "title": "A seminar", "date": f"2023-0{at}-10", "text": PERSON.format(month=month, role=role)}
        for at, (month, role) in enumerate(zip(("January", "February"), roles, strict=True), start=1)
    ]
    (tmp_path / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    build([tmp_path / "news.jsonl"], tmp_path / "kb", page=False, check=False)
    found = review_knowledge_base(tmp_path / "kb")
    (text,) = (one.text for one in found if one.kind == "duplicate")
    assert text == (
        "Ana Petrova (of International Centre for Migration Policy Development) and "
        "Ana Petrova (of European Border and Coast Guard Agency) may be one: they have one name"
    )
    assert found[:2] == [found[at] for at in range(len(found))][:2] == list(found)[:2]
    assert len(found[: len(found)]) == len(found)
