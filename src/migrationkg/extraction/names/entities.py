"""Names of one item drawn together into its entities: long names and acronyms, full and short forms, states."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

from migrationkg.authority.countries import country_names, demonyms
from migrationkg.extraction.names.forms import Alias, short_forms
from migrationkg.extraction.names.name import PUBLIC_BODIES, Name, family, fold, initials_of, is_acronym
from migrationkg.extraction.tables.vocabulary import alternatives
from migrationkg.extraction.text.analysis import Text
from migrationkg.model import Entity, Mention

#: Kind of entity → how its local ids begin; all others are bodies ("o").
PREFIX = {
    "Project": "p", "Country": "c", "Place": "l", "Person": "r", "Event": "e",
}  # fmt: skip
_QUOTED_BEHIND = re.compile(r" (?:project|programme|initiative|Project|Programme),? [\"']")
#: Words that stand behind an acronym without being a part of it: "THB Facility".
_HEAD_AFTER_ACRONYM = re.compile(r"(?<=[A-Z\d]) (?:Initiative|Mechanism|Facility|Programme|Action|Scheme)$")


#: A family of kinds, and a form of a name as `fold` gives it.
_Key: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """The entities of an item as they are drawn together, and which entity each name is.

    Attributes:
        entities: the entities, their names and mentions in order of the text.
        of: (start, end) of a name → local id.
    """

    entities: tuple[Entity, ...]
    of: Mapping[tuple[int, int], str]


def draw_together(text: Text, names: Sequence[Name], aliases: Sequence[Alias]) -> Draft:
    """Join the names of one thing.

    Args:
        text: the text.
        names: all names, sorted by place; a country inside another name may be among them.
        aliases: further forms that the text introduces.
    """
    entities: list[Entity] = []
    of: dict[tuple[int, int], str] = {}
    counts: dict[str, int] = {}
    groups = [part for group in joined(text, names, aliases, family) for part in _by_state(group)]
    for members in sorted(groups, key=lambda group: group[0].start):
        kind = _kind(members)
        prefix = PREFIX.get(kind, "o")
        counts[prefix] = counts.get(prefix, 0) + 1
        local_id = f"{prefix}{counts[prefix]}"
        mentions = tuple(Mention(one.start, one.end, text.original[one.start : one.end]) for one in members)
        iso = members[0].iso if kind == "Country" else None
        entities.append(Entity(local_id, kind, _forms(text, kind, members), mentions, iso))
        of.update({(member.start, member.end): local_id for member in members})
    return Draft(tuple(entities), of)


def joined(
    text: Text, names: Sequence[Name], aliases: Sequence[Alias], family_of: Callable[[str], str]
) -> list[list[Name]]:
    """Return the names in groups, each the names of one thing, in order of their first name.

    Args:
        text: the text.
        names: names of things, in order.
        aliases: further forms that the text introduces.
        family_of: kind → family; names of different families are never joined.
    """
    introduced = {fold(alias.alias) for alias in aliases}
    keys_of = [[(family_of(name.kind), key) for key in _keys(text, name, introduced)] for name in names]
    links = _links(text, names, aliases)
    linked = [[(family_of(kind), fold(one)), (family_of(kind), fold(other))] for one, other, kind in links]
    same: dict[_Key, frozenset[_Key]] = {}
    for keys in (*keys_of, *linked):
        whole = frozenset[_Key]().union(*(same.get(key, {key}) for key in keys))
        same.update(dict.fromkeys(whole, whole))
    groups: dict[frozenset[_Key], list[Name]] = {}
    for name, keys in zip(names, keys_of, strict=True):
        groups.setdefault(same[keys[0]], []).append(name)
    return list(groups.values())


def _led_by_state(name: str) -> Iterator[str]:
    """Yield the form in which "Ukraine Consultation Centres" is "Ukrainian Consultation Centres"."""
    first, _, rest = name.partition(" ")
    state = demonyms().get(first) or country_names().get(first)
    if state and rest:
        yield fold(f"{state} {rest}")


def _keys(text: Text, name: Name, introduced: Iterable[str]) -> list[str]:
    """Return the forms under which a name meets others; what the item itself introduces goes by its own word."""
    if name.kind in ("Country", "Demonym"):
        return [name.iso or fold(name.key)]
    written = fold(text.content[name.start : name.end])
    if name.kind == "Project":
        return [fold(_HEAD_AFTER_ACRONYM.sub("", name.key)), written, *_led_by_state(name.key)]
    return [written] if written in introduced and name.iso else [written, fold(name.key)]


def _links(text: Text, names: Sequence[Name], aliases: Sequence[Alias]) -> Iterator[tuple[str, str, str]]:
    """Yield (form, other form of the same thing, kind)."""
    for alias in aliases:
        yield alias.alias, text.content[alias.name.start : alias.name.end], alias.name.kind
        yield alias.alias, alias.name.key, alias.name.kind
    yield from _initials(names)
    yield from short_forms(text, names)
    yield from _phases(names, aliases)
    yield from _quoted_behind(text, names)
    yield from _surnames(names)


def _initials(names: Sequence[Name]) -> Iterator[tuple[str, str, str]]:
    """Yield acronyms that are the initials of one other name of the item."""
    long: dict[str, set[tuple[str, str]]] = {}
    for name in names:
        if " " in name.key and family(name.kind) in ("Project", "Organisation"):
            for initials in initials_of(name.key):
                long.setdefault(initials, set()).add((name.key, family(name.kind)))
    for name in names:
        meant = {key for key, of in long.get(name.key.upper(), ()) if of == family(name.kind)}
        if len(name.key) > 2 and is_acronym(name.key) and len({fold(key) for key in meant}) == 1:
            yield name.key, meant.pop(), name.kind


def _phases(names: Sequence[Name], aliases: Sequence[Alias]) -> Iterator[tuple[str, str, str]]:
    """Yield names of projects with the number of a phase, where the item has one phase only: "BOMCA", "BOMCA 10"."""
    called = {fold(one.alias) for one in aliases if family(one.name.kind) == "Project"}
    keys = {fold(name.key) for name in names if name.kind == "Project"}
    for key in sorted(keys):
        phases = [one for one in keys | called if one.startswith(f"{key} ") and one[len(key) + 1 :].isdigit()]
        yield from ((key, one, "Project") for one in phases if len(phases) == 1)


def _quoted_behind(text: Text, names: Sequence[Name]) -> Iterator[tuple[str, str, str]]:
    """Yield short names of projects with the quoted long name behind: "the FMM project 'Free Movement of Persons'"."""
    projects = {name.start: name for name in names if name.kind == "Project"}
    for name in projects.values():
        match = _QUOTED_BEHIND.match(text.content, name.end)
        if match and match.end() in projects:
            yield name.key, projects[match.end()].key, "Project"


def _surnames(names: Sequence[Name]) -> Iterator[tuple[str, str, str]]:
    """Yield names of persons that end, or alone begin, another's, or are the same but for initials.

    So it is with "Spindelegger", "M. Spindelegger" and "Michael L. Spindelegger" beside "Michael Spindelegger".
    """
    persons = sorted({name.key for name in names if name.kind == "Person"})
    words = {person: [word for word in fold(person).split() if len(word) > 1] or [person] for person in persons}
    same: dict[str, str] = {}
    ending: dict[str, str] = {}
    beginning: dict[str, set[str]] = {}
    for person, called in words.items():
        if len(called) > 1:
            yield person, same.setdefault(" ".join(called), person), "Person"
        beginning.setdefault(called[0], set()).add(person)
        for index in range(1, len(called)):
            ending.setdefault(" ".join(called[index:]), person)
    for person, called in words.items():
        whole = ending.get(" ".join(called))
        if whole and (person[1:2] != "." or person[0] == whole[0]):
            yield person, whole, "Person"
        elif len(others := beginning.get(" ".join(called), set()) - {person}) == 1:
            yield person, others.pop(), "Person"


def _by_state(group: list[Name]) -> Iterator[list[Name]]:
    """Yield a group's names apart by state where they are bodies of several: two Ministries of Interior are two."""
    states = dict.fromkeys(name.iso for name in group if name.iso and name.kind in PUBLIC_BODIES)
    if len(states) < 2:
        yield group
        return
    first = next(iter(states))
    for state in states:
        yield [name for name in group if (name.iso or first) == state]


def _kind(members: Sequence[Name]) -> str:
    """Return the kind that most names show; states and what authority data knows are sure."""
    sure = [member.kind for member in members if member.rule in ("country", "demonym", "government-of")]
    if sure:
        return "Country"
    kinds = [member.kind for member in members]
    return max(kinds, key=kinds.count)


def _forms(text: Text, kind: str, members: Sequence[Name]) -> tuple[str, ...]:
    """Return every way in which the item writes a thing, the most complete first."""
    forms: dict[str, None] = {}
    for member in members:
        written = text.original[member.start : member.end]
        forms.setdefault(_clean(written), None)
        if member.key in text.content or kind == "Place" or member.rule == "listed":
            forms.setdefault(_clean(member.key), None)
        if kind == "Place" and (noun := _place_noun().match(text.content, member.end)):
            forms.setdefault(_clean(text.original[member.start : noun.end()]), None)
        if kind == "Person" and any(word.isupper() and len(word) > 2 for word in written.split()):
            forms.setdefault(" ".join(w.title() if w.isupper() and len(w) > 2 else w for w in written.split()), None)
    nouns = {_clean(text.original[one.start : one.end]) for one in members if one.rule in ("country", "government-of")}
    best = sorted(forms, key=lambda form: (form not in nouns, "'s " in form.replace("’", "'"), -len(form), form))
    return tuple(best)


@cache
def _place_noun() -> re.Pattern[str]:
    """Return what matches a noun behind a place's name: "Batken region"."""
    return re.compile(rf" {alternatives('place_nouns')}\b(?!-)")


@lru_cache(16_384)
def _clean(name: str) -> str:
    return re.sub(r"^(?:the|The) |[’']s$", "", name)
