"""Bodies in lists: the subjects of one ministry that commas part, and several bodies with one head noun.

"Ministry of Labour, Employment, Veteran and Social Affairs" is one name; "Ministries of Interior, Justice and Labour"
are three bodies, each called in full what the list means and then as it stands.
"""

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from migrationkg.authority.countries import country_names
from migrationkg.authority.given_names import is_given_name
from migrationkg.extraction.names.gazetteer import Hit
from migrationkg.extraction.names.name import Name, is_acronym
from migrationkg.extraction.names.words import built, classes
from migrationkg.extraction.tables.vocabulary import vocabulary
from migrationkg.extraction.text.analysis import Text

_WITH_SUBJECTS = ("Ministry", "GovernmentBody")
_LINKS = frozenset({"of", "for", "on"})
#: Names are hardly ever longer, in words.
_LONGEST = 30
_ANDS = frozenset({"and", "&"})
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
    heads = [index for index in range(start, stop - 1) if vocabulary().heads.get(words[index]) in _WITH_SUBJECTS]
    linked = heads and (words[heads[0] + 1] in _LINKS or words[heads[0] + 1] in vocabulary().subjects)
    if not linked or _ANDS & set(words[heads[0] + 2 : stop]):
        return stop
    end, parts = stop, list(_subjects(text, stop, others))
    subjects = [any(word in vocabulary().subjects for word in words[first:last]) for first, last, _ in parts]
    for number, (first, last, is_last) in enumerate(parts):
        are_known = subjects[number] and 2 * sum(subjects[: number + 1]) > number
        if is_last and (are_known or _goes_to_state(text, first, last)):
            end = last
    return end


def _goes_to_state(text: Text, first: int, last: int) -> bool:
    """Return whether a ministry's state follows its last subject, which names no person: "… and Fisheries of Mali"."""
    behind = [word for word in text.words[last + 1 : last + 3] if word != "the"]
    of_state = text.words[last : last + 1] == ("of",) and bool(behind) and behind[0] in _first_words_of_states()
    return of_state and not any(map(is_given_name, text.words[first:last]))


@cache
def _first_words_of_states() -> frozenset[str]:
    return frozenset(name.split()[0] for name in country_names())


def bodies_joined(
    words: Sequence[str], start: int, stop: int, bodies: Mapping[int, int] = MappingProxyType({})
) -> Iterator[tuple[int, int]]:
    """Yield the stretches of tokens of the bodies that "and" or a comma joins in one stretch.

    Both sides must be bodies by themselves: an acronym, or what has a head noun of its own. "Immigration and Customs
    Enforcement" stays one, since a subject of ministries is no head.

    Args:
        words: the words of the text.
        start: index of the first token of the stretch.
        stop: index after its last.
        bodies: index of the first token of a known organisation → index after its last.

    Example:
        >>> list(bodies_joined("IRC and Intel Foundation".split(), 0, 4))
        [(0, 1), (2, 4)]
        >>> list(bodies_joined("Ministry of Labour and Social Affairs".split(), 0, 6))
        [(0, 6)]
    """
    for index in range(start + 1, stop - 1):
        behind = index + 1 + (words[index + 1] == "the")
        has_left = bodies.get(start) == index or any(map(_is_head, words[start:index]))
        is_body = behind in bodies and words[index] in (",", *_ANDS) and has_left
        if is_body or _are_two(words[start:index], words[index], words[behind:stop], behind - index > 1):
            yield start, index
            start = behind
    yield start, stop


def _are_two(left: Sequence[str], link: str, right: Sequence[str], article: bool) -> bool:
    if not right or not (right[0][0].isupper() or is_acronym(right[0])):
        return False
    if link == ",":
        return _is_head(right[0]) and right[0] in left
    if link not in _ANDS:
        return False
    if article and any(word.islower() and "introduces-" in "".join(classes(word)) for word in right[1:3]):
        return True
    has_head = any(map(_is_head, right[:_LONGEST]))
    if not (has_head or is_acronym(right[-1])):
        return False
    return _is_head(left[-1]) or (len(left) == 1 and is_acronym(left[0])) or (article and has_head)


def _is_head(word: str) -> bool:
    is_noun = word in vocabulary().heads and word not in vocabulary().subjects and word != "Customs"
    return is_noun or built(word) == "acronym-of-ministry"


def first_of_subjects(text: Text, start: int, stop: int, others: Container[int]) -> int:
    """Return where a body begins whose subjects stand before "and": "Border Security and Management Unit".

    They reach back to an article or a genitive; none of them is a body by itself.

    Args:
        text: the text.
        start: index of the first token of the name, as far as it is known.
        stop: index after its last.
        others: where names begin that are no subject.
    """
    words = text.words
    if _is_head(words[start]) or not any(vocabulary().heads.get(word) in _WITH_SUBJECTS for word in words[start:stop]):
        return start
    link = start - 1
    while link > 1 and words[link] in (",", *_ANDS):
        first = last = link - (words[link - 1] == ",")
        while first > 0 and _is_subject_alone(words[first - 1]) and text.starts[first - 1] not in others:
            first -= 1
        if first == last or is_given_name(words[first]):
            return start
        if words[first - 1] in ("the", "The", "'s"):
            return first
        link = first - 1
    return start


def _is_subject_alone(word: str) -> bool:
    return word[0].isupper() and word != "The" and not is_acronym(word) and not _is_head(word)


def _subjects(text: Text, index: int, others: Collection[int]) -> Iterator[tuple[int, int, bool]]:
    """Yield (first, after the last, whether it stands behind "and") of the subjects that a list goes on with."""
    words, size = text.words, len(text.words)
    end_of_sentence = text.sentences[text.sentence_at(text.starts[index - 1])][1]
    while index < size and words[index] in (",", *_ANDS):
        is_last = words[index] in _ANDS
        first = index + 1
        if not is_last and first < size and words[first] in _ANDS:
            is_last, first = True, first + 1
        last = first
        while last < size and text.starts[last] < end_of_sentence and _may_be_subject(words, last, first):
            if text.starts[last] in others:
                break
            last += 1
        while last > first and not words[last - 1][0].isupper():
            last -= 1
        if last == first or (last < size and words[last] in vocabulary().heads and words[last][0].isupper()):
            return
        yield first, last, is_last
        index = last


def _may_be_subject(words: Sequence[str], index: int, first: int) -> bool:
    word = words[index]
    if word in vocabulary().heads and word not in vocabulary().subjects:
        return False
    if word in ("of", "the", "with") and index > first:
        return index + 1 < len(words) and words[index + 1][0].isupper()
    return word[0].isupper() and not is_acronym(word)


def bodies_of_plurals(text: Text) -> Iterator[Name]:
    """Yield the bodies of a list with one head noun; each name's key is the full form."""
    words, size = text.words, len(text.words)
    for index in text.where(_PLURALS.__contains__):
        if index + 2 >= size or words[index + 1] not in _LINKS:
            continue
        head = f"{_PLURALS[words[index]]} {words[index + 1]} "
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
