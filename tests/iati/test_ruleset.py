"""The standard's own rules on activities, beyond its schemas, as far as they speak of what our files hold.

They are those of `rulesets/standard.json` of github.com/IATI/IATI-Rulesets (seen on 2026-11-29), in XPath: each finds
what breaks it. Rules on transactions, budgets, results and loans judge nothing here, since our files have none.
"""

from pathlib import Path

import pytest
from lxml import etree
from tests.iati.test_export import GRAPH, written

TODAY = "20261129"
_UNFIT = "contains({0}, '/') or contains({0}, '&') or contains({0}, '|') or contains({0}, '?')"


def _day(sort: str) -> str:
    return f"translate(activity-date[@type='{sort}']/@iso-date, '-', '')"


#: What a rule asks → XPath of what breaks it, and an activity that does.
RULES = {
    "a start, planned or actual": ("//iati-activity[not(activity-date[@type='1' or @type='2'])]", ""),
    "a sector": ("//iati-activity[not(sector)]", ""),
    "a language of narratives": (
        "//iati-activity[not(@xml:lang)][.//narrative[not(@xml:lang)]]",
        "<title><narrative>A</narrative></title>",
    ),
    "a planned start before the planned end": (
        f"//iati-activity[{_day('1')} > {_day('3')}]",
        '<activity-date type="1" iso-date="2024-01-01"/><activity-date type="3" iso-date="2023-01-01"/>',
    ),
    "an actual start before the actual end": (
        f"//iati-activity[{_day('2')} > {_day('4')}]",
        '<activity-date type="2" iso-date="2024-01-01"/><activity-date type="4" iso-date="2023-01-01"/>',
    ),
    "an actual start in the past": (
        f"//iati-activity[{_day('2')} > {TODAY}]",
        '<activity-date type="2" iso-date="2099-01-01"/>',
    ),
    "an actual end in the past": (
        f"//iati-activity[{_day('4')} > {TODAY}]",
        '<activity-date type="4" iso-date="2099-01-01"/>',
    ),
    "references without /, &, | and ?": (
        f"//*[self::reporting-org or self::participating-org][{_UNFIT.format('@ref')}]",
        '<participating-org ref="A/B"/>',
    ),
    "an identifier without /, &, | and ?": (
        f"//iati-identifier[{_UNFIT.format('.')}]",
        "<iati-identifier>A|B</iati-identifier>",
    ),
    "shares of countries and regions that make 100": (
        (
            "//iati-activity[(recipient-country|recipient-region)/@percentage]"
            "[sum((recipient-country|recipient-region)/@percentage) != 100]"
        ),
        '<recipient-country code="AL" percentage="50"/>',
    ),
    "shares of sectors that make 100": (
        (
            "//iati-activity[count(sector[@vocabulary='1' or not(@vocabulary)]) > 1]"
            "[sum(sector[@vocabulary='1' or not(@vocabulary)]/@percentage) != 100]"
        ),
        '<sector code="15190"/><sector code="15160"/>',
    ),
    "words for sectors of lists of one's own": (
        "//iati-activity[sector[@vocabulary='98' or @vocabulary='99']][not(sector/narrative)]",
        '<sector vocabulary="99" code="1"/>',
    ),
    "a reference or a name of each that takes part": (
        "//participating-org[not(@ref) and not(narrative)]",
        '<participating-org role="1"/>',
    ),
}
#: Months and years where no day is told, an end before the start, sums with givers.
VAGUE = """
<project/epsilon> a mkg:Project ; skos:prefLabel "EPSILON"@en ; mkg:fundedBy <organisation/eu> ;
    mkg:projectStart "2021-03"^^xsd:gYearMonth ; mkg:projectEnd "2024"^^xsd:gYear ; mkg:durationInMonths 36 ;
    mkg:amount <amount/given> .
<amount/given> a mkg:Amount ; mkg:value 5000000.0 ; mkg:currency "EUR" ; mkg:givenBy <organisation/eu> .
<project/zeta> a mkg:Project ; skos:prefLabel "ZETA"@en ; mkg:fundedBy <organisation/eu> ;
    mkg:projectStart "2021"^^xsd:gYear ; mkg:projectEnd "2019-06"^^xsd:gYearMonth .
"""


@pytest.fixture(scope="module")
def activities(tmp_path_factory: pytest.TempPathFactory) -> etree._ElementTree:
    return written(GRAPH + VAGUE, tmp_path_factory.mktemp("ruled"))["activities"]


@pytest.mark.parametrize("rule", RULES)
def test_our_activities_keep_each_rule_and_the_rule_judges_something(activities: etree._ElementTree, rule: str) -> None:
    path, broken = RULES[rule]
    assert activities.xpath(path) == []
    assert etree.fromstring(f"<iati-activities><iati-activity>{broken}</iati-activity></iati-activities>").xpath(path)


def test_a_month_or_year_is_told_beside_its_first_or_last_day(activities: etree._ElementTree) -> None:
    (epsilon,) = activities.xpath("//iati-activity[title/narrative='EPSILON']")
    dates = [(one.get("type"), one.get("iso-date"), one.findtext("narrative")) for one in epsilon.iter("activity-date")]
    assert dates == [
        ("2", "2021-03-01", "Told is 2021-03, and no day."),
        ("3", "2024-12-31", "Told is 2024, and no day."),
    ]
    general, note = (one.findtext("narrative") for one in epsilon.findall("description"))
    assert "It runs for 36 months." in general
    assert "EUR 5000000 from European Union (told by the news)" in general
    assert "the day on which it began, so the first one stands here" in note


def test_an_end_before_the_start_is_left_out_and_told(activities: etree._ElementTree) -> None:
    (zeta,) = activities.xpath("//iati-activity[title/narrative='ZETA']")
    assert [one.get("iso-date") for one in zeta.iter("activity-date")] == ["2021-01-01"]
    note = zeta.findall("description")[1].findtext("narrative")
    assert "when it ends (what is told, 2019-06, lies before the start)" in note


def test_of_several_values_the_published_one_stands_then_the_newest(tmp_path: Path) -> None:
    several = """
<project/eta> a mkg:Project ; skos:prefLabel "ETA"@en ; mkg:fundedBy <organisation/eu> ;
    mkg:projectStart "2020-02-01"^^xsd:date, "2021"^^xsd:gYear ; mkg:projectStatus "closed", "implementation" .
<evidence/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> <project/eta> ;
    <http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> mkg:projectStart ;
    <http://www.w3.org/1999/02/22-rdf-syntax-ns#object> "2021"^^xsd:gYear ; mkg:newsItem <news/n> .
<authority/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> <project/eta> ;
    <http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> mkg:projectStart ;
    <http://www.w3.org/1999/02/22-rdf-syntax-ns#object> "2020-02-01"^^xsd:date .
<evidence/2> <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> <project/eta> ;
    <http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> mkg:projectStatus ;
    <http://www.w3.org/1999/02/22-rdf-syntax-ns#object> "implementation" ; mkg:newsItem <news/n> .
<evidence/3> <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> <project/eta> ;
    <http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> mkg:projectStatus ;
    <http://www.w3.org/1999/02/22-rdf-syntax-ns#object> "closed" ; mkg:newsItem <news/later> .
<news/later> a mkg:NewsItem ; mkg:published "2024-06-21"^^xsd:date .
"""
    (eta,) = written(GRAPH + several, tmp_path)["activities"].xpath("//iati-activity[title/narrative='ETA']")
    assert eta.find("activity-status").get("code") == "4"
    assert [one.get("iso-date") for one in eta.iter("activity-date")] == ["2020-02-01"]
