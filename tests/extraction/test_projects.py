"""What news says of a project by values: its days, how long it runs, how it stands, its page, its number, who gives what."""

from datetime import date

import pytest

from migrationkg.extraction import extract
from migrationkg.extraction.projects.rules import Rule, rules
from migrationkg.model import PROJECT_VALUES, Extraction, NewsItem, Source


def _read(text: str) -> Extraction:
    return extract(NewsItem("item", "News", date(2023, 6, 1), None, text, None, Source("news.txt", 1)))


def _told(found: Extraction) -> set[str]:
    names = {entity.id: entity.names[0] for entity in found.entities if entity.names}
    told = {f"{fact.relation} {fact.object}" for fact in found.facts if fact.relation in PROJECT_VALUES}
    return told | {f"{one.value} {one.currency} from {names[one.given.giver]}" for one in found.amounts if one.given}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_each_rule_reads_its_example(rule: Rule) -> None:
    found = _read(rule.example)
    assert _told(found) == set(rule.says)
    assert f"project-{rule.name}" in {
        *(fact.evidence.rule for fact in found.facts),
        *(one.given.evidence.rule for one in found.amounts if one.given),
    }
