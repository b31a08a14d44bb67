"""Values of things, fetched into a table whose names are reconciled."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Store

from migrationkg.errors import InputError
from migrationkg.graph import terms
from migrationkg.resolution.name_keys import kind_fits
from migrationkg.server.reconciliation.batches import read_object
from migrationkg.server.reconciliation.catalogue import TYPES, Catalogue, Property, catalogue_of
from migrationkg.sheets.describing import name_of
from migrationkg.views.statements import Statements

#: Things of one request at most.
_MOST = 1000
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be fetched.

    Attributes:
        ids: of things.
        properties: ids of properties.
    """

    ids: tuple[str, ...]
    properties: tuple[str, ...]


def read_extension(text: str) -> Wanted:
    """Read a request for values.

    Args:
        text: JSON of the specification.

    Raises:
        InputError: it is no such JSON, or asks for too much at once.
    """
    told = read_object(text, "extend")
    ids, properties = told.get("ids"), told.get("properties")
    if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
        raise InputError("'ids' is a list of ids")
    if not isinstance(properties, list) or not all(_is_property(one) for one in properties):
        raise InputError("'properties' is a list of objects with an 'id'")
    if len(ids) > _MOST:
        raise InputError(f"{len(ids)} things at once are too many; ask for {_MOST} at most")
    return Wanted(tuple(ids), tuple(dict.fromkeys(one["id"] for one in properties)))


def _is_property(told: object) -> bool:
    return isinstance(told, Mapping) and isinstance(told.get("id"), str)


def propose_properties(store: Store, type: str, limit: int | None = None) -> dict[str, object]:  # noqa: A002
    """Return the properties that things of a type have.

    Args:
        store: of `open_store`.
        type: id of a type; of one that is unknown, all are returned.
        limit: how many at most.
    """
    found = [one for one in catalogue_of(store).properties.values() if _has(type, one)][:limit]
    told: dict[str, object] = {"type": type} if limit is None else {"type": type, "limit": limit}
    return {**told, "properties": [{"id": one.id, "name": one.name, "description": one.description} for one in found]}


def _has(kind: str, one: Property) -> bool:
    return kind not in TYPES or any(kind_fits(own, kind) or kind_fits(kind, own) for own in one.kinds)


def extend(store: Store, wanted: Wanted) -> dict[str, object]:
    """Return the values of properties of things, as the specification writes them.

    A thing or a property that there is not has none.

    Args:
        store: of `open_store`.
        wanted: of `read_extension`.
    """
    catalogue, said = catalogue_of(store), Statements(store)
    known = {name: catalogue.properties.get(name) for name in wanted.properties}
    return {
        "meta": [_meta(name, one) for name, one in known.items()],
        "rows": {
            key: {name: list(_values(catalogue, said, key, one)) for name, one in known.items()} for key in wanted.ids
        },
    }


def _meta(name: str, one: Property | None) -> dict[str, object]:
    if one is None:
        return {"id": name, "name": name}
    type_ = {"type": {"id": one.type, "name": one.type}} if one.type else {}
    return {"id": one.id, "name": one.name, **type_}


def _values(catalogue: Catalogue, said: Statements, key: str, one: Property | None) -> Iterator[dict[str, object]]:
    thing = catalogue.thing(key)
    if one is None or thing is None:
        return
    node = NamedNode(thing.iri)
    ends = (None, node) if one.backwards else (node, None)
    quads = list(catalogue.store.quads_for_pattern(ends[0], one.term, ends[1], DefaultGraph()))
    found = {quad.subject if one.backwards else quad.object for quad in quads}
    nodes = [end for end in found if isinstance(end, NamedNode | BlankNode | Literal)]
    told = (_value(catalogue, said, end) for end in nodes)
    yield from sorted(told, key=lambda value: str(value.get("name", value)).casefold())


def _value(catalogue: Catalogue, said: Statements, end: NamedNode | BlankNode | Literal) -> dict[str, object]:
    if isinstance(end, Literal):
        return {"date": f"{end.value}T00:00:00Z"} if _DAY.fullmatch(end.value) else {"str": end.value}
    if (thing := catalogue.things.get(end.value)) is not None:
        return {"id": catalogue.id(thing.iri), "name": thing.label}
    if said.first_text(end, terms.PREF_LABEL, terms.CURRENCY):
        return {"str": name_of(said, end)}
    return {"str": end.value}
