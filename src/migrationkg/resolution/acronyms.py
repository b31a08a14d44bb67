"""What an acronym stands for: the full names that items give beside it."""

from collections.abc import Callable, Hashable, Iterable, Mapping

from migrationkg.resolution.clusters import Clusters, Key
from migrationkg.resolution.names import Tokens, telling

#: Tells two members with one acronym apart, or shows them to be one.
Traits = Callable[[Key], frozenset[Hashable]]


def no_traits(_: Key) -> frozenset[Hashable]:
    """Nothing tells members of one name apart."""
    return frozenset()


def expansion_traits(full_names: Mapping[Key, Iterable[Tokens]], clusters: Clusters) -> Traits:
    """Return the traits of entities that share an acronym: what they are already, and what it stands for.

    Two full names stand for one thing where the telling words of one are among those of the other ("African
    Union Commission", "Commission of the African Union"): "Border Police (BP)" is no "Basin Project (BP)".
    """
    words = {key: frozenset(telling(name) for name in names) for key, names in full_names.items()}
    every = frozenset().union(*words.values())
    wider = {one: frozenset(other for other in every if one <= other) for one in every}
    return lambda key: (
        frozenset().union({clusters.find(key)}, *(wider[name] for name in words[key])) if words[key] else frozenset()
    )
