"""Join what is one: a union-find, and the rule for members that only a trait can tell apart."""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence, Set

#: An entity of an item: (id of the item, local id of the entity).
Key = tuple[str, str]


class Clusters:
    """Disjoint sets of entities, near-linear in the number of joins.

    Args:
        keys: the entities.
        apart: pairs of them that are never in one set, whatever is joined.

    Attributes:
        refused: those of the pairs that a join would have made one.
    """

    __slots__ = ("_apart", "_parents", "refused")

    def __init__(self, keys: Iterable[Key], apart: Iterable[tuple[Key, Key]] = ()) -> None:
        self._parents = {key: key for key in keys}
        self._apart = tuple(apart)
        self.refused: set[tuple[Key, Key]] = set()

    def find(self, key: Key) -> Key:
        """Return the entity that stands for the set of `key`, until the next join."""
        parents = self._parents
        while parents[key] != key:
            parents[key] = parents[parents[key]]
            key = parents[key]
        return key

    def join(self, keys: Iterable[Key]) -> None:
        """Make one set of the sets of all `keys`; the least entity of all stands for it."""
        given = set(keys)
        if len(given) < 2:
            return
        roots = sorted({self.find(key) for key in given})
        for group in self._parted(roots, given) if self._conflicts(roots) else (roots,):
            for root in group[1:]:
                self._parents[root] = group[0]

    def gather(self, members: Collection[Key], traits: Callable[[Key], frozenset[Hashable]]) -> None:
        """Join the members that share a trait; those without traits join in where there is no choice.

        So "J. Doe of IOM" is no "J. Doe of Frontex", and a mere "J. Doe" is she if there is no other.
        """
        if len(members) < 2:
            return
        bare: list[Key] = []
        sharing: dict[Hashable, list[Key]] = {}
        for member in members:
            found = traits(member)
            if not found:
                bare.append(member)
            for trait in found:
                sharing.setdefault(trait, []).append(member)
        for group in sharing.values():
            self.join(group)
        roots = {self.find(member) for group in sharing.values() for member in group}
        if len(roots) <= 1:
            if self._conflicts({*roots, *map(self.find, bare)}):
                self.join(bare)
            self.join([*roots, *bare])

    def _conflicts(self, roots: Collection[Key]) -> list[tuple[Key, Key]]:
        """Return the pairs to keep apart that one set of these sets would hold."""
        if not self._apart:
            return []
        among = set(roots)
        return [pair for pair in self._apart if self.find(pair[0]) in among and self.find(pair[1]) in among]

    def _parted(self, roots: Sequence[Key], given: Set[Key]) -> list[list[Key]]:
        """Part sets so that none holds a pair to keep apart; what can go anywhere goes with a member of such a pair."""
        pairs = self._conflicts(roots)
        self.refused |= set(pairs)
        foes = {frozenset(map(self.find, pair)) for pair in pairs}
        first = {self.find(key) for pair in pairs for key in pair if key in given}
        groups: list[list[Key]] = []
        for root in sorted(roots, key=lambda root: (root not in first, root)):
            fitting = (group for group in groups if not any(frozenset((root, one)) in foes for one in group))
            if (group := next(fitting, None)) is not None:
                group.append(root)
            else:
                groups.append([root])
        return [sorted(group) for group in groups]

    def sets(self) -> list[list[Key]]:
        """Return all sets, each sorted, in order of their first members."""
        found: dict[Key, list[Key]] = {}
        for key in sorted(self._parents):
            found.setdefault(self.find(key), []).append(key)
        return list(found.values())
