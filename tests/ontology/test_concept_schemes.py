"""The two concept schemes keep the rules of SKOS."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, URIRef

from migrationkg.resources import resource

SCHEMES = {
    "event-types.ttl": URIRef("https://w3id.org/migrationkg/event-type/"),
    "themes.ttl": URIRef("https://w3id.org/migrationkg/theme/"),
}
GUIDE = Path(__file__).parents[2] / "data" / "gold" / "GUIDE.md"


@pytest.fixture(params=sorted(SCHEMES))
def scheme(request: pytest.FixtureRequest) -> tuple[Graph, URIRef]:
    return Graph().parse(resource(f"ontology/{request.param}")), SCHEMES[request.param]


def concepts(graph: Graph) -> list[URIRef]:
    return sorted(term for term in graph.subjects(RDF.type, SKOS.Concept) if isinstance(term, URIRef))


def test_the_scheme_has_a_title_a_description_and_a_licence(scheme: tuple[Graph, URIRef]) -> None:
    graph, iri = scheme
    assert (iri, RDF.type, SKOS.ConceptScheme) in graph
    for term in (DCTERMS.title, DCTERMS.description, DCTERMS.license):
        assert (iri, term, None) in graph, term


def test_every_concept_is_named_defined_and_in_the_scheme(scheme: tuple[Graph, URIRef]) -> None:
    graph, iri = scheme
    for concept in concepts(graph):
        assert re.fullmatch(re.escape(iri) + r"[a-z]+(-[a-z]+)*", concept)
        assert list(graph.objects(concept, SKOS.inScheme)) == [iri]
        labels = list(graph.objects(concept, SKOS.prefLabel))
        assert [label.language for label in labels if isinstance(label, Literal)] == ["en"], concept
        assert len(list(graph.objects(concept, SKOS.definition))) == 1, concept


def test_no_concept_is_named_the_same_twice(scheme: tuple[Graph, URIRef]) -> None:
    """SKOS, condition S13: preferred, alternative and hidden labels are others."""
    graph, _ = scheme
    for concept in concepts(graph):
        preferred = set(graph.objects(concept, SKOS.prefLabel))
        alternative, hidden = (set(graph.objects(concept, label)) for label in (SKOS.altLabel, SKOS.hiddenLabel))
        assert len(preferred | alternative | hidden) == len(preferred) + len(alternative) + len(hidden), concept
    names = Counter(str(label).casefold() for label in graph.objects(None, SKOS.prefLabel))
    assert [name for name, number in names.items() if number > 1] == []


def test_no_alternative_label_leads_to_two_concepts(scheme: tuple[Graph, URIRef]) -> None:
    graph, _ = scheme
    words = Counter(word for concept in concepts(graph) for word in _words(graph, concept))
    assert [word for word, number in words.items() if number > 1] == []


def _words(graph: Graph, concept: URIRef) -> set[str]:
    labels = [
        text for name in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel) for text in graph.objects(concept, name)
    ]
    return {str(label).casefold() for label in labels}


def test_words_that_show_a_theme_are_no_names_of_it() -> None:
    """The Prague Process shows that a text is about migration dialogue, but is not another name for it."""
    graph = Graph().parse(resource("ontology/themes.ttl"))
    assert not list(graph.subject_objects(SKOS.altLabel))
    words = {str(word) for word in graph.objects(None, SKOS.hiddenLabel)}
    assert {"Prague Process", "border police"} <= words


def test_broader_and_narrower_mirror_each_other(scheme: tuple[Graph, URIRef]) -> None:
    graph, _ = scheme
    broader = set(graph.subject_objects(SKOS.broader))
    narrower = {(one, other) for other, one in graph.subject_objects(SKOS.narrower)}
    assert broader == narrower
    assert broader


def test_every_concept_hangs_below_a_top_concept_and_none_below_itself(scheme: tuple[Graph, URIRef]) -> None:
    graph, iri = scheme
    top = set(graph.objects(iri, SKOS.hasTopConcept))
    assert top == set(graph.subjects(SKOS.topConceptOf, iri))
    for concept in concepts(graph):
        above = set(graph.transitive_objects(concept, SKOS.broader))
        assert above & top, concept
        parents = set(graph.objects(concept, SKOS.broader))
        assert all(concept not in graph.transitive_objects(parent, SKOS.broader) for parent in parents)
        assert (concept in top) == (not parents), concept


def test_every_relation_is_between_concepts_that_exist(scheme: tuple[Graph, URIRef]) -> None:
    graph, _ = scheme
    for property_ in (SKOS.broader, SKOS.narrower, SKOS.hasTopConcept):
        for target in graph.objects(None, property_):
            assert (target, RDF.type, SKOS.Concept) in graph, target


def test_the_event_types_are_those_of_the_annotation_guide_and_headings() -> None:
    graph = Graph().parse(resource("ontology/event-types.ttl"))
    listed = re.search(r"type is one of: (.*?)\. Choose", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert listed
    guide = {SCHEMES["event-types.ttl"] + name for name in re.split(r",\s+", listed[1])}
    defined = set(concepts(graph))
    assert len(guide) == 24
    assert guide <= defined
    headings = defined - guide
    assert all(graph.value(heading, SKOS.narrower) for heading in headings)


def test_every_event_type_of_the_gold_is_in_the_scheme() -> None:
    known = set(concepts(Graph().parse(resource("ontology/event-types.ttl"))))
    for path in sorted(GUIDE.parent.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for entity in json.loads(line)["entities"]:
                if entity["type"] == "Event":
                    assert SCHEMES["event-types.ttl"] + entity["eventType"] in known


def test_texts_are_english_and_tagged_so(scheme: tuple[Graph, URIRef]) -> None:
    graph, _ = scheme
    for property_ in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SKOS.definition, SKOS.scopeNote):
        for text in graph.objects(None, property_):
            assert isinstance(text, Literal)
            assert text.language == "en", text
