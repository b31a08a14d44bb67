"""The tagger reads what python-crfsuite learned, and labels as that does."""

from itertools import chain
from pathlib import Path
from random import Random

import pycrfsuite
import pytest

from migrationkg.errors import InputError
from migrationkg.extraction.models.tagger import Tagger


def _seen_of(word: str) -> list[list[str]]:
    return [[f"{offset}:w={word}"] for offset in (1, 0, -1)]


def _seen(words: list[str]) -> list[list[str]]:
    """Return what each token of a sentence sees: the words beside it and its own, and how long it is."""
    beside = [_seen_of(word) for word in ("", *words, "")]
    return [
        [*chain.from_iterable(beside[at + 2 - offset][offset] for offset in range(3)), f"long={len(word)}"]
        for at, word in enumerate(words)
    ]


def test_labels_are_those_of_crfsuite(tmp_path: Path) -> None:
    random = Random(0)
    sentences = [random.choices(["Ada", "Bo", "of", "the", "Bank", "met"], k=random.randint(1, 9)) for _ in range(200)]
    trainer = pycrfsuite.Trainer(verbose=False)
    for words in sentences:
        labels = ["I-B" if words[max(0, at - 1)] in ("Bank", "of") else "B-B" for at in range(len(words))]
        trainer.append(_seen(words), [label if random.random() < 0.8 else "O" for label in labels])
    trainer.train(str(tmp_path / "learned"))
    theirs, ours = pycrfsuite.Tagger(), Tagger((tmp_path / "learned").read_bytes())
    theirs.open(str(tmp_path / "learned"))
    words = ["new", *chain.from_iterable(sentences)]
    stretches = [(0, [[f"long={len(word)}"] for word in words[:50]]), (60, [[f"long={len(words[60])}"]])]
    whole = ours.labels(words, _seen_of, stretches)
    seen = _seen(words)
    assert whole == [theirs.tag(seen[first : first + len(stretch)]) for first, stretch in stretches]
    assert set(chain.from_iterable(whole)) == {"B-B", "I-B", "O"}
    assert ours.labels(words, _seen_of, []) == []


@pytest.mark.parametrize("content", [b"", b"no weights", bytes(48)])
def test_a_damaged_file_is_told(content: bytes) -> None:
    with pytest.raises(InputError, match="none of python-crfsuite"):
        Tagger(content)
