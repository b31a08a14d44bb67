"""What an acronym stands for: the full names that items give beside it."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Set

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
    Union Commission", "Commission of the African Union"): "Border Police (BP)" is no "Basin Project (BP)". A name
    whose words are among those of two other things ("Protection Programme (RDPP)", told of North Africa and of
    the Middle East) is neither of them.
    """
    words = {key: frozenset(telling(name) for name in names) for key, names in full_names.items()}
    bearers: dict[frozenset[str], set[Key]] = {}
    for key, names in words.items():
        for name in names:
            bearers.setdefault(name, set()).add(clusters.find(key))
    stands_for = {name: _widest(name, bearers) for name in bearers}
    return lambda key: (
        frozenset().union({clusters.find(key)}, *(stands_for[name] for name in words[key]))
        if words[key]
        else frozenset()
    )


def _widest(name: frozenset[str], bearers: Mapping[frozenset[str], Set[Key]]) -> frozenset[Hashable]:
    """Return the names that hold all words of a name and are themselves held by none, if all are those of one thing."""
    wider = [other for other in bearers if name <= other]
    widest = [one for one in wider if not any(one < other for other in wider)]
    return frozenset(widest if len(widest) == 1 or len(set().union(*map(bearers.__getitem__, widest))) == 1 else [name])
