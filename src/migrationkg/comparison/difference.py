"""What two knowledge bases differ in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pyoxigraph import Quad


@dataclass(frozen=True, slots=True)
class Change:
    """A statement that was added or removed, in the words of the knowledge base in which it stands.

    Attributes:
        added: whether it was added; else it was removed.
        quad: the statement itself.
        subject, relation, object: labels instead of IRIs.
        elsewhere: whether the other knowledge base says the same in another place, as where two news items tell of one
            fact and one of them was withdrawn.
    """

    added: bool
    quad: Quad
    subject: str
    relation: str
    object: str
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """A news item or a resource of which something was added or removed.

    Attributes:
        iri: its IRI, or the name of a blank node.
        kind: what it is, such as "project"; empty where that is not told.
        label: its name; of a news item, the headline.
        former_label: its name before, where that has changed.
        published: day of a news item, else empty.
        change: whether the newer knowledge base alone knows it, the older alone, or both.
        changes: what was added and removed, in the order of reading. What the attributes above tell is left out.
        reworded: number of facts that stay while their evidence has changed.
    """

    iri: str
    kind: str
    label: str
    former_label: str | None
    published: str
    change: Literal["new", "gone", "changed"]
    changes: tuple[Change, ...]
    reworded: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of something were added, removed, and changed while they stayed."""

    added: int
    removed: int
    changed: int

    @classmethod
    def of(cls, topics: Iterable[Topic]) -> "Tally":
        """Count topics."""
        kinds = [topic.change for topic in topics]
        return cls(kinds.count("new"), kinds.count("gone"), kinds.count("changed"))


@dataclass(frozen=True, slots=True)
class Difference:
    """What the newer of two knowledge bases says more and less than the older.

    Attributes:
        items: news items that differ, by day and IRI.
        resources: resources that differ, by kind and name.
        facts: statements of an item that bear evidence; those count as changed whose evidence alone has changed.
        statements: all but evidence, what several items say counted once.
        added: quads of the newer that the older lacks, evidence included.
        removed: quads of the older that the newer lacks.
    """

    items: tuple[Topic, ...]
    resources: tuple[Topic, ...]
    facts: Tally
    statements: Tally
    added: frozenset[Quad]
    removed: frozenset[Quad]

    @property
    def item_tally(self) -> Tally:
        """How many news items."""
        return Tally.of(self.items)

    @property
    def resource_tally(self) -> Tally:
        """How many resources."""
        return Tally.of(self.resources)

    @property
    def by_kind(self) -> dict[str, Tally]:
        """How many resources of each kind."""
        topics: dict[str, list[Topic]] = {}
        for topic in self.resources:
            topics.setdefault(topic.kind, []).append(topic)
        return {kind: Tally.of(those) for kind, those in topics.items()}
