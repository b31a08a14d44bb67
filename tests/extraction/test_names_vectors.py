"""What the words of a thing and those beside it are like: `migrationkg.extraction.names.vectors`."""

from datetime import date

import numpy as np

from migrationkg.extraction.names.candidates import Candidate
from migrationkg.extraction.names.vectors import numbers_of_things
from migrationkg.extraction.text.alike import DIMENSIONS, vectors
from migrationkg.extraction.text.analysis import Text, analyse
from migrationkg.model import NewsItem, Source


def _text(words: str) -> Text:
    return analyse(NewsItem("1", "News", date(2023, 6, 1), None, words, None, Source("made", 0)))


def _thing(text: Text, *names: str) -> list[np.ndarray]:
    places = [(text.content.index(name), len(name)) for name in names]
    [found] = numbers_of_things(text, [[Candidate(at, at + long, "Organisation", "tagged") for at, long in places]])
    return np.split(found, range(DIMENSIONS, len(found), DIMENSIONS))


def test_the_longest_name_is_looked_at_word_by_word_with_its_head() -> None:
    text = _text("Later LFT met the League of Free Tailors yesterday.")
    mean, first, last, head, *_, about = _thing(text, "LFT", "League of Free Tailors")
    words = vectors(("League", "of", "Free", "Tailors"))
    assert np.allclose(mean, np.mean(words, axis=0))
    assert [np.array_equal(one, words[at]) for one, at in ((first, 0), (last, 3), (head, 0))] == [True] * 3
    assert list(about) == [1.0, 1.0]


def test_things_together_are_seen_as_each_alone() -> None:
    text = _text("Later LFT met the League of Free Tailors and Qwxyzt yesterday.")
    places = [[(text.content.index(name), len(name)) for name in names] for names in (("LFT", "League"), ("Qwxyzt",))]
    things = [[Candidate(at, at + long, "Organisation", "tagged") for at, long in of_thing] for of_thing in places]
    alone = np.concatenate([numbers_of_things(text, [one]) for one in things])
    assert np.allclose(numbers_of_things(text, things), alone)
    assert not len(numbers_of_things(text, []))


def test_words_beside_a_name_are_told_by_their_side_and_distance() -> None:
    *_, before, before_that, behind, behind_that, left, right, _ = _thing(_text("We thank Qwxyzt for help"), "Qwxyzt")
    for found, word in ((before, "thank"), (before_that, "We"), (behind, "for"), (behind_that, "help")):
        assert np.array_equal([found], vectors([word]))
    assert np.allclose(left, np.mean(vectors(("News", "We", "thank")), axis=0))
    assert np.allclose(right, np.mean(vectors(("for", "help")), axis=0))


def test_the_edge_of_a_text_is_no_word() -> None:
    *_, behind, behind_that, _, right, about = _thing(_text("We thank Qwxyzt"), "Qwxyzt")
    assert [one.any() for one in (behind, behind_that, right)] == [False] * 3
    assert about[0] == 0


def test_a_name_of_signs_alone_has_the_vector_of_its_signs() -> None:
    assert not np.isnan(np.concatenate(_thing(_text("We thank ( ( for help"), "( ("))).any()
