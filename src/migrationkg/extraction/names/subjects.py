"""Subjects of bodies: where those of one ministry begin and end, and the bodies that a list with one head noun means.

"Ministry of Labour, Employment, Veteran and Social Affairs" is one name; "Ministries of Interior, Justice and Labour"
are three bodies, each called in full what the list means and then as it stands.
"""

from collections.abc import Collection, Iterator, Sequence

from migrationkg.extraction.names.gazetteer import Hit
from migrationkg.extraction.names.name import PUBLIC_BODIES, Name, is_acronym
from migrationkg.extraction.tables.vocabulary import vocabulary
from migrationkg.extraction.text.analysis import Text

#: What joins two bodies, or two subjects of one.
ANDS = frozenset({"and", "&"})
_LINKS = frozenset({"of", "for", "on"})
#: Sorts of known names that are no subject.
_OTHERS = frozenset({"country", "organisation", "city", "region"})
#: Plural head nouns → what each of the bodies is.
_PLURALS = {
    "Ministries": "Ministry",
    "ministries": "Ministry",
    "Departments": "Department",
    "Directorates": "Directorate",
}


def starts_of_others(known: Sequence[Hit]) -> frozenset[int]:
    """Return where known names begin that are no subject of a ministry."""
    return frozenset(hit.start for hit in known if hit.known.sort in _OTHERS)


def end_of_subjects(text: Text, start: int, stop: int, others: Collection[int]) -> int:
    """Return where the name of a body ends whose subjects go on behind a comma or "and".

    Args:
        text: the text.
        start: index of the first token of the name.
        stop: index after its last.
        others: where names begin that are no subject.
    """
    words = text.words
    stop = _end_of_subject(text, stop, others)
    heads = [index for index in range(start, stop - 1) if vocabulary().heads.get(words[index]) in PUBLIC_BODIES]
    linked = heads and (words[heads[0] + 1] in _LINKS or words[heads[0] + 1] in vocabulary().subjects)
    if not linked or ANDS & set(words[heads[0] + 2 : stop]):
        return stop
    end, parts = stop, list(_subjects(text, stop, others))
    subjects = [any(word in vocabulary().subjects for word in words[first:last]) for first, last, _ in parts]
    for number, (_, last, is_last) in enumerate(parts):
        if is_last and subjects[number] and 2 * sum(subjects[: number + 1]) > number:
            end = last
    return end


def _end_of_subject(text: Text, stop: int, others: Collection[int]) -> int:
    """Return where the last subject ends: "Foreign | affairs", "Social Protection | of the Population"."""
    words, size, subjects = text.words, len(text.words), vocabulary().subjects
    if words[stop - 1] not in subjects or stop == size:
        return stop
    if words[stop] == "affairs":
        return stop + 1
    first = stop + 1 + (words[stop + 1 : stop + 2] == ("the",))
    end = first
    while end < size and words[end] in subjects and text.starts[end] not in others:
        end += 1
    closed = end < size and (words[end] == "and" or not words[end][0].isupper())
    return end if words[stop] == "of" and end > first and closed else stop


def _subjects(text: Text, index: int, others: Collection[int]) -> Iterator[tuple[int, int, bool]]:
    """Yield (first, after the last, whether it stands behind "and") of the subjects that a list goes on with."""
    words, size = text.words, len(text.words)
    end_of_sentence = text.sentences[text.sentence_at(text.starts[index - 1])][1]
    while index < size and words[index] in (",", *ANDS):
        is_last = words[index] in ANDS
        first = index + 1
        if not is_last and first < size and words[first] in ANDS:
            is_last, first = True, first + 1
        last = first
        while last < size and text.starts[last] < end_of_sentence and _may_be_subject(words, last, first):
            if text.starts[last] in others:
                break
            last += 1
        while last > first and not words[last - 1][0].isupper():
            last -= 1
        if last == first or (last < size and _is_head_of_body(words[last]) and words[last][0].isupper()):
            return
        yield first, last, is_last
        index = last


def _may_be_subject(words: Sequence[str], index: int, first: int) -> bool:
    word = words[index]
    if _is_head_of_body(word) and word not in vocabulary().subjects:
        return False
    if word in ("of", "the", "with") and index > first:
        return index + 1 < len(words) and words[index + 1][0].isupper()
    return word[0].isupper() and not is_acronym(word)


def _is_head_of_body(word: str) -> bool:
    """Tell whether a word is the noun of a body, and not what a ministry may be for: "… and Small Enterprises"."""
    return vocabulary().heads.get(word, "Company") != "Company"


def bodies_of_plurals(text: Text) -> Iterator[Name]:
    """Yield the bodies of a list with one head noun; each name's key is the full form."""
    words, size = text.words, len(text.words)
    for index, word in enumerate(words):
        if word not in _PLURALS or index + 2 >= size or words[index + 1] not in _LINKS:
            continue
        head = f"{_PLURALS[word]} {words[index + 1]} "
        begin = index + 2
        for first, last in _parts(text, begin):
            start, end = text.starts[first], text.tokens[last - 1].end
            kind = "Ministry" if head.startswith("Ministry") else "GovernmentBody"
            yield Name(kind, start, end, head + text.content[start:end], rule="listed")


def _parts(text: Text, begin: int) -> list[tuple[int, int]]:
    """Return (first, after the last) of the subjects of a list that begins at a token."""
    words = text.words
    first = begin + 1 if words[begin] == "the" else begin
    last = first
    while last < len(words) and _may_be_subject(words, last, first):
        last += 1
    if last == first:
        return []
    parts = [(first, last), *((one, other) for one, other, _ in _subjects(text, last, ()))]
    return parts if len(parts) > 1 else []
