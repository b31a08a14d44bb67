"""The report as RDF for machines, as a page and as a table for people."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pyoxigraph import RdfFormat, parse
from rdflib import DCTERMS, RDF, SH, Graph, Literal, URIRef
from rich.console import Console

from migrationkg.model import Source
from migrationkg.validation import Report, validate, write_html, write_turtle
from migrationkg.validation.page import SHOWN
from migrationkg.validation.report import Finding
from migrationkg.validation.report_graph import read_turtle
from migrationkg.validation.table import table

from .conftest import PREFIXES

HOSTILE = (
    "<project/x> a mkg:Project ; skos:prefLabel \"<script>document.title = 'run'</script>\"@en ;"
    ' rdfs:label "<img src=x onerror=\\"document.title = \'run\'\\">"@en ; mkg:fundedBy "a\\nb[/bold]\\u001b[2J" .'
)
ITEM = "https://w3id.org/migrationkg/id/news/2023-06-21-two-states"


@pytest.fixture
def report(two_states: Path) -> Report:
    return validate(two_states, {ITEM: Source("data/news/june.txt", 17, (20,))})


@pytest.fixture
def hostile() -> Report:
    return validate(Graph().parse(data=PREFIXES + HOSTILE, format="turtle"))


def test_the_report_is_a_whole_shacl_report(report: Report, tmp_path: Path) -> None:
    """SHACL, section 3.6.2: what each result must say, exactly once."""
    write_turtle(report, tmp_path / "validation.ttl")
    graph = Graph().parse(tmp_path / "validation.ttl")
    (root,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(root, SH.conforms) == Literal(False)
    results = list(graph.objects(root, SH.result))
    assert len(results) == len(report.results) == 1
    for result in results:
        for property_ in (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent, SH.sourceShape, SH.resultPath):
            assert len(list(graph.objects(result, property_))) == 1, property_
        assert graph.value(result, SH.sourceConstraintComponent) == SH.MaxCountConstraintComponent
        assert graph.value(result, SH.focusNode) == URIRef(report.findings[0].focus)


def test_each_result_leads_to_the_evidence_behind_it(report: Report, tmp_path: Path) -> None:
    """The evidence, unlike the quote, tells item, place and rule too; what is read back is what was written."""
    write_turtle(report, tmp_path / "validation.ttl")
    graph = Graph().parse(tmp_path / "validation.ttl")
    sources = set(graph.objects(None, DCTERMS.source))
    assert sources == {URIRef("https://w3id.org/migrationkg/id/evidence/0a")}
    assert report.findings[0].quote == "the Albanian Ministry of Interior"
    assert [result.said_by for result in read_turtle(tmp_path / "validation.ttl")] == [
        result.said_by for result in report.results
    ]


def test_a_graph_in_which_nothing_was_found_conforms_for_machines_too(tmp_path: Path) -> None:
    write_turtle(Report((), (), 0), tmp_path / "validation.ttl")
    graph = Graph().parse(tmp_path / "validation.ttl")
    assert [value.toPython() for value in graph.objects(None, SH.conforms) if isinstance(value, Literal)] == [True]


def test_values_of_any_text_come_back_to_the_letter(hostile: Report, tmp_path: Path) -> None:
    write_turtle(hostile, tmp_path / "validation.ttl")
    quads = parse(path=tmp_path / "validation.ttl", format=RdfFormat.TURTLE)
    values = {quad.object.value for quad in quads if quad.predicate.value == str(SH.value)}
    assert "a\nb[/bold]\x1b[2J" in values


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(offline=True, viewport={"width": 360, "height": 700})
    opened = context.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    yield opened
    assert [url for url in asked if not url.startswith("file:")] == []
    context.close()


def test_the_page_tells_offline_what_is_wrong_and_where_it_was_read(report: Report, page: Page, tmp_path: Path) -> None:
    write_html(report, tmp_path / "validation.html")
    page.goto((tmp_path / "validation.html").as_uri())
    finding = page.get_by_role("listitem").filter(has_text="Ministry of Interior")
    assert finding.locator("blockquote").inner_text() == "the Albanian Ministry of Interior"
    assert finding.get_by_text("data/news/june.txt:20").is_visible()
    assert page.get_by_text("The graph does not conform").is_visible()


def test_the_page_is_used_by_keyboard_and_fits_a_small_screen(report: Report, page: Page, tmp_path: Path) -> None:
    write_html(report, tmp_path / "validation.html")
    page.goto((tmp_path / "validation.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    details = page.get_by_text("mkg:jurisdiction").or_(page.get_by_text("ontology#jurisdiction"))
    assert not details.is_visible()
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    assert details.is_visible()


def test_no_word_of_an_iri_is_torn_apart_on_a_small_screen(report: Report, page: Page, tmp_path: Path) -> None:
    write_html(report, tmp_path / "validation.html")
    page.goto((tmp_path / "validation.html").as_uri())
    page.locator("summary").click()
    lines = page.eval_on_selector_all(
        "code",
        """codes => codes.flatMap((code) => [...code.childNodes].filter((node) => node.data).map((node) => {
          const range = document.createRange();
          range.selectNodeContents(node);
          return [node.data, range.getClientRects().length];
        }))""",
    )
    assert len(lines) > 10
    assert [text for text, number in lines if number > 1] == []
    told = page.locator("code").all_text_contents()
    (finding,) = report.findings
    assert told == [term for term in (finding.focus, finding.path, finding.value, finding.item, finding.shape) if term]


@pytest.mark.parametrize(("touch", "least"), [(False, 24), (True, 44)])
def test_what_can_be_pressed_has_room(
    report: Report, browser: Browser, tmp_path: Path, touch: bool, least: int
) -> None:
    write_html(report, tmp_path / "validation.html")
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=touch, is_mobile=touch)
    page = context.new_page()
    page.goto((tmp_path / "validation.html").as_uri())
    boxes = [one.bounding_box() for one in page.locator("summary, nav a").all()]
    assert len(boxes) == 4
    assert all(box is not None and box["height"] >= least for box in boxes)
    context.close()


def test_of_very_many_findings_of_one_message_the_page_shows_the_first(tmp_path: Path) -> None:
    findings = tuple(
        Finding(severity, f"https://example.org/{at}", f"Thing {at:03}", message, "")
        for severity, message, number in (
            ("Warning", "A few.", 2),
            ("Info", "Many.", SHOWN + 7),
            ("Info", "Others.", 1),
        )
        for at in range(number)
    )
    write_html(Report(findings, (), 9), tmp_path / "validation.html")
    page = (tmp_path / "validation.html").read_text(encoding="utf-8")
    assert [page.count(f"<p>{message}</p>") for message in ("A few.", "Many.", "Others.")] == [2, SHOWN, 1]
    assert "7 more of the same, all in <code>validation.ttl</code>: Many." in page
    assert f"{SHOWN + 8} Infos" in page, "all are counted"


def test_no_name_or_value_runs_as_a_script(hostile: Report, page: Page, tmp_path: Path) -> None:
    write_html(hostile, tmp_path / "validation.html")
    page.goto((tmp_path / "validation.html").as_uri())
    assert page.title() == "Validation report"
    assert page.locator("script, img").count() == 0
    assert page.get_by_role("heading", name="<script>").first.is_visible()


def test_the_table_tells_it_all_without_colour(report: Report) -> None:
    console = Console(width=80, no_color=True)
    with console.capture() as capture:
        console.print(table(report))
    told = " ".join(capture.get().split())
    for words in ("Violation", "Ministry of Interior", "belongs to one state", "the Albanian Ministry", "june.txt:20"):
        assert words in told


def test_no_text_acts_on_the_terminal(hostile: Report) -> None:
    console = Console(width=200, force_terminal=True, color_system=None)
    with console.capture() as capture:
        console.print(table(hostile))
    assert "\x1b[2J" not in capture.get()
    assert "[/bold]" in capture.get()
