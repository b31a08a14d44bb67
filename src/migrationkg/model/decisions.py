"""What curators decide."""

from dataclasses import dataclass, field
from datetime import date

from migrationkg.model.vocabulary import ENTITY_KINDS

#: What a curator can decide, and what the decision is about, in the order in which a command line takes it.
DECISION_KINDS = {
    "accept": ("thing", "relation", "object"),
    "reject": ("thing", "relation", "object"),
    "add": ("thing", "relation", "object"),
    "merge": ("thing", "object"),
    "apart": ("thing", "object"),
    "split": ("thing", "item"),
    "rename": ("thing", "object"),
    "retype": ("thing", "object"),
    "withdraw": ("item",),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What a curator decided, which every build applies.

    Attributes:
        kind: one of DECISION_KINDS: a fact is right or wrong or added, a thing is added, is another or is not, what
            an item calls so is another thing, a thing has another name or kind, an item is withdrawn. A thing is
            rejected as a whole where no relation is given.
        thing: path of the thing ("project/mobilaze-2"); empty for an item that is withdrawn.
        relation: one of ENTITY_RELATIONS or VALUE_RELATIONS, or "amount"; the kind of a thing that is added; empty
            where no fact is decided on.
        object: path of a thing, a value, a name or a kind, as the decision needs it.
        item: id of the item to which the decision is limited, if any.
        source: where an added fact or thing is told: a web address or words.
        who: the curator.
        when: the day.
        why: the reason.
        line: where the decision stands in its file; takes no part in comparison.
    """

    kind: str
    thing: str
    relation: str
    object: str
    item: str
    source: str
    who: str
    when: date
    why: str
    line: int = field(default=0, compare=False)

    @property
    def makes(self) -> str:
        """The kind of the thing that is added; empty where none is."""
        return self.relation if self.kind == "add" and self.relation in ENTITY_KINDS else ""

    @property
    def on_fact(self) -> bool:
        """Whether it decides on a fact."""
        return bool(self.relation) and not self.makes
