"""What `validate` tells of a graph: the findings, the words behind them, and where they stand."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rdflib import Graph

from migrationkg.model import Source
from migrationkg.validation import SEVERITIES, Report, validate

from .conftest import PREFIXES, TWO_STATES

BUILT = Path(__file__).parents[1] / "graph" / "expected"
ID = "https://w3id.org/migrationkg/id/"
ITEM = f"{ID}news/2023-06-21-two-states"


def judged(turtle: str, sources: dict[str, Source] | None = None) -> Report:
    return validate(Graph().parse(data=PREFIXES + turtle, format="turtle"), sources)


def test_a_built_graph_conforms() -> None:
    report = validate(BUILT / "graph.trig")
    assert report.conforms
    assert report.checked > 100
    assert {finding.severity for finding in report.findings} <= {"Warning", "Info"}


def test_a_graph_without_evidence_is_not_asked_for_any() -> None:
    assert validate(BUILT / "graph.ttl").conforms


def test_a_fact_whose_evidence_was_lost_is_a_violation(tmp_path: Path) -> None:
    lost = "rdf:object <country/xk>"
    assert lost in TWO_STATES
    path = tmp_path / "graph.trig"
    path.write_text(TWO_STATES.replace(lost, "rdf:object <country/al>"), encoding="utf-8")
    (finding,) = (one for one in validate(path).findings if one.shape.endswith("EvidenceForEveryFact"))
    assert (finding.label, finding.value) == ("Ministry of Interior", f"<{ID}country/xk>")
    assert finding.statement == "jurisdiction country/xk"


def test_a_finding_names_the_thing_what_is_wrong_and_the_words_of_the_news(two_states: Path) -> None:
    report = validate(two_states)
    (finding,) = report.findings
    assert not report.conforms
    assert (finding.severity, finding.label) == ("Violation", "Ministry of Interior")
    assert finding.message == "A government body belongs to one state, which must be a country."
    assert finding.path == "https://w3id.org/migrationkg/ontology#jurisdiction"
    assert finding.item == ITEM
    assert finding.quote == "the Albanian Ministry of Interior"


def test_a_thing_whose_name_is_empty_is_told_by_its_iri() -> None:
    report = judged('<project/a> a mkg:Project ; skos:prefLabel ""@en ; rdfs:label ""@en .')
    assert {finding.label for finding in report.findings} == {"a"}


def test_the_words_of_the_very_statement_come_before_others(two_states: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.trig"
    wrong.write_text(
        two_states.read_text(encoding="utf-8").replace("<country/xk> a mkg:Country", "<country/xk> a mkg:Place")
    )
    quotes = {finding.value: finding.quote for finding in validate(wrong).findings if "Jurisdiction" in finding.shape}
    assert quotes[f"<{ID}country/xk>"] == "Kosovo's Ministry of Interior"


def test_evidence_is_found_by_its_own_words(two_states: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.trig"
    wrong.write_text(two_states.read_text(encoding="utf-8").replace("mkg:quoteEnd 109", "mkg:quoteEnd 110"))
    (finding,) = (one for one in validate(wrong).findings if "QuoteLength" in one.shape)
    assert (finding.item, finding.quote) == (ITEM, "Kosovo's Ministry of Interior")


def test_a_thing_without_evidence_is_traced_to_the_item_that_mentions_it() -> None:
    report = judged("<project/x> a mkg:Project . <news/1> a mkg:NewsItem ; mkg:mentions <project/x> .")
    assert {finding.item for finding in report.findings if finding.focus == f"{ID}project/x"} == {f"{ID}news/1"}


@pytest.mark.parametrize(
    ("source", "place"),
    [
        (Source("news.txt", 17, (20,)), "news.txt:20"),
        (Source("news.txt", 17, (20, 24, 27)), "news.txt:20-27"),
        (Source("news.txt", 17), "news.txt:17"),
        (Source("news.html", 0), "news.html"),
    ],
)
def test_a_finding_points_to_the_lines_of_the_source(two_states: Path, source: Source, place: str) -> None:
    (finding,) = validate(two_states, {ITEM: source}).findings
    assert finding.source == place


def test_words_of_the_headline_are_pointed_to_there(two_states: Path, tmp_path: Path) -> None:
    early = tmp_path / "early.trig"
    text = two_states.read_text(encoding="utf-8")
    early.write_text(text.replace("mkg:quoteStart 40 ; mkg:quoteEnd 73", "mkg:quoteStart 0 ; mkg:quoteEnd 25"))
    findings = validate(early, {ITEM: Source("news.txt", 17, (20, 24))}).findings
    assert {finding.source for finding in findings if "Jurisdiction" in finding.shape} == {"news.txt:17"}


def test_findings_come_the_gravest_first() -> None:
    report = judged(
        "<organisation/m> a mkg:Ministry ; skos:prefLabel 'M'@en ; rdfs:label 'M'@en ."
        "<project/x> a mkg:Project . <event/e> a mkg:Event ; mkg:partOf <project/x> ."
    )
    order = [SEVERITIES.index(finding.severity) for finding in report.findings]
    assert order == sorted(order)
    assert set(order) == {0, 1, 2}


def test_a_warning_alone_leaves_the_graph_conforming() -> None:
    report = judged("<organisation/m> a mkg:Ministry ; skos:prefLabel 'M'@en ; rdfs:label 'M'@en .")
    assert report.conforms
    assert report.count("Warning") == 1


def test_the_graph_that_is_judged_stays_as_it_is() -> None:
    graph = Graph().parse(BUILT / "graph.ttl")
    before = set(graph)
    validate(graph)
    assert set(graph) == before


def test_the_same_graph_gives_the_same_files_whatever_its_order_and_the_seed_of_hashes(tmp_path: Path) -> None:
    faults = "[] a mkg:Project . [] a mkg:Event ; mkg:heldIn [ a mkg:Project ] . <project/x> a mkg:Project, mkg:Event ."
    lines = Graph().parse(data=PREFIXES + faults, format="turtle").serialize(format="nt").splitlines()
    script = (
        "import sys; from pathlib import Path; from migrationkg.validation import *;"
        "report = validate(Path(sys.argv[1]));"
        "write_turtle(report, Path(sys.argv[2])); write_html(report, Path(sys.argv[3]))"
    )
    made = set()
    for seed in ("0", "1", "2"):
        random.Random(seed).shuffle(lines)
        source = tmp_path / f"graph{seed}.nt"
        source.write_text("\n".join(lines) + "\n")
        targets = [tmp_path / f"{seed}.ttl", tmp_path / f"{seed}.html"]
        command = [sys.executable, "-c", script, str(source), *map(str, targets)]
        subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": seed})
        made.add(tuple(target.read_bytes() for target in targets))
    assert len(made) == 1


def test_thousands_of_facts_take_seconds(two_states: Path, tmp_path: Path) -> None:
    """10,000 statements take 2 s on a laptop, by pySHACL's own SPARQL over a minute."""
    text = two_states.read_text(encoding="utf-8")
    head, mark, tail = text.partition("<organisation/ministry-of-interior> a mkg:Ministry")
    copies = [
        (mark + tail)
        .replace("ministry-of-interior", f"ministry-{number}")
        .replace("evidence/0", f"evidence/{number:x}")
        .replace("two-states>", f"two-states-{number}>")
        for number in range(300)
    ]
    big = tmp_path / "big.trig"
    big.write_text(head + "\n".join(copies), encoding="utf-8")
    before = time.process_time()
    report = validate(big)
    assert time.process_time() - before < 20
    assert report.checked > 9000
    assert report.count("Violation") == 300
