"""Names of one item drawn together into its entities: long names and acronyms, full and short forms, states."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from migrationkg.extraction.names.name import Name
from migrationkg.extraction.text.analysis import Text, standing_alone
from migrationkg.model import Entity, Mention

_BRACKET = re.compile(
    r"[\"']?(?: of (?:the )?(?:[^\W\d_a-z]\w+ (?:of (?:the )?)?){0,3}?[^\W\d_a-z]\w+)?"
    r"(?: (?:project|programme|program|initiative|facility|action|Project|Programme))?"
    r",? ?\((?:the |hereafter |also known as )?[\"']?(?P<alias>[^()\n]{2,90}?)[\"']?\)"
)
_APPOSED = re.compile(r" (?:project|programme|initiative|Project|Programme),? [\"']")
_ALIAS = re.compile(r"(?:Project )?[^\W\d_](?=\S*[A-Z\d]|\S* [A-Z])[\w&/+.-]*(?: (?:[A-Z\d][\w&/+.-]*|\d+)){0,3}$")
_NO_ALIAS = re.compile(
    r"(?:Phase|Annex|Art|Lot|January|February|March|April|May|June|July|August|September|October|November|December|COVID)\b"
)
_PREFIX = {
    "Project": "p", "Country": "c", "Place": "l", "Person": "r", "Event": "e",
}  # fmt: skip


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """Return a name in the form in which two spellings of it compare equal.

    Example:
        >>> fold("The MOBILAZE 2 Project") == fold("MOBILAZE2")
        True
    """
    text = unicodedata.normalize("NFKD", name).replace("ı", "i").replace("’", "'")
    text = "".join(char for char in text if not unicodedata.combining(char)).casefold()
    text = re.sub(r"'s\b|^(?:the|project) ", "", text)
    text = re.sub(r"(?<=[a-z])(?=\d)|[^\w]+", " ", text)
    text = re.sub(r" (?:project|programme|program)$", "", text.strip())
    return re.sub(r"\bcenter", "centre", text).replace("organiz", "organis").replace(" the ", " ")


_HEAD_AFTER_ACRONYM = re.compile(r"(?<=[A-Z\d]) (?:Initiative|Mechanism|Facility|Programme|Action|Scheme)$")


@dataclass(frozen=True, slots=True)
class Alias:
    """A further form of a name that the text introduces in brackets."""

    name: Name
    alias: str
    start: int
    end: int


def find_aliases(text: Text, names: Sequence[Name]) -> list[Alias]:
    """Return what stands in brackets behind names and is another form of them: "… in Persons (NAPTIP)"."""
    aliases: list[Alias] = []
    for name in names:
        if name.kind == "Project":
            aliases += _inside(text, name)
        match = _BRACKET.match(text.content, name.end)
        if not match or name.kind in ("Country", "Place", "Person"):
            continue
        alias = match["alias"]
        if any(_has_initials(one, alias) for one in names if name.end < one.end == match.start("alias") - 2):
            continue
        long_name = name.kind == "Project" and len(alias.split()) > 2 and alias[0].isupper()
        if _NO_ALIAS.match(alias) or not (_ALIAS.match(alias) or long_name):
            continue
        aliases.append(Alias(name, alias, match.start("alias"), match.end("alias")))
    return aliases


def _has_initials(name: Name, alias: str) -> bool:
    """Return whether an acronym is the initials of a name: "the Regional Government (RG)"."""
    return "".join(word[0] for word in name.key.split() if word[0].isupper()) == alias


def _inside(text: Text, name: Name) -> Iterator[Alias]:
    """Yield an acronym in the midst of a name: "Assisted Voluntary Return (AVR) Mechanism"."""
    for match in re.finditer(r" \((?P<alias>[^\W\d_]\S*[A-Z]\S*)\) ", text.content[name.start : name.end]):
        start = name.start + match.start("alias")
        yield Alias(name, match["alias"], start, name.start + match.end("alias"))


def repeat_aliases(text: Text, aliases: Iterable[Alias]) -> Iterator[Name]:
    """Yield every place where an alias stands, as a name of the thing."""
    for alias in aliases:
        for form in (alias.alias, f"{alias.alias}s"):
            for start in standing_alone(form, text.content):
                yield replace(alias.name, start=start, end=start + len(form), rule="bracketed-alias")


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
    key_of = (
        _initials(names)
        | _shortened(names, aliases)
        | _apposed(text, names)
        | {fold(alias.alias): fold(alias.name.key) for alias in aliases}
    )
    groups: dict[tuple[str, ...], list[Name]] = {}
    states = _states_of_bodies(names, key_of)
    for name in names:
        group: tuple[str, ...] = _group(name, key_of)
        if len(states.get(group, ())) > 1:
            group = (*group, name.iso or states[group][0])
        groups.setdefault(group, []).append(name)
    entities: list[Entity] = []
    of: dict[tuple[int, int], str] = {}
    counts: dict[str, int] = {}
    for members in sorted(groups.values(), key=lambda group: group[0].start):
        kind = _kind(members)
        prefix = _PREFIX.get(kind, "o")
        counts[prefix] = counts.get(prefix, 0) + 1
        entity = _entity(text, f"{prefix}{counts[prefix]}", kind, members)
        entities.append(entity)
        of.update({(member.start, member.end): entity.id for member in members})
    return Draft(tuple(entities), of)


def _initials(names: Sequence[Name]) -> dict[str, str]:
    """Return acronyms of projects that are the initials of another project's name in the item."""
    projects = {name.key for name in names if name.kind == "Project"}
    initials = {"".join(word[0] for word in key.split() if word[0].isupper()): key for key in projects if " " in key}
    return {fold(key): fold(initials[key]) for key in projects if len(key) > 2 and key in initials}


def _shortened(names: Sequence[Name], aliases: Sequence[Alias]) -> dict[str, str]:
    """Return names of projects that another's in the item goes on from: "Document Security", "… in Jordan".

    So it is with the number of a phase, where the item tells of one phase only: "BOMCA", "BOMCA 10".
    """
    called = {fold(one.alias): fold(one.name.key) for one in aliases if one.name.kind == "Project"}
    keys = {fold(name.key) for name in names if name.kind == "Project"}
    longer = {key: sorted(one for one in {*keys, *called} if one.startswith(f"{key} ")) for key in sorted(keys)}
    phases = {key: [one for one in several if one[len(key) + 1 :].isdigit()] for key, several in longer.items()}
    return {key: called.get(several[0], several[0]) for key, several in phases.items() if len(several) == 1} | {
        key: one for key, several in longer.items() for one in several if " " in key and one.startswith(f"{key} in ")
    }


def _apposed(text: Text, names: Sequence[Name]) -> dict[str, str]:
    """Return short names of projects with the quoted long name behind: "the FMM project 'Free Movement of Persons'"."""
    projects = {name.start: name for name in names if name.kind == "Project"}
    found = {}
    for name in projects.values():
        match = _APPOSED.match(text.content, name.end)
        if match and match.end() in projects and fold(projects[match.end()].key) != fold(name.key):
            found[fold(name.key)] = fold(projects[match.end()].key)
    return found


def _states_of_bodies(names: Sequence[Name], key_of: Mapping[str, str]) -> dict[tuple[str, ...], list[str]]:
    """Return the states that bodies of one name belong to: two Ministries of Interior are two bodies."""
    states: dict[tuple[str, ...], list[str]] = {}
    for name in names:
        if name.iso and name.kind in ("Ministry", "GovernmentBody"):
            of_name = states.setdefault(_group(name, key_of), [])
            if name.iso not in of_name:
                of_name.append(name.iso)
    return states


def _kind(members: Sequence[Name]) -> str:
    """Return the kind that most names show; authority data and states are sure."""
    sure = [member.kind for member in members if member.rule in ("authority", "country", "demonym")]
    if sure:
        return "Country" if sure[0] == "Demonym" else sure[0]
    kinds = [member.kind for member in members]
    return max(kinds, key=kinds.count)


def _group(name: Name, key_of: Mapping[str, str]) -> tuple[str, str]:
    if name.kind in ("Country", "Demonym"):
        return "Country", name.iso or fold(name.key)
    folded = fold(_HEAD_AFTER_ACRONYM.sub("", name.key) if name.kind == "Project" else name.key)
    family = name.kind if name.kind in ("Project", "Place", "Person") else "Organisation"
    short, _, rest = folded.partition(" ")
    if name.rule == "resource-centre":
        singular = folded.removesuffix("s")
        folded = short if rest and short in key_of else singular if singular in key_of else folded
    return family, key_of.get(folded, folded)


def _entity(text: Text, local_id: str, kind: str, members: Sequence[Name]) -> Entity:
    written = [text.original[member.start : member.end] for member in members]
    forms: dict[str, None] = {}
    for member, form in zip(members, written, strict=True):
        forms.setdefault(_clean(form), None)
        if member.rule in ("head-noun", "dateline", "known-city") and member.key in text.content:
            forms.setdefault(_clean(member.key), None)
    nouns = {_clean(text.original[one.start : one.end]) for one in members if one.rule in ("country", "government-of")}
    names = sorted(forms, key=lambda form: (form not in nouns, -len(form), form))
    mentions = tuple(Mention(member.start, member.end, form) for member, form in zip(members, written, strict=True))
    return Entity(local_id, kind, tuple(names), mentions, members[0].iso if kind == "Country" else None)


@lru_cache(16_384)
def _clean(name: str) -> str:
    return re.sub(r"^(?:the|The) |[’']s$", "", name)
