"""What stands in a fact sheet, and on what."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store
from tests.sheets.conftest import DATA

from migrationkg import InputError, fact_sheet
from migrationkg.model import ENTITY_KINDS
from migrationkg.resources import resource
from migrationkg.sheets import Row, Section, Sheet, sheet_as_text
from migrationkg.sheets.contents import CONTENTS, LOOKED_FOR
from migrationkg.sheets.naming import thing_called


@pytest.fixture(scope="module")
def alpha() -> Sheet:
    return fact_sheet("ALPHA 2", kb=DATA)


def section(sheet: Sheet, title: str) -> Section:
    return next(one for one in sheet.sections if one.title == title)


def row(sheet: Sheet, title: str, name: str) -> Row:
    return next(one for one in section(sheet, title).rows if one.name == name)


def words(sheet: Sheet, title: str) -> dict[str, list[str]]:
    return {one.name: [said.words for said in one.said] for one in section(sheet, title).rows}


def test_a_project_has_its_funders_office_partners_countries_and_sums(alpha: Sheet) -> None:
    assert (alpha.kind, alpha.name, alpha.path) == ("Project", "ALPHA 2", "project/alpha-2")
    assert alpha.names == ("Alpha, second phase",)
    assert words(alpha, "Funders") == {"Norway": ["funds it"]}
    assert words(alpha, "Offices") == {"ICMPD's Balkan Office": ["runs it"]}
    assert words(alpha, "Countries") == {"Albania": ["the project works there", "venue of Handover, in Dhermi"]}
    assert words(alpha, "Sums of money") == {"EUR 2,400,000": ["for Handover"]}
    assert words(alpha, "Phases") == {"ALPHA": ["the phase before"]}
    assert row(alpha, "People", "Arta Example").note == "Director · State Police"


def test_a_ministry_at_an_event_is_involved_and_no_partner(alpha: Sheet) -> None:
    assert set(words(alpha, "Partner ministries and bodies")) == {
        "Ministry of Foreign Affairs of Albania",
        "Ministry of Interior of Norway",
    }
    assert words(alpha, "Ministries and bodies involved through events") == {
        "Ministry of Interior of Albania": [
            "participant in A workshop",
            "through its part: State Police was a participant in Handover",
        ],
        "State Police": ["participant in Handover; through its Arta Example, a participant in Handover"],
    }


def test_events_stand_in_the_order_of_time_with_day_type_and_place(alpha: Sheet) -> None:
    events = section(alpha, "Events")
    assert [one.name for one in events.rows] == ["A workshop", "Handover"]
    assert events.rows[1].note == "12 June 2023 to 13 June 2023 · handover · Dhermi"
    assert events.brief == "2: 2 May 2023 to 13 June 2023"


def test_a_statement_has_its_sentences_the_newest_first(alpha: Sheet) -> None:
    (said,) = row(alpha, "Funders", "Norway").said
    assert [(one.published, one.headline, one.quote, one.url) for one in said.sentences] == [
        ("2023-07-01", "Norway stays", "with Norwegian money", ""),
        ("2023-06-21", "ALPHA 2 hands over", "Norway funds ALPHA 2", "https://example.org/1"),
    ]
    assert [item.headline for item in alpha.news] == ["Norway stays", "ALPHA 2 hands over"]


def test_a_statement_says_on_what_it_stands(alpha: Sheet) -> None:
    def bases(title: str, name: str) -> list[tuple[str, ...]]:
        return [said.bases for said in row(alpha, title, name).said]

    assert bases("Funders", "Norway") == [("news",)]
    assert bases("Partner ministries and bodies", "Ministry of Interior of Norway") == [("curator",)]
    assert bases("Countries", "Albania") == [("news",), ("news", "authority")]
    assert row(alpha, "Countries", "Albania").said[1].reasons == ("GeoNames 3185803 lies in Albania",)
    assert bases("Phases", "ALPHA") == [("derived",)]
    through = row(alpha, "Ministries and bodies involved through events", "Ministry of Interior of Albania")
    assert through.said[1].bases == ("news", "none"), "who the police belong to is told by no graph of an item"


def test_a_curators_addition_says_who_when_why_and_from_where(alpha: Sheet) -> None:
    (said,) = row(alpha, "Partner ministries and bodies", "Ministry of Interior of Norway").said
    (sentence,) = said.sentences
    assert (sentence.published, sentence.quote, sentence.url) == (
        *("2026-11-01", "its annual report"),
        "https://example.org/report",
    )
    assert alpha.decisions == ("1 November 2026, Ann: add, because its annual report",)


def test_what_a_reader_looks_for_in_vain_is_told(alpha: Sheet) -> None:
    assert alpha.missing == ("Implemented by", "Partners")


def test_many_rows_are_counted_in_brief(tmp_path: Path, data: str) -> None:
    partners = "".join(f'org:p{n} a mkg:Company ; skos:prefLabel "Partner {n}"@en . ' for n in range(1, 10))
    more = f"{partners} project:alpha-2 mkg:hasPartner {', '.join(f'org:p{n}' for n in range(1, 10))} ."
    (tmp_path / "many.trig").write_text(data + more, encoding="utf-8")
    brief = section(fact_sheet("ALPHA 2", kb=tmp_path / "many.trig"), "Partners").brief
    assert brief.startswith("9: Partner 1; Partner 2; ")
    assert brief.endswith("Partner 8; and 1 more")


def test_a_country_has_projects_bodies_events_and_sums() -> None:
    sheet = fact_sheet("AL", kb=DATA)
    assert sheet.names == ("AL", "ALB")
    assert words(sheet, "Projects that work there") == {"ALPHA 2": ["works there"]}
    assert "involved through events: participant in Handover" in str(words(sheet, "Ministries and public bodies"))
    assert [one.name for one in section(sheet, "Events").rows] == ["A workshop", "Handover"]
    assert words(sheet, "Events")["Handover"] == [
        "held in Dhermi",
        "participant: its State Police; participant: Arta Example of its State Police; of ALPHA 2, which works there",
    ]
    assert words(sheet, "Events")["A workshop"][0].startswith("participant: its Ministry of Interior of Albania")
    assert words(sheet, "Sums of money") == {"EUR 2,400,000": ["for Handover"]}
    assert sheet.elsewhere == ("https://sws.geonames.org/783754/",), "no address but those of the web"


def test_an_organisation_a_person_a_place_and_an_event_have_theirs() -> None:
    police = fact_sheet("State Police", kb=DATA)
    assert words(police, "Involved through events") == {"ALPHA 2": ["participant in Handover"]}
    assert words(police, "People") == {"Arta Example": ["of the organisation"]}
    assert words(fact_sheet("Norway", kb=DATA), "Funds") == {"ALPHA 2": ["funded by the state"]}
    arta = fact_sheet("Arta Example", kb=DATA)
    assert [one.name for one in section(arta, "Role").rows] == ["Director"]
    assert words(arta, "Met there") == {"State Police": ["participant in Handover"]}
    assert words(fact_sheet("Dhermi", kb=DATA), "Events") == {"Handover": ["held there"]}
    assert words(fact_sheet("Handover", kb=DATA), "When") == {
        "12 June 2023": ["first day"],
        "13 June 2023": ["last day"],
    }


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ("alpha 2", "project/alpha-2"),
        ("Alpha, second phase", "project/alpha-2"),
        ("  project/alpha-2 ", "project/alpha-2"),
        ("https://w3id.org/migrationkg/id/project/alpha-2", "project/alpha-2"),
        ("project/former", "project/alpha-2"),
        ("NO", "country/no"),
        ("Norwegen", "country/no"),
        ("Kingdom of Norway", "country/no"),
        ("ALPHA", "project/alpha"),
    ],
)
def test_a_thing_goes_by_any_of_its_names(wanted: str, path: str) -> None:
    assert fact_sheet(wanted, kb=DATA).path == path


def test_a_name_of_several_things_is_told_with_all_of_them() -> None:
    with pytest.raises(InputError, match=r"may be any of .*\[organisation/interior-al\], ministry; .*interior-no\]"):
        fact_sheet("Ministry of Interior", kb=DATA)


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    with pytest.raises(
        InputError, match=r"is called 'Albanien2'; the nearest names are Albania \[country/al\], country"
    ):
        fact_sheet("Albanien2", kb=DATA)
    with pytest.raises(InputError, match=r"is called 'xyzzy'; `migrationkg query find --param text=…`"):
        fact_sheet("xyzzy", kb=DATA)
    with pytest.raises(InputError, match="no knowledge base"):
        fact_sheet("ALPHA", kb=Path("nowhere"))


def test_of_names_that_are_nearly_so_the_one_that_is_so_as_a_whole_is_told_first() -> None:
    store = Store()
    store.load(
        b"""@prefix mkg: <https://w3id.org/migrationkg/ontology#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix org: <https://w3id.org/migrationkg/id/organisation/> .
        org:a a mkg:ImplementingOffice ; skos:prefLabel "ICMPD Turkey"@en .
        org:b a mkg:InternationalOrganisation ; skos:prefLabel "Centre for Policy"@en ; skos:altLabel "ICMPD"@en .""",
        RdfFormat.TURTLE,
    )
    with pytest.raises(InputError, match=r"nearest names are Centre for Policy .*; ICMPD Turkey"):
        thing_called(store, "ICMDP")


def test_text_fits_the_width_and_cannot_steer_the_terminal(tmp_path: Path, data: str) -> None:
    (tmp_path / "hostile.trig").write_text(
        data.replace("Norway funds", r"\u001B[2J\u202ENorway funds"), encoding="utf-8"
    )
    text = sheet_as_text(fact_sheet("ALPHA 2", kb=tmp_path / "hostile.trig"), 60)
    assert max(map(len, text.splitlines())) <= 60
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "FUNDERS\n  Norway\n    funds it [news]\n" in text
    assert "No news item tells: Implemented by, Partners" in text


def test_every_kind_has_a_sheet_and_every_way_goes_along_properties_of_the_ontology() -> None:
    ontology = resource("ontology/migrationkg.ttl").read_text(encoding="utf-8")
    assert set(CONTENTS) == set(ENTITY_KINDS)
    for kind, entries in CONTENTS.items():
        for entry in entries:
            for step in steps(entry.way):
                assert f"\nmkg:{step} a " in ontology or step in ("identifier", "url"), entry
            assert entry.words.format(*"abcdef"), entry
        assert set(LOOKED_FOR.get(kind, ())) <= {entry.section for entry in entries}


def steps(way: str) -> Iterator[str]:
    return (step.lstrip("^") for step in way.split("/"))


def test_the_manual_tells_every_ground() -> None:
    from migrationkg.sheets.sheet import BASES

    manual = (resource("queries").parent / "docs" / "sheets.md").read_text(encoding="utf-8")
    assert all(f"| {words} | " in manual for words in BASES.values())
