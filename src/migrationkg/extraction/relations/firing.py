"""The rows and rules that fire in an item: what words plainly say, for the scorer to weigh.

Rows of `tables/structure.toml` draw sentences together, rows of `tables/relations.toml` read what then stands there. A
few rules read what names themselves say ("Ghana Immigration Service"). None of it is a fact yet.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from migrationkg.extraction.names.entities import Draft
from migrationkg.extraction.names.name import Name, fold
from migrationkg.extraction.relations.cells import Sentence
from migrationkg.extraction.relations.rows import Statement, read_relations
from migrationkg.extraction.relations.structure import read_structure
from migrationkg.extraction.text.analysis import Text
from migrationkg.model import RELATION_KINDS, Entity

_MINISTER = re.compile(r"(?:(?P<before>\w+) )?Minister(?: (?:of|for) (?P<subject>.+))?$")
#: What a state inside a name says of the thing, for the kinds other than bodies.
_STATE_IN = {"Project": ("operatesIn", "state-in-project-name"), "Place": ("locatedIn", "state-in-name")}
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
    drawn: list[Sentence] = []
    read: list[Statement] = []
    roles: dict[str, tuple[str, int, int]] = {}
    wider: list[tuple[str, int, int]] = []
    for sentence in sentences:
        structure = read_structure(sentence)
        drawn.append(structure.sentence)
        wider += structure.wider
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
    return Fired(tuple(drawn), tuple(one for one in read if _fits(entities, one)), roles, tuple(wider))


def _fits(entities: Mapping[str, Entity], one: Statement) -> bool:
    """Return whether a statement's ends are things of the kinds that its relation joins, sorts taken loosely."""
    subjects, objects = RELATION_KINDS[one.relation]
    subject, target = entities.get(one.subject), entities.get(one.object)
    return bool(subject and target and subject.kind in subjects and target.kind in objects)


def _role(text: Text, one: Statement) -> tuple[str, int, int]:
    words = text.original[one.start : one.end]
    return _OPENING_OF_ROLE.sub("", words.strip(" ,")), one.start, one.start + len(words.rstrip(" ,"))


def _with_whole(beside: Sequence[Statement], one: Statement) -> Iterator[Statement]:
    """Yield a statement; what lies in a region of a state lies in the state."""
    yield one
    if one.relation == "locatedIn":
        yield from (
            replace(one, object=other.object)
            for other in beside
            if other.subject == one.object and other.relation == "locatedIn"
        )


def _states_in_names(text: Text, names: Sequence[Name], draft: Draft) -> Iterator[Statement]:
    """Yield the states inside names: "Ghana Immigration Service" has a state, and so has a project's name."""
    for number, outer in enumerate(names):
        inside = number + 1  # names are sorted, the outer one first
        while inside < len(names) and names[inside].start < outer.end:
            if names[inside].kind in ("Country", "Demonym") and names[inside].end <= outer.end:
                yield from _state_in_name(text, outer, names[inside], draft)
            inside += 1


def _state_in_name(text: Text, outer: Name, inner: Name, draft: Draft) -> Iterator[Statement]:
    relation, rule = _STATE_IN.get(outer.kind, ("jurisdiction", "state-in-name"))
    if outer.kind in ("Country", "Demonym", "Person"):
        return
    if relation == "jurisdiction" and not (
        outer.iso == inner.iso or inner.end == outer.end or _modifies(text, outer, inner)
    ):
        return
    ends = draft.of[outer.start, outer.end], draft.of[inner.start, inner.end]
    yield Statement(ends[0], relation, ends[1], outer.start, outer.end, rule, 0.9)


def _modifies(text: Text, outer: Name, inner: Name) -> bool:
    """Return whether a state stands before the head of a body's name: "Royal Netherlands Marechaussee"."""
    return not re.search(r"\b(?:for|with|of|in|on|against) ", text.content[outer.start : inner.start])


def _offices(entities: Mapping[str, Entity]) -> Iterator[Statement]:
    """Yield the organisation with whose name an office's begins."""
    bodies = [one for one in entities.values() if one.kind in ("InternationalOrganisation", "GovernmentBody")]
    for office in entities.values():
        if office.kind == "ImplementingOffice":
            mention = office.mentions[0]
            for body in bodies:
                if any(mention.text.startswith(name) for name in body.names):
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
