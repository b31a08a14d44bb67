"""In which state a place lies, where its name, or a state named beside it, leaves one reading."""

from collections.abc import Collection, Iterable

from migrationkg.authority.cities import cities_called
from migrationkg.authority.provinces import subdivision_names

#: A city so many times as large as any namesake is meant where no word tells which.
_LARGER = 10


def state_of_place(names: Iterable[str], named: Collection[str] = ()) -> str | None:
    """Return the alpha-2 code of the state of a province or city; None where it could be that of several.

    A city is meant that is the only one of its name or dwarfs all in other states; among those of like size, that of
    the one state which is named beside it. Where a state is named that has only a small namesake, nothing is certain.

    Args:
        names: all names of the place.
        named: alpha-2 codes of the states named beside it.

    Example:
        >>> state_of_place(["Brussels"]), state_of_place(["Canary Islands"]), state_of_place(["Western Balkans"])
        ('BE', 'ES', None)
        >>> state_of_place(["Tripoli"]), state_of_place(["Tripoli"], {"LB"}), state_of_place(["Tripoli"], {"LB", "LY"})
        (None, 'LB', None)
    """
    names = list(names)
    provinces = {state for name in names if (state := subdivision_names().get(name))}
    if provinces:
        return min(provinces) if len(provinces) == 1 else None
    people: dict[str, int] = {}
    for city in (city for name in names for city in cities_called(name)):
        people[city.country] = max(city.population, people.get(city.country, 0))
    most = max(people.values(), default=0)
    like = {state for state, number in people.items() if number == most or number * _LARGER > most}
    if not people.keys() & set(named) <= like:
        return None
    meant = like if len(like) == 1 else like & set(named)
    return min(meant) if len(meant) == 1 else None
