"""CSV files whose names are reconciled: any delimiter and encoding, every column kept, nothing a spreadsheet runs."""

import csv
import io
from pathlib import Path

import pytest

import migrationkg
from migrationkg.errors import InputError
from migrationkg.reconciliation import NameIndex, Thing
from migrationkg.reconciliation.running import reconcile_file
from migrationkg.reconciliation.table import ADDED, as_csv, read_table, reconcile_table

GRAPH = """\
@prefix mkg: <https://w3id.org/migrationkg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://example.org/> .
:al a mkg:Country ; skos:prefLabel "Albania"@en ; mkg:isoAlpha2 "AL" .
:interior a mkg:Ministry ; skos:prefLabel "Ministry of Interior"@en ; mkg:jurisdiction :al .
:icmpd a mkg:InternationalOrganisation ; skos:prefLabel "International Centre for Migration Policy Development"@en ;
    skos:altLabel "ICMPD"@en, "Internationales Zentrum für Migrationspolitikentwicklung"@de .
:formula a mkg:Project ; skos:prefLabel "=HYPERLINK(1)"@en .
:news a mkg:NewsItem ; skos:prefLabel "ICMPD"@en .
"""


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "graph.ttl"
    path.write_text(GRAPH, encoding="utf-8")
    return path


def _file(folder: Path, data: str | bytes) -> Path:
    path = folder / "names.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def _rows(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter))


def test_every_row_comes_back_with_what_its_name_means(tmp_path: Path, graph: Path) -> None:
    names = _file(
        tmp_path, "id,Name,Land\n1,ICMPD,\n2,Ministry of Interior,Albanien\n3,Ministry of Interior,\n4,,\n5,Oxfam,\n"
    )
    done = reconcile_file(names, "Name", type="organisation", country="Land", kb=graph)
    rows = _rows(as_csv(done))
    assert [row["id"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert [(row["iri"], row["score"], row["match"]) for row in rows] == [
        ("https://example.org/icmpd", "100", "true"),
        ("https://example.org/interior", "100", "true"),
        ("https://example.org/interior", "95", "false"),
        ("", "", "false"),
        ("", "", "false"),
    ]
    assert rows[0]["type"] == "InternationalOrganisation"
    assert (done.matched, done.undecided, done.problems) == (2, 1, ())


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16"), ("|", "utf-8"), (";", "cp1252")]
)
def test_any_delimiter_and_encoding_is_read(tmp_path: Path, graph: Path, delimiter: str, encoding: str) -> None:
    lines = ["Größe;Näme", '"1\n2";"Internationales Zentrum für Migrationspolitikentwicklung"', "3;Österreich"]
    data = "\r\n".join(line.replace(";", delimiter) for line in lines)
    text = as_csv(reconcile_file(_file(tmp_path, data.encode(encoding)), "näme ", kb=graph))
    rows = _rows(text, delimiter)
    assert rows[0]["Größe"] == "1\n2"
    assert rows[0]["iri"] == "https://example.org/icmpd"
    assert rows[1]["Näme"] == "Österreich"
    assert text.startswith("\ufeff") == encoding.startswith(("utf-8-", "utf-16"))


def test_a_column_of_ours_does_not_take_the_place_of_one_of_theirs(tmp_path: Path, graph: Path) -> None:
    done = reconcile_file(_file(tmp_path, "label,Score\nICMPD,7\n"), "label", kb=graph)
    (row,) = _rows(as_csv(done))
    assert (row["label"], row["Score"], row["reconciled_score"]) == ("ICMPD", "7", "100")


def test_no_cell_of_ours_is_a_formula_and_theirs_stay_as_they_are(tmp_path: Path, graph: Path) -> None:
    (row,) = _rows(as_csv(reconcile_file(_file(tmp_path, "name,sum\n=HYPERLINK(1),-5\n"), "name", kb=graph)))
    assert row["label"] == "'=HYPERLINK(1)"
    assert (row["name"], row["sum"]) == ("=HYPERLINK(1)", "-5")


def test_rows_that_are_too_long_and_countries_that_are_none_are_told(tmp_path: Path, graph: Path) -> None:
    names = _file(tmp_path, "name,land\nICMPD,,too much\n\nICMPD,Atlantis\nICMPD\n")
    done = reconcile_file(names, "name", country="land", kb=graph)
    assert len(done.candidates) == 2
    assert [str(problem) for problem in done.problems] == [
        f"{names}:2: the row has 3 cells, the header 2; look for a quote missing",
        f"{names}:4: 'Atlantis' is no country and was passed over; give its name or code",
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("Title;Land\nA;B\n", "has no column 'name'; its columns are Title, Land"),
        ("name,NAME\nA,B\n".replace("name,", "Name,"), "has no column 'name'; its columns are Name, NAME"),
        ("", "the file is empty"),
        ('name\n"A\nB\n', ":2: is no CSV from here on"),
        (b"PK\x03\x04", "the file is a ZIP archive or office document"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_in_one_line(
    tmp_path: Path, graph: Path, data: str | bytes, says: str
) -> None:
    with pytest.raises(InputError) as caught:
        reconcile_file(_file(tmp_path, data), "name", kb=graph)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_type_that_is_none_and_a_file_that_is_not_there_are_told(tmp_path: Path, graph: Path) -> None:
    with pytest.raises(InputError, match="--type 'City' is no type; choose one of Organisation, Ministry"):
        reconcile_file(_file(tmp_path, "name\nA\n"), "name", type="City", kb=graph)
    with pytest.raises(InputError, match="cannot be read: No such file"):
        reconcile_file(tmp_path / "lost.csv", "name", kb=graph)


def test_names_are_compared_with_authority_files_instead(tmp_path: Path) -> None:
    authority = tmp_path / "mine.csv"
    authority.write_text("name,type,country,iri\nBorder Police,GovernmentBody,MD,https://example.org/bp\nA,City,,\n")
    names = _file(tmp_path, "name\nMoldovan Border Police\n")
    done = migrationkg.reconcile_file(names, "name", kb=tmp_path / "none", against=[authority])
    (row,) = _rows(as_csv(done))
    assert (row["iri"], row["match"]) == ("https://example.org/bp", "true")
    assert len(done.problems) == 1


def test_other_candidates_stand_one_a_line(tmp_path: Path) -> None:
    things = [Thing(f"https://example.org/{kind}", kind, "Silk Routes") for kind in ("Project", "Company")]
    table = read_table(_file(tmp_path, "name\nSilk Routes\n"))
    (row,) = _rows(as_csv(reconcile_table(table, "name", NameIndex.of(things))))
    assert row["candidates"] == "100 Silk Routes (Project) https://example.org/Project"
    assert [*row][1:] == list(ADDED)


def test_a_row_of_blank_cells_comes_back(tmp_path: Path, graph: Path) -> None:
    path = _file(tmp_path, ",\nName,Note\nICMPD,a\n,\n\n,,,\nICMPD,b\n")
    done = reconcile_file(path, "Name", kb=graph)
    rows = list(csv.reader(io.StringIO(as_csv(done))))
    assert [row[:2] for row in rows] == [["Name", "Note"], ["ICMPD", "a"], ["", ""], ["", ""], ["ICMPD", "b"]]
    assert rows[2][2:] == ["", "", "", "", "false", ""]
    assert done.problems == ()


def test_a_file_of_blank_cells_is_told(tmp_path: Path, graph: Path) -> None:
    with pytest.raises(InputError, match="has no header"):
        reconcile_file(_file(tmp_path, ",\n,\n"), "Name", kb=graph)


def test_occasions_are_a_type_too(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(GRAPH + ':e a mkg:Event ; skos:prefLabel "ICMPD"@en .\n', encoding="utf-8")
    ((found,),) = reconcile_file(_file(tmp_path, "Name\nICMPD\n"), "Name", type="Event", kb=path).candidates
    assert found.id == "https://example.org/e"


def test_the_line_by_which_excel_tells_the_delimiter_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes("\ufeffsep=;\r\nName;Amount\r\nTürkiye;1,5\r\n".encode())
    table = read_table(path)
    assert (table.header, table.delimiter, table.rows) == (("Name", "Amount"), ";", ((3, ("Türkiye", "1,5")),))


def test_a_cell_may_be_of_any_length(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text(f"Name,Note\nTürkiye,{'x' * 200_000}\n", encoding="utf-8")
    assert len(read_table(path).rows[0][1][1]) == 200_000


def test_a_device_is_told_and_not_waited_for() -> None:
    with pytest.raises(InputError, match="/dev/zero: it is a device, no file"):
        read_table(Path("/dev/zero"))
