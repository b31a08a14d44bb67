"""Blocks put into a file that stands give what writing the whole file gives."""

import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from migrationkg.graph import terms
from migrationkg.graph.splicing import Block, blocks_of, graph_block, spliced, subject_blocks
from migrationkg.graph.turtle import header, stream_trig

BASE = "https://example.org/id/"
NEWS = NamedNode(f"{BASE}news/n")
CLASSES = [terms.KINDS[kind] for kind in ("Project", "Country", "Person")]
Graphs = Mapping[NamedNode | DefaultGraph, Mapping[str, list[Quad]]]


def described(name: str, chance: random.Random, graph: NamedNode | DefaultGraph) -> list[Quad]:
    """Return a few quads about a thing: its class, where it has one, and lines, one of which a blank line breaks."""
    node = NamedNode(BASE + name)
    kind = [Quad(node, terms.TYPE, chance.choice(CLASSES), graph)] if chance.random() < 0.9 else []
    words = chance.choice(("a word", "two\n\nlines { }", "ends .", "é «x»"))
    return [*kind, *(Quad(node, terms.LABEL, Literal(f"{words} {number}"), graph) for number in range(1, 3))]


def written(quads: list[Quad], path: Path) -> bytes:
    """Write quads with the prefixes of all of them that could be there."""
    with path.open("wb") as stream:
        stream_trig([*quads], stream)
    return path.read_bytes()


def quads_of(subjects: Mapping[str, list[Quad]], graphs: Mapping[str, list[Quad]]) -> list[Quad]:
    always = Quad(NEWS, terms.TYPE, terms.NEWS_ITEM)  # holds the prefixes
    return [always, *(quad for some in (subjects, graphs) for quads in some.values() for quad in quads)]


@pytest.mark.parametrize("seed", range(40))
def test_any_change_gives_what_writing_everything_gives(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    named = {f"{BASE}news/{letter}": NamedNode(f"{BASE}news/{letter}") for letter in "abcdefg"}
    names = [f"news/{chance.choice('abcxyz')}{number}" for number in range(12)]
    subjects = {name: described(name, chance, DefaultGraph()) for name in chance.sample(names, 8)}
    graphs = {iri: described("news/s", chance, graph) for iri, graph in named.items() if chance.random() < 0.6}
    written(quads_of(subjects, graphs), tmp_path / "before")
    changed = {name: described(name, chance, DefaultGraph()) for name in chance.sample(names, 5)}
    gone = chance.sample(sorted(subjects), 2)
    changed |= {name: [] for name in gone}
    regraphed = {iri: chance.choice(([], described("news/s", chance, graph))) for iri, graph in named.items()}
    regraphed = {iri: quads for iri, quads in regraphed.items() if chance.random() < 0.5}
    with blocks_of(tmp_path / "before") as known:
        blocks = [
            block
            for name, quads in changed.items()
            for block in subject_blocks(BASE + name, subjects.get(name, []), quads, known.short)
        ]
        blocks += [graph_block(iri, quads, {}, known.short) for iri, quads in regraphed.items()]
        found = b"".join(spliced(known, known.header, blocks))
    now = {name: quads for name, quads in (subjects | changed).items() if quads}
    graphs_now = {iri: quads for iri, quads in (graphs | regraphed).items() if quads}
    assert found == written(quads_of(now, graphs_now), tmp_path / "after")


def test_a_file_without_blocks_gets_its_first_and_loses_its_last(tmp_path: Path) -> None:
    short = {"x": BASE, "mkg": terms.ONTOLOGY}
    path = tmp_path / "file"
    path.write_bytes(header(short).encode())
    quads = [Quad(NamedNode(f"{BASE}a"), terms.TYPE, terms.KINDS["Project"])]
    with blocks_of(path) as known:
        one = b"".join(spliced(known, known.header, subject_blocks(f"{BASE}a", [], quads, known.short)))
    assert one == header(short).encode() + b"\nx:a a mkg:Project .\n"
    path.write_bytes(one)
    with blocks_of(path) as known:
        none = b"".join(spliced(known, known.header, subject_blocks(f"{BASE}a", quads, [], known.short)))
    assert none == header(short).encode()


def test_a_block_that_must_be_there_and_is_not_is_no_change_of_this_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(header({"x": BASE}).encode())
    with blocks_of(path) as known, pytest.raises(LookupError):
        list(spliced(known, known.header, [Block((0, 0, f"<{BASE}a>"), "", is_known=True)]))


def test_the_blocks_stay_under_a_header_with_more_prefixes_as_long_as_they_need_none_of_them(tmp_path: Path) -> None:
    few, more = ({"mkg": terms.ONTOLOGY} | {name: f"{BASE}{name}/" for name in names} for names in ("x", "xy"))
    project = Quad(NamedNode(f"{BASE}x/a"), terms.TYPE, terms.KINDS["Project"])
    partner = Quad(NamedNode(f"{BASE}y/b"), terms.TYPE, terms.KINDS["Person"])
    said = Quad(project.subject, terms.RELATIONS["hasPartner"], partner.subject)
    before, after = (header(prefixes).removesuffix("\n") for prefixes in (few, more))
    for quads, fits in (([project], True), ([project, said], False)):
        block = next(subject_blocks(f"{BASE}x/a", [], quads, few)).text.strip()
        (tmp_path / "file").write_text(f"{before}\n\n{block}\n", encoding="utf-8")
        with blocks_of(tmp_path / "file") as known:
            assert known.fits(before)
            assert known.fits(after) is fits
            if fits:
                found = b"".join(spliced(known, after, subject_blocks(f"{BASE}y/b", [], [partner], more)))
    assert found.decode() == f"{after}\n\nx:a a mkg:Project .\n\ny:b a mkg:Person .\n"
    with blocks_of(tmp_path / "file") as known:
        assert not known.fits(header({"mkg": terms.ONTOLOGY}).removesuffix("\n")), "a prefix that they need is gone"
