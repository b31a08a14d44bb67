"""All recognisers in their order, each leaving alone what an earlier one claimed."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from migrationkg.authority.countries import country_names, demonyms
from migrationkg.extraction.names.entities import Alias, find_aliases, repeat_aliases
from migrationkg.extraction.names.gazetteer import Hit, find_known
from migrationkg.extraction.names.name import Name, is_acronym, longest
from migrationkg.extraction.names.offices import find_offices
from migrationkg.extraction.names.organisations import find_organisations
from migrationkg.extraction.names.persons import can_name, find_persons
from migrationkg.extraction.names.places import find_places
from migrationkg.extraction.names.projects import find_projects, find_quoted
from migrationkg.extraction.names.states_beside import acronyms_of_ministries, with_their_states
from migrationkg.extraction.tables.vocabulary import word_list
from migrationkg.extraction.text.analysis import Text, standing_alone

_DOLLARS = re.compile(r" dollars?\b")
_OF_AMERICA = re.compile(r", (?:the )?(?:United States|USA?\b)")


def find_names(text: Text) -> tuple[list[Name], list[Alias]]:
    """Return all names but those of events, and the forms that brackets introduce.

    Countries and demonyms are listed wherever they stand, also inside other names.
    """
    known = [hit for hit in find_known(text.content) if not _is_other(text, hit)]
    quoted = list(find_quoted(text))
    bodies = [body for body in _bodies(text, known) if not _inside(body, quoted)]
    aliases = find_aliases(text, bodies)
    bodies = [body for body in bodies if not _is_called_so_here(text, body, aliases)]
    taken = {alias.alias for alias in aliases} | {text.content[body.start : body.end] for body in bodies}
    projects = find_projects(text, known, bodies, taken, quoted)
    aliases += find_aliases(text, projects)
    ministries = acronyms_of_ministries(text, known)
    claimed = longest([*projects, *bodies, *repeat_aliases(text, aliases), *ministries])
    claimed = longest([*claimed, *_repeated(text, claimed)])
    claimed = with_their_states(text, claimed, known, aliases)
    places = find_places(text, known, claimed)
    persons = find_persons(text, [*claimed, *places], known)
    outer = longest([*claimed, *persons, *places])
    states = [_state(text, hit) for hit in known if hit.known.sort in ("country", "demonym")]
    states += _states_of_organisations(text, known)
    states = [state for state in states if not _inside(state, persons)]
    states = [state for state in states if state.kind != "Demonym" or not _inside(state, places)]
    other = {(name.start, name.end) for name in outer}
    states = [state for state in states if (state.start, state.end) not in other]
    inner = [*states, *_organisations_of_offices(outer, known), *_regions(text, known, outer)]
    return sorted([*outer, *inner], key=lambda name: (name.start, -name.end)), aliases


def _is_other(text: Text, hit: Hit) -> bool:
    """Return whether a state's name is a person's ("Michael Jordan") or a part of the United States ("Georgia")."""
    if hit.known.sort != "country":
        return False
    if _DOLLARS.match(text.content, hit.end):
        return True
    if text.content[hit.start : hit.end] not in word_list("states_and_persons"):
        return False
    index = text.token_at(hit.start)
    beside = [text.tokens[near] for near in (index - 1, index + 1) if 0 <= near < len(text.tokens)]
    adjacent = [token for token in beside if abs(token.start - hit.end) == 1 or abs(hit.start - token.end) == 1]
    return bool(_OF_AMERICA.match(text.content, hit.end)) or any(
        can_name(token.text) and not is_acronym(token.text) for token in adjacent
    )


def _is_called_so_here(text: Text, body: Name, aliases: Collection[Alias]) -> bool:
    """Return whether a known acronym is another body here: "the Austrian Ministry of the Interior (BMI)"."""
    written = text.content[body.start : body.end]
    meant = [one.name for one in aliases if one.alias == written]
    return body.rule == "authority" and any(
        one.key != body.key or (one.iso and body.iso and one.iso != body.iso) for one in meant
    )


def _bodies(text: Text, known: Sequence[Hit]) -> list[Name]:
    organisations = [
        Name(
            hit.known.kind or "InternationalOrganisation",
            hit.start,
            hit.end,
            hit.known.name,
            hit.known.iso,
            "authority",
        )
        for hit in known
        if hit.known.sort == "organisation"
    ]
    return longest([*find_offices(text, known), *organisations, *find_organisations(text, known)])


def _organisations_of_offices(names: Collection[Name], known: Collection[Hit]) -> list[Name]:
    offices = {name.start for name in names if name.kind == "ImplementingOffice"}
    return [
        Name(hit.known.kind or "InternationalOrganisation", hit.start, hit.end, hit.known.name, rule="authority")
        for hit in known
        if hit.start in offices and hit.known.sort == "organisation"
    ]


def _states_of_organisations(text: Text, known: Collection[Hit]) -> list[Name]:
    """Return the states with whose adjectives names of known organisations begin: "Swiss Agency for Development …"."""
    found = []
    for hit in known:
        first = text.content[hit.start : hit.end].partition(" ")[0]
        if (
            hit.known.sort != "organisation"
            or hit.known.kind != "GovernmentBody"
            or first == text.content[hit.start : hit.end]
        ):
            continue
        if iso := demonyms().get(first) or country_names().get(first):
            kind = "Demonym" if first in demonyms() else "Country"
            found.append(Name(kind, hit.start, hit.start + len(first), first, iso, kind.lower()))
    return found


def _regions(text: Text, known: Collection[Hit], outer: Collection[Name]) -> list[Name]:
    """Return regions inside other names: "Border Management Programme in Central Asia"."""
    return [
        Name("Place", hit.start, hit.end, text.content[hit.start : hit.end], rule="known-region")
        for hit in known
        if hit.known.sort == "region"
        and any(name.start < hit.start and hit.end <= name.end and name.kind == "Project" for name in outer)
    ]


def _state(text: Text, hit: Hit) -> Name:
    return Name(
        "Country" if hit.known.sort == "country" or text.content.startswith(" government ", hit.end) else "Demonym",
        hit.start,
        hit.end,
        text.content[hit.start : hit.end],
        hit.known.iso,
        hit.known.sort,
    )


def _inside(name: Name, others: Collection[Name]) -> bool:
    return any(other.start <= name.start and name.end <= other.end for other in others)


def _repeated(text: Text, names: Sequence[Name]) -> Iterator[Name]:
    """Yield further places where a project's or body's name stands bare, as in the headline."""
    for name in {name.key: name for name in names if name.kind == "Project" or name.rule == "head-noun"}.values():
        if len(name.key) < 3:
            continue
        for start in standing_alone(name.key, text.content):
            yield replace(name, start=start, end=start + len(name.key))
