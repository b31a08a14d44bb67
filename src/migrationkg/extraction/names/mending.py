"""The bounds of the stretches that the tagger marks, mended where rules know better."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from migrationkg.extraction.names.joined_bodies import bodies_joined
from migrationkg.extraction.names.subjects import end_of_subjects
from migrationkg.extraction.tables.vocabulary import vocabulary
from migrationkg.extraction.text.analysis import Text


def mended(
    text: Text, stretch: tuple[int, int, str], others: Collection[int], ends: Mapping[int, int]
) -> Iterator[tuple[int, int, str]]:
    """Yield the names in a stretch of tokens that the tagger marks.

    Args:
        text: the text.
        stretch: (first token, the one after the last, family) as the tagger tells; the names have that form too.
        others: where known names begin that are no subject of a ministry.
        ends: start → end of the names of known organisations.
    """
    start, stop, family = stretch
    stop = _closed(text.words, start, _end_of_line(text, start, stop))
    parts = _bodies(text, start, stop, others, ends) if family == "Organisation" else ((start, stop),)
    for first, end in parts:
        yield _behind_noun(text.words, first, end) if family == "Organisation" else first, end, family


def _bodies(
    text: Text, start: int, stop: int, others: Collection[int], ends: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield the bodies that a stretch names: owner and owned, several that "and" joins, each with all its subjects."""
    for first, last in _owners(text.words, start, stop):
        end = end_of_subjects(text, first, last, others)
        if ends.get(text.starts[first], 0) >= text.tokens[end - 1].end:
            yield first, end
            continue
        known = (index for index in range(first, end) if text.starts[index] in ends)
        bodies = {index: text.token_at(ends[text.starts[index]] - 1) + 1 for index in known}
        yield from bodies_joined(text.words, first, end, bodies)


def _behind_noun(words: Sequence[str], start: int, stop: int) -> int:
    """Return where a body's name begins behind a noun that introduces it: "Belgian development agency Enabel"."""
    for index in range(start, min(start + 4, stop - 1)):
        introduces = words[index] in vocabulary().introduced and (words[index][0].islower() or index == start)
        if introduces and words[index + 1][0].isupper():
            return index + 1
    return start


def _closed(words: Sequence[str], start: int, stop: int) -> int:
    """Return where a stretch of tokens ends if each bracket in it is opened and closed there.

    So "Migrants in Crisis (MICIC" goes on to the bracket behind it, and "MoL) of Ghana" ends before its own.
    """
    closed = next((index for index in range(start + 1, stop) if words[index] == ")"), stop)
    if "(" not in words[start:closed]:
        return closed
    opened = [index for index in range(start, stop) if words[index] == "("]
    if not opened or ")" in words[opened[-1] : stop]:
        return stop
    if stop < len(words) and words[stop] == ")" and opened[-1] == stop - 1:
        return stop + 1
    return max(opened[-1], start + 1)


def _owners(words: Sequence[str], start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a stretch in which a ministry or body owns another: "the Ministry's Agency"."""
    for index in range(start + 2, stop - 1):
        if words[index] == "'s" and vocabulary().heads.get(words[index - 1]) in ("Ministry", "GovernmentBody"):
            yield start, index
            start = index + 1
    yield start, stop


def _end_of_line(text: Text, start: int, stop: int) -> int:
    """Return where a stretch ends if it does not go on in another line."""
    for index in range(start + 1, stop):
        if "\n" in text.content[text.tokens[index - 1].end : text.tokens[index].start]:
            return index
    return stop
