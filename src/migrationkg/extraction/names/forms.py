"""Further forms of names: what brackets introduce ("… in Persons (NAPTIP)"), and short forms ("the Commission")."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from migrationkg.extraction.names.name import Name, family, is_acronym, is_numeral
from migrationkg.extraction.tables.vocabulary import alternatives
from migrationkg.extraction.text.analysis import Text, standing_alone

_BRACKET = re.compile(
    r"[\"']?(?: of (?:the )?(?:[^\W\d_a-z]\w+ (?:of (?:the )?)?){0,3}?[^\W\d_a-z]\w+)?"
    r"(?: (?:project|programme|program|initiative|facility|action|Project|Programme))?"
    r",? ?\((?:the |hereafter |also known as )?[\"']?(?P<alias>[^()\n]{2,90}?)[\"']?\)"
)
_ALIAS = re.compile(r"(?:Project )?[^\W\d_](?=\S*[A-Z\d]|\S* [A-Z])[\w&/+.-]*(?: (?:[A-Z\d][\w&/+.-]*|\d+)){0,3}$")
_NO_ALIAS = re.compile(
    r"(?:(?i:Phase|Stage|Part|Annex|Art|Lot|Volume|Version|Round|Years?)|EUR|USD|CHF|GBP|UNSCR|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|COVID)\b|[A-Za-z]*[./ ]?\d[\d/.-]{3,}$"
)
#: Families whose names have short forms.
_SHORTENED = ("Organisation", "Project", "Place")
_LEGAL_FORMS = ("legal_forms_of_companies", "legal_forms_of_societies")
#: What joins words of a name; a body whose further words have one of them in front is a part of the other.
_JOINTS = frozenset(("of", "for", "in", "to", "on", "at", "with", "under", "and", "the", "by"))
#: Behind a body's name: what more it is called by ("… of Austria", "… for Legal Aid"), and what says its legal form.
_FURTHER = rf"(?:of|for|to|on|at|under|[–:-]) |(?:{'|'.join(map(alternatives, _LEGAL_FORMS))}|Holding|International)$"
_BEHIND_ONE_WORD = re.compile(_FURTHER)
_BEHIND_WORDS = re.compile(rf"{_FURTHER}|in |(?:Society|[Ff]oundation|Association|Group|Command|Affairs|Authority)$")
_BEHIND_PROJECT = re.compile(rf"[:–-]|(?:for|of|in|on|with) |(?i:project|{alternatives('project_heads')})$")
_BEHIND_PLACE = re.compile(rf"(?i:{alternatives('place_nouns')}|airport|city)$")


@dataclass(frozen=True, slots=True)
class Alias:
    """A further form of a name that the text introduces.

    Attributes:
        name: the name.
        alias: the further form.
        start: offset of its first character.
        end: offset after its last.
    """

    name: Name
    alias: str
    start: int
    end: int


def find_aliases(text: Text, names: Sequence[Name]) -> list[Alias]:
    """Return what stands in brackets behind names and is another form of them."""
    aliases: list[Alias] = []
    for name in names:
        match = _BRACKET.match(text.content, name.end)
        if match is None or name.kind in ("Country", "Demonym", "Place", "Person"):
            continue
        alias = match["alias"]
        long_name = name.kind == "Project" and len(alias.split()) > 2 and alias[0].isupper()
        if (_ALIAS.match(alias) or long_name) and not _NO_ALIAS.match(alias):
            aliases.append(Alias(name, alias, *match.span("alias")))
    return aliases


def repeat_aliases(text: Text, aliases: Iterable[Alias]) -> Iterator[Name]:
    """Yield every place where an alias stands, as a name of the thing."""
    for alias in aliases:
        for form in (alias.alias, f"{alias.alias}s"):
            for start in standing_alone(form, text.content):
                yield replace(alias.name, start=start, end=start + len(form), rule="bracketed-alias")


def short_forms(text: Text, names: Sequence[Name]) -> Iterator[tuple[str, str, str]]:
    """Yield (short form, full form, kind) of names of which the item has one full form only.

    So "Commission" in a headline is the European Commission of the story, "BORCA" is BORCA II, "Lofa" Lofa County; but
    "Border Police" is nobody where those of two states are named.
    """
    forms: dict[str, dict[str, str]] = {}
    for name in names:
        if name.kind != "ImplementingOffice" and family(name.kind) in _SHORTENED:
            forms.setdefault(family(name.kind), {}).setdefault(text.content[name.start : name.end], name.kind)
    for of, kinds in forms.items():
        for short, kind in kinds.items():
            holding = [one for one in kinds if short in one and one != short]
            fullest = max((one for one in holding if _is_short_form(of, short, one)), key=len, default=None)
            if fullest and not any(_is_rival(of, one, short, fullest) for one in holding):
                yield short, fullest, kind


def _is_rival(of: str, one: str, short: str, fullest: str) -> bool:
    """Return whether a name may be what a short form means as well as the fullest."""
    if one == fullest or _is_short_form(of, one, fullest) or f" {fullest} " in f" {one} ":
        return False
    before, inside, _ = f" {one} ".replace(":", " ").partition(f" {short} ")
    return bool(inside) and before.rpartition(" ")[2] not in _JOINTS


def _is_short_form(of: str, short: str, full: str) -> bool:
    """Return whether a name is a short form of another of its family."""
    if full.endswith(f" {short}"):
        return _without_first_words(of, short, full[: -len(short)].split())
    if not full.startswith((f"{short} ", f"{short}:")):
        return False
    rest = full[len(short) :].lstrip()
    if of == "Organisation":
        further = _BEHIND_WORDS if " " in short else _BEHIND_ONE_WORD
        return not _is_word_of_capitals(short) and bool(further.match(rest))
    if of == "Project":
        return bool(_BEHIND_PROJECT.match(rest)) or (_is_word_of_capitals(short) and is_numeral(rest))
    return of == "Place" and bool(_BEHIND_PLACE.match(rest))


def _without_first_words(of: str, short: str, rest: Sequence[str]) -> bool:
    if of not in ("Organisation", "Project") or _JOINTS & set(rest):
        return False
    if _is_word_of_capitals(short):
        return len(rest) == 1 and "'s" not in rest[0]
    return len(rest) <= (2 if " " in short else 4)


def _is_word_of_capitals(name: str) -> bool:
    return " " not in name and is_acronym(name)
