"""A doubt, and doubts in their order, each put into words when it is looked at."""

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias, overload

from migrationkg.model import ENTITY_RELATIONS

#: A decision as its cells in `decisions.csv`: its kind, thing, relation and object.
Cells: TypeAlias = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that deserves a look.

    Attributes:
        kind: "finding", "duplicate", "fact", "doubtful" (a fact that the graph lacks) or "decision".
        weight: how much hangs on it: about the number of statements that would be wrong, were it wrong.
        thing: path of the thing that it is about; for a decision the line of its file.
        relation: the relation, for a fact.
        object: path of the other thing (of several of one name, the paths parted by spaces), or the value of a fact;
            empty where there is none.
        text: the doubt in words, for an analyst.
        quote: the words of the news, for a fact; the surest where several items tell it.
        item: path of the news item with the words.
        choices: the commands to choose from, each complete but for the words of the reason.
        decisions: what each choice writes down: decision, thing, relation and object, as in `decisions.csv`; nothing
            where a choice decides nothing.
    """

    kind: str
    weight: float
    thing: str
    relation: str = ""
    object: str = ""
    text: str = ""
    quote: str = ""
    item: str = ""
    choices: tuple[str, ...] = ()
    decisions: tuple[Cells, ...] = ()

    @property
    def things(self) -> tuple[str, ...]:
        """The paths of the things of which it speaks.

        Example:
            >>> Doubt("fact", 1.0, "project/a", "fundedBy", "organisation/b").things
            ('project/a', 'organisation/b')
            >>> Doubt("fact", 1.0, "event/a", "startDate", "2023-01-01").things
            ('event/a',)
        """
        names_things = self.kind == "duplicate" or (self.kind != "finding" and self.relation in ENTITY_RELATIONS)
        return (self.thing, *(self.object.split() if names_things else ()))


class Found(NamedTuple):
    """A doubt before it is put into words: of a hundred thousand, few are looked at.

    Attributes:
        say: returns the doubt with what it lacks here.
        kind, weight, thing, relation, object, decisions: as of the doubt.
    """

    say: Callable[[Doubt], Doubt]
    kind: str
    weight: float
    thing: str
    relation: str = ""
    object: str = ""
    decisions: tuple[Cells, ...] = ()

    def doubt(self) -> Doubt:
        """Return the doubt in words."""
        return self.say(Doubt(*self[1:-1], decisions=self.decisions))


class Doubts(Sequence[Doubt]):
    """Doubts, the most useful first, each put into words when it is looked at.

    Args:
        found: the doubts, in any order.
    """

    def __init__(self, found: Iterable[Found]) -> None:
        self._found = sorted(found, key=_rank)

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, place: int) -> Doubt: ...

    @overload
    def __getitem__(self, place: slice) -> list[Doubt]: ...

    def __getitem__(self, place: int | slice) -> Doubt | list[Doubt]:
        found = self._found[place]
        return found.doubt() if isinstance(found, Found) else [one.doubt() for one in found]

    def of_each_kind(self, most: int, decided: Set[Cells]) -> tuple[list[Doubt], dict[str, int]]:
        """Return the first of each kind, and kind → how many there are, but for those that some decisions settle.

        Args:
            most: so many of a kind at most.
            decided: the decisions.
        """
        by_kind: dict[str, list[Found]] = {}
        for one in self._found:
            if decided.isdisjoint(one.decisions):
                by_kind.setdefault(one.kind, []).append(one)
        first = [one.doubt() for several in by_kind.values() for one in several[:most]]
        return first, {kind: len(several) for kind, several in by_kind.items()}


def _rank(one: Found) -> tuple[float, str, str, str, str]:
    return -one.weight, one.kind, one.thing, one.relation, one.object
