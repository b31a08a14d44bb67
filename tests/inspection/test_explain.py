"""Why a fact is in the graph: its sentence, the words that say it, the rule, and where they stand."""

from datetime import date
from pathlib import Path

import pytest

from migrationkg.errors import InputError
from migrationkg.evaluation.running import news, read_gold
from migrationkg.extraction import extract
from migrationkg.inspection import explain
from migrationkg.inspection.passages import where
from migrationkg.inspection.reasons import in_words
from migrationkg.inspection.rules import meaning
from migrationkg.model import Extraction, NewsItem, Source

ROOT = Path(__file__).parents[2]
TEXT = (
    "On 3 May 2023 IOM held a workshop in Oslo.\n\n"
    "The EU-funded ALPHA project is implemented by GIZ and the Border Police."
)


def item(text: str = TEXT, name: str = "news.txt") -> NewsItem:
    return NewsItem("one", "A workshop", date(2023, 6, 1), None, text, None, Source(name, 7, (9, 12)))


@pytest.fixture(scope="module")
def known() -> list[Extraction]:
    return [extract(item())]


def test_a_fact_is_explained_by_its_words_and_its_rule(known: list[Extraction]) -> None:
    (found,) = explain(known, "alpha", "fundedBy", "EU")
    assert [part.text for part in found.parts if part.mark] == ["EU-funded ALPHA project"]
    assert "".join(part.text for part in found.parts) == TEXT.split("\n\n")[1]
    assert found.where == "news.txt:12"
    assert found.rule == "donor-funded"
    assert found.meaning == "reads “The workshop was part of the EU-funded ALPHA project.”"
    assert 0.8 < found.confidence < 1
    assert found.reasons is not None
    assert "the row donor-funded fires, which reads “The workshop was part of the EU-funded ALPHA project.”" in (
        found.reasons.speaking_for
    )


def test_an_entity_is_explained_by_every_fact_that_leads_to_or_from_it(known: list[Extraction]) -> None:
    assert {(one.relation, one.object) for one in explain(known, "the ALPHA project")} >= {
        ("fundedBy", "EU"),
        ("implementedBy", "GIZ"),
    }
    assert {one.subject for one in explain(known, "Oslo")} == {"workshop 2023-05-03"}


def test_an_iri_or_its_end_names_an_entity(known: list[Extraction]) -> None:
    project = next(entity.id for entity in known[0].entities if entity.kind == "Project")
    iris = {("one", project): "https://example.org/id/project/alpha"}
    assert explain(known, "project/alpha", "fundedBy", "EU", iris) == explain(known, "ALPHA", "fundedBy", "EU")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("ALFA", None, None), "'ALFA': no item tells of it; did you mean ALPHA?"),
        (("Border", None, None), r"'Border': no item tells of it; did you mean Border Police\?"),
        (("ALPHA", "fundedBy", "Oslo"), "no item says that 'ALPHA' fundedBy 'Oslo'"),
        (("ALPHA", "fundedBy", "Xyzzy"), "'Xyzzy': no item tells of it"),
        (("ALPHA", "fundedby", "EU"), r"'fundedby' is no relation; did you mean fundedBy\?"),
        (("ALPHA", "xyzzy", "EU"), "'xyzzy' is no relation$"),
        (("", None, None), "nothing is named; name a thing"),
    ],
)
def test_what_nobody_says_is_told_with_the_nearest_names(
    known: list[Extraction], words: tuple[str, str | None, str | None], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        explain(known, *words)


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        ("drawn shape<", "nothing stands between them"),
        ("left of both>", "nothing stands before both"),
        ("verbs between<", "no verb stands between them"),
        ("names between<0", "no other name stands between them"),
        ("o: in a list", "⟨O⟩ stands in a list"),
        ("s: role=minister", "the role of ⟨S⟩ has “minister”"),
        ("s: by of a verb", "⟨S⟩ stands behind “by”, at a verb"),
        (
            "frame=subject and by of passive fund*",
            "⟨S⟩ is subject and ⟨O⟩ stands behind “by”, at a verb such as “fund” in the passive",
        ),
        ("has<<org>", "“[org]” stands between them"),
        ("name holds it behind “^”", "the name of ⟨S⟩ begins with that of ⟨O⟩"),
        ("name holds it before “$”", "the name of ⟨S⟩ ends with that of ⟨O⟩"),
        ("name holds it as “of the … to”", "the name of ⟨S⟩ holds that of ⟨O⟩ at “of the … to”"),
        ("heads=department in ministry", "⟨S⟩ is called “department” and ⟨O⟩ “ministry”"),
        ("o: head=embassy", "⟨O⟩ is called “embassy”"),
        ("office minister: one of 2", "⟨S⟩ is told as “minister”; ⟨O⟩ among the states: “one of 2”"),
        (
            "an office of a state, elsewhere: named most of its kind",
            "⟨S⟩ has an office of a state; ⟨O⟩ among the states: “named most of its kind”",
        ),
        ("far with a role: number 0", "no sentence names both; ⟨O⟩ among its sort: “number 0”"),
        ("workshop: lead=at", "“at” leads to ⟨O⟩, at a workshop"),
    ],
)
def test_what_weighed_is_told_in_words_that_need_no_knowledge_of_the_features(feature: str, words: str) -> None:
    assert in_words(feature) == words


def test_the_line_is_that_of_the_headline_or_of_the_paragraph() -> None:
    content = item().content
    assert where(item(), 3) == "news.txt:7"
    assert where(item(), content.index("IOM")) == "news.txt:9"
    assert where(item(), content.index("ALPHA")) == "news.txt:12"


def test_every_rule_that_gave_a_fact_says_what_it_reads() -> None:
    gold = [one for name in ("dev", "sample") for one in read_gold(ROOT / "data" / "gold" / f"{name}.jsonl")]
    facts = [fact for one in gold if "text" in one for fact in extract(news(one)).facts]
    assert {fact.evidence.rule for fact in facts if not meaning(fact.evidence.rule)} == set()
