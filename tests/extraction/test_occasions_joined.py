"""Which words tell of one occasion: what is seen of two of them, and how they are drawn together."""

from collections.abc import Sequence

import numpy as np
import pytest

from migrationkg.extraction.events.events import grouped
from migrationkg.extraction.events.heads import find_heads
from migrationkg.extraction.events.pair_features import seen_together
from migrationkg.extraction.events.surroundings import Surroundings
from migrationkg.extraction.models.network import Numbers
from migrationkg.extraction.text.analysis import analyse
from migrationkg.extraction.text.dates import find_dates
from tests.extraction.conftest import news


def around(text: str) -> Surroundings:
    read = analyse(news(text, "News"))
    return Surroundings.of(read, find_heads(read, ()), find_dates(read.content, read.published))


class Same:
    """Says that two heads tell of one occasion where a feature stands there."""

    def __init__(self, feature: str) -> None:
        self.feature = feature

    def probabilities(self, seen: Sequence[tuple[Sequence[str], Numbers]]) -> list[dict[str, float]]:
        return [{"yes": float(self.feature in features)} for features, _ in seen]


def features(text: str, one: int = 0, other: int = 1) -> list[str]:
    return seen_together(around(text), [(one, other)], {one: 0.9, other: 0.6})[0][0]


def test_what_two_words_share_is_seen() -> None:
    seen = features("A workshop was held in Osh on 3 May 2023. The workshop in Osh was the first.")
    assert {"same", "same words", "names shared=1", "second article=the", "days told none", "likely=3 2 same"} <= {
        *seen
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A workshop was held on 3 May 2023. A workshop was held on 9 June 2023.", "days differ"),
        ("A workshop was held on 3 May 2023. The workshop of 3 May 2023 was the first.", "days agree"),
        ("A workshop and a training were held on 3 May 2023.", "days are one"),
        ("A workshop was held.\n\nThen a workshop was held.", "breaks=1 same"),
        ("A workshop was held in Osh. Then a training was held in Naryn.", "other names"),
    ],
)
def test_days_names_and_paragraphs_are_seen(text: str, told: str) -> None:
    assert told in features(text)


def test_words_join_the_occasion_to_which_they_belong() -> None:
    text = "A workshop was held in Osh. A training was held in Talas. The workshop was long. The training was short."
    seen = around(text)
    told = [head.words for head in seen.heads if head.words in ("workshop", "training")]
    assert told == ["workshop", "training", "workshop", "training"]
    numbers = [number for number, head in enumerate(seen.heads) if head.words in ("workshop", "training")]
    groups = grouped(seen, dict.fromkeys(numbers, 0.9), Same("same words"))  # type: ignore[arg-type]
    assert groups == [[numbers[0], numbers[2]], [numbers[1], numbers[3]]]


def test_a_word_that_belongs_nowhere_and_hardly_tells_founds_nothing() -> None:
    seen = around("A workshop was held in Osh. A training was held in Talas.")
    likely = {number: 0.9 if head.words == "workshop" else 0.2 for number, head in enumerate(seen.heads)}
    workshop = next(number for number, head in enumerate(seen.heads) if head.words == "workshop")
    assert grouped(seen, likely, Same("none")) == [[workshop]]  # type: ignore[arg-type]


def test_numbers_of_a_pair_are_of_both_words() -> None:
    seen = around("A workshop was held in Osh. A training was held in Talas.")
    (_, one), (_, other) = seen_together(seen, [(0, 1), (1, 0)], dict.fromkeys(range(len(seen.heads)), 0.9))
    size = len(one) // 5
    assert np.array_equal(one[:size], other[size : 2 * size])
    assert np.array_equal(one[2 * size : 3 * size], other[2 * size : 3 * size])
