"""What news says of a project by values: when and how long it runs, how it stands, its page and number, who gives what.

`python -m tests.extraction.test_projects` measures on all annotated news, also where nothing of this is told.
"""

import csv
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from migrationkg.extraction import extract
from migrationkg.extraction.projects.rules import rules
from migrationkg.extraction.relations.rows import Row
from migrationkg.model import PROJECT_VALUES, Extraction, NewsItem, Source
from migrationkg.resources import resource
from migrationkg.training.corpus import read_corpus


def _read(text: str) -> Extraction:
    return extract(NewsItem("item", "News", date(2023, 6, 1), None, text, None, Source("news.txt", 1)))


def _told(found: Extraction) -> set[str]:
    names = {entity.id: entity.names[0] for entity in found.entities if entity.names}
    told = {f"{fact.relation} {fact.object}" for fact in found.facts if fact.relation in PROJECT_VALUES}
    return told | {f"{one.value} {one.currency} from {names[one.given.giver]}" for one in found.amounts if one.given}


@pytest.mark.parametrize("rule", rules().rows, ids=lambda rule: rule.name)
def test_each_rule_reads_its_example(rule: Row) -> None:
    found = _read(rule.example)
    assert _told(found) == set(rule.says.split("; "))
    assert f"project-{rule.name}" in {
        *(fact.evidence.rule for fact in found.facts),
        *(one.given.evidence.rule for one in found.amounts if one.given),
    }


def _gold() -> dict[str, set[tuple[str, str, str]]]:
    found: dict[str, set[tuple[str, str, str]]] = {}
    with Path(str(resource("data/gold/project-facts.csv"))).open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["item"], set()).add((row["project"], row["relation"], row["value"]))
    return found


def _measured(items: Iterable[NewsItem]) -> tuple[Counter[str], Counter[str]]:
    """Return relation → how many facts on it are right, and how many are wrong."""
    gold, right, wrong = _gold(), Counter[str](), Counter[str]()
    for item in items:
        found = extract(item)
        names = {one.id: " | ".join(one.names) for one in found.entities}
        told = [(names[one.subject], one.relation, one.object) for one in found.facts if one.relation in PROJECT_VALUES]
        told += [
            ("", "givenBy", f"{one.value} {one.currency} from {names[one.given.giver]}")
            for one in found.amounts
            if one.given
        ]
        for fact in told:
            is_right = any(_is(fact, known) for known in gold.get(item.id, ()))
            (right if is_right else wrong)[fact[1]] += 1
    return right, wrong


def _is(read: tuple[str, str, str], known: tuple[str, str, str]) -> bool:
    """Return whether what is read is what is annotated; of a giver, one of his names is."""
    project, relation, value = known
    if relation != read[1]:
        return False
    if relation == "givenBy":
        total, _, giver = value.partition(" from ")
        sum_read, _, names = read[2].partition(" from ")
        return sum_read == total and any(name in giver or giver in name for name in names.split(" | "))
    return read[2] == value and project.casefold() in read[0].casefold()


def _items() -> list[NewsItem]:
    """Return the annotated items; `cases` are examples of rules, no news."""
    corpus = read_corpus(Path(str(resource("data/gold"))))
    return [one.item for one in corpus if not one.item.id.startswith("case-")]


def test_what_is_told_of_projects_is_read_right_and_mostly_found() -> None:
    gold = _gold()
    right, wrong = _measured(item for item in _items() if item.id in gold)
    assert right.total() / (right.total() + wrong.total()) >= 0.95, wrong
    assert right.total() / sum(map(len, gold.values())) >= 0.7, right


if __name__ == "__main__":
    told = _measured(_items())
    print("right:", dict(told[0]), "wrong:", dict(told[1]), "annotated:", sum(map(len, _gold().values())))  # noqa: T201
