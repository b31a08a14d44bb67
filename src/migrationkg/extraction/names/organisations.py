"""Organisations by how their names are built: a head noun with modifiers before it and of-phrases behind.

"the Ministry of Labour and Social Protection of Population and State Migration Service of the Republic of
Azerbaijan" names two bodies: "Ministry of Labour and Social Protection of Population" and "State Migration
Service". Which state they belong to is read afterwards, by `structure`.
"""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from migrationkg.extraction.names.gazetteer import Hit
from migrationkg.extraction.names.name import Name, is_acronym, is_function_word
from migrationkg.extraction.names.organisation_extent import END_OF_ROLE, end_of_name, first_of_name, head_at, heads_in
from migrationkg.extraction.tables.vocabulary import vocabulary
from migrationkg.extraction.text.analysis import Text

_CITY = re.compile(r"\b(?:with|by|and) (?:the )?(?P<body>(?:[Cc]ity|[Mm]unicipality|[Tt]own) of )")
_RUN = r"[^\W\d_a-z][\w-]+(?: [^\W\d_a-z][\w-]+){0,2}"
_DOER = re.compile(
    rf"\b(?:implemented|carried out|executed) by (?P<by>{_RUN})(?=[,.;]| and\b| in\b| with\b)"
    rf"|\bin the hands of (?P<hands>{_RUN})(?=[,.;]| and\b)"
    rf"|(?:\bwhich|\band) (?P<who>{_RUN})(?:, an? [a-z -]+,)? (?:will )?implements?\b"
)
_NO_BODY = frozenset(
    {
        "Steering Committee",
        "Advisory Board",
        "Project Board",
        "Management Board",
        "Technical Committee",
        "Border Control",
    }
)
_NO_BODY_BEFORE = frozenset(
    (
        "Event Meeting Meetings Conference Congress Session Summit Ceremony Directive Visit station stations post posts"
    ).split()
)
_SCIENCES = frozenset({"Law", "Studies", "Research", "Sciences", "Policy"})
_DIVISIONS = frozenset({"Department", "Directorate", "Division", "Unit"})
_OF_EMPLOYER = re.compile(
    r"(?:'s)? (?:Deputy )?(?:Secretary[- ]General|Director[- ]General|Secretariat|headquarters)\b"
)
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
    return [*found, *_introduced(text, at), *_cities(text, at), *_employers(text, at), *_doers(text, at)]


def is_employer(text: Text, index: int) -> bool:
    """Return whether what follows the acronym at token `index` makes it an organisation's: "CICA Secretary General"."""
    end = text.tokens[index].end
    return is_acronym(text.tokens[index].text) and bool(_OF_EMPLOYER.match(text.content, end, end + 32))


def _employers(text: Text, at: dict[int, Hit]) -> Iterator[Name]:
    """Yield unknown acronyms that have a secretary general, a secretariat or headquarters, wherever they stand."""
    found = {
        text.words[index]
        for index in text.where(is_acronym)
        if text.starts[index] not in at and is_employer(text, index)
    }
    for token in text.tokens if found else ():
        if token.text in found and f"({token.text})" not in text.content:
            yield Name("InternationalOrganisation", token.start, token.end, token.text, rule="employer")


def _doers(text: Text, at: dict[int, Hit]) -> Iterator[Name]:
    """Yield unknown names that carry out projects, as none but organisations do: "which Helvetas will implement"."""
    for match in _DOER.finditer(text.content):
        group = match.lastgroup or "by"
        start, words = match.start(group), match[group].split()
        plain = (is_function_word(word) or word in vocabulary().roles | vocabulary().common for word in words)
        busy = any(hit.start < match.end(group) and start < hit.end for hit in at.values())
        if not busy and not any(plain) and head_at(text, text.token_at(match.end(group) - 1)) is None:
            yield Name("CivilSocietyOrganisation", start, match.end(group), match[group], rule="doer")


def _cities(text: Text, at: dict[int, Hit]) -> Iterator[Name]:
    """Yield cities that act as bodies: "together with the city of Casablanca"."""
    for match in _CITY.finditer(text.content):
        hit = at.get(match.end())
        if hit and hit.known.sort == "city":
            start = match.start("body")
            yield Name("GovernmentBody", start, hit.end, text.content[start : hit.end], rule="city-as-body")


def _introduced(text: Text, at: dict[int, Hit]) -> Iterator[Name]:
    """Yield names that a common noun introduces: "the consultancy Samuel Hall"."""
    kinds = vocabulary().introduced
    for index in text.where(kinds.__contains__):
        if index + 1 == len(text.tokens):
            break
        kind, following = kinds[text.words[index]], text.tokens[index + 1]
        if not following.is_name or following.start in at:
            continue
        end = index + 1
        while end < len(text.tokens) and text.tokens[end].is_name and text.tokens[end].start not in at:
            end += 1
        name = text.content[following.start : text.tokens[end - 1].end]
        yield Name(kind, following.start, text.tokens[end - 1].end, name, rule="introduced")


def _heads(text: Text) -> Iterator[tuple[int, int, str]]:
    """Yield (index, length, kind) of head nouns, the last one of a row of them ("Training Centre" of "… School")."""
    after = 0
    for index in heads_in(text):
        head = head_at(text, index)
        if index < after or head is None:
            continue
        length, kind = head
        token = text.tokens[index]
        if token.text in vocabulary().subjects and text.content.startswith(" and ", token.end):
            continue
        following = index + length
        while following < len(text.tokens) and (more := head_at(text, following)):
            length, kind = following + more[0] - index, more[1]
            following = index + length
        yield index, length, kind
        after = following


def _around(text: Text, index: int, length: int, kind: str, at: dict[int, Hit]) -> Name | None:
    """Return the name around the head noun at token `index`, or None where the words name no body."""
    start = first_of_name(text, index, at)
    end = end_of_name(text, index + length, at)
    words = [token.text for token in text.tokens[start:end]]
    if words[index - start : index - start + length] == ["Government"] and _state_follows(text, end, at):
        return _government(text, start, end, at)
    if not _names_a_body(text, (start, index, end), length, at):
        return None
    opening = at.get(text.tokens[start].start)
    if opening and opening.known.sort == "demonym" and words[1:] == ["Government"]:
        return Name(
            "Country",
            text.tokens[start].start,
            text.tokens[end - 1].end,
            opening.known.name,
            opening.known.iso,
            "government-of",
        )
    if opening and text.tokens[index].start < opening.end and text.content.startswith(" on ", opening.end):
        return None
    if kind == "Centre":
        international = opening and opening.known.kind == "InternationalOrganisation" and start < index
        if not international and words[-1] not in _SCIENCES:
            return None
        kind = "InternationalOrganisation" if international else "AcademicInstitution"
    iso, first_of_key = _state(text, start, index, end, at)
    bare_demonym = first_of_key > start and first_of_key == index and length == 1 and end == index + length
    key = text.tokens[start if bare_demonym else first_of_key].start
    finish = text.tokens[end - 1].end
    modifiers = words[: index - start]
    if kind == "GovernmentBody" and start < index and opening and opening.known.kind == "InternationalOrganisation":
        kind = "InternationalOrganisation"
    if kind == "GovernmentBody" and _is_part_of_international(text, start, end, at):
        kind = "InternationalOrganisation"
    owned = start > 0 and text.tokens[start - 1].text == "'s"
    shown_before = iso if owned or (start < index and text.tokens[start].start in at) else None
    return Name(
        kind=_kind(modifiers, words[index - start], kind, shown_before),
        start=text.tokens[start].start,
        end=finish,
        key=text.content[key:finish],
        iso=iso,
        rule="head-noun",
    )


def _is_part_of_international(text: Text, start: int, end: int, at: dict[int, Hit]) -> bool:
    """Return whether an international organisation has the body as a part: "the Staff College of the OSCE"."""
    tokens = text.tokens
    if end + 2 < len(tokens) and tokens[end].text == "(":
        end = next((at + 1 for at in range(end, min(end + 6, len(tokens))) if tokens[at].text == ")"), end)
    behind = end + (2 if end + 1 < len(tokens) and tokens[end + 1].text == "the" else 1)
    places = [behind] if end < len(tokens) and tokens[end].text == "of" else []
    places += [start - 2] if start > 1 and tokens[start - 1].text == "'s" else []
    hits = (at.get(tokens[place].start) for place in places if place < len(tokens))
    return any(hit is not None and hit.known.kind == "InternationalOrganisation" for hit in hits)


def _government(text: Text, start: int, end: int, at: dict[int, Hit]) -> Name:
    """Return "Government of Japan" as the state that it stands for."""
    hit = at[text.tokens[end + (2 if text.tokens[end + 1].text == "the" else 1)].start]
    first = text.tokens[start].start
    return Name("Country", first, hit.end, text.content[first : hit.end], hit.known.iso, "government-of")


def _names_a_body(text: Text, extent: tuple[int, int, int], length: int, at: dict[int, Hit]) -> bool:
    """Return whether the words from the first to the end of `extent`, with the head between, name one body."""
    start, index, end = extent
    tokens = text.tokens
    words = [token.text for token in tokens[start:end]]
    if end < len(tokens) and tokens[end].text in _NO_BODY_BEFORE:
        return False
    if end - start == 1 and length == 1 and not _state_follows(text, end, at):
        return False
    if (hit := at.get(tokens[start].start)) and hit.known.sort == "country" and hit.end >= tokens[end - 1].end:
        return False
    if "Immigration" in (words[index - start], words[-1]) and length == 1 and words[index - start] == "Immigration":
        return hit is not None and start < index
    if words == ["Forum"] or (words[-1] == "Forum" and end == index + length):
        return False
    if words[0] == "Mission" and start > 1 and text.tokens[start - 2].text in ("Chief", "Head"):
        return False
    if any(f"{one} {two}" in _NO_BODY for one, two in pairwise(words)):
        return False
    return not any(word in END_OF_ROLE for word in words[: index - start])


def _state(text: Text, start: int, index: int, end: int, at: dict[int, Hit]) -> tuple[str | None, int]:
    """Return the state that the name or its neighbours show, and the token with which the name proper begins."""
    opening = at.get(text.tokens[start].start)
    if opening and start < index and opening.known.sort == "demonym":
        return opening.known.iso, start + 1
    if opening and start < index and opening.known.sort == "country":
        return opening.known.iso, start
    return _state_around(text, start, end, at), start


def _kind(modifiers: list[str], head: str, kind: str, iso: str | None) -> str:
    if modifiers[:1] == ["International"] and head in _DIVISIONS:
        return kind
    if kind in ("GovernmentBody", "Ministry") and iso is None and any(word in _SUPRANATIONAL for word in modifiers[:2]):
        return "InternationalOrganisation"
    return kind


def _state_follows(text: Text, index: int, at: dict[int, Hit]) -> bool:
    """Return whether "of (the) <country>" follows at token `index`."""
    tokens = text.tokens
    if index + 1 >= len(tokens) or tokens[index].text != "of":
        return False
    index += 2 if tokens[index + 1].text == "the" else 1
    return index < len(tokens) and (hit := at.get(tokens[index].start)) is not None and hit.known.sort == "country"


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
