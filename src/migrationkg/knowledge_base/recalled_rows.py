"""What the rows of a knowledge base's memory stand for."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from migrationkg.hashing import number_of
from migrationkg.model import AuthorityFacts, Identity, PublishedFact, Resource, Source
from migrationkg.resolution.clusters import Key
from migrationkg.resolution.names import normal


@dataclass(frozen=True, slots=True)
class Remembered:
    """An entity of an item that is known.

    Attributes:
        key: (id of the item, local id of the entity).
        order: (day of publication, id of the item, place in it): who was first to speak of a thing.
        alike: a number for how it is told, where it is the same thing as all that are told so; else None.
        path: path of the resource that it is, decisions left aside.
    """

    key: Key
    order: tuple[str, str, int]
    alike: int | None
    path: str


@dataclass(frozen=True, slots=True)
class Settings:
    """By what a graph was made, besides the news and the authority data of this package.

    Attributes:
        doubtful: whether what is doubtful was taken in.
        authorities: name of each authority file of the user's → its digest.
        names: path → the name that decisions give it.
        apart: pairs of paths that decisions tell apart.
        kept_apart: those of them that news would make one.
    """

    doubtful: bool
    authorities: dict[str, str]
    names: dict[str, str]
    apart: tuple[tuple[str, str], ...]
    kept_apart: tuple[tuple[str, str], ...]


def number_of_called(name: str) -> int:
    """Return a number of 64 bits that stands for how a name is looked up."""
    return number_of(repr(("called", tuple(normal(name)))))


def unlinked(one: Resource) -> Resource:
    """Return a resource without what authority data add."""
    return replace(one, authority=AuthorityFacts())


def remembered_of(row: Sequence[object]) -> Remembered:
    """Return the entity of a row: id of its item, local id, day, place, how it is told, path."""
    item, local, day, place, alike, path = row
    return Remembered((item, local), (day, item, place), alike, path)  # type: ignore[arg-type]


def source_of(cell: str) -> Source:
    """Return where an item was read, of the cell that holds it."""
    name, line, paragraphs = json.loads(cell)
    return Source(name, line, tuple(paragraphs))


def resource_of(said: Sequence[Any]) -> Resource:
    """Return a resource of what a row says, in the order in which `Database` writes it."""
    iri, kind, label, alternatives, iso, state, (matches, names, pages, identifiers, published), follows = said
    told = tuple((name, language) for name, language in names)
    records = tuple(PublishedFact(*one) for one in published)
    authority = AuthorityFacts(tuple(matches), told, tuple(pages), tuple(identifiers), records)
    return Resource(iri, kind, label, tuple(alternatives), iso, state, authority, follows)


def identity_of(row: Sequence[str | None]) -> Identity:
    """Return a line of the registry, of its row."""
    path, item, told_as, also, replaced_by = row
    return Identity(path or "", item or "", told_as or "", tuple(filter(None, (also or "").split("|"))), replaced_by)
