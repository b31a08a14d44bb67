"""Which themes the words of an item touch."""

from collections import Counter
from dataclasses import replace

import pytest
from pyoxigraph import Literal, Quad, parse

from migrationkg.graph import terms
from migrationkg.graph.themes import touched_themes
from migrationkg.model import Extraction
from migrationkg.resources import resource


def themes(extraction: Extraction) -> dict[str, str]:
    """Name of the concept → the words that touch it."""
    return {theme.value.removeprefix(terms.THEMES): evidence.quote for theme, evidence in touched_themes(extraction)}


def saying(extraction: Extraction, text: str) -> Extraction:
    """An item that says only this, and names nobody."""
    return Extraction(replace(extraction.item, headline="News", text=text), (), ())


def test_a_theme_is_found_by_its_first_words_in_the_text(extractions: list[Extraction]) -> None:
    assert themes(extractions[2]) == {"border-management": "Border Management", "visa": "visas"}


def test_the_name_of_an_organisation_touches_no_theme(extractions: list[Extraction]) -> None:
    handover = extractions[0]
    assert "Border Police" in handover.item.text
    assert themes(handover) == {}
    nameless = replace(handover, entities=(), facts=(), amounts=())
    assert themes(nameless) == {"border-management": "Border Police"}


@pytest.mark.parametrize("text", ["visagist", "pre-visa", "advisas", "customs-free", "İasylumİ", "vıſaſ", "viſas"])
def test_words_count_whole(text: str, extractions: list[Extraction]) -> None:
    assert themes(saying(extractions[2], text)) == {}


def test_letters_that_change_length_in_small_print_move_no_words(extractions: list[Extraction]) -> None:
    assert themes(saying(extractions[2], "İİİ ASYLUM")) == {"asylum": "ASYLUM"}


def test_an_item_has_a_theme_with_the_words_as_evidence(quads: list[Quad], extractions: list[Extraction]) -> None:
    item = extractions[2].item
    told = {(quad.subject, quad.object) for quad in quads if quad.predicate == terms.THEME}
    node = next(quad.subject for quad in quads if quad.object == Literal("Border Management"))
    evidence = {quad.predicate: quad.object for quad in quads if quad.subject == node}
    assert (evidence[terms.SUBJECT], evidence[terms.OBJECT]) in told
    assert evidence[terms.PREDICATE] == terms.THEME
    assert evidence[terms.QUOTE_START] == Literal(item.content.index("Border Management"))


def test_no_word_of_the_scheme_stands_for_two_themes() -> None:
    words = Counter(
        triple.object.value.lower()
        for triple in parse(path=resource("ontology/themes.ttl"))
        if triple.predicate == terms.HIDDEN_LABEL and isinstance(triple.object, Literal)
    )
    assert words
    assert max(words.values()) == 1
