"""What other catalogues know of universities, public bodies, provinces and regions: `data/authority/catalogue.tsv`.

The file is written by `scripts/make_catalogue.py` from ROR, IATI, the budgets of states, EuroVoc, GeoNames, ISO 3166-2
and UN M49. It serves for links alone: extraction does not look for its names.
"""

from collections.abc import Collection, Mapping
from functools import cache

from migrationkg.authority.entries import AuthorityEntry
from migrationkg.model import AuthorityFacts
from migrationkg.resources import resource

#: Prefix of an id → what stands before and after it in the IRI.
_IRIS = {
    "ror": ("https://ror.org/", ""),
    "wikidata": ("http://www.wikidata.org/entity/", ""),
    "geonames": ("https://sws.geonames.org/", "/"),
    "eurovoc": ("http://eurovoc.europa.eu/", ""),
    "dbpedia": ("http://dbpedia.org/resource/", ""),
    "tooi": ("https://identifier.overheid.nl/tooi/id/ministerie/", ""),
}
#: Prefix of an id of a catalogue without IRIs → what stands before it in the identifier.
_IDENTIFIERS = {"iati": "", "iso": "ISO 3166-2:", "m49": "UN M49:"}


def catalogue_entries(texts: Collection[str]) -> tuple[AuthorityEntry, ...]:
    """Return the entries that bear one of the names, in the order of the file.

    Args:
        texts: normal forms of names without spaces, those of public bodies without their state.

    Example:
        >>> [entry.facts.matches for entry in catalogue_entries({"universityofoxford"})]
        [('http://www.wikidata.org/entity/Q34433', 'https://ror.org/052gg0110')]
    """
    lines = {line for text in texts for line in _lines_by_name().get(text, ())}
    return tuple(map(_entry, sorted(lines)))


@cache
def _lines_by_name() -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in resource("data/authority/catalogue.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        for name in line[: line.index("\t")].split("|"):
            found.setdefault(name.replace(" ", ""), []).append(line)
    return found


def _entry(line: str) -> AuthorityEntry:
    names, kind, state, ids = line.split("\t")
    matches: list[str] = []
    identifiers: list[str] = []
    for prefix, _, key in (one.partition(":") for one in ids.split()):
        if prefix in _IDENTIFIERS:
            identifiers.append(_IDENTIFIERS[prefix] + key)
        else:
            before, after = _IRIS[prefix]
            matches.append(f"{before}{key}{after}")
    facts = AuthorityFacts(tuple(sorted(matches)), identifiers=tuple(sorted(identifiers)))
    return AuthorityEntry("", kind, tuple(names.split("|")), state or None, facts)
