"""Each command as a user calls it: what it prints where, and with which exit code it ends."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from tests.forks import called
from typer.testing import CliRunner

from migrationkg.cli import app
from migrationkg.graph import canonical_hash

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).parent / "migrationkg"
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "COLUMNS": "80", "TERM": "dumb", "LANG": "C.UTF-8"}
COMMANDS = (
    *("fetch", "build", "validate", "extract", "queries", "query", "reconcile", "explain"),
    *("review", "decide", "decisions", "diff", "export", "release", "view", "sheet", "evaluate"),
)


def run(*words: str | Path, cwd: Path = ROOT, given: bytes = b"") -> subprocess.CompletedProcess[str]:
    done = called(["migrationkg", *map(str, words)], cwd, ENVIRONMENT, given)
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "kb"
    done = run("build", "data/news", "--kb", folder)
    assert done.returncode == 0, done.stderr
    assert "14 items (14 new, 0 changed)" in " ".join(done.stdout.split()), "the path may be long"
    assert "conforms: 0 violations" in done.stdout
    assert "network.html" in done.stderr
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example_and_fits_the_terminal(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert re.search(rf"Example: \S*migrationkg {command}\b", re.sub(r"\s+", " ", done.stdout))
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "[[" not in done.stdout, "an argument that may be left out stands in one pair of brackets"


def test_help_lists_every_command_and_comes_at_once() -> None:
    begun = os.times().children_user
    done = subprocess.run([COMMAND, "--help"], capture_output=True, text=True, env=ENVIRONMENT, check=True)
    assert os.times().children_user - begun < 2
    assert all(command in done.stdout for command in COMMANDS)


def test_the_version_is_told() -> None:
    assert run("--version").stdout == "migrationkg 0.1.0\n"


def test_extract_prints_json_lines_only() -> None:
    done = run("extract", "data/news")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == 14
    assert done.stderr == ""
    assert {"id", "title", "date", "entities", "facts", "amounts", "evidence"} <= rows[0].keys()
    assert all(entity["mentions"] for row in rows for entity in row["entities"])


def test_extract_takes_standard_input() -> None:
    given = (ROOT / "data/news/icmpd-2023-06-07.txt").read_bytes()
    assert run("extract", "-", given=given).stdout.count("\n") == 14


def test_a_pipe_that_closes_early_is_no_error() -> None:
    done = subprocess.run(
        f"{COMMAND} extract {ROOT / 'data/news'} | head -n 1", shell=True, capture_output=True, text=True, check=False
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


@pytest.mark.parametrize("command", ["queries", "export --evidence --kb {kb}", "query evidence --kb {kb}"])
def test_a_pipe_that_closes_early_leaves_the_exit_code(kb: Path, command: str) -> None:
    with subprocess.Popen(
        [COMMAND, *command.format(kb=kb).split()], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as begun:
        assert begun.stdout
        assert begun.stderr
        begun.stdout.close()
        assert begun.wait() == 0, begun.stderr.read()


def test_what_is_left_out_is_listed_and_the_rest_goes_through(tmp_path: Path) -> None:
    page = tmp_path / "news.txt"
    page.write_text("A workshop\n\n31 June 2023\n\nText.\n\nA talk\n\n30 June 2023\n\nText.\n", encoding="utf-8")
    done = run("build", page, "--kb", tmp_path / "kb", "--no-view")
    assert done.returncode == 3
    assert re.search(r"left out: .*news\.txt:3: .*31 June 2023", done.stderr)
    assert "1 item (1 new, 0 changed)" in re.sub(r"\s+", " ", done.stdout)


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.txt", b""), ("binary.txt", bytes(range(256)) * 20), ("prose.txt", b"Nothing of news, no date.\n")],
)
def test_a_source_without_news_is_told_in_one_line(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    done = run("build", tmp_path / name, "--kb", tmp_path / "kb")
    assert done.returncode == 2
    assert len([line for line in done.stderr.splitlines() if line.startswith("migrationkg: ")]) == 1
    assert name in done.stderr
    assert not (tmp_path / "kb" / "graph.ttl").exists()


def test_a_folder_without_news_and_a_missing_file_are_told(tmp_path: Path) -> None:
    for source in (tmp_path, tmp_path / "missing.txt"):
        done = run("extract", source)
        assert done.returncode == 2
        assert str(source) in done.stderr


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    page = tmp_path / "news.jsonl"
    headline = "[red]BOO[/red] <script>alert(1)</script> \x1b[31m project"
    text = "On 3 July 2023, the “Aiding <script>alert(1)</script> [bold]People” (AIDP) project held a workshop in Oslo."
    page.write_text(json.dumps({"headline": headline, "date": "2023-07-06", "text": text}) + "\n", encoding="utf-8")
    done = run("build", page, "--kb", tmp_path / "kb")
    assert done.returncode in (0, 3)
    assert "\x1b[31m" not in done.stdout + done.stderr
    for made in ("network.html", "validation.html"):
        assert "<script>alert" not in (tmp_path / "kb" / made).read_text(encoding="utf-8")
    assert len(list(ox.parse(path=str(tmp_path / "kb" / "graph.ttl"), format=ox.RdfFormat.TURTLE))) > 20


def test_validate_judges_a_knowledge_base(kb: Path) -> None:
    done = run("validate", kb)
    assert done.returncode == 0
    assert "No news item says who funds the project" in re.sub(r"\s+", " ", done.stdout)
    report = rdflib.Graph().parse(kb / "validation.ttl")
    assert list(report.subjects(rdflib.RDF.type, rdflib.SH.ValidationReport)) != []
    assert len(list(report.objects(None, rdflib.SH.result))) == 10


def test_validate_ends_with_1_where_a_shape_is_violated(tmp_path: Path) -> None:
    graph = tmp_path / "graph.ttl"
    graph.write_text(
        "@prefix mkg: <https://w3id.org/migrationkg/ontology#> . "
        "<https://example.org/project/alpha> a mkg:Project ; mkg:fundedBy <https://example.org/place/oslo> .",
        encoding="utf-8",
    )
    done = run("validate", graph, "--output", tmp_path / "report")
    assert done.returncode == 1
    assert "does not conform" in done.stdout
    assert (tmp_path / "report" / "validation.html").exists()


def test_validate_tells_where_a_file_is_not_well_formed(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("@prefix a: <x> .\n\na:b a:c", encoding="utf-8")
    done = run("validate", tmp_path / "bad.ttl")
    assert done.returncode == 2
    assert "bad.ttl:" in done.stderr


def test_queries_are_listed_with_what_they_ask() -> None:
    done = run("queries")
    assert done.stdout.count("migrationkg query ") >= 12
    assert "funders-by-project" in done.stdout


@pytest.mark.parametrize(
    ("form", "start"), [("csv", "project,"), ("json", '{"head"'), ("xml", "<?xml"), ("tsv", "?project")]
)
def test_an_answer_comes_in_the_forms_of_the_w3c(kb: Path, form: str, start: str) -> None:
    done = run("query", "funders-by-project", "--format", form, "--kb", kb)
    assert done.returncode == 0
    assert done.stdout.startswith(start)
    assert done.stderr == ""


def test_a_table_fits_the_terminal(kb: Path) -> None:
    done = run("query", "funders-by-project", "--kb", kb)
    assert "European Union" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_a_parameter_is_bound(kb: Path) -> None:
    done = run("query", "occasions", "--param", "country=AZ", "--format", "csv", "--kb", kb)
    rows = list(csv.reader(io.StringIO(done.stdout)))
    assert len(rows) > 1
    assert all("az" in row[0] or "Azerbaijan" in row[0] for row in rows[1:])


def test_a_parameter_is_never_part_of_the_query(kb: Path) -> None:
    done = run("query", "find", "--param", 'text=") } INSERT DATA { <a:a> <a:b> <a:c> } #', "--kb", kb)
    assert done.returncode == 0
    assert "a:c" not in run("query", "SELECT * { <a:a> ?p ?o }", "--format", "csv", "--kb", kb).stdout


def test_a_query_from_a_file_and_from_text(kb: Path, tmp_path: Path) -> None:
    text = "SELECT (COUNT(DISTINCT ?item) AS ?number) { ?item a mkg:NewsItem }"
    (tmp_path / "count.rq").write_text(text, encoding="utf-8")
    for question in (text, tmp_path / "count.rq"):
        assert run("query", question, "--format", "csv", "--kb", kb).stdout.split() == ["number", "14"]


def test_a_query_that_names_an_iri_out_of_use_is_told_which_one_stands_for_it(tmp_path: Path) -> None:
    id_ = "https://w3id.org/migrationkg/id/project"
    (tmp_path / "a.ttl").write_text(f"<{id_}/a> <http://purl.org/dc/terms/isReplacedBy> <{id_}/b> .", encoding="utf-8")
    done = run("query", f"ASK {{ <{id_}/a> mkg:fundedBy ?o }}", "--kb", tmp_path / "a.ttl")
    assert done.returncode == 0
    assert done.stderr.split("\n")[0] == f"note: {id_}/a is out of use; ask for {id_}/b"


def test_questions_are_listed_by_subject() -> None:
    listed = run("queries", "gaps").stdout
    assert "projects-without-funder" in listed
    assert "timeline" not in listed
    refused = run("queries", "moon")
    assert refused.returncode == 2
    assert "no question is about 'moon'; subjects are: cooperation, countries" in refused.stderr


def test_a_construct_gives_turtle(kb: Path) -> None:
    done = run("query", "neighbourhood", "--param", "project=project/libmitaf", "--format", "turtle", "--kb", kb)
    assert len(rdflib.Graph().parse(data=done.stdout, format="turtle")) > 5


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("query", "no-such-question"), "no-such-question"),
        (("query", "SELECT * { ?s ?p"), "line 1, column 17"),
        (("query", "occasions", "--param", "country"), "NAME=VALUE"),
        (("query", "occasions", "--param", "planet=Mars"), "planet"),
        (("query", "occasions", "--param", "country=AZ", "--param", "country=AL"), "country has the value AZ already"),
        (("query", "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"), "SERVICE"),
        (("export", "--format", "doc"), "doc"),
        (("export", "--reporting-org", "AA-EX-1 90 Example"), "--reporting-org goes with --format iati"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_line(kb: Path, words: tuple[str, ...], told: str) -> None:
    done = run(*words, "--kb", kb)
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stdout == ""


def test_a_question_to_no_knowledge_base_says_how_to_make_one(tmp_path: Path) -> None:
    done = run("query", "offices", "--kb", tmp_path / "none")
    assert done.returncode == 2
    assert "migrationkg build SOURCE" in done.stderr


def test_an_export_of_a_file_asks_for_the_folder(kb: Path) -> None:
    done = run("export", "--kb", kb / "graph.ttl")
    assert done.returncode == 2
    assert "graph.ttl: is a file; name the folder of a knowledge base" in done.stderr


@pytest.mark.parametrize(
    "form", ["turtle", "trig", "nquads", "jsonld", "rdfxml", "graphml", "gexf", "cytoscape", "graphology"]
)
def test_an_export_goes_to_a_file_or_to_standard_output(kb: Path, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"graph.{form}"
    done = run("export", "--format", form, "--kb", kb, "--output", target)
    assert done.returncode == 0, done.stderr
    assert target.read_text(encoding="utf-8") == run("export", "--format", form, "--kb", kb).stdout


def test_of_a_large_graph_build_prints_the_command_that_gives_the_hash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("migrationkg.knowledge_base.building.HASHED", 0)
    folder = tmp_path / "my kb"
    told = CliRunner().invoke(app, ["build", str(ROOT / "data" / "news"), "--kb", str(folder), "--no-validate"])
    (command,) = re.findall(r"RDFC-1.0 hash +(.+)", told.output)
    done = subprocess.run(
        command, shell=True, capture_output=True, text=True, check=True, env={"PATH": f"{COMMAND.parent}:/usr/bin:/bin"}
    )
    assert done.stdout.split()[0] == canonical_hash(ox.parse(path=folder / "graph.trig"))


def test_an_export_with_evidence_has_the_hash_that_build_prints(kb: Path, tmp_path: Path) -> None:
    told = run("build", "data/news", "--kb", kb).stdout
    run("export", "--format", "nquads", "--evidence", "--kb", kb, "--output", tmp_path / "all.nq")
    quads = ox.parse(path=str(tmp_path / "all.nq"), format=ox.RdfFormat.N_QUADS)
    assert canonical_hash(quads) in told


def test_tables_come_with_their_metadata(kb: Path, tmp_path: Path) -> None:
    run("export", "--format", "csv", "--kb", kb, "--output", tmp_path / "tables")
    assert (tmp_path / "tables" / "csv-metadata.json").exists()


def test_a_patch_may_go_to_standard_output(kb: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.ttl").touch()
    done = run("diff", tmp_path / "empty.ttl", kb, "--patch", "-", cwd=tmp_path)
    file = run("diff", tmp_path / "empty.ttl", kb, "--patch", "changes.rdfp", cwd=tmp_path)
    assert (done.returncode, file.returncode, done.stderr) == (0, 0, "")
    assert done.stdout == (tmp_path / "changes.rdfp").read_text(encoding="utf-8")
    assert not (tmp_path / "-").exists()


def test_diff_ends_with_0_whether_graphs_differ_or_not(kb: Path, tmp_path: Path) -> None:
    same = run("diff", kb, kb / "graph.trig", "--patch", tmp_path / "none.rdfp")
    assert same.returncode == 0
    assert "both say the same" in same.stdout
    assert "none.rdfp" in same.stderr
    (tmp_path / "empty.ttl").write_text("", encoding="utf-8")
    other = run("diff", kb, tmp_path / "empty.ttl")
    assert other.returncode == 0
    assert max(map(len, other.stdout.splitlines()[1:])) <= 80
    assert "KOMPLEKS  (project)" in other.stdout


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("none", None, "migrationkg build SOURCE"),
        ("none.ttl", None, "cannot be read"),
        ("broken.nq", "<urn:a> <urn:b> .", "broken.nq:1: not well-formed"),
        ("table.csv", "a,b", "its ending tells no form of RDF"),
    ],
)
def test_what_cannot_be_compared_is_told_in_one_line(
    kb: Path, tmp_path: Path, name: str, content: str | None, told: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    for pair in ((kb, tmp_path / name), (tmp_path / name, kb)):
        done = run("diff", *pair)
        assert done.returncode == 2
        assert (done.stdout, done.stderr.count("\n")) == ("", 1)
        assert told in done.stderr


def test_view_writes_a_page(kb: Path, tmp_path: Path) -> None:
    done = run("view", "--kb", kb, "--output", tmp_path / "page.html")
    assert done.returncode == 0
    assert (tmp_path / "page.html").read_bytes() == (kb / "network.html").read_bytes()


def test_view_puts_what_was_asked_for_first_and_says_what_there_is_not(kb: Path, tmp_path: Path) -> None:
    def page(*asked: str) -> str:
        done = run("view", "--kb", kb, "--output", tmp_path / "page.html", *asked)
        return done.stderr if done.returncode else (tmp_path / "page.html").read_text(encoding="utf-8")

    assert '"start":"meetings"' in page("--view", "meetings")
    assert '"title":"Around Albania"' in page("--around", "albania", "--depth", "2")
    assert '"views":[{"name":"query"' in page("--query", "implementers-by-project")
    of_one_state = page("--query", "projects-by-country", "--param", "country=LY")
    assert len(of_one_state) < len(page("--query", "projects-by-country"))
    assert page("--view", "fundres").startswith("migrationkg: no view is called 'fundres'; choose one of funders, ")
    assert "nothing in this knowledge base is called 'Atlantis'" in page("--around", "Atlantis")
    assert "no row ties two things" in page("--query", "ASK {}")


def test_a_sheet_is_called_after_its_thing_whose_name_needs_no_quotation_marks(kb: Path, tmp_path: Path) -> None:
    done = run("sheet", "MOBILAZE", "2", "--kb", kb, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "wrote mobilaze-2.html; open it in a browser\n")
    assert "Study visit" in (tmp_path / "mobilaze-2.html").read_text(encoding="utf-8")
    assert run("sheet", "AZ", "--format", "text", "--kb", kb).stdout.startswith("Azerbaijan  (Country, country/az)\n")
    refused = run("sheet", "Ministry", "of", "Interior", "--kb", kb, cwd=tmp_path)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "[organisation/ministry-of-interior-de]" in refused.stderr


def test_evaluate_prints_figures_or_json() -> None:
    table = run("evaluate", "data/gold/sample.jsonl", "data/news")
    assert "all facts" in table.stdout
    figures = json.loads(run("evaluate", "data/gold/sample.jsonl", "data/news", "--json").stdout)
    assert figures["aligned"] == 14
    errors = run("evaluate", "data/gold/sample.jsonl", "data/news", "--errors").stdout
    assert re.search(r"missed|spurious", errors)


def test_evaluate_measures_identity_by_a_file_of_pairs() -> None:
    table = run("evaluate", "data/gold/identity.csv", "--errors")
    assert re.search(r"B-cubed: precision 0\.9\d+, recall 0\.9\d+, F1 0\.9", table.stdout)
    assert "Shahnoza Nodiri" in table.stdout
    told = json.loads(run("evaluate", "data/gold/identity.csv", "--json").stdout)
    assert told["pairwise"]["f1"] > 0.97 < told["b-cubed"]["f1"]
    assert {"joined", "kept apart"} >= {row["what"] for row in told["differences"]}


def test_options_of_items_are_refused_for_pairs() -> None:
    refused = run("evaluate", "data/gold/identity.csv", "data/news")
    assert refused.returncode == 2
    assert "pairs go with --errors and --json only; leave out SOURCE" in refused.stderr


def test_quiet_and_verbose(tmp_path: Path) -> None:
    quiet = run("-q", "build", "data/news", "--kb", tmp_path / "kb", "--no-validate", "--no-view")
    assert quiet.stderr == ""
    for kb, stages in {
        "new": ("resolving 14 items", "writing the graph", "putting the files in place"),
        "kb": ("bringing up to date what 0 items and 0 decisions touch", "putting the files in place"),
    }.items():
        verbose = run("-v", "build", "data/news", "--kb", tmp_path / kb, "--no-validate", "--no-view")
        for told in stages:
            assert re.search(rf"INFO: {told}: \d+\.\d s, \d+\.\d of a processor\n", verbose.stderr), told


@pytest.mark.parametrize(
    ("command", "own"),
    [("queries", set()), ("extract data/news", {"migrationkg.extraction", "numpy"}), ("--help", set())],
)
def test_a_light_command_loads_no_heavy_library(command: str, own: set[str]) -> None:
    code = (
        "import sys; from migrationkg.cli import app\n"
        f"try: app({command.split()!r})\n"
        "except SystemExit: pass\n"
        "heavy = {'networkx', 'pyvis', 'pyshacl', 'jinja2', 'rdflib', 'trafilatura', 'numpy', "
        f"'migrationkg.extraction', 'migrationkg.evaluation'}} & set(sys.modules) - {own!r}\n"
        "print(sorted(heavy), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr.strip().splitlines()[-1] == "[]", done.stderr[-500:]


def test_every_command_is_documented() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"## migrationkg {command}" in page


def test_explain_finds_a_thing_by_every_name_by_which_sheet_does(kb: Path) -> None:
    asked = [("fundedBy", "EU"), ("fundedBy", "European Union"), ("mkg:fundedBy", "EU")]
    told = {run("explain", "LIBMITAF", *words, "--kb", kb).stdout for words in asked}
    assert len(told) == 1
    assert "a project co-funded by the EU and Switzerland" in told.pop()
    by_name, by_code = (run("explain", name, "--kb", kb).stdout for name in ("Deutschland", "DE"))
    assert by_name == by_code
    assert "Germany" in by_name


@pytest.mark.parametrize("form", ["turtle", "csv"])
@pytest.mark.parametrize("kept", [None, 3000])
def test_a_graph_that_is_gone_or_cut_off_is_told_in_one_line(
    kb: Path, tmp_path: Path, form: str, kept: int | None
) -> None:
    shutil.copytree(kb, tmp_path / "kb")
    graph = tmp_path / "kb/graph.trig"
    whole = graph.read_bytes()
    graph.unlink()
    if kept is not None:
        graph.write_bytes(whole[:kept])
    done = run("export", "--format", form, "--kb", tmp_path / "kb", "-o", tmp_path / "out")
    assert done.returncode == 2
    assert f"{graph}" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_file_of_which_nothing_can_be_read_is_told_line_by_line_at_once(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text("\x1b[2J no object\n" * 20_000, encoding="utf-8")
    begun = children()
    done = run("build", path, "--form", "jsonl", "--kb", tmp_path / "kb")
    assert children() - begun < 10
    assert done.returncode == 2
    assert done.stderr.count("\n") == 20_000
    assert "\x1b" not in done.stderr


def children() -> float:
    """Return the seconds of a processor that the processes begun so far have taken."""
    used = os.times()
    return used.children_user + used.children_system
