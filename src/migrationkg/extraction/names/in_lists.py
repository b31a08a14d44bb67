"""What the tagger sees of a token in a list that commas join: "Ministry of Labour, Youth and Sport"."""

from collections.abc import Iterator, Sequence

from migrationkg.extraction.names.words import built, classes, is_capital, telling
from migrationkg.extraction.tables.vocabulary import vocabulary


def features_in_lists(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield (token, what is seen): the head noun before it in the list, how many commas ago, how the list goes on."""
    joints, size = vocabulary().joints, len(words)
    head, commas, begun = "", 0, False
    for index, word in enumerate(words):
        capital = is_capital(word)
        if word == "," and begun and index + 1 < size and is_capital(words[index + 1]):
            commas += 1
        elif not capital and word not in joints:
            head, commas, begun = "", 0, False
        if head:
            yield index, f"list={head} {min(commas, 3)}"
            if word in (",", "and", "&"):
                behind = words[index + 1] if index + 1 < size else "."
                yield index, f"list={head} {word} {_subject_or_built(behind)}"
                if word == ",":
                    yield index, f"list={head} and-ahead={_and_ahead(words, index)}"
        if capital:
            begun = True
            told = next((one for one in telling(word) if one.startswith("head-")), None)
            if told:
                head, commas = told, 0


def _and_ahead(words: Sequence[str], index: int) -> str:
    """Return what follows the next "and" of a list: a subject, an article, another word; nothing if there is none."""
    for ahead in range(index + 1, min(index + 10, len(words) - 1)):
        word = words[ahead]
        if word in ("and", "&"):
            behind = words[ahead + 1]
            return "the" if behind == "the" else _subject_or_built(behind)
        if word != "," and not is_capital(word) and word not in vocabulary().joints:
            return ""
    return ""


def _subject_or_built(word: str) -> str:
    return "subject" if "subject" in classes(word) else built(word)
