"""A store on disk: written whole or not at all, and read by many."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, serialize

from migrationkg.errors import InputError
from migrationkg.store import ask, disk, open_store, write_store
from migrationkg.store.disk import quads_given

ITEM = NamedNode("https://example.org/news/1")
OTHER_ITEM = NamedNode("https://example.org/news/2")
PROJECT = NamedNode("https://example.org/project/a")
FUNDED_BY = NamedNode("https://w3id.org/migrationkg/ontology#fundedBy")
COUNT = "SELECT (COUNT(*) AS ?n) { ?project mkg:fundedBy ?funder }"


def funding(*funders: str, graph: NamedNode = ITEM) -> list[Quad]:
    return [Quad(PROJECT, FUNDED_BY, Literal(funder), graph) for funder in funders]


def funders(store: Store) -> list[str]:
    answer = ask(store, "SELECT ?funder { ?project mkg:fundedBy ?funder } ORDER BY ?funder")
    return [cell.value for (cell,) in answer.rows if isinstance(cell, Literal)]


def test_what_is_written_can_be_asked(tmp_path: Path) -> None:
    write_store(funding("EU", "Switzerland"), tmp_path / "store")
    assert funders(open_store(tmp_path / "store")) == ["EU", "Switzerland"]


def test_a_statement_of_two_news_items_counts_once(tmp_path: Path) -> None:
    write_store([*funding("EU"), *funding("EU", graph=OTHER_ITEM)], tmp_path / "store")
    store = open_store(tmp_path / "store")
    assert ask(store, COUNT).rows == ((Literal(1),),)
    items = ask(store, "SELECT ?item { GRAPH ?item { ?project mkg:fundedBy ?funder } } ORDER BY ?item")
    assert items.rows == ((ITEM,), (OTHER_ITEM,))


def test_nothing_is_lost_between_what_is_loaded_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "_AT_ONCE", 3)
    monkeypatch.setattr(disk, "_ontology", tuple)
    names = [f"Funder {number}" for number in range(10)]
    write_store([*funding(*names), *funding(*names[:7], graph=OTHER_ITEM)], tmp_path / "store")
    store = open_store(tmp_path / "store")
    assert funders(store) == names
    assert len(set(store.quads_for_pattern(PROJECT, FUNDED_BY, None, ITEM))) == 10
    assert len(set(store.quads_for_pattern(PROJECT, FUNDED_BY, None, OTHER_ITEM))) == 7


def test_a_file_of_trig_makes_the_same_store_as_its_quads(tmp_path: Path) -> None:
    quads = [*funding("EU"), *funding("EU", graph=OTHER_ITEM), Quad(PROJECT, FUNDED_BY, BlankNode("b1"))]
    serialize(quads, str(tmp_path / "graph.trig"), RdfFormat.TRIG)
    write_store(quads, tmp_path / "one")
    write_store(tmp_path / "graph.trig", tmp_path / "other")
    one, other = (set(quads_given(open_store(tmp_path / name))) for name in ("one", "other"))
    assert one == other == set(quads)


def test_a_store_is_compressed(tmp_path: Path) -> None:
    """What is loaded in more goes than two is merged, and takes 3.2 million bytes."""
    items = [NamedNode(f"https://w3id.org/migrationkg/id/news/{number}") for number in range(2000)]
    write_store([one for item in items for one in funding("EU", "Poland", item.value, graph=item)], tmp_path / "store")
    assert sum(path.stat().st_size for path in (tmp_path / "store").rglob("*.sst")) < 2_000_000


def test_the_ontology_can_be_asked_along_with_the_data(tmp_path: Path) -> None:
    write_store([], tmp_path / "store")
    store = open_store(tmp_path / "store")
    assert ask(store, "ASK { mkg:Ministry rdfs:subClassOf+ mkg:Organisation }").boolean
    label = "ASK { <https://w3id.org/migrationkg/event-type/study-visit> skos:prefLabel ?label }"
    assert ask(store, label).boolean
    assert ask(store, f"ASK {{ GRAPH <https://w3id.org/migrationkg/ontology> {{ {label[3:].strip('{ }')} }} }}").boolean


def test_a_second_writing_takes_the_place_of_the_first(tmp_path: Path) -> None:
    write_store(funding("EU"), tmp_path / "store")
    write_store(funding("Germany"), tmp_path / "store")
    assert funders(open_store(tmp_path / "store")) == ["Germany"]


def test_no_more_than_the_last_two_states_take_room(tmp_path: Path) -> None:
    for funder in ("EU", "Germany", "Estonia", "Poland"):
        write_store(funding(funder), tmp_path / "store")
    names = sorted(path.name for path in (tmp_path / "store").iterdir())
    assert names == ["data-3", "data-4", "store.txt"]


def test_a_store_past_reading_can_be_written_anew(tmp_path: Path) -> None:
    write_store(funding("EU"), tmp_path / "store")
    (tmp_path / "store" / "store.txt").write_text("nonsense")
    write_store(funding("Germany"), tmp_path / "store")
    assert funders(open_store(tmp_path / "store")) == ["Germany"]


def test_a_reader_keeps_what_it_has_open_while_the_store_is_rewritten(tmp_path: Path) -> None:
    write_store(funding("EU"), tmp_path / "store")
    reader = open_store(tmp_path / "store")
    write_store(funding("Germany"), tmp_path / "store")
    assert funders(reader) == ["EU"]


def test_several_processes_read_at_once(tmp_path: Path) -> None:
    write_store(funding("EU"), tmp_path / "store")
    here = open_store(tmp_path / "store")
    program = (
        "import sys; from pathlib import Path; from migrationkg.store import ask, open_store\n"
        f"print(ask(open_store(Path(sys.argv[1])), {COUNT!r}).rows[0][0].value)"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "store")]
    there = subprocess.run(command, capture_output=True, text=True, check=True)
    assert there.stdout == "1\n"
    assert funders(here) == ["EU"]


def test_a_failure_while_writing_leaves_the_last_good_state(tmp_path: Path) -> None:
    write_store(funding("EU"), tmp_path / "store")
    before = sorted(path.name for path in (tmp_path / "store").iterdir())

    def failing() -> Iterator[Quad]:
        yield from funding("Germany")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_store(failing(), tmp_path / "store")
    assert funders(open_store(tmp_path / "store")) == ["EU"]
    assert sorted(path.name for path in (tmp_path / "store").iterdir()) == before


def test_a_crash_while_writing_leaves_the_last_good_state(tmp_path: Path) -> None:
    write_store(funding("EU"), tmp_path / "store")
    program = """
import os, sys
from pathlib import Path
from pyoxigraph import Literal, NamedNode, Quad
from migrationkg.store import write_store
def quads():
    for number in range(5000):
        yield Quad(NamedNode("https://example.org/a"), NamedNode("https://example.org/b"), Literal(number))
    os._exit(9)
write_store(quads(), Path(sys.argv[1]))
"""
    crashed = subprocess.run([sys.executable, "-c", program, str(tmp_path / "store")], check=False)
    assert crashed.returncode == 9
    assert len(list((tmp_path / "store").glob("data-*"))) == 2, "the crash came before anything was written"
    assert funders(open_store(tmp_path / "store")) == ["EU"]
    write_store(funding("Germany"), tmp_path / "store")
    assert funders(open_store(tmp_path / "store")) == ["Germany"]
    assert len(list((tmp_path / "store").glob("data-*"))) == 2, "what the crash left is gone"


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(InputError, match=r"holds 'thesis\.docx'"):
        write_store(funding("EU"), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_store_cannot_take_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("")
    with pytest.raises(InputError, match="is a file"):
        write_store(funding("EU"), tmp_path / "store")
    with pytest.raises(InputError, match="cannot be written"):
        write_store(funding("EU"), tmp_path / "store" / "below")


def test_what_is_no_store_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no store here"):
        open_store(tmp_path / "nowhere")
    with pytest.raises(InputError, match="is no store of migrationkg"):
        open_store(tmp_path)


@pytest.mark.parametrize(
    ("marker", "message"),
    [
        ("migrationkg store, format 0\ndata-1\n", "written by another version"),
        ("", "written by another version"),
        ("migrationkg store, format 1\n../../etc\n", "is damaged"),
        ("migrationkg store, format 1\n", "is damaged"),
    ],
)
def test_another_format_or_a_broken_marker_is_told(tmp_path: Path, marker: str, message: str) -> None:
    write_store(funding("EU"), tmp_path / "store")
    (tmp_path / "store" / "store.txt").write_text(marker)
    with pytest.raises(InputError, match=message):
        open_store(tmp_path / "store")


@pytest.mark.parametrize("lost", ["*.sst", "MANIFEST-*", "CURRENT"])
def test_a_store_with_lost_files_is_told(tmp_path: Path, lost: str) -> None:
    write_store(funding("EU"), tmp_path / "store")
    for path in list((tmp_path / "store").glob(f"data-*/{lost}")):
        path.unlink()
    with pytest.raises(InputError, match="build it again"):
        funders(open_store(tmp_path / "store"))


def test_a_store_with_garbled_files_is_told(tmp_path: Path) -> None:
    write_store(funding("EU"), tmp_path / "store")
    for path in (tmp_path / "store").glob("data-*/*.sst"):
        path.write_bytes(b"\0" * path.stat().st_size)
    with pytest.raises(InputError, match="build it again"):
        funders(open_store(tmp_path / "store"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ttl", '@prefix mkg: <https://w3id.org/migrationkg/ontology#> . <urn:p> mkg:fundedBy "EU" .'),
        (
            "a.trig",
            '@prefix mkg: <https://w3id.org/migrationkg/ontology#> . <urn:g> { <urn:p> mkg:fundedBy "EU" }',
        ),
        ("a.NQ", '<urn:p> <https://w3id.org/migrationkg/ontology#fundedBy> "EU" <urn:g> .'),
        ("a.nt", '<urn:p> <https://w3id.org/migrationkg/ontology#fundedBy> "EU" .'),
    ],
)
def test_a_file_can_be_asked(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    store = open_store(tmp_path / name)
    assert funders(store) == ["EU"]
    assert ask(store, "ASK { mkg:Ministry rdfs:subClassOf+ mkg:Organisation }").boolean


def test_a_file_that_is_not_well_formed_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> .\n")
    with pytest.raises(InputError, match=r"a\.ttl:2: not well-formed"):
        open_store(tmp_path / "a.ttl")


def test_a_file_of_another_kind_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    with pytest.raises(InputError, match=r"must end in \.ttl"):
        open_store(tmp_path / "a.pdf")
