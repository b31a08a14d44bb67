"""Write `data/authority/given-names.txt`: given names of persons in many languages, from the word lists of Faker.

Faker is no dependency; give the folder into which its wheel was unpacked (`pip download --no-deps faker; unzip …`):
`python scripts/find_given_names.py FOLDER`. Names are written without accents. Left out are words that extraction's
vocabulary knows, names of states and regions, and of cities of 300,000 people or more.
"""

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from migrationkg.authority.cities import city_names
from migrationkg.authority.countries import country_names, demonyms
from migrationkg.authority.letters import plain
from migrationkg.authority.regions import region_names
from migrationkg.extraction.tables.vocabulary import vocabulary
from migrationkg.resources import resource

_NAME = re.compile(r"[A-Z\u00c0-\u024f\u1e00-\u1eff][^\W\d_]{2,}(?:['’-][^\W\d_]+)*")
_LARGE = 300_000


def given_names(folder: str) -> Iterator[str]:
    """Yield the given names in Latin letters of all of Faker's lists."""
    sys.path.insert(0, folder)
    persons = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(persons.__path__):
        provider = importlib.import_module(f"{persons.__name__}.{module.name}").Provider
        for attribute in dir(provider):
            names = getattr(provider, attribute) if "first_name" in attribute else ()
            if isinstance(names, tuple | list | dict):
                yield from (plain(name) for name in names if isinstance(name, str) and _NAME.fullmatch(name))


def main(folder: str) -> None:
    """Write the file."""
    words = vocabulary()
    large = {name for name, cities in city_names().items() if cities[0].population >= _LARGE}
    others = [
        *(large, region_names(), {"Asia"}, country_names(), demonyms()),
        *(words.heads, words.subjects, words.roles, words.titles, words.common),
    ]
    found = {name for name in given_names(folder) if name.isascii() and not any(name in some for some in others)}
    path = Path(resource("data/authority")) / "given-names.txt"
    path.write_text("".join(f"{name}\n" for name in sorted(found)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1])
