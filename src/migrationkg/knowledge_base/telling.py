"""The items that tell of a thing, found in the memory of a knowledge base without reading all of it."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Store

from migrationkg.authority.countries import countries
from migrationkg.authority.crosswalk import formal_names, names_by_language
from migrationkg.curation import read_decisions
from migrationkg.curation.decisions import is_path
from migrationkg.errors import InputError
from migrationkg.extraction.names.name import fold
from migrationkg.inspection.explaining import is_called
from migrationkg.knowledge_base.damage import odd_files
from migrationkg.knowledge_base.folder import open_knowledge_base
from migrationkg.knowledge_base.recalled import Recalled
from migrationkg.knowledge_base.remembering import reading
from migrationkg.knowledge_base.using import base_of, current_name, standing
from migrationkg.model import Decision, Extraction
from migrationkg.resolution.names import normal
from migrationkg.store import open_store
from migrationkg.store.prefixes import short_name


def name_meant(kb: str | Path, name: str) -> str:
    """Return the local name of the one thing that `sheet` would take a name for; any other name as it is.

    Args:
        kb: the folder.
        name: what a user wrote.

    Raises:
        InputError: there is no knowledge base.
    """
    from migrationkg.sheets.naming import things_meant  # brings the views along

    known = open_knowledge_base(Path(kb))
    store, base = open_store(known.store), base_of(known)
    current = current_name(kb, name)
    try:
        with reading(known.database, base) as database:
            paths = database.called(name) | ({current} if is_path(current) else set())
            found = things_meant(store, (base + path for path in paths), current if "/" in name else name)
            if not found:
                codes = {path.removeprefix("country/").upper() for path in database.states()}
                states = [iso for iso in sorted(codes) if normal(name) in map(normal, _names_of_state(iso))]
                return f"country/{states[0].lower()}" if len(states) == 1 else current
        return short_name(found[0].iri) if len(found) == 1 else current
    except sqlite3.Error:  # it is damaged, or of another version of the program
        return _called(store, name) or current


def _called(store: Store, name: str) -> str:
    from migrationkg.sheets.naming import thing_called

    try:
        return short_name(thing_called(store, name).iri)
    except InputError:  # several are called so, or nothing that the graph has
        return ""


def facts_about(kb: str | Path, name: str) -> tuple[list[Extraction], dict[tuple[str, str], str]] | None:
    """Return what was read out of each item that tells of what is called by a name, and the IRIs of the entities.

    Things that were rejected are left out. None where the last build left no memory, or where no thing, no day and no
    type is called so: then `known_facts` tells whether anything else is.

    Args:
        kb: the folder.
        name: as `inspection.explain` takes it.

    Raises:
        InputError: there is no knowledge base.
    """
    known = open_knowledge_base(Path(kb))
    if not known.database.is_file() or odd_files(known, [known.database]):
        return None
    base = base_of(known)
    try:
        with reading(known.database, base) as database:
            items = database.items_of([name.removeprefix(base)]) or _items(
                database, name, base, read_decisions(known.decisions)[0]
            )
            place = database.in_order()
            iris = database.iris(items)
            told = (standing(database.extraction(item), iris) for item in sorted(items, key=place.__getitem__))
            return ([one for one in told if one.entities], iris) if items else None
    except (sqlite3.Error, ValueError, KeyError):  # it is damaged, or of another version of the program
        return None


def _items(database: Recalled, name: str, base: str, decisions: Iterable[Decision]) -> set[str]:
    """Return the ids of the items with something that is called so."""
    paths = {path for path in database.paths() if _is_path(name, path, base)}
    paths |= database.paths_with_value(lambda value: is_called(name, {value}))
    paths |= {one.thing for one in decisions if is_called(name, {one.object})}
    return database.items_of(paths) | database.items_naming(lambda names: is_called(name, names))


def _is_path(name: str, path: str, base: str) -> bool:
    """Tell whether a path, its IRI or its end is what a user wrote, or it is that of the state with this code."""
    iri = base + path
    return f"/{iri}".endswith(f"/{name}") or path == f"country/{fold(name)}" or ("/" in name and is_called(name, {iri}))


def _names_of_state(iso: str) -> list[str]:
    """Return what a state is called in other languages and by itself, and its codes, as `reconcile` knows it."""
    country = countries().get(iso)
    codes = [code for code in (country.alpha3, country.numeric) if code] if country else []
    return [*names_by_language(iso).values(), *formal_names(iso), *(country.names if country else ()), iso, *codes]
