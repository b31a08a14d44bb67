"""The fact sheet of a thing, in one call."""

from pathlib import Path

from migrationkg.questions import local_store_of
from migrationkg.sheets.gathering import sheet_of
from migrationkg.sheets.naming import thing_called
from migrationkg.sheets.sheet import Sheet


def fact_sheet(thing: str, *, kb: str | Path = "kb", endpoint: str | None = None) -> Sheet:
    """Return all that a knowledge base says of one thing, each statement with the sentences that say it.

    Args:
        thing: a name that only it has, a state's code, its IRI or its local name (`project/mobilaze-2`).
        kb: the folder, or a file of Turtle, TriG, N-Quads or N-Triples.
        endpoint: address of a SPARQL endpoint that is asked instead.

    Raises:
        InputError: there is no such knowledge base; nothing, or more than one thing, is called so.
    """
    store = local_store_of(kb, endpoint)
    return sheet_of(store, thing_called(store, thing))
