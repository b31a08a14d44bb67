"""Places: known cities, regions and provinces, and unknown ones where a preposition, dateline or state shows one."""

import re
from collections.abc import Collection, Iterator

from migrationkg.extraction.names.gazetteer import Hit
from migrationkg.extraction.names.name import Name, is_acronym
from migrationkg.extraction.tables.vocabulary import vocabulary
from migrationkg.extraction.text.analysis import Text
from migrationkg.extraction.text.date_patterns import MONTHS
from migrationkg.extraction.text.sieve import guarded

_WORD = r"[^\W\d_a-z](?:[\w'-]|–(?=[^\W\d_a-z]))+"
_NAME = rf"{_WORD}(?: (?:al-|de |la |el )?{_WORD}){{0,2}}"
_LOCATIVE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|to|[Nn]ear|[Ff]rom|around|outside|across|over|of|for|and|between|into|towards|visited|via|or)"
    r"(?: the)?(?: (?:city|town|port|capital|province|region|village|district|state)(?: of)?)?,? $"
)
_DATELINE = re.compile(r"(?:(?:/|[,/]? (?:and )?)[^\W\d_][\w' -]{1,30}){0,2}?(?:, | \(| [–-] |: |,? \d)")
#: A dateline may begin with the day: "5 April 2024 – Astana, Kazakhstan –".
AFTER_DATE = re.compile(rf"[\d\s.,/–-]*\d(?:[\d\s.,/–-]|\b(?:{'|'.join(MONTHS)})\b)*[,–-]? ")
_OPENING = re.compile(
    rf"(?m:^)(?P<name>{_NAME})(?:, {_NAME})?"
    r"(?:, \d{1,2} \w+(?: \d{4})? ?[–:-]|, \w+ \d{1,2}(?:, \d{4})? ?[–:-]| [–-] |, \d{4} ?[–-]| \(\d{1,2} \w+)"
)
_BEFORE_STATE = re.compile(rf"(?P<name>{_NAME}), (?:the )?$")
_KIND_BEHIND = (
    r"Museum|Library|Theatre|Stadium|Camp|Officers Club|Province|Region|District|County|Oblast|Governorate|Islands?"
    r"|Valley|Airport|Square|Hotel|Palace"
)
_KIND_BEFORE = r"Autonomous Republic|Province|Governorate|Region|District|Port|Gulf|Kurdistan Region"
_UNIT = guarded(
    rf"(?P<name>{_NAME} (?:{_KIND_BEHIND})|{_NAME} International Airport"
    rf"|(?:Palais|Palazzo|Villa|Schloss|Hotel) {_NAME})\b"
    rf"|(?P<state>{_NAME} State)\b(?! [A-Z])"
    rf"|(?:the )?(?P<of>(?:{_KIND_BEFORE}) of {_NAME})"
)
_KIND_IN_BETWEEN = r"(?: (?:city|town|village|border crossing|(?:border )?crossing point|border post)s?(?: of| at)?)?"
_KINDS_OF = r"(?:cities|towns|villages|municipalities|provinces|districts|crossing points|border posts|ports) of"
_AT = re.compile(
    rf"\b(?:(?:[Ii]n|[Aa]t|near)(?: the)?{_KIND_IN_BETWEEN}|{_KINDS_OF})"
    rf" (?P<list>{_NAME}(?:(?:, | and |, and ){_NAME})*)"
)


def find_places(text: Text, known: Collection[Hit], claimed: Collection[Name]) -> list[Name]:
    """Return the places; a known city counts only where its surroundings read as a place's.

    Args:
        text: the text.
        known: names that authority data knows.
        claimed: names of organisations, projects and persons; no place overlaps one.
    """
    found = [
        *_known(text, known),
        *_units(text),
        *_before_states(text, known),
        *_datelines(text, known),
    ]
    found += _after_preposition(text, known, claimed)
    states = [hit for hit in known if hit.known.sort == "country"]
    found = [one for one in found if not any(hit.start <= one.start and one.end <= hit.end for hit in states)]
    return [place for place in found if not any(place.start < name.end and name.start < place.end for name in claimed)]


def _known(text: Text, known: Collection[Hit]) -> Iterator[Name]:
    states = {hit.start for hit in known if hit.known.sort == "country"}
    sure = {hit.known.name for hit in known if hit.known.sort == "city" and _reads_as_place(text, hit, states)}
    for hit in known:
        if hit.known.sort in ("region", "subdivision") and (
            hit.known.sort == "region" or _reads_as_place(text, hit, states)
        ):
            yield Name("Place", hit.start, hit.end, text.content[hit.start : hit.end], rule="known-region")
        elif hit.known.sort == "city" and hit.known.name in sure:
            written = text.content[hit.start : hit.end]
            yield Name(
                "Place",
                hit.start,
                hit.end,
                written.title() if written.isupper() else written,
                rule="known-city",
            )


def _reads_as_place(text: Text, hit: Hit, states: Collection[int]) -> bool:
    """Return whether a known city or province stands where places stand; `states` tells where names of states begin."""
    before = text.content[max(0, hit.start - 40) : hit.start]
    after = text.content[hit.end : hit.end + 40]
    if AFTER_DATE.fullmatch(text.content[text.headline_end + 2 : hit.start][:60]) and _DATELINE.match(after):
        return True
    if hit.start in (0, text.headline_end + 2) or before.endswith("\n"):
        return bool(_DATELINE.match(after)) or after.startswith((" and ", " gets ", " hosts ", "'s"))
    token = text.token_at(hit.end + 1)
    following = text.tokens[token] if token < len(text.tokens) and text.tokens[token].start == hit.end + 1 else None
    if following and following.is_name and following.text != "State" and following.start not in states:
        return False
    if before.endswith("/") and before[-2:-1].isalpha() and _DATELINE.match(after):
        return True
    if before.endswith((", ", " and ")) and re.search(r"\b(?:in|at|from|to|between) [^.;]{2,60}$", before[:-2]):
        return True
    return bool(_LOCATIVE.search(before)) or (after.startswith((", ", " (")) and before.endswith((", ", "in ", "and ")))


def _units(text: Text) -> Iterator[Name]:
    for match in _UNIT.finditer(text.content):
        group = match.lastgroup or "name"
        words = match[group].split()
        start = match.start(group)
        while words and (words[0] in vocabulary().common or words[0] == "The"):
            start += len(words[0]) + 1
            words = words[1:]
        if len(words) >= 2:
            yield Name("Place", start, match.end(group), text.content[start : match.end(group)], rule="place-unit")


def _before_states(text: Text, known: Collection[Hit]) -> Iterator[Name]:
    """Yield unknown towns before their state: "in Laxenburg, Austria"."""
    for hit in known:
        if hit.known.sort not in ("country", "city", "subdivision", "region"):
            continue
        before = text.content[max(0, hit.start - 60) : hit.start]
        if not before.removesuffix("\n").endswith((", ", ", the ")):
            continue
        match = _BEFORE_STATE.search(before)
        if not match or not re.search(r"\b(?:in|at|near|from|of)(?: the)? $", before[: match.start()]):
            continue
        start = hit.start - len(before) + match.start("name")
        if not any(other.start < hit.start - 2 and start < other.end for other in known) and _may_be_place(
            match["name"]
        ):
            yield Name("Place", start, start + len(match["name"]), match["name"], rule="town-and-state")


def _datelines(text: Text, known: Collection[Hit]) -> Iterator[Name]:
    """Yield the town that opens a paragraph: "Dhermi, 12 June 2023 –", "PESHAWAR, 2 April 2021:"."""
    for match in _OPENING.finditer(text.content[text.headline_end :]):
        start = text.headline_end + match.start("name")
        if _may_be_place(match["name"]) and not any(
            hit.start == start and hit.known.sort in ("country", "organisation", "region") for hit in known
        ):
            name = match["name"].title() if match["name"].isupper() else match["name"]
            yield Name("Place", start, start + len(match["name"]), name, rule="dateline")


def _after_preposition(text: Text, known: Collection[Hit], claimed: Collection[Name]) -> Iterator[Name]:
    """Yield unknown towns after "in", "at" or "near" that no other reading fits."""
    busy = [(hit.start, hit.end) for hit in known] + [(name.start, name.end) for name in claimed]
    for match in _AT.finditer(text.content):
        for part in re.finditer(_NAME, match["list"]):
            start = match.start("list") + part.start()
            if any(hit.start == start and hit.known.sort in ("country", "organisation") for hit in known):
                break
            if _may_be_place(part[0]) and not any(start < end and begin < start + len(part[0]) for begin, end in busy):
                yield Name("Place", start, start + len(part[0]), part[0], rule="after-preposition")


def _may_be_place(name: str) -> bool:
    words, lists = name.replace("'s", "").split(), vocabulary()
    return not any(
        word in lists.roles
        or word in lists.subjects
        or word in lists.common
        or word in lists.heads
        or is_acronym(word)
        or (len(word) > 3 and word.isupper())
        or (word.isupper() and len(word) < 4)
        or word.endswith("s'")
        or any(char.isdigit() for char in word)
        for word in words
    )
