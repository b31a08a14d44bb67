"""Join what is one: a union-find, and the rule for members that only a trait can tell apart."""

from collections.abc import Callable, Hashable, Iterable

#: An entity of an item: (id of the item, local id of the entity).
Key = tuple[str, str]


class Clusters:
    """Disjoint sets of entities, near-linear in the number of joins."""

    __slots__ = ("_parents",)

    def __init__(self, keys: Iterable[Key]) -> None:
        self._parents = {key: key for key in keys}

    def find(self, key: Key) -> Key:
        """Return the entity that stands for the set of `key`, until the next join."""
        parents = self._parents
        while parents[key] != key:
            parents[key] = parents[parents[key]]
            key = parents[key]
        return key

    def join(self, keys: Iterable[Key]) -> None:
        """Make one set of the sets of all `keys`; the least entity of all stands for it."""
        roots = sorted({self.find(key) for key in keys})
        for root in roots[1:]:
            self._parents[root] = roots[0]

    def gather(self, members: Iterable[Key], traits: Callable[[Key], frozenset[Hashable]]) -> None:
        """Join the members that share a trait; those without traits join in where there is no choice.

        So "J. Doe of IOM" is no "J. Doe of Frontex", and a mere "J. Doe" is she if there is no other.
        """
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
            self.join([*roots, *bare])

    def sets(self) -> list[list[Key]]:
        """Return all sets, each sorted, in order of their first members."""
        found: dict[Key, list[Key]] = {}
        for key in sorted(self._parents):
            found.setdefault(self.find(key), []).append(key)
        return list(found.values())
