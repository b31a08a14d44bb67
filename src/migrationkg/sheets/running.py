"""The fact sheet of a thing, in one call."""

from pathlib import Path

from migrationkg.knowledge_base import open_knowledge_base
from migrationkg.sheets.gathering import sheet_of
from migrationkg.sheets.naming import thing_called
from migrationkg.sheets.sheet import Sheet
from migrationkg.store import open_store


def fact_sheet(thing: str, *, kb: str | Path = "kb") -> Sheet:
    """Return all that a knowledge base says of one thing, each statement with the sentences that say it.

    Args:
        thing: a name that only it has, a state's code, its IRI or its local name (`project/mobilaze-2`).
        kb: the folder, or a file of Turtle, TriG, N-Quads or N-Triples.

    Raises:
        InputError: there is no such knowledge base; nothing, or more than one thing, is called so.
    """
    place = Path(kb)
    store = open_store(place if place.is_file() else open_knowledge_base(place).store)
    return sheet_of(store, thing_called(store, thing))
