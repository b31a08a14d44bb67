"""The rows and rules that fire in an item: what words plainly say, for the scorer to weigh.

Rows of `tables/structure.toml` draw sentences together, rows of `tables/relations.toml` read what then stands there. A
few rules read what names themselves say ("Ghana Immigration Service"). None of it is a fact yet.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from migrationkg.extraction.names.entities import Draft
from migrationkg.extraction.names.name import Name, fold
from migrationkg.extraction.relations.cells import Sentence
from migrationkg.extraction.relations.rows import Statement, may_join, read_relations
from migrationkg.extraction.relations.structure import read_structure
from migrationkg.extraction.text.analysis import Text
from migrationkg.model import Entity

_MINISTER = re.compile(r"(?:(?P<before>\w+) )?Minister(?: (?:of|for) (?P<subject>.+))?$")
#: What a state inside a name says of the thing, for the kinds other than bodies.
_STATE_IN = {"Project": ("operatesIn", "state-in-project-name"), "Place": ("locatedIn", "state-in-name")}
_LEADING = re.compile(r"\b(?:for|with|of|in|on|against) ")
_OPENING_OF_ROLE = re.compile(r"^(?:(?:and|the|its|his|her) )+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fired:
    """What fired in an item.

    Attributes:
        drawn: its sentences, drawn together.
        statements: the relations that rows and rules read, in the order in which they fired.
        roles: person → the words of the role: (role, start, end).
        wider: (entity, start, end) of further names ("Ministry of Interior of Albania").
    """

    drawn: tuple[Sentence, ...]
    statements: tuple[Statement, ...]
    roles: Mapping[str, tuple[str, int, int]]
    wider: tuple[tuple[str, int, int], ...]

    def of_pair(self) -> dict[tuple[str, str], list[Statement]]:
        """Return the statements by the two things."""
        found: dict[tuple[str, str], list[Statement]] = {}
        for one in self.statements:
            found.setdefault((one.subject, one.object), []).append(one)
        return found


def fire(
    text: Text, names: Sequence[Name], draft: Draft, entities: Mapping[str, Entity], sentences: Sequence[Sentence]
) -> Fired:
    """Return what the rows and rules read in an item.

    Args:
        text: the text.
        names: all names in it.
        draft: the entities that they make.
        entities: these and the events, by local id.
        sentences: the encoded sentences.
    """
    structures = [read_structure(sentence) for sentence in sentences]
    drawn = tuple(one.sentence for one in structures)
    read: list[Statement] = []
    roles: dict[str, tuple[str, int, int]] = {}
    for structure in structures:
        for one in structure.statements:
            if one.relation == "role":
                roles.setdefault(one.subject, _role(text, one))
            else:
                read += _with_whole(structure.statements, one)
    read += _states_in_names(text, names, draft)
    read += _offices(entities)
    read += _ministers(entities, roles)
    for index in range(len(drawn)):
        read += read_relations(drawn, index)
    kinds = {thing: entity.kind for thing, entity in entities.items()}
    fitting = (one for one in read if may_join(one.relation, kinds.get(one.subject), kinds.get(one.object)))
    return Fired(drawn, tuple(fitting), roles, tuple(chain.from_iterable(one.wider for one in structures)))


def _role(text: Text, one: Statement) -> tuple[str, int, int]:
    words = text.original[one.start : one.end]
    return _OPENING_OF_ROLE.sub("", words.strip(" ,")), one.start, one.start + len(words.rstrip(" ,"))


def _with_whole(beside: Sequence[Statement], one: Statement) -> Iterator[Statement]:
    """Yield a statement; what lies in a region of a state lies in the state."""
    yield one
    for other in beside:
        if one.relation == other.relation == "locatedIn" and other.subject == one.object:
            yield replace(one, object=other.object)


def _states_in_names(text: Text, names: Sequence[Name], draft: Draft) -> Iterator[Statement]:
    """Yield the states inside names: "Ghana Immigration Service" has a state, and so has a project's name."""
    starts = [name.start for name in names]  # sorted, the outer one first
    for number, outer in enumerate(names):
        if outer.kind not in ("Country", "Demonym", "Person"):
            relation, rule = _STATE_IN.get(outer.kind, ("jurisdiction", "state-in-name"))
            for inner in names[number + 1 : bisect_left(starts, outer.end)]:
                of_state = inner.kind in ("Country", "Demonym") and inner.end <= outer.end
                if of_state and (relation != "jurisdiction" or _is_its_state(text, outer, inner)):
                    ends = draft.of[outer.start, outer.end], draft.of[inner.start, inner.end]
                    yield Statement(ends[0], relation, ends[1], outer.start, outer.end, rule, 0.9)


def _is_its_state(text: Text, outer: Name, inner: Name) -> bool:
    """Return whether a state in a body's name is the body's: before its head ("Royal Netherlands Marechaussee")."""
    before = text.content[outer.start : inner.start]
    return outer.iso == inner.iso or inner.end == outer.end or not _LEADING.search(before)


def _offices(entities: Mapping[str, Entity]) -> Iterator[Statement]:
    """Yield the organisation with whose name an office's begins."""
    bodies = [one for one in entities.values() if one.kind in ("InternationalOrganisation", "GovernmentBody")]
    for office in entities.values():
        for body in bodies if office.kind == "ImplementingOffice" else ():
            mention = office.mentions[0]
            if mention.text.startswith(body.names):
                yield Statement(office.id, "partOf", body.id, mention.start, mention.end, "office-name", 0.95)


def _ministers(entities: Mapping[str, Entity], roles: Mapping[str, tuple[str, int, int]]) -> Iterator[Statement]:
    """Yield the Ministry of Labour that the item names, for a Minister of Labour."""
    ministries = [
        (entity.id, [fold(re.sub(r"^.*?Ministry (?:of|for) (?:the )?", "", name)) for name in entity.names])
        for entity in entities.values()
        if entity.kind == "Ministry"
    ]
    for person, (role, start, end) in roles.items() if ministries else ():
        match = _MINISTER.search(role)
        subject = fold(match["subject"] or match["before"] or "") if match else ""
        for ministry, subjects in ministries:
            if subject and any(one.startswith(subject) for one in subjects):
                yield Statement(person, "affiliatedWith", ministry, start, end, "minister-and-ministry", 0.88)
