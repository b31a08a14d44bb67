"""What a user may mean who has typed a few letters: things, types, properties."""

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Store

from migrationkg.reconciliation import EntityType, Thing
from migrationkg.resolution.name_keys import kind_fits
from migrationkg.server.reconciliation.catalogue import TYPES, Catalogue, catalogue_of, type_of
from migrationkg.sheets.describing import note_on
from migrationkg.views.statements import Statements

#: Suggestions at once.
_SHOWN = 20


def suggest_entities(store: Store, prefix: str, cursor: int = 0, type: str | None = None) -> dict[str, object]:  # noqa: A002
    """Return the things whose name, or a word of it, begins so, or that have this id.

    Args:
        store: of `open_store`.
        prefix: what was typed.
        cursor: how many suggestions to pass over.
        type: id of a type; any if not given.
    """
    catalogue = catalogue_of(store)
    said = Statements(store)
    found = [one for one in _things(catalogue, prefix.strip()) if type is None or kind_fits(one.kind or "", type)]
    return {"result": [_thing(catalogue, said, one) for one in found[cursor : cursor + _SHOWN]]}


def _things(catalogue: Catalogue, prefix: str) -> list[Thing]:
    if (known := catalogue.thing(prefix)) is not None:
        return [known]
    ranked = [
        (rank, len(thing.label), thing.label, thing.iri)
        for thing in catalogue.names.things
        if (rank := _rank((thing.label, *thing.names), prefix.casefold())) is not None
    ]
    return [catalogue.things[iri] for *_, iri in sorted(ranked)]


def _rank(names: Iterable[str], prefix: str) -> int | None:
    """Return how well names, the preferred one first, begin so: the less the better; None if none does."""
    first, *others = map(str.casefold, names)
    if prefix in {first, *others}:
        return 0
    if first.startswith(prefix):
        return 1
    if any(name.startswith(prefix) for name in others):
        return 2
    return 3 if any(f" {prefix}" in name for name in (first, *others)) else None


def _thing(catalogue: Catalogue, said: Statements, one: Thing) -> dict[str, object]:
    kinds = {one.iri: one.kind} if one.kind else {}
    return {
        "id": catalogue.id(one.iri),
        "name": one.label,
        "description": note_on(said, NamedNode(one.iri), kinds),
        "notable": [{"id": kind, "name": EntityType(kind).name} for kind in kinds.values()],
    }


def suggest_types(prefix: str, cursor: int = 0) -> dict[str, object]:
    """Return the types whose name or id begins so.

    Args:
        prefix: what was typed.
        cursor: how many suggestions to pass over.
    """
    found = [kind for kind in TYPES if _begins((EntityType(kind).name, kind), prefix)]
    return {"result": [type_of(kind) for kind in found[cursor : cursor + _SHOWN]]}


def suggest_properties(store: Store, prefix: str, cursor: int = 0) -> dict[str, object]:
    """Return the properties whose name or id begins so; the country, by which only names are told apart, is one.

    Args:
        store: of `open_store`.
        prefix: what was typed.
        cursor: how many suggestions to pass over.
    """
    found = [one for one in _properties(catalogue_of(store)) if _begins((one["name"], one["id"]), prefix)]
    return {"result": found[cursor : cursor + _SHOWN]}


def _properties(catalogue: Catalogue) -> Iterator[dict[str, str]]:
    yield {"id": "country", "name": "country", "description": "The state that a body belongs to or a place lies in."}
    for one in catalogue.properties.values():
        yield {"id": one.id, "name": one.name, "description": one.description}


def _begins(names: Iterable[str], prefix: str) -> bool:
    wanted = prefix.strip().casefold()
    return any(name.casefold().startswith(wanted) or f" {wanted}" in name.casefold() for name in names)
