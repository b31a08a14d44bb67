"""IATI activity files as authority files: what is read out of them, and what is refused."""

from pathlib import Path

import pytest

from migrationkg.authority.entries import AuthorityEntry
from migrationkg.authority.files import read_authorities
from migrationkg.errors import InputError

ACTIVITY = """<iati-activity xml:lang="en" default-currency="EUR">
  <iati-identifier>XM-DAC-1-ALPHA</iati-identifier>
  <reporting-org ref="XM-DAC-1" type="40"><narrative>Example Fund</narrative></reporting-org>
  <title><narrative xml:lang="fr">Frontières</narrative><narrative>Safe borders (ALPHA)</narrative></title>
  <participating-org role="1" ref="XI-1"><narrative>European Union</narrative></participating-org>
  <participating-org role="1"><narrative>Norway</narrative></participating-org>
  <participating-org role="2"><narrative>Somebody Else</narrative></participating-org>
  <participating-org role="4" ref="AL-1" type="10"><narrative>State Police</narrative></participating-org>
  <other-identifier ref="101037" type="A1"/>
  <activity-status code="4"/>
  <activity-date type="1" iso-date="2020-01-01"/>
  <activity-date type="2" iso-date="2020-02-01"/>
  <activity-date type="3" iso-date="2023-06-30"/>
  <recipient-country code="AL"/>
  <recipient-country code="ZZ"/>
  <sector code="15190"/><sector vocabulary="99" code="our-own"/>
  {budgets}
  <transaction><transaction-type code="11"/><value>2,000,000</value>
    <provider-org ref="XI-1"><narrative>European Union</narrative></provider-org></transaction>
  <transaction><transaction-type code="11"/><value>500000</value>
    <provider-org ref="XI-1"><narrative>European Union</narrative></provider-org></transaction>
  <transaction><transaction-type code="3"/><value>7</value></transaction>
  <document-link url="https://example.org/alpha"><category code="A12"/></document-link>
  <document-link url="https://example.org/report.pdf"><category code="A08"/></document-link>
</iati-activity>"""
PERIOD = '<budget type="{}"><period-start iso-date="{}"/><period-end iso-date="x"/><value>{}</value></budget>'
BUDGETS = PERIOD.format(1, "2020", 1) + PERIOD.format(2, "2020", 1_000_000) + PERIOD.format(1, "2021", 2_000_000)
FILE = f'<iati-activities version="2.03">{ACTIVITY.format(budgets=BUDGETS)}</iati-activities>'


def _read(tmp_path: Path, text: str | bytes) -> tuple[tuple[AuthorityEntry, ...], list[str]]:
    path = tmp_path / "iati.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    entries, problems = read_authorities([path])
    return entries, [str(problem).removeprefix(f"{tmp_path}/") for problem in problems]


@pytest.mark.parametrize("data", [FILE, FILE.encode("utf-16"), f'<?xml version="1.0"?>\n{FILE}'.encode("utf-8-sig")])
def test_an_activity_is_a_project_with_what_is_published_of_it(tmp_path: Path, data: str | bytes) -> None:
    entries, problems = _read(tmp_path, data)
    assert problems == []
    project = entries[0]
    assert (project.kind, project.names) == (
        "Project",
        ("Safe borders (ALPHA)", "Safe borders", "ALPHA", "Frontières"),
    )
    assert project.facts.identifiers == ("101037", "XM-DAC-1-ALPHA")
    assert project.facts.pages == ("https://example.org/alpha",)
    assert project.facts.names == (("Frontières", "fr"), ("Safe borders (ALPHA)", "en"))
    told = {(one.relation, one.value, one.organisation, one.identifier) for one in project.facts.published}
    assert told == {
        ("fundedBy", "", "European Union", "XI-1"),
        ("fundedBy", "", "Norway", ""),
        ("implementedBy", "", "State Police", "AL-1"),
        ("projectStart", "2020-02-01", "", ""),
        ("projectEnd", "2023-06-30", "", ""),
        ("projectStatus", "closed", "", ""),
        ("operatesIn", "AL", "", ""),
        ("sector", "15190", "", ""),
        ("budget", "3000000 EUR", "", ""),
        ("budget", "2500000 EUR", "European Union", "XI-1"),
        ("identifier", "101037", "", ""),
        ("identifier", "XM-DAC-1-ALPHA", "", ""),
        ("url", "https://example.org/alpha", "", ""),
    }
    assert {one.record for one in project.facts.published} == {"activity XM-DAC-1-ALPHA of iati.xml"}


def test_an_organisation_with_an_identifier_is_an_entry_too(tmp_path: Path) -> None:
    entries, _ = _read(tmp_path, FILE.replace("</iati-activities>", f"{ACTIVITY.format(budgets='')}</iati-activities>"))
    organisations = [one for one in entries if one.kind == "Organisation"]
    assert [(one.names, one.state, one.facts.identifiers) for one in organisations] == [
        (("Example Fund",), None, ("XM-DAC-1",)),
        (("European Union",), None, ("XI-1",)),
        (("State Police",), "AL", ("AL-1",)),
    ]


def test_what_is_wrong_in_an_activity_is_told_with_its_line_and_the_rest_goes_through(tmp_path: Path) -> None:
    text = FILE.replace('iso-date="2020-02-01"', 'iso-date="soon"').replace('code="4"/>', 'code="9"/>')
    text = text.replace("500000<", "much<").replace('"15190"', '"x"').replace("https://example.org/alpha", "alpha")
    entries, problems = _read(tmp_path, text)
    assert {one.relation for one in entries[0].facts.published} == {
        *("fundedBy", "implementedBy", "projectEnd", "operatesIn", "budget", "identifier")
    }
    assert sorted(problem.split(";")[0] for problem in problems) == [
        "iati.xml:10: '9' is no status",
        "iati.xml:12: 'soon' is no day",
        "iati.xml:16: 'x' is no sector",
        "iati.xml:20: 'much' 'EUR' is no sum",
        "iati.xml:23: 'alpha' is no IRI of http or https",
    ]


def test_an_activity_without_title_or_identifier_is_left_out(tmp_path: Path) -> None:
    bare = '<iati-activities version="2.03"><iati-activity/>{}</iati-activities>'
    entries, problems = _read(
        tmp_path, bare.format("<iati-activity><iati-identifier>X</iati-identifier></iati-activity>")
    )
    assert entries == ()
    assert [problem.partition(": ")[2].split(";")[0] for problem in problems] == [
        "the activity has no iati-identifier",
        "the activity has no title",
    ]


LAUGHS = '<!DOCTYPE a [<!ENTITY x "{}"><!ENTITY y "{}">]>'.format("ha" * 999, "&x;" * 999)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (LAUGHS + FILE.replace("Norway", "&y;"), "has a DOCTYPE, whose entities are not read"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd">' + FILE, "has a DOCTYPE"),
        (FILE.replace("Norway", "&y;"), "not well-formed: undefined entity"),
        (FILE[:-9], "not well-formed"),
        (FILE.replace("</title>", "<a>" * 50), "nested more than 40 deep"),
        ("<rss version='2.0'/>", "begins with <rss>"),
        (FILE.replace('"2.03"', '"1.05"'), "is of version 1.05 of IATI"),
        (b'<?xml version="1.0" encoding="klingon"?>' + FILE.encode(), "unknown encoding"),
        (FILE.encode() + b" " * (60 * 1024 * 1024), "has more than 60 MB"),
        ("", "not well-formed: no element found"),
    ],
    ids=["laughs", "external", "entity", "cut off", "deep", "RSS", "version 1", "encoding", "large", "empty"],
)
def test_hostile_and_foreign_files_are_refused_in_one_line(tmp_path: Path, data: str | bytes, says: str) -> None:
    with pytest.raises(InputError) as caught:
        _read(tmp_path, data)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
