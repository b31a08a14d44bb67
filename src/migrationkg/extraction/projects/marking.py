"""Sentences in which projects, givers and sums are marks, as long as the words were, so that every offset stays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from migrationkg.extraction.amounts import AmountMention
from migrationkg.extraction.text.analysis import Text
from migrationkg.model import ORGANISATION_KINDS, Entity

#: Characters that no text has after `analyse`: of a project, of who may give money, of a sum.
PROJECT, GIVER, SUM = "\ue201", "\ue202", "\ue203"

_MARKS = {**dict.fromkeys((*ORGANISATION_KINDS, "Country"), GIVER), "Project": PROJECT}


@dataclass(frozen=True, slots=True)
class Marked:
    """An item whose names are marks.

    Attributes:
        content: the text with marks.
        named: offset of a mark's beginning → local id of what is named there.
        sums: offset of a mark's beginning → the sum.
        projects: offset and local id of each mention of a project, in order.
    """

    content: str
    named: Mapping[int, str]
    sums: Mapping[int, AmountMention]
    projects: Sequence[tuple[int, str]]


def marked(text: Text, entities: Iterable[Entity], sums: Sequence[AmountMention]) -> Marked:
    """Return a text with its names and sums as marks; of names within names the longer one is a mark.

    Args:
        text: the text.
        entities: what is named in it.
        sums: the sums of money.
    """
    found = [(one.start, one.end, SUM, "") for one in sums]
    for entity in entities:
        if mark := _MARKS.get(entity.kind):
            found += [(one.start, one.end, mark, entity.id) for one in entity.mentions]
    found.sort(key=lambda one: (one[0] - one[1], one[0], one[2], one[3]))
    letters, named = list(text.content), {}
    taken = bytearray(len(letters))
    for start, end, mark, thing in found:
        if not any(taken[start:end]):
            letters[start:end] = mark * (end - start)
            taken[start:end] = b"\x01" * (end - start)
            named[start] = thing
    projects = sorted((start, thing) for start, thing in named.items() if letters[start] == PROJECT)
    return Marked("".join(letters), named, {one.start: one for one in sums if one.start in named}, projects)
