"""Further forms of a name that the text introduces: "… in Persons (NAPTIP)", "Lebanese Armed Forces – LAF"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from migrationkg.extraction.names.name import Name
from migrationkg.extraction.text.analysis import Text, standing_alone

_BRACKET = re.compile(
    r"[\"']?(?: of (?:the )?(?:[^\W\d_a-z]\w+ (?:of (?:the )?)?){0,3}?[^\W\d_a-z]\w+)?"
    r"(?: (?:project|programme|program|initiative|facility|action|Project|Programme))?"
    r",? ?\((?:the |hereafter |also known as )?[\"']?(?P<alias>[^()\n]{2,90}?)[\"']?\)"
)
_ALIAS = re.compile(r"(?:Project )?[^\W\d_](?=\S*[A-Z\d]|\S* [A-Z])[\w&/+.-]*(?: (?:[A-Z\d][\w&/+.-]*|\d+)){0,3}$")
_INITIALS = re.compile(r"(?: [–-]|,) (?P<alias>[A-Z]{2,8})(?!\w)")
_NO_ALIAS = re.compile(
    r"(?:(?i:Phase|Stage|Part|Annex|Art|Lot|Volume|Version|Round|Years?)|EUR|USD|CHF|GBP|UNSCR|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|COVID)\b|[A-Za-z]*[./ ]?\d[\d/.-]{3,}$"
)


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
    ending: dict[int, list[Name]] = {}
    for name in names:
        ending.setdefault(name.end, []).append(name)
    for name in names:
        if name.kind in ("Country", "Demonym", "Place", "Person"):
            continue
        if name.kind == "Project":
            aliases += _inside(text, name)
        match = _BRACKET.match(text.content, name.end)
        if not match:
            aliases += _dashed(text, name)
            continue
        alias = match["alias"]
        if any(_has_initials(one, alias) for one in ending.get(match.start("alias") - 2, ()) if name.end < one.end):
            continue
        long_name = name.kind == "Project" and len(alias.split()) > 2 and alias[0].isupper()
        if _NO_ALIAS.match(alias) or not (_ALIAS.match(alias) or long_name):
            continue
        aliases.append(Alias(name, alias, match.start("alias"), match.end("alias")))
    return aliases


def _has_initials(name: Name, alias: str) -> bool:
    """Return whether an acronym is the initials of a name: "the Regional Government (RG)"."""
    return "".join(word[0] for word in name.key.split() if word[0].isupper()) == alias


def _dashed(text: Text, name: Name) -> Iterator[Alias]:
    """Yield the initials of a name behind a dash or comma: "Lebanese Armed Forces – LAF"."""
    match = _INITIALS.match(text.content, name.end)
    if match and match["alias"] == "".join(word[0] for word in re.findall(r"\w+", name.key) if word[0].isupper()):
        yield Alias(name, match["alias"], match.start("alias"), match.end("alias"))


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
