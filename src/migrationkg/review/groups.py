"""Pairs that may be one, those of one name together: an analyst looks at a name once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from migrationkg.reconciliation.things import Thing
from migrationkg.review.duplicates import Pair


@dataclass(frozen=True, slots=True)
class Group:
    """A thing, and those that may be the same.

    Attributes:
        thing: the one that pairs with most of them; of several, that of which most is said.
        others: the others, those of which most is said first.
        pair: one of the pairs, which tells why.
    """

    thing: Thing
    others: tuple[Thing, ...]
    pair: Pair


def groups(pairs: Iterable[Pair], reach: Mapping[str, int]) -> Iterator[Group]:
    """Yield the pairs in groups, one a name; names that are but near make groups of two.

    What remains to be asked of the others of a group, whether they are one with each other, waits until it is known
    which of them are one with its thing.

    Args:
        pairs: as of `possible_duplicates`.
        reach: IRI → the number of statements that speak of it.

    Example:
        >>> one, two, three = (Thing(f"https://example.org/person/{n}", "Person", "Ana Petrova") for n in "123")
        >>> pairs = [Pair(a, b, "they have one name", 0.6, "anapetrova") for a, b in ((one, two), (one, three), (two, three))]
        >>> [(group.thing.iri[-1], len(group.others)) for group in groups(pairs, {two.iri: 5})]
        [('2', 2)]
    """  # noqa: E501
    by_name: dict[tuple[str, bool], list[Pair]] = {}
    for pair in pairs:
        if pair.shared:
            by_name.setdefault((pair.shared, pair.by_state), []).append(pair)
        else:
            first, second = sorted((pair.first, pair.second), key=lambda one: (-reach.get(one.iri, 0), one.iri))
            yield Group(first, (second,), pair)
    for of_one_name in by_name.values():
        yield from _groups(of_one_name, reach)


def _groups(pairs: list[Pair], reach: Mapping[str, int]) -> Iterator[Group]:
    while pairs:
        group = _group(pairs, reach)
        yield group
        seen = {thing.iri for thing in (group.thing, *group.others)}
        pairs = [pair for pair in pairs if not seen & {pair.first.iri, pair.second.iri}]


def _group(pairs: list[Pair], reach: Mapping[str, int]) -> Group:
    things = {thing.iri: thing for pair in pairs for thing in (pair.first, pair.second)}
    counts = Counter([iri for pair in pairs for iri in (pair.first.iri, pair.second.iri)])
    most = min(things, key=lambda iri: (-counts[iri], -reach.get(iri, 0), iri))
    ends = [({pair.first.iri, pair.second.iri} - {most}, pair) for pair in pairs]
    others = {iri: pair for iris, pair in ends if len(iris) == 1 for iri in iris}
    order = sorted(others, key=lambda iri: (-reach.get(iri, 0), iri))
    return Group(things[most], tuple(things[iri] for iri in order), others[order[0]])
