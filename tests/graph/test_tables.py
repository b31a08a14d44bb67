"""The tables of CSV: read back by their own metadata, they hold the whole graph."""

import csv
import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from csvw import CSVW
from pyoxigraph import Literal, NamedNode, Quad
from uritemplate import expand

from migrationkg.errors import InputError
from migrationkg.graph import canonical_hash, export
from migrationkg.graph.evidence import without_evidence
from migrationkg.graph.tables import safe_cell
from migrationkg.graph.terms import VOCABULARY_PREFIXES
from migrationkg.graph.turtle import union

Row = dict[str, list[str]]

#: What of CSV on the Web the metadata uses (https://www.w3.org/TR/tabular-metadata/).
METADATA_SCHEMA = {
    "type": "object",
    "required": ["@context", "tables"],
    "additionalProperties": False,
    "properties": {
        "@context": {"prefixItems": [{"const": "http://www.w3.org/ns/csvw"}, {"required": ["@language"]}]},
        "dc:title": {"type": "string"},
        "dc:description": {"type": "string"},
        "tables": {
            "type": "array",
            "items": {
                "required": ["url", "tableSchema"],
                "additionalProperties": False,
                "properties": {
                    "url": {"type": "string"},
                    "suppressOutput": {"type": "boolean"},
                    "tableSchema": {
                        "required": ["columns"],
                        "additionalProperties": False,
                        "properties": {
                            "columns": {"type": "array", "items": {"$ref": "#/$defs/column"}},
                            "aboutUrl": {"type": "string"},
                            "primaryKey": {"type": "string"},
                            "foreignKeys": {
                                "items": {
                                    "required": ["columnReference", "reference"],
                                    "properties": {"reference": {"required": ["resource", "columnReference"]}},
                                }
                            },
                        },
                    },
                },
            },
        },
    },
    "$defs": {
        "column": {
            "anyOf": [{"required": ["name", "titles", "datatype"]}, {"required": ["name", "virtual", "valueUrl"]}],
            "additionalProperties": False,
            "properties": {
                "name": {"pattern": "^[a-z][a-z0-9_]*$"},
                "virtual": {"type": "boolean"},
                "suppressOutput": {"type": "boolean"},
                "propertyUrl": {"type": "string"},
                "valueUrl": {"type": "string"},
                "lang": {"type": "string"},
                "titles": {"type": "string"},
                "dc:description": {"type": "string"},
                "required": {"type": "boolean"},
                "separator": {"type": "string"},
                "datatype": {
                    "anyOf": [
                        {"enum": ["string", "anyURI", "date", "gYearMonth", "decimal"]},
                        {
                            "properties": {"base": {"enum": ["string", "integer", "decimal"]}},
                            "required": ["base"],
                        },
                    ]
                },
            },
        }
    },
}


def read(folder: Path) -> dict[str, list[Row]]:
    """Read the tables as their metadata say, and take our apostrophe off each cell."""
    metadata = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    return {table["url"]: list(rows(folder, table)) for table in metadata["tables"]}


def rows(folder: Path, table: dict[str, object]) -> Iterator[Row]:
    columns = table["tableSchema"]["columns"]  # type: ignore[index]
    columns = [column for column in columns if "virtual" not in column]
    with (folder / str(table["url"])).open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file, strict=True)
        assert header == [column["titles"] for column in columns]
        for line in lines:
            assert len(line) == len(header)
            cells = [cell.removeprefix("'") for cell in line]
            yield {
                column["name"]: (cell.split(column["separator"]) if "separator" in column else [cell]) if cell else []
                for column, cell in zip(columns, cells, strict=True)
            }


def long(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(VOCABULARY_PREFIXES[prefix] + local)


def target(row: Row) -> NamedNode | Literal:
    if row["object"]:
        return NamedNode(row["object"][0])
    value = (row["value"] or [""])[0]
    if row["language"]:
        return Literal(value, language=row["language"][0])
    return Literal(value, datatype=long(row["datatype"][0]))


def statements(tables: dict[str, list[Row]]) -> Iterator[Quad]:
    """The statements that nodes.csv and facts.csv make, in one graph."""
    for row in tables["nodes.csv"]:
        node = NamedNode(row["iri"][0])
        for kind in row["kind"]:
            yield Quad(node, long("rdf:type"), long(f"mkg:{kind}"))
        for label in row["label"]:
            yield Quad(node, long("skos:prefLabel"), Literal(label, language="en"))
            yield Quad(node, long("rdfs:label"), Literal(label, language="en"))
        for name in row["other_names"]:
            yield Quad(node, long("skos:altLabel"), Literal(name, language="en"))
    for row in tables["facts.csv"]:
        yield Quad(NamedNode(row["subject"][0]), long(row["relation"][0]), target(row))


@pytest.fixture
def folder(quads: list[Quad], tmp_path: Path) -> Path:
    export(quads, "csv", tmp_path / "tables", True)
    return tmp_path / "tables"


def test_nodes_and_facts_hold_every_statement(folder: Path, quads: list[Quad]) -> None:
    assert canonical_hash(statements(read(folder))) == canonical_hash(union(without_evidence(quads)))


def test_facts_name_the_news_item_that_says_them(folder: Path) -> None:
    told = {(row["relation"][0], tuple(row["news_item"])) for row in read(folder)["facts.csv"]}
    assert ("mkg:operatesIn", ("https://w3id.org/migrationkg/id/news/2023-07-03-mobilaze2",)) in told
    assert ("mkg:isoAlpha2", ()) in told


def test_evidence_holds_statement_words_and_confidence(folder: Path) -> None:
    (row,) = [row for row in read(folder)["evidence.csv"] if row["relation"] == ["mkg:amount"]]
    assert row["quote"] == ["EUR 2.4 million"]
    assert int(row["quote_end"][0]) - int(row["quote_start"][0]) == len("EUR 2.4 million")
    assert row["rule"] == ["money"]
    assert row["confidence"] == ["1"]
    assert row["news_item"] == ["https://w3id.org/migrationkg/id/news/2023-06-21-eu4safealb-handover"]


def test_each_evidence_has_a_row(folder: Path, quads: list[Quad]) -> None:
    nodes = {quad.subject for quad in quads} - {quad.subject for quad in without_evidence(quads)}
    assert {NamedNode(row["iri"][0]) for row in read(folder)["evidence.csv"]} == nodes


def test_an_event_has_a_row_with_all_its_places(folder: Path) -> None:
    handover, visit = read(folder)["events.csv"]
    assert handover["start_date"] == ["2023-06-12"]
    assert visit["label"] == ["Study visit to Estonia"]
    assert visit["start_date"] == ["2023-05"]
    assert visit["end_date"] == []
    assert visit["held_in"] == [
        "https://w3id.org/migrationkg/id/country/ee",
        "https://w3id.org/migrationkg/id/place/tallinn-ee",
    ]


def test_the_metadata_is_csv_on_the_web(folder: Path) -> None:
    metadata = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(METADATA_SCHEMA).validate(metadata)
    assert {table["url"] for table in metadata["tables"]} == {path.name for path in folder.glob("*.csv")}


def test_keys_are_unique_and_references_lead_to_a_row(folder: Path) -> None:
    metadata = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    tables = read(folder)
    for table in metadata["tables"]:
        schema, content = table["tableSchema"], tables[table["url"]]
        if "primaryKey" in schema:
            keys = [tuple(row[schema["primaryKey"]]) for row in content]
            assert len(set(keys)) == len(keys)
        for key in schema.get("foreignKeys", []):
            there = {tuple(row["iri"]) for row in tables[key["reference"]["resource"]]} | {()}
            assert {tuple(row[key["columnReference"]]) for row in content} <= there


def test_required_cells_are_filled(folder: Path) -> None:
    metadata = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    for table in metadata["tables"]:
        required = [column["name"] for column in table["tableSchema"]["columns"] if column.get("required")]
        assert all(row[name] for row in read(folder)[table["url"]] for name in required)


def test_a_validator_of_csv_on_the_web_finds_them_valid(folder: Path, quads: list[Quad], tmp_path: Path) -> None:
    export(quads, "csv", tmp_path / "bare")
    for place in (folder, tmp_path / "bare"):
        judged = CSVW(str(place / "csv-metadata.json"), validate=True)
        assert judged.is_valid, judged.warnings
        assert judged.warnings == []


def by_csv2rdf(folder: Path) -> Iterator[Quad]:
    """What "Generating RDF from Tabular Data on the Web" (W3C, 2015) makes of tables in minimal mode."""
    metadata = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    for table in metadata["tables"]:
        if table.get("suppressOutput"):
            continue
        schema = table["tableSchema"]
        for row in rows(folder, table):
            variables: dict[str, Any] = {name: "\n".join(values) for name, values in row.items()}
            for column in schema["columns"]:
                values = [""] if column.get("virtual") else row[column["name"]]
                if column.get("suppressOutput"):
                    continue
                for value in values:
                    subject, property_ = (
                        NamedNode(expand(template, variables))
                        for template in (schema["aboutUrl"], column["propertyUrl"])
                    )
                    yield Quad(subject, property_, cell(column, value, variables))


def cell(column: dict[str, object], value: str, variables: dict[str, Any]) -> NamedNode | Literal:
    if "valueUrl" in column:
        return NamedNode(expand(str(column["valueUrl"]), variables))
    if "lang" in column:
        return Literal(value, language=str(column["lang"]))
    datatype = column["datatype"]
    name = datatype["base"] if isinstance(datatype, dict) else datatype
    given = datatype.get("@id") if isinstance(datatype, dict) else None
    return Literal(value, datatype=NamedNode(given or f"{VOCABULARY_PREFIXES['xsd']}{name}"))


def test_a_program_that_knows_csv_on_the_web_alone_gives_the_graph_back(quads: list[Quad], tmp_path: Path) -> None:
    for evidence, graph in ((False, without_evidence(quads)), (True, quads)):
        folder = tmp_path / str(evidence)
        export(quads, "csv", folder, evidence)
        assert {quad.triple for quad in by_csv2rdf(folder)} == {quad.triple for quad in graph}


def test_values_of_any_language_and_datatype_have_columns_of_their_own(tmp_path: Path) -> None:
    node, role = NamedNode("https://example.org/kb/person/x"), long("mkg:role")
    values = [
        Literal("a", language="en"),
        Literal("b", language="zh-Hans"),
        Literal("c"),
        *(Literal("d", datatype=NamedNode(f"https://example.org/{name}#size")) for name in ("one", "two")),
    ]
    quads = [Quad(node, role, value) for value in values]
    export(quads, "csv", tmp_path)
    assert {quad.triple for quad in by_csv2rdf(tmp_path)} == {quad.triple for quad in quads}
    assert CSVW(str(tmp_path / "csv-metadata.json"), validate=True).is_valid


def test_without_evidence_there_is_no_such_table(folder: Path, quads: list[Quad]) -> None:
    export(quads, "csv", folder, False)
    assert sorted(path.name for path in folder.iterdir()) == [
        "csv-metadata.json",
        "events.csv",
        "facts.csv",
        "nodes.csv",
    ]
    assert "evidence.csv" not in (folder / "csv-metadata.json").read_text()


def test_a_folder_that_is_not_ours_keeps_its_files(quads: list[Quad], tmp_path: Path) -> None:
    (tmp_path / "evidence.csv").write_text("my own")
    export(quads, "csv", tmp_path, False)
    assert (tmp_path / "evidence.csv").read_text() == "my own"


def test_a_zip_holds_the_same_files_byte_for_byte(folder: Path, quads: list[Quad], tmp_path: Path) -> None:
    export(quads, "csv", tmp_path / "tables.zip", True)
    stream = BytesIO()
    export(reversed(quads), "csv", stream, True)
    assert stream.getvalue() == (tmp_path / "tables.zip").read_bytes()
    with zipfile.ZipFile(stream) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            path.name: path.read_bytes() for path in folder.iterdir()
        }


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "'=1", "'", "\u00a0=1"]
)
def test_a_text_that_looks_like_a_formula_is_defused_and_comes_back(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Baku", "1", "EU-funded", "a=b", "https://example.org/", "(=1)"])
def test_any_other_text_stays(text: str) -> None:
    assert safe_cell(text) == text


def test_hostile_names_come_through_the_tables(tmp_path: Path) -> None:
    names = ["=cmd|' /C calc'!A0", "'", "a\nb", "a\r\nb", 'a","b', ";=1", " ", "\ufeffx"]
    node = NamedNode("https://example.org/kb/project/x")
    labels = [Quad(node, long(term), Literal("=1", language="en")) for term in ("skos:prefLabel", "rdfs:label")]
    quads = [*labels, *(Quad(node, long("skos:altLabel"), Literal(name, language="en")) for name in names)]
    export(quads, "csv", tmp_path)
    assert {quad.triple for quad in statements(read(tmp_path))} == {quad.triple for quad in quads}
    for path in tmp_path.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert not [cell for row in csv.reader(file) for cell in row if cell.lstrip()[:1] in {"=", "+", "-", "@"}]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(("form", "name"), [("csv", "full.zip"), ("xlsx", "full.xlsx")])
def test_a_full_disk_is_told_and_nothing_complains_after_it(
    form: str, name: str, quads: list[Quad], tmp_path: Path
) -> None:
    (tmp_path / name).symlink_to("/dev/full")
    with pytest.raises(InputError, match="cannot be written: No space left on device"):
        export(quads, form, tmp_path / name)
