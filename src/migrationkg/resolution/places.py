"""Which countries, places and persons of different items are one."""

from collections.abc import Hashable, Iterable, Mapping

from migrationkg.authority.cities import only_city
from migrationkg.authority.whereabouts import state_of_place
from migrationkg.resolution.candidates import Candidate, Candidates
from migrationkg.resolution.clusters import Clusters, Key
from migrationkg.resolution.names import compact, normal


def join_countries(candidates: Candidates, clusters: Clusters) -> None:
    """Join countries by ISO code; by name where they have none."""
    blocks: dict[str, list[Key]] = {}
    for country in candidates.compared("Country"):
        for code in [country.iso] if country.iso else map(_key, country.names):
            blocks.setdefault(code, []).append(country.key)
    for keys in blocks.values():
        clusters.join(keys)


def states_of_places(candidates: Candidates) -> dict[Key, str]:
    """Return the state of each place that lies in one, as its item tells or authority data do."""
    found: dict[Key, str] = {}
    for place in candidates.of_kinds("Place"):
        told = candidates.isos(place, "locatedIn")
        state = min(told) if len(told) == 1 else None
        if not told:
            state = state_of_place(place.names, candidates.states[place.key[0]])
        if state is not None:
            found[place.key] = state
    return found


def join_places(candidates: Candidates, states: Mapping[Key, str], clusters: Clusters) -> None:
    """Join places of one name and state, and those that authority data knows as one city of a state.

    One whose state is not told belongs to the only state which both has the name and is named by the item;
    failing that, it is the place of that name of which no state is known.
    """
    for members in _blocks(candidates.compared("Place")):
        known = {states[member.key] for member in members if member.key in states}
        by_state: dict[str, list[Key]] = {}
        for member in members:
            choices = {states[member.key]} if member.key in states else known & candidates.states[member.key[0]]
            by_state.setdefault(min(choices) if len(choices) == 1 else "", []).append(member.key)
        for keys in by_state.values():
            clusters.join(keys)
    _join_cities(candidates, states, clusters)


def words_of_place(place: Candidate, state: str | None) -> set[str]:
    """Return under what `join_places` may find a place to be another.

    Args:
        place: the place.
        state: its state, where it is told.
    """
    cities = {city.geonames_id for name in place.names if (city := only_city([name], state))} if state else set()
    return {*(f"place {_key(name)}" for name in place.names), *(f"city {one}" for one in cities)}


def words_of_country(country: Candidate) -> set[str]:
    """Return under what `join_countries` finds a country to be another."""
    return {f"country {code}" for code in ([country.iso] if country.iso else map(_key, country.names))}


def words_of_person(person: Candidate) -> set[str]:
    """Return under what `join_persons` may find a person to be another."""
    return {f"person {_key(name)}" for name in person.names if len(normal(name)) > 1}


def _join_cities(candidates: Candidates, states: Mapping[Key, str], clusters: Clusters) -> None:
    """Join places under the names of one city ("Kyiv", "Kiev") where their state is told."""
    cities: dict[str, list[Key]] = {}
    for place in candidates.compared("Place"):
        if state := states.get(place.key):
            found = {city.geonames_id for name in place.names if (city := only_city([name], state))}
            if len(found) == 1:
                cities.setdefault(min(found), []).append(place.key)
    for keys in cities.values():
        clusters.join(keys)


def join_persons(candidates: Candidates, clusters: Clusters) -> None:
    """Join persons of one full name, unless what they are affiliated with tells them apart."""

    def affiliations(key: Key) -> frozenset[Hashable]:
        direct = [near for near in candidates.by_key[key].related("affiliatedWith") if near in candidates.by_key]
        above = [
            far
            for near in direct
            for relation in ("partOf", "jurisdiction")
            for far in candidates.by_key[near].related(relation)
            if far in candidates.by_key
        ]
        return frozenset(clusters.find(near) for near in (*direct, *above))

    in_item: dict[str, set[Hashable]] = {}
    for key in candidates.by_key:
        in_item.setdefault(key[0], set()).add(clusters.find(key))
    for members in _blocks(candidates.compared("Person"), words=2):
        told = {member.key: affiliations(member.key) for member in members}
        known = frozenset().union(*told.values())
        # One whose affiliation is not told is the one with whose organisation, and no other's, the item deals.
        near = {key: known & in_item[key[0]] for key, found in told.items() if not found}
        told |= {key: found for key, found in near.items() if len(found) == 1}
        clusters.gather(told, told.__getitem__)


def _blocks(candidates: Iterable[Candidate], words: int = 1) -> Iterable[list[Candidate]]:
    """Group candidates by each of their names that has so many words at least."""
    blocks: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        for key in sorted({_key(name) for name in candidate.names if len(normal(name)) >= words}):
            blocks.setdefault(key, []).append(candidate)
    return blocks.values()


def _key(name: str) -> str:
    return compact(normal(name))
