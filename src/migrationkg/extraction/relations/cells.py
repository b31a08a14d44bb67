"""A sentence in which each name is one character, so that rules can be regular expressions over grammar.

"Organised by ICMPD in partnership with NAPTIP, it was part of “…” (TIPVAP NG)" becomes "Organised by ⟨O⟩ in
partnership with ⟨G⟩, it was part of ⟨P⟩", where ⟨O⟩ stands for one private-use character that says "an international
organisation" and knows which. A rule writes `{org}` for any organisation and `{agent}` for whoever can act.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

#: What a cell stands for → its private-use character.
LETTERS = {
    kind: chr(0xE000 + number)
    for number, kind in enumerate(
        (
            "Project", "InternationalOrganisation", "Ministry", "GovernmentBody", "ImplementingOffice",
            "CivilSocietyOrganisation", "AcademicInstitution", "Company", "Country", "Demonym", "Place", "Person",
            "Event", "Date", "Amount", "Holder", "Act",
        )
    )
}  # fmt: skip

#: Any of these characters.
NAME = re.compile("[\ue000-\ue010]")
#: Kinds of organisation.
_BODIES = tuple(LETTERS)[1:8]


def _any_of(*kinds: str) -> str:
    return f"[{''.join(LETTERS[kind] for kind in kinds)}]"


_MACROS = {
    **{kind.lower(): _any_of(kind) for kind in ("Project", "Ministry", "Country", "Demonym", "Place", "Person")},
    **{kind.lower(): _any_of(kind) for kind in ("Holder", "Act", "Date", "Amount")},
    "body": _any_of("Ministry", "GovernmentBody"),
    "office": _any_of("ImplementingOffice"),
    "international": _any_of("InternationalOrganisation"),
    "academic": _any_of("AcademicInstitution"),
    "org": _any_of(*_BODIES),
    "state": _any_of("Country", "Demonym"),
    "agent": _any_of(*_BODIES, "Country"),
    "where": _any_of("Place", "Country"),
    "someone": _any_of("Person", "Holder"),
    "event": _any_of("Event", "Act"),
    "events": LETTERS["Event"] + LETTERS["Act"],  # for use within a class of characters: [^{events}]
    "projects": LETTERS["Project"],  # for use within a class of characters, too
    "any": NAME.pattern,
}


class Cell(NamedTuple):
    """One character of an encoded sentence.

    Attributes:
        start: offset in the item's content of the first character it stands for.
        end: offset after the last.
        entities: local ids of the entities that it names; more than one for a list ("Malta, Austria and Denmark").
    """

    start: int
    end: int
    entities: tuple[str, ...] = ()


#: The cells of plain characters are the same in every sentence; made once for as long as news is.
_PLAIN = tuple(Cell(offset, offset + 1) for offset in range(10_000))


def _plain(start: int, end: int) -> Iterable[Cell]:
    """Return the cells of the plain characters from one offset to another."""
    return _PLAIN[start:end] if end <= len(_PLAIN) else [Cell(offset, offset + 1) for offset in range(start, end)]


@dataclass(frozen=True, slots=True)
class Sentence:
    """An encoded sentence: `text[i]` is what `cells[i]` stands for.

    Attributes:
        text: plain characters, and a letter for each name.
        cells: where each of them stands in the content.
        names: positions of the letters.
    """

    text: str
    cells: tuple[Cell, ...]
    names: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple([match.start() for match in NAME.finditer(self.text)]))

    @property
    def start(self) -> int:
        """Offset of the sentence in the content."""
        return self.cells[0].start

    @property
    def end(self) -> int:
        """Offset after the sentence in the content."""
        return self.cells[-1].end

    def positions(self, macro: str) -> list[int]:
        """Return the positions of the cells that a macro name stands for."""
        return [at for at in self.names if self.text[at] in _MACROS[macro]]

    def merged(self, start: int, end: int, letter: str, entities: Iterable[str]) -> "Sentence":
        """Return the sentence with `start:end` drawn together into one cell, of a letter and some entities."""
        cell = Cell(self.cells[start].start, self.cells[end - 1].end, tuple(dict.fromkeys(entities)))
        text = f"{self.text[:start]}{letter}{self.text[end:]}"
        return Sentence(text, (*self.cells[:start], cell, *self.cells[end:]))


class Named(NamedTuple):
    """A stretch of the content that becomes one cell."""

    letter: str
    start: int
    end: int
    entity: str


def encode(content: str, start: int, end: int, named: Iterable[Named]) -> Sentence:
    """Return the encoded sentence that lies at `start:end` of the content.

    Args:
        content: the item's content, levelled.
        start: offset of the sentence.
        end: offset after it.
        named: what becomes a cell, in order; what overlaps one before or lies outside the sentence is passed over.
    """
    text: list[str] = []
    cells: list[Cell] = []
    at = start
    for name in named:
        if name.start >= at and name.end <= end:
            text += (content[at : name.start], name.letter)
            cells += _plain(at, name.start)
            cells.append(Cell(name.start, name.end, (name.entity,) if name.entity else ()))
            at = name.end
    cells += _plain(at, end)
    return Sentence("".join((*text, content[at:end])), tuple(cells))


def filled(pattern: str) -> str:
    """Return a rule's pattern, its macros (`{org}`, `{project}`, …) replaced.

    Example:
        >>> filled("by (?P<object>{country})") == f"by (?P<object>[{LETTERS['Country']}])"
        True
    """
    return re.sub(r"\{(\w+)\}", lambda match: _MACROS.get(match[1], match[0]), pattern)
