"""States, what is called by their adjectives, also inside other names, and the states that bodies are said to be of.

One form may be the name of bodies of several states, also of one that authority data knows: "the Austrian BMI" is not
the German ministry of that acronym. So each mention has the state that its own words say.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from babel import Locale

from migrationkg.authority.countries import country_names, demonyms
from migrationkg.authority.places import FEDERAL_STATE, first_word, is_federal_state, places_beginning_with
from migrationkg.extraction.names.candidates import covered
from migrationkg.extraction.names.gazetteer import Hit
from migrationkg.extraction.names.name import PUBLIC_BODIES, Name, fold
from migrationkg.extraction.tables.vocabulary import any_of
from migrationkg.extraction.text.analysis import Text

_OF_AMERICA = re.compile(r", (?:the )?(?:United States|USA?\b)")
_GOES_ON = re.compile(r",? (?:and )?(?P<next>[^\W\d_a-z])")
_GOVERNMENT_OF = re.compile(r"(?:Federal |Transitional |Royal |Interim )?Government of (?:the )?$")
_ITS_GOVERNMENT = re.compile(
    r" (?:Federal |Transitional |Royal |Interim )?Government\b(?! (?:of|[Aa]genc|[Bb]od|[Dd]epartment|[Oo]ffice))"
)
#: The state of a body behind its name: "MoI of Iraq".
_OF = re.compile(r"(?: ?\([^()\n]{2,12}\))? of (?:the )?")
#: The region of a state whose body is not the state's own: "Ministry of Interior of the Kurdistan Region of Iraq".
_OF_REGION = re.compile(r" of the (?:[A-Z][\w'-]+ ){1,2}Region\b(?: of (?:the )?[A-Z]\w+)?")
#: So far around an adjective a list of languages is looked for.
_WIDTH = 60
#: A room, hall or street that bears a state's name, and money: "the Peru Room".
_ROOM_OR_DOLLARS = re.compile(
    r" (?:Room|Hall|Suite|Salon|Lounge|Ballroom|Pavilion|Street|Avenue|Boulevard|Square|dollars?)\b"
)


def find_states(text: Text, known: Sequence[Hit], names: Collection[Name]) -> list[Name]:
    """Return the names of states and their adjectives.

    A person called Jordan is no state, nor is what only a part of the United States or its money is called; a
    government stands for its state.

    Args:
        text: the text.
        known: names that authority data knows.
        names: names of other things.
    """
    size = len(text.content)
    persons = covered((name for name in names if name.kind == "Person"), size)
    places = covered((name for name in names if name.kind == "Place"), size)
    taken = {(name.start, name.end) for name in names}
    cities = {hit.end: hit for hit in known if hit.known.sort == "city"}
    found = []
    for state in (*_states(known), *_states_of_organisations(text, known)):
        inside = persons if state.kind == "Country" else places
        if (state.start, state.end) in taken or persons[state.start] or inside[state.start]:
            continue
        if not _is_other(text, state, cities):
            found.append(state)
    return found


def _states(known: Sequence[Hit]) -> Iterator[Name]:
    for hit in known:
        if hit.known.sort not in ("country", "demonym"):
            continue
        is_state = hit.known.sort == "country"
        yield Name(
            "Country" if is_state else "Demonym", hit.start, hit.end, hit.known.name, hit.known.iso, hit.known.sort
        )


def _states_of_organisations(text: Text, known: Sequence[Hit]) -> Iterator[Name]:
    """Yield the states with whose adjectives names of known organisations begin: "Swiss Agency for Development …"."""
    for hit in known:
        first, _, rest = text.content[hit.start : hit.end].partition(" ")
        if hit.known.sort == "organisation" and hit.known.kind == "GovernmentBody" and rest:
            if iso := demonyms().get(first):
                yield Name("Demonym", hit.start, hit.start + len(first), first, iso, "demonym")
            elif iso := country_names().get(first):
                yield Name("Country", hit.start, hit.start + len(first), first, iso, "country")


@cache
def _languages() -> re.Pattern[str]:
    """Return what matches languages: "into Portuguese and Arabic", but not "in French towns"."""
    one = any_of(filter(str.isalpha, Locale("en").languages.values()))
    return re.compile(
        rf"\b(?:in|into|for|between) (?:both )?(?>{one}(?:(?:, (?:and |or )?| and | or |-){one})*)"
        r"(?= ?[.,;:()\n]|$| (?:and|are|at|by|for|is|languages?|on|to|was|were|will)\b)"
    )


def _is_language(content: str, state: Name) -> bool:
    around = _languages().finditer(content, max(0, state.start - _WIDTH), state.end + _WIDTH)
    return any(match.start() < state.start < match.end() for match in around)


def _is_other(text: Text, state: Name, cities: dict[int, Hit]) -> bool:
    """Return whether a name means a language, money, a room, or a part of the United States: "Lebanon, Ohio"."""
    content = text.content
    if state.kind != "Country":
        return _is_language(content, state)
    if _ROOM_OR_DOLLARS.match(content, state.end) or _before_federal_state(content, state.end):
        return True
    city = cities.get(state.start - 2)
    beside_city = city is not None and content.startswith(", ", city.end) and state.iso not in city.known.states
    in_america = _OF_AMERICA.match(content, state.end) or (beside_city and not _GOES_ON.match(content, state.end))
    return bool(in_america) and is_federal_state(state.key)


def _before_federal_state(content: str, end: int) -> bool:
    """Return whether a comma and one of the United States follow: ", Ohio"; Georgia is a state of its own as well."""
    if not content.startswith(", ", end):
        return False
    places = places_beginning_with(first_word(content[end + 2 : end + 24]))
    federal = (place.written for place in places if place.sort == FEDERAL_STATE and place.written != "Georgia")
    return any(content.startswith(name, end + 2) for name in federal)


def governments(text: Text, known: Sequence[Hit]) -> Iterator[Name]:
    """Yield what stands for a state as its government does: "Government of Japan", "the Japanese Government"."""
    for hit in known:
        if hit.known.sort not in ("country", "demonym"):
            continue
        before = _GOVERNMENT_OF.search(text.content, max(0, hit.start - 40), hit.start)
        behind = _ITS_GOVERNMENT.match(text.content, hit.end)
        if before and hit.known.sort == "country":
            start, end = before.start(), hit.end
        elif behind:
            start, end = hit.start, behind.end()
        else:
            continue
        yield Name("Country", start, end, text.content[start:end], hit.known.iso, "government-of")


def with_their_states(text: Text, names: Sequence[Name], known: Collection[Hit]) -> list[Name]:
    """Return names, each body's with the state that the words beside it say.

    Args:
        text: the text.
        names: names of bodies and other things, in order.
        known: names that authority data knows.
    """
    names = [_with_region(text, name) for name in names]
    starts, ends = {hit.start: hit for hit in known}, {hit.end: hit for hit in known}
    said = {name: _said(text.content, name, starts, ends) for name in names if name.kind in PUBLIC_BODIES}
    states: dict[str, set[str]] = {}
    for name, own in said.items():
        if state := own or (name.iso if name.rule == "head-noun" else None):
            states.setdefault(fold(name.key), set()).add(state)
    return [
        _with_state(name, said[name], states.get(fold(name.key), set())) if name in said else name for name in names
    ]


def _with_region(text: Text, name: Name) -> Name:
    """Return a public body's name with the region behind it, of which it is a body."""
    region = _OF_REGION.match(text.content, name.end) if name.kind in PUBLIC_BODIES else None
    if region is None or name.rule == "authority":
        return name
    return replace(name, end=region.end(), key=text.content[name.start : region.end()])


def _said(content: str, body: Name, starts: Mapping[int, Hit], ends: Mapping[int, Hit]) -> str | None:
    """Return the state that "of (the) <country>" behind, "<country>'s" or an adjective before a name gives it."""
    of = _OF.match(content, body.end)
    if of and (hit := starts.get(of.end())) and hit.known.sort == "country":
        return hit.known.iso
    owner = content.endswith("'s ", 0, body.start)
    before = ends.get(body.start - (3 if owner else 1)) if content.endswith(" ", 0, body.start) else None
    return before.known.iso if before and before.known.sort == ("country" if owner else "demonym") else None


def _with_state(name: Name, said: str | None, states: Collection[str]) -> Name:
    """Return a body's name with its state; `states` are those that the item gives bodies of this name."""
    if name.rule != "authority":
        return replace(name, iso=said or name.iso)
    if name.iso is None or (said in (None, name.iso) and (not states or name.iso in states)):
        return name
    return replace(name, iso=said, rule="namesake")
