"""Users' authority files: what is read out of them, and what is said of lines that are none."""

from pathlib import Path

import pytest

from migrationkg.authority.entries import AuthorityEntry, known_organisations
from migrationkg.authority.files import read_authorities
from migrationkg.errors import InputError
from migrationkg.model import AuthorityFacts

TABLE = """\
name,other_names,type,country,iri,exact_match,homepage
State Migration Service,SMS|Migration Service,GovernmentBody,Azerbaijan,https://example.org/id/7,https://ror.org/1,https://migration.gov.az
MOBILAZE 2,,project,,,https://example.org/p/2,
"""
SKOS = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix mkg: <https://w3id.org/migrationkg/ontology#> .
@prefix schema: <https://schema.org/> .
@prefix : <https://example.org/id/> .
:icmpd a skos:Concept, org:Organization ;
    skos:prefLabel "Internationales Zentrum für Migrationspolitikentwicklung"@de,
        "International Centre for Migration Policy Development"@en ;
    skos:notation "ICMPD" ; skos:exactMatch <https://ror.org/00x5wnx94> ; schema:url <https://www.icmpd.org> .
:moi a mkg:Ministry ; skos:prefLabel "Ministry of Interior"@en ;
    mkg:jurisdiction <http://publications.europa.eu/resource/authority/country/ALB> .
"""


def _read(tmp_path: Path, name: str, text: str | bytes) -> tuple[tuple[AuthorityEntry, ...], list[str]]:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    entries, problems = read_authorities([path])
    return entries, [str(problem).removeprefix(f"{tmp_path}/") for problem in problems]


def test_a_row_of_a_table_is_an_entry(tmp_path: Path) -> None:
    entries, problems = _read(tmp_path, "mine.csv", TABLE)
    assert problems == []
    service, project = entries
    assert (service.kind, service.state, service.line) == ("GovernmentBody", "AZ", 2)
    assert service.names == ("State Migration Service", "SMS", "Migration Service")
    assert service.facts.matches == ("https://example.org/id/7", "https://ror.org/1")
    assert service.facts.pages == ("https://migration.gov.az",)
    assert (project.kind, project.state, project.iri) == ("Project", None, "")


@pytest.mark.parametrize(
    "data",
    [
        TABLE.replace(",", ";").encode("utf-8-sig"),
        TABLE.replace(",", "\t").encode("utf-16"),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.upper().replace("HTTPS", "https").partition("\n")[0].lower().encode() + b"\n" + TABLE[70:].encode(),
    ],
    ids=["semicolons and byte-order mark", "tabs and UTF-16", "carriage returns", "as it is"],
)
def test_a_table_may_come_from_any_spreadsheet(tmp_path: Path, data: bytes) -> None:
    entries, problems = _read(tmp_path, "mine.csv", data)
    assert problems == []
    assert "MOBILAZE 2" in entries[-1].names


def test_a_resource_with_labels_is_an_entry(tmp_path: Path) -> None:
    entries, problems = _read(tmp_path, "mine.ttl", SKOS)
    assert problems == []
    icmpd, ministry = entries
    assert icmpd.kind == "Organisation"
    assert icmpd.names[0] == "International Centre for Migration Policy Development"
    assert ("Internationales Zentrum für Migrationspolitikentwicklung", "de") in icmpd.facts.names
    assert ("ICMPD", "") in icmpd.facts.names
    assert icmpd.facts.matches == ("https://example.org/id/icmpd", "https://ror.org/00x5wnx94")
    assert icmpd.facts.pages == ("https://www.icmpd.org",)
    assert (ministry.kind, ministry.state, ministry.names) == ("Ministry", "AL", ("Ministry of Interior",))


def test_a_bad_row_is_one_line_and_the_others_go_through(tmp_path: Path) -> None:
    entries, problems = _read(
        tmp_path,
        "mine.csv",
        "name,type,country,iri\nA,City,,\nB,,Atlantis,\n,Project,,\nC,,,javascript:alert(1)\n\nD,,,\n",
    )
    assert [entry.names for entry in entries] == [("D",)]
    assert [problem.split(";")[0] for problem in problems] == [
        "mine.csv:2: 'City' is no type",
        "mine.csv:3: 'Atlantis' is no country",
        "mine.csv:4: the row has no name",
        "mine.csv:5: 'javascript:alert(1)' is no IRI of http or https",
    ]


def test_a_row_over_several_lines_is_told_by_its_first(tmp_path: Path) -> None:
    entries, problems = _read(tmp_path, "mine.csv", 'name,type\n"A\nB",Project\nC,City\n')
    assert [entry.line for entry in entries] == [2]
    assert problems[0].startswith("mine.csv:4: 'City'")


def test_a_quote_that_never_closes_keeps_the_rows_before_it(tmp_path: Path) -> None:
    entries, problems = _read(tmp_path, "mine.csv", 'name\nA\n"B\nC\n')
    assert [entry.names for entry in entries] == [("A",)]
    assert len(problems) == 1
    assert "look for a quote too many" in problems[0]


def test_a_bad_resource_is_one_line_and_the_others_go_through(tmp_path: Path) -> None:
    more = '[] skos:prefLabel "Nobody" . :x skos:prefLabel 7 . :y skos:prefLabel "Y" ; skos:exactMatch "no" .\n'
    more += ':z skos:prefLabel "Z" ; mkg:jurisdiction :atlantis . <urn:isbn:1> skos:prefLabel "U" .\n'
    more = more.replace("prefLabel 7", "prefLabel <https://example.org/seven>")
    entries, problems = _read(tmp_path, "mine.ttl", SKOS + more)
    assert len(entries) == 2
    assert len(problems) == 5
    assert all("\n" not in problem for problem in problems)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("mine.csv", "title,type\nA,\n", "mine.csv:1: has no column 'name'; the columns are name, other_names"),
        ("mine.csv", "", "mine.csv: the file is empty"),
        ("mine.ttl", "@prefix : <x", "mine.ttl:1: not well-formed"),
        ("mine.ttl", "<https://example.org/a> a <https://example.org/B> .", "no resource in it bears a skos:prefLabel"),
        (
            "mine.xlsx",
            "PK",
            "mine.xlsx: the name of an authority file ends in .ttl (SKOS in Turtle), .csv or .xml (IATI)",
        ),
    ],
)
def test_a_file_that_is_none_is_refused_in_one_line(tmp_path: Path, name: str, text: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        _read(tmp_path, name, text)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: No such file"):
        read_authorities([tmp_path / "lost.csv"])


def test_organisations_that_other_catalogues_know_are_entries() -> None:
    known = {entry.names[0]: entry for entry in known_organisations()}
    assert len(known) > 100
    frontex = known["European Border and Coast Guard Agency"]
    matches = (
        "http://eurovoc.europa.eu/8439",
        "http://publications.europa.eu/resource/authority/corporate-body/FRONTEX",
    )
    assert frontex.facts == AuthorityFacts(matches)


def test_a_row_that_ends_before_its_name_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("iri,name\nhttps://example.org/a\nhttps://example.org/b,B\n", encoding="utf-8")
    entries, problems = read_authorities([path])
    assert [entry.names for entry in entries] == [("B",)]
    assert [str(problem) for problem in problems] == [f"{path}:2: the row has no name; fill it in"]


def test_a_row_of_a_project_tells_what_is_published_of_it(tmp_path: Path) -> None:
    entries, problems = _read(
        tmp_path,
        "mine.csv",
        "name,type,identifier,homepage,start,end,status,sector,budget,funder,implementer,works_in\n"
        "ALPHA,Project,101037,https://example.org/alpha,2020-02-01,2023-06-30,closed,15190,"
        "3000000 EUR|2500000.50 EUR from European Union,European Union|Norway,ICMPD,Albania|RS\n",
    )
    assert problems == []
    told = {(one.relation, one.value, one.organisation) for one in entries[0].facts.published}
    assert told == {
        ("identifier", "101037", ""),
        ("url", "https://example.org/alpha", ""),
        ("projectStart", "2020-02-01", ""),
        ("projectEnd", "2023-06-30", ""),
        ("projectStatus", "closed", ""),
        ("sector", "15190", ""),
        ("budget", "3000000 EUR", ""),
        ("budget", "2500000.5 EUR", "European Union"),
        ("fundedBy", "", "European Union"),
        ("fundedBy", "", "Norway"),
        ("implementedBy", "", "ICMPD"),
        ("operatesIn", "AL", ""),
        ("operatesIn", "RS", ""),
    }
    assert {one.record for one in entries[0].facts.published} == {"row 2 of mine.csv"}


def test_what_is_no_published_value_is_told(tmp_path: Path) -> None:
    rows = "A,Project,June,,,\nB,Project,,ended,,\nC,Project,,,migration,\nD,Project,,,,much\nE,Company,2020-01-01,,,\n"
    entries, problems = _read(tmp_path, "mine.csv", f"name,type,start,status,sector,budget\n{rows}")
    assert entries == ()
    assert [problem.split(";")[0].partition(": ")[2] for problem in problems] == [
        "'June' is no day",
        "'ended' is no status",
        "'migration' is no sector",
        "'much' is no budget",
        "only a project has a start",
    ]
