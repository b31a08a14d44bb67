"""The page of the ontology and the labels in other languages."""

import re
import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pyoxigraph import parse
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from tests.ontology.conftest import MKG, SAMPLE, load

from migrationkg.documentation.page import IN_FILES, SERVED, ontology_page
from migrationkg.resources import resource
from migrationkg.store import open_store

PAGE = Path(__file__).parents[2] / "docs" / "ontology.html"
SCRIPTS = {"ru": "CYRILLIC", "ar": "ARABIC"}


def test_the_page_in_docs_is_that_of_today() -> None:
    today = ontology_page(IN_FILES)
    assert PAGE.read_text(encoding="utf-8") == today, "make it anew: python -m migrationkg.documentation"


def test_every_term_stands_on_the_page_at_its_own_name_and_links_lead_to_terms(own_terms: list[URIRef]) -> None:
    page = ontology_page(SERVED)
    names = {term.removeprefix(MKG) for term in own_terms}
    assert set(re.findall(r'<section class="term" id="(\w+)"', page)) == names
    headings = set(re.findall(r'<h2 id="(\w+)"', page))
    assert set(re.findall(r'href="#(\w+)"', page)) == names | headings


def test_every_relation_that_graphs_state_is_drawn(ontology: Graph) -> None:
    drawing = re.search(r"<svg.*</svg>", ontology_page(SERVED), re.DOTALL)
    assert drawing
    inferred = set(ontology.objects(None, OWL.inverseOf))
    stated = {term for term in ontology.subjects(RDF.type, OWL.ObjectProperty) if term not in inferred}
    drawn = {URIRef(MKG + name) for name in re.findall(r'href="#([a-z]\w+)"', drawing[0])}
    assert drawn == {term for term in stated if str(term).startswith(MKG)}


def test_the_page_has_no_script_and_fits_a_small_screen(browser: Browser) -> None:
    assert "<script" not in ontology_page(SERVED)
    with browser.new_page(viewport={"width": 360, "height": 800}) as page:
        page.goto(f"{PAGE.as_uri()}#fundedBy")
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") == "992px", "its own style"
        assert page.evaluate("document.querySelector('section:target h3').getBoundingClientRect().top") < 100


def test_translations_are_of_terms_that_there_are_each_once_and_in_their_script(own_terms: list[URIRef]) -> None:
    translations = load("translations.ttl")
    assert {term for term in translations.subjects(RDFS.label) if term not in own_terms} == set()
    for term, label in translations.subject_objects(RDFS.label):
        assert isinstance(label, Literal)
        assert label.language in {"fr", "de", "es", "ru", "tr", "ar"}, term
        letters = [unicodedata.name(letter) for letter in re.sub(r"ISO|\W|\d", "", label)]
        script = SCRIPTS.get(str(label.language), "LATIN")
        assert all(name.startswith(script) for name in letters if "MARK" not in name), (term, label)
        assert str(label) == unicodedata.normalize("NFC", label.strip()), label


def test_no_two_terms_of_one_kind_share_a_translation(ontology: Graph) -> None:
    translations = load("translations.ttl")
    for language in ("fr", "de", "es", "ru", "tr", "ar"):
        for kinds in ((OWL.Class,), (OWL.ObjectProperty, OWL.DatatypeProperty)):
            terms = {term for kind in kinds for term in ontology.subjects(RDF.type, kind)}
            labels = [
                str(label)
                for term in terms
                for label in translations.objects(term, RDFS.label)
                if isinstance(label, Literal) and label.language == language
            ]
            assert len(labels) == len(set(labels)), (language, sorted(one for one in labels if labels.count(one) > 1))


def test_translations_do_not_get_into_stores() -> None:
    store = open_store(SAMPLE)
    question = 'ASK { GRAPH ?ontology { ?term a ?kind ; ?says ?words FILTER (LANG(?words) NOT IN ("", "en")) } }'
    assert not store.query(question.replace("GRAPH ?ontology", "GRAPH <https://w3id.org/migrationkg/ontology>"))
    files = [path.name for path in resource("ontology").glob("*.ttl") if path.name != "translations.ttl"]
    for name in files:
        languages = {getattr(quad.object, "language", None) for quad in parse(path=resource(f"ontology/{name}"))}
        assert languages <= {None, "en"}, name


@pytest.mark.parametrize("forms", [SERVED, IN_FILES])
def test_links_to_other_forms_lead_to_them(forms: dict[str, tuple[str, str]]) -> None:
    page = ontology_page(forms)
    assert all(f'href="{address}"' in page for address in forms)
    assert all((PAGE.parent / address).is_file() for address in IN_FILES)
