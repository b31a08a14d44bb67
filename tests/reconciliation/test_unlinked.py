"""What no outside catalogue has goes to OpenRefine as a list and comes back as an authority file."""

import csv
from io import StringIO
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from migrationkg.authority.catalogue import catalogue_entries
from migrationkg.authority.entries import known_organisations
from migrationkg.authority.files import read_authorities
from migrationkg.graph import DEFAULT_BASE, to_quads
from migrationkg.model import ENTITY_RELATIONS, Entity, Evidence, Extraction, Fact, Resolution, Resource
from migrationkg.reconciliation.unlinked import as_list, links_of
from migrationkg.resolution import resolve
from migrationkg.resolution.authority_links import link_authorities, texts_of_names
from migrationkg.training.corpus import Annotated, read_items

ROOT = Path(__file__).parents[2]
#: The share of things of the 92 development items, as annotated, that is linked; it only rises.
SHARE = 0.70

GRAPH = """
@prefix mkg: <https://w3id.org/migrationkg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@base <https://example.org/> .
<al> a mkg:Country ; skos:prefLabel "Albania"@en ; mkg:isoAlpha2 "AL" ; skos:exactMatch <https://example.net/al> .
<iom> a mkg:InternationalOrganisation ; skos:prefLabel "IOM"@en ; dcterms:identifier "XM-DAC-47066" .
<police> a mkg:GovernmentBody ; skos:prefLabel "State Police"@en ; skos:altLabel "ASP"@en ; mkg:jurisdiction <al> .
<board> a mkg:GovernmentBody ; skos:prefLabel "=National Board"@en .
<jane> a mkg:Person ; skos:prefLabel "Jane Doe"@en .
<p> a mkg:Project ; skos:prefLabel "MOBILAZE 2"@en .
"""


def graph() -> Store:
    store = Store()
    store.load(GRAPH.encode(), format=RdfFormat.TURTLE)
    return store


def test_an_id_or_an_identifier_links_and_what_others_seldom_know_does_not_count() -> None:
    found = links_of(graph())
    assert (found.linked, found.share) == (2, 0.5)
    assert [thing.iri for thing in found.unlinked] == ["https://example.org/board", "https://example.org/police"]


def annotated(gold: Annotated) -> Extraction:
    """Return what the annotation of an item says, as if it had been read out of it."""
    words = Evidence(0, 1, gold.item.content[:1], "annotated", 1.0)
    entities = (
        Entity(one["id"], one["type"], tuple(one["names"]), (), one.get("iso")) for one in gold.gold["entities"]
    )
    told = (fact for fact in gold.gold["facts"] if fact[1] in ENTITY_RELATIONS)
    facts = (Fact(subject, relation, target, words) for subject, relation, target in told)
    return Extraction(gold.item, tuple(entities), tuple(facts))


def test_so_many_things_of_the_development_items_are_linked() -> None:
    """Of things beside news, events, persons and projects; `migrationkg reconcile --unlinked` prints it of a graph."""
    extractions = [annotated(one) for one in read_items([ROOT / "data" / "gold" / "dev.jsonl"])]
    resolution = resolve(extractions, DEFAULT_BASE)
    entries = (*known_organisations(), *catalogue_entries(texts_of_names(resolution.resources)))
    store = Store()
    store.extend(to_quads(extractions, link_authorities(resolution, entries).resolution))
    found = links_of(store)
    assert found.share >= SHARE, f"{found.share:.3f} of {found.linked + len(found.unlinked)}"


def test_nothing_to_link_is_all_linked() -> None:
    assert links_of(Store()).share == 1


def test_a_list_that_openrefine_filled_in_comes_back_as_an_authority_file(tmp_path: Path) -> None:
    rows = list(csv.DictReader(StringIO(as_list(links_of(graph()).unlinked))))
    assert [row["name"] for row in rows] == ["'=National Board", "State Police"], "no formula for a spreadsheet"
    assert rows[1]["country"] == "AL"
    rows[0]["wikidata"], rows[1]["wikidata"] = "Q7", "Q8"
    path = tmp_path / "wikidata.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    entries, problems = read_authorities([path])
    resources = (
        Resource("https://example.org/board", "GovernmentBody", "=National Board"),
        Resource("https://example.org/police", "GovernmentBody", "State Police", ("ASP",), state="AL"),
        Resource("https://example.org/police-2", "GovernmentBody", "State Police (Serbia)", state="RS"),
    )
    linked = link_authorities(Resolution(resources, {}), entries)
    assert (*problems, *linked.problems) == ()
    assert [one.authority.matches for one in linked.resolution.resources] == [
        ("http://www.wikidata.org/entity/Q7",),
        ("http://www.wikidata.org/entity/Q8",),
        (),
    ]


def test_what_is_no_id_of_wikidata_is_told(tmp_path: Path) -> None:
    path = tmp_path / "wikidata.csv"
    path.write_text("name,wikidata\nA,Q1\nB,P31\nC,\n", encoding="utf-8")
    entries, problems = read_authorities([path])
    assert [entry.names[0] for entry in entries] == ["A", "C"]
    assert [str(problem).partition("wikidata.csv")[2] for problem in problems] == [
        ":3: 'P31' is no id of Wikidata; write it as Q29999"
    ]
