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
    for name in names:
        if name.kind in ("Country", "Demonym", "Place", "Person"):
            continue
        match = _BRACKET.match(text.content, name.end)
        if not match:
            continue
        alias = match["alias"]
        long_name = name.kind == "Project" and len(alias.split()) > 2 and alias[0].isupper()
        if _NO_ALIAS.match(alias) or not (_ALIAS.match(alias) or long_name):
            continue
        aliases.append(Alias(name, alias, match.start("alias"), match.end("alias")))
    return aliases


def repeat_aliases(text: Text, aliases: Iterable[Alias]) -> Iterator[Name]:
    """Yield every place where an alias stands, as a name of the thing."""
    for alias in aliases:
        for form in (alias.alias, f"{alias.alias}s"):
            for start in standing_alone(form, text.content):
                yield replace(alias.name, start=start, end=start + len(form), rule="bracketed-alias")
