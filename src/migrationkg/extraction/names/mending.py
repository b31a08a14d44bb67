"""The bounds of the stretches that the tagger marks, mended where rules know better."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from migrationkg.extraction.names.joined_bodies import bodies_joined
from migrationkg.extraction.names.subjects import end_of_subjects, first_of_subjects
from migrationkg.extraction.names.words import classes, is_capital
from migrationkg.extraction.tables.vocabulary import vocabulary, word_list
from migrationkg.extraction.text.analysis import Text

#: Heads that a person's name may follow within a name: "Universidad Antonio Machado", "Stiftung Karl Renner".
_NAMED_AFTER_PERSONS = frozenset(
    f"head-{kind}" for kind in ("AcademicInstitution", "CivilSocietyOrganisation", "Centre")
)
#: What may stand in a person's name beside capitalised words of no other meaning.
_OF_PERSONS = frozenset(("capital", "given-name", "particle", "joint", "small"))
#: What is written with a stop within names.
_SHORTENED = frozenset(("Md", "Mt", "Ss", "St", "Sts"))
#: Letters of honours behind a person's name.
_HONOURS = frozenset(("SJ", "OBE", "CBE", "MBE", "MEP", "MP", "MPs", "PhD", "QC", "KC"))
#: What ends a person's name.
_BEHIND_PERSONS = frozenset(("and", "of", "from", "at", "in", "for", "(", ")", ","))
#: Titles that belong to the name.
_KEPT_TITLES = frozenset(("King", "Queen", "Prince", "Princess", "Pope"))
_LONGEST_PERSON = 4


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
    words = text.words
    stop = _closed(words, start, _end_of_line(text, start, _before_day(words, start, stop)))
    if family == "Person":
        yield (*_without_titles(words, start, _end_of_person(words, start, stop)), family)
        return
    if family == "Place" and (link := _between_places(text, start, stop, others)):
        yield start, link, family
        yield link + 1, stop, family
        return
    person = _first_of_person(words, start, stop) if family in ("Organisation", "Project") else None
    if person and text.starts[person] not in ends:
        yield from mended(text, (start, _without_joints(words, start, person), family), others, ends)
        yield person, stop, "Person"
        return
    if family == "Organisation" and (link := _person_of(words, start, stop)):
        yield start, link, "Person"
        yield from mended(text, (link + 1 + (words[link + 1] == "the"), stop, family), others, ends)
        return
    if family == "Organisation":
        stop = _with_object(words, start, stop)
        for first, end in _bodies(text, start, stop, others, ends):
            yield _behind_noun(words, first, end), end, family
        return
    yield start, stop, family


def with_subjects_before(
    text: Text, marked: Sequence[tuple[int, int, str]], others: Collection[int]
) -> list[tuple[int, int, str]]:
    """Return the stretches that the tagger marks, bodies with the subjects that stand before "and" and are theirs.

    Args:
        text: the text.
        marked: (first token, the one after the last, family), in order.
        others: where known names begin that are no subject of a ministry.
    """
    found: list[tuple[int, int, str]] = []
    for start, stop, family in marked:
        first = first_of_subjects(text, start, stop, others) if family == "Organisation" else start
        while found and found[-1][0] >= first:
            found.pop()
        found.append((first, stop, family))
    return found


def joined(words: Sequence[str], marked: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return stretches that the tagger marks, those of one name as one.

    An acronym in brackets may stand in the midst of a name, and a stop behind what is shortened in it: "St", "J".

    Args:
        words: the words of the text.
        marked: (first token, the one after the last, family), in order.

    Example:
        >>> joined("Voluntary Return ( AVR ) Mechanism".split(), [(0, 2, "Project"), (3, 6, "Project")])
        [(0, 6, 'Project')]
        >>> joined("at St . Brigid College".split(), [(3, 5, "Organisation")])
        [(1, 5, 'Organisation')]
    """
    found: list[tuple[int, int, str]] = []
    for start, stop, family in marked:
        first = start
        while first > 1 and words[first - 1] == "." and _is_shortened(words[first - 2]):
            first -= 2
        opened = found[-1][1] if found else -1
        is_open = opened + 1 == start and words[opened] == "(" and _goes_on_behind_bracket(words[start:stop])
        while found and (found[-1][1] > first or is_open):
            first, is_open = min(first, found.pop()[0]), False
        found.append((first, stop, family))
    return found


def _goes_on_behind_bracket(words: Sequence[str]) -> bool:
    """Tell whether a bracket closes within some words and a name goes on; "(MoL) of Ghana" has an owner instead."""
    behind = words[words.index(")") + 1 :] if ")" in words else ()
    return bool(behind) and behind[0] != "of"


def _is_shortened(word: str) -> bool:
    return word in _SHORTENED or (len(word) == 1 and word.isupper())


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
        for one in bodies_joined(text.words, first, end, bodies):
            yield from _of_university(text.words, *one)


def _with_object(words: Sequence[str], start: int, stop: int) -> int:
    """Return where a school's name ends that goes on behind "of" as it is no name else: "University of Cabo Verde"."""
    is_whole = any(vocabulary().heads.get(word) != "AcademicInstitution" for word in words[start:stop])
    if is_whole or words[stop : stop + 1] != ("of",):
        return stop
    end = first = stop + 1 + (words[stop + 1 : stop + 2] == ("the",))
    while end < len(words) and words[end][0].isupper():
        end += 1
    return end if end > first else stop


def _of_university(words: Sequence[str], start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield a part of a university and the university: "Centre for Migration Studies of the University of Ghana"."""
    for index in range(start + 1, stop - 1):
        behind = index + 1 + (words[index + 1] == "the")
        has_head = any(not _NAMED_AFTER_PERSONS.isdisjoint(classes(word)) for word in words[start:index])
        if (
            words[index] == "of"
            and has_head
            and "University" in words[behind:stop]
            and "University" not in words[start:index]
        ):
            yield start, index
            start = behind
    yield start, stop


def _behind_noun(words: Sequence[str], start: int, stop: int) -> int:
    """Return where a body's name begins behind a noun that introduces it: "NGO Legal Center", "Italian company Eni"."""
    for index in range(start, min(start + 4, stop - 1)):
        introduces = any(one.startswith("introduces-") for one in classes(words[index]))
        if introduces and (words[index][0].islower() or index == start) and words[index + 1][0].isupper():
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


def _end_of_line(text: Text, start: int, stop: int) -> int:
    """Return where a stretch ends if it does not go on in another line."""
    for index in range(start + 1, stop):
        if "\n" in text.content[text.tokens[index - 1].end : text.tokens[index].start]:
            return index
    return stop


def _before_day(words: Sequence[str], start: int, stop: int) -> int:
    """Return where a stretch ends if no day belongs to it: "State Migration Service on Friday"."""
    for index in range(start + 1, stop - 1):
        if words[index] in ("on", "last", "this") and words[index + 1] in word_list("weekdays"):
            return index
    return stop


def _without_titles(words: Sequence[str], start: int, stop: int) -> tuple[int, int]:
    """Return the bounds of a person's name without what stands before and behind it: "Madam … MEP"."""
    first, end = start, stop
    while end - first > 2 and words[end - 1] in _HONOURS:
        end -= 1
    while end - first > 1 and (_is_title(words[first]) or words[first] in (".", ",")):
        first += 1
    return (first, end) if is_capital(words[first]) else (start, stop)


def _end_of_person(words: Sequence[str], start: int, stop: int) -> int:
    """Return where a person's name ends, which goes on behind no "of" or bracket: "Rana Aziz of Aarhus Council"."""
    return next((index for index in range(start + 1, stop) if words[index] in _BEHIND_PERSONS), stop)


def _between_places(text: Text, start: int, stop: int, others: Collection[int]) -> int | None:
    """Return the index of the "and" between two places, of which the second is known: "Garawol and Vienna"."""
    ands = (index for index in range(start + 1, stop - 1) if text.words[index] == "and")
    return next((index for index in ands if text.starts[index + 1] in others), None)


def _is_title(word: str) -> bool:
    words = vocabulary()
    return (word in words.titles or word in words.roles) and word not in _KEPT_TITLES


def _first_of_person(words: Sequence[str], start: int, stop: int) -> int | None:
    """Return the index of the first word of a person's name that ends a body's: "State Police Rosa Lindgren"."""
    for index in range(max(start + 1, stop - _LONGEST_PERSON), stop - 1):
        before = classes(words[index - 1])
        if (
            "joint" in before
            or not _NAMED_AFTER_PERSONS.isdisjoint(before)
            or "given-name" not in classes(words[index])
        ):
            continue
        if _OF_PERSONS.issuperset(one for word in words[index:stop] for one in classes(word)):
            return index
    return None


def _person_of(words: Sequence[str], start: int, stop: int) -> int | None:
    """Return the index of the "of" between a person and a body: "Marta Ferrer of Barcelona City Council"."""
    link = next((index for index in range(start + 2, min(start + 4, stop - 1)) if words[index] == "of"), None)
    if link is None or "given-name" not in classes(words[start]):
        return None
    return link if _OF_PERSONS.issuperset(one for word in words[start:link] for one in classes(word)) else None


def _without_joints(words: Sequence[str], start: int, stop: int) -> int:
    while stop - start > 1 and ("joint" in classes(words[stop - 1]) or words[stop - 1] == ","):
        stop -= 1
    return stop


def _owners(words: Sequence[str], start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a stretch in which a ministry or body owns another: "the Ministry's Agency"."""
    for index in range(start + 2, stop - 1):
        if words[index] == "'s" and vocabulary().heads.get(words[index - 1]) in ("Ministry", "GovernmentBody"):
            yield start, index
            start = index + 1
    yield start, stop
