"""Organisations by how their names are built: a head noun with modifiers before it and of-phrases behind.

"the Ministry of Labour and Social Protection of Population and State Migration Service of the Republic of
Azerbaijan" names two bodies: "Ministry of Labour and Social Protection of Population" and "State Migration
Service". Which state they belong to is read afterwards, by `structure`.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache

from migrationkg.extraction.gazetteer import Hit
from migrationkg.extraction.names import Name, is_acronym, is_function_word
from migrationkg.extraction.text import Text
from migrationkg.extraction.vocabulary import vocabulary

_LINKS = ("of", "for", "on", "against", "in", "with")
_SUPRANATIONAL = frozenset(
    {
        "European",
        "EU",
        "UN",
        "African",
        "International",
        "ASEAN",
        "ECOWAS",
        "Nations",
        "AU",
        "Arab",
        "Nordic",
        "EMN",
    }
)
_END_OF_ROLE = frozenset(
    [
        "Minister",
        "Director",
        "Ambassador",
        "President",
        "Commissioner",
        "Secretary",
        "Manager",
        "Chief",
        "Head",
        "Officer",
        "Governor",
        "Mayor",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Attaché",
        "Coordinator",
        "Representative",
        "Director-General",
        "Secretary-General",
        "Chairman",
        "Chair",
        "Member",
    ]
)
_CITY = re.compile(r"\b(?:with|by|and) (?:the )?(?P<body>(?:[Cc]ity|[Mm]unicipality|[Tt]own) of )")
_NOT_ALONE = frozenset(
    {
        "Steering Committee",
        "Advisory Board",
        "Project Board",
        "Management Board",
        "Steering",
        "Border Control",
    }
)


def find_organisations(text: Text, known: Collection[Hit]) -> list[Name]:
    """Return the organisations that the form of their names shows.

    Args:
        text: the text.
        known: names that authority data knows; a known organisation or place bounds the others.
    """
    at = {hit.start: hit for hit in known}
    found: list[Name] = []
    after = 0
    for index, length, kind in _heads(text):
        if index < after:
            continue
        name = _around(text, index, length, kind, at)
        if name:
            found.append(name)
            after = text.token_at(name.end - 1) + 1
    return [*found, *_introduced(text, at), *_cities(text, at)]


def _cities(text: Text, at: dict[int, Hit]) -> Iterator[Name]:
    """Yield cities that act as bodies: "together with the city of Casablanca"."""
    for match in _CITY.finditer(text.content):
        hit = at.get(match.end())
        if hit and hit.known.sort == "city":
            start = match.start("body")
            yield Name("GovernmentBody", start, hit.end, text.content[start : hit.end], rule="city-as-body")


def _introduced(text: Text, at: dict[int, Hit]) -> Iterator[Name]:
    """Yield names that a common noun introduces: "the consultancy Samuel Hall"."""
    for index, token in enumerate(text.tokens[:-1]):
        kind = vocabulary().introduced.get(token.text)
        following = text.tokens[index + 1]
        if kind is None or not following.is_name or following.start in at:
            continue
        end = index + 1
        while end < len(text.tokens) and text.tokens[end].is_name and text.tokens[end].start not in at:
            end += 1
        name = text.content[following.start : text.tokens[end - 1].end]
        yield Name(kind, following.start, text.tokens[end - 1].end, name, rule="introduced")


@cache
def _heads_by_first_word() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for head, kind in vocabulary().heads.items():
        words = tuple(head.replace("'s", " 's").split())
        table.setdefault(words[0], []).append((words, kind))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in table.items()}


def head_at(text: Text, index: int) -> tuple[int, str] | None:
    """Return the length in tokens and the kind of the longest head noun at token `index`, or None."""
    for words, kind in _heads_by_first_word().get(text.tokens[index].text, ()):
        if tuple(token.text for token in text.tokens[index : index + len(words)]) == words:
            return len(words), kind
    return None


def _heads(text: Text) -> Iterator[tuple[int, int, str]]:
    """Yield (index, length, kind) of head nouns, the last one of a row of them ("Training Centre" of "… School")."""
    index = 0
    while index < len(text.tokens):
        head = head_at(text, index)
        if head is None:
            index += 1
            continue
        length, kind = head
        following = index + length
        while following < len(text.tokens) and (more := head_at(text, following)):
            length, kind = following + more[0] - index, more[1]
            following = index + length
        yield index, length, kind
        index += length


def _around(text: Text, index: int, length: int, kind: str, at: dict[int, Hit]) -> Name | None:
    start = _left(text, index, at)
    end = _right(text, index + length, at)
    tokens = text.tokens
    words = [token.text for token in tokens[start:end]]
    head = text.content[tokens[index].start : tokens[index + length - 1].end]
    if tokens[start].start in at and at[tokens[start].start].known.sort == "demonym" and start < index:
        pass
    bare = start == index and end == index + length
    if head == "Government" and _state_follows(text, end, at):
        begin = end + (2 if tokens[end + 1].text == "the" else 1)
        hit = at[tokens[begin].start]
        return Name(
            "Country",
            tokens[start].start,
            hit.end,
            text.content[tokens[start].start : hit.end],
            hit.known.iso,
            "government-of",
        )
    following = tokens[end].text if end < len(tokens) else ""
    if following in (
        "Event",
        "Meeting",
        "Meetings",
        "Conference",
        "Session",
        "Ceremony",
        "Directive",
        "Visit",
        "station",
        "stations",
        "post",
        "posts",
    ):
        return None
    if (
        bare
        and length == 1
        and not (kind == "Ministry" and _state_follows(text, end, at))
        and not _state_follows(text, end, at)
    ):
        return None
    if head in _NOT_ALONE and start >= index - 1 and end == index + length:
        return None
    if " ".join(words[-2:]) in _NOT_ALONE or " ".join(words[:2]) in _NOT_ALONE:
        return None
    if any(word in _END_OF_ROLE for word in words[: index - start]):
        return None
    if kind == "Centre":
        if words[-1] not in ("Law", "Studies", "Research", "Sciences", "Policy"):
            return None
        kind = "AcademicInstitution"
    if head == "Forum" and end == index + length:
        return None
    first = tokens[start].start
    key = text.content[first : tokens[end - 1].end]
    demonym = at.get(first)
    iso = None
    if demonym and demonym.known.sort == "demonym" and start < index:
        iso, after = demonym.known.iso, start + 1
        if not (after == index and length == 1 and end == index + length):
            key = text.content[tokens[after].start : tokens[end - 1].end]
    elif demonym and demonym.known.sort == "country" and start < index:
        iso = demonym.known.iso
    elif state := _state_around(text, start, end, at):
        iso = state
    modified = iso if demonym and start < index else None
    return Name(
        _kind(words[: index - start], kind, modified), first, tokens[end - 1].end, key, iso, rule="head-noun"
    )


def _kind(modifiers: list[str], kind: str, iso: str | None) -> str:
    if (
        kind in ("GovernmentBody", "Ministry")
        and iso is None
        and any(word in _SUPRANATIONAL for word in modifiers[:2])
    ):
        return "InternationalOrganisation"
    return kind


def _state_follows(text: Text, index: int, at: dict[int, Hit]) -> bool:
    """Return whether "of (the) <country>" follows at token `index`."""
    tokens = text.tokens
    if index + 1 >= len(tokens) or tokens[index].text != "of":
        return False
    index += 2 if tokens[index + 1].text == "the" else 1
    return (
        index < len(tokens)
        and (hit := at.get(tokens[index].start)) is not None
        and hit.known.sort == "country"
    )


def _state_around(text: Text, start: int, end: int, at: dict[int, Hit]) -> str | None:
    """Return the state that "of (the) <country>" behind or "<country>'s" before a name gives it."""
    tokens = text.tokens
    if _state_follows(text, end, at):
        return at[tokens[end + (2 if tokens[end + 1].text == "the" else 1)].start].known.iso
    if (
        start > 1
        and tokens[start - 1].text == "'s"
        and (hit := at.get(tokens[start - 2].start))
        and hit.known.sort == "country"
    ):
        return hit.known.iso
    return None


def _left(text: Text, index: int, at: dict[int, Hit]) -> int:
    """Return the index of the first modifier of the head noun at token `index`."""
    tokens = text.tokens
    first = text.token_at(text.sentences[text.sentence_at(tokens[index].start)][0])
    start = index
    while start > first:
        token = tokens[start - 1]
        if token.is_name and not is_function_word(token.text) and token.text not in _END_OF_ROLE:
            start -= 1
        elif token.text in ("and", "&") and start < index + 1 and _shares_head(text, start - 1, first, at):
            start -= 2
        else:
            break
    while (
        start < index
        and tokens[start].text in vocabulary().roles
        and tokens[start].text
        not in ("General", "Special", "Regional", "Country", "Prime", "First", "Mission")
    ):
        start += 1
    return start


def _shares_head(text: Text, joint: int, first: int, at: dict[int, Hit]) -> bool:
    """Return whether the word before "and" is a modifier too: "the Border and Migration Police"."""
    before = joint - 1
    if before < first + 1 or not text.tokens[before].is_name or is_acronym(text.tokens[before].text):
        return False
    if text.tokens[before].start in at or head_at(text, before) or is_function_word(text.tokens[before].text):
        return False
    opener = text.tokens[before - 1]
    return opener.text in ("the", "The", "'s") or (
        opener.start in at and at[opener.start].known.sort == "demonym"
    )


def _right(text: Text, index: int, at: dict[int, Hit]) -> int:
    """Return the index after the of-phrases that belong to the head noun before token `index`."""
    tokens = text.tokens
    end = index
    while end < len(tokens) and tokens[end].text in _LINKS:
        if tokens[end].text in ("in", "with") and end == index:
            break
        begin = end + 1
        if begin < len(tokens) and tokens[begin].text == "the":
            begin += 1
        phrase = _subject_phrase(text, begin, at)
        if phrase == begin:
            break
        end = phrase
        while (more := _coordinated(text, end, at)) > end:
            end = more
    if (
        end == index
        and index + 1 < len(tokens)
        and tokens[index].text == "to"
        and tokens[index - 1].text in ("Mission", "Delegation")
    ):
        end = _states(text, index + 1, at) or end
    return end


def _states(text: Text, index: int, at: dict[int, Hit]) -> int | None:
    """Return the index after "(the) <country> (and <country>)*" at token `index`, or None."""
    tokens, end = text.tokens, None
    while index < len(tokens):
        if tokens[index].text == "the":
            index += 1
            continue
        hit = at.get(tokens[index].start)
        if hit is None or hit.known.sort not in ("country", "region"):
            break
        end = text.token_at(hit.end - 1) + 1
        if end + 1 < len(tokens) and tokens[end].text == "and":
            index = end + 1
        else:
            break
    return end


def _subject_phrase(text: Text, index: int, at: dict[int, Hit]) -> int:
    """Return the index after the words that say what a body is for; `index` itself where they are a name of another."""
    tokens, end = text.tokens, index
    while end < len(tokens) and tokens[end].is_name:
        hit = at.get(tokens[end].start)
        if hit and hit.known.sort in ("country", "organisation") and end == index:
            after = text.token_at(hit.end - 1) + 1
            if not (
                after < len(tokens)
                and tokens[after].is_name
                and hit.known.sort == "country"
                and tokens[after].text in vocabulary().subjects
            ):
                return index
        if (
            head_at(text, end)
            and not (tokens[end].text in ("Authorities", "Forces", "Services") and end > index)
            and tokens[end].text not in vocabulary().subjects
        ):
            return index
        end += 1
        if end < len(tokens) and tokens[end].text == "'" and tokens[end].start == tokens[end - 1].end:
            end += 1
    if end > index and end < len(tokens) and tokens[end].text == "'s":
        return index
    return end


def _coordinated(text: Text, index: int, at: dict[int, Hit]) -> int:
    """Return the index after a further subject (", Migration and Employment", "and Social Affairs"), or `index`."""
    tokens, subjects = text.tokens, vocabulary().subjects
    begin = index
    comma = begin < len(tokens) and tokens[begin].text == ","
    if comma:
        begin += 1
    conjunction = begin < len(tokens) and tokens[begin].text in ("and", "&")
    if conjunction:
        begin += 1
    if begin == index:
        return index
    end = _subject_phrase(text, begin, at)
    words = [token.text for token in tokens[begin:end]]
    if (
        end == begin
        or not (
            any(part in subjects for part in (words[0], words[0].split("-")[-1]))
            or _is_demonym(text, begin, at)
        )
        or is_acronym(words[0])
    ):
        return index
    if not conjunction and not _leads_to_conjunction(text, end, at):
        return index
    return end


def _is_demonym(text: Text, index: int, at: dict[int, Hit]) -> bool:
    hit = at.get(text.tokens[index].start)
    return hit is not None and hit.known.sort == "demonym"


def _leads_to_conjunction(text: Text, index: int, at: dict[int, Hit]) -> bool:
    """Return whether, after a comma's subject, "and <subject>" follows: a comma alone may part two bodies."""
    further = _coordinated(text, index, at)
    return further > index
