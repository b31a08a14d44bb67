"""A batch of queries, read and answered."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from migrationkg.errors import InputError
from migrationkg.reconciliation import Candidate, EntityType, Feature, Query, reconcile
from migrationkg.reconciliation.queries import COUNTRY
from migrationkg.resolution.name_keys import kind_fits
from migrationkg.server.reconciliation.catalogue import TYPES, Catalogue, Property, catalogue_of
from migrationkg.sheets.describing import note_on
from migrationkg.views.statements import Statements

#: Queries of one batch, and candidates of one query, at most.
MOST_QUERIES, _MOST_CANDIDATES = 100, 50
_FIELDS = {"query", "type", "limit", "properties", "type_strict"}
_STRICTNESS = {"any", "should", "all"}
#: What a candidate loses for a property that it does not have, and its score where only properties were asked for.
_LACKING, _BY_PROPERTIES = 10.0, 50.0
#: A value means the things with whose names it agrees as well as this.
_MEANT = 95.0


class TooManyError(InputError):
    """A batch of more queries than are answered at once."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query of a batch.

    Attributes:
        name: what is looked for; empty where only properties tell it.
        types: it is of one of these; any where there are none.
        limit: candidates at most.
        properties: (id, values) pairs; a value is the id, the name or the text that the thing has there.
    """

    name: str
    types: tuple[str, ...]
    limit: int
    properties: tuple[tuple[str, tuple[str, ...]], ...]


def read_batch(text: str) -> dict[str, Asked]:
    """Read a batch of queries.

    Args:
        text: JSON of the specification.

    Raises:
        TooManyError: it has more queries than are answered at once.
        InputError: it is no such JSON.
    """
    batch = read_object(text, "queries")
    if len(batch) > MOST_QUERIES:
        raise TooManyError(f"{len(batch)} queries at once are too many; send {MOST_QUERIES} at most")
    return {key: _asked(key, query) for key, query in batch.items()}


def read_object(text: str, name: str) -> dict[str, Any]:
    """Read a JSON object.

    Args:
        text: the JSON.
        name: of the parameter that held it.

    Raises:
        InputError: it is none.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"'{name}' is no JSON: {error}") from error
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise InputError(f"'{name}' holds half a character (\\u{ord(error.object[error.start]):x} alone)") from error
    if not isinstance(found, dict):
        raise InputError(f"'{name}' is no JSON object")
    return found


def _asked(key: str, query: object) -> Asked:
    if not isinstance(query, dict):
        raise InputError(f"{key}: a query is a JSON object")
    if unknown := query.keys() - _FIELDS:
        raise InputError(f"{key}: a query has no {min(unknown)!r}; it may have {', '.join(sorted(_FIELDS))}")
    name, types, limit = query.get("query", ""), query.get("type", []), query.get("limit", 5)
    if not isinstance(name, str):
        raise InputError(f"{key}: 'query' is a text")
    if isinstance(types, str):
        types = [types] if types else []
    if not isinstance(types, list) or not all(isinstance(one, str) for one in types):
        raise InputError(f"{key}: 'type' is an id or a list of ids")
    if isinstance(limit, bool) or not isinstance(limit, int) or limit < 1:
        raise InputError(f"{key}: 'limit' is a whole number from 1 on")
    if query.get("type_strict", "any") not in _STRICTNESS:
        raise InputError(f"{key}: 'type_strict' is one of {', '.join(sorted(_STRICTNESS))}")
    properties = _properties(key, query.get("properties", []))
    if not (name.strip() or properties):
        raise InputError(f"{key}: a query needs 'query' or 'properties'")
    return Asked(name.strip(), tuple(types), min(limit, _MOST_CANDIDATES), properties)


def _properties(key: str, told: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(told, list):
        raise InputError(f"{key}: 'properties' is a list")
    found = []
    for one in told:
        if not isinstance(one, dict) or not isinstance(one.get("pid"), str) or "v" not in one:
            raise InputError(f"{key}: a property has a 'pid', which is a text, and a 'v'")
        values = one["v"] if isinstance(one["v"], list) else [one["v"]]
        found.append((one["pid"], tuple(_value(key, value) for value in values)))
    return tuple(found)


def _value(key: str, value: object) -> str:
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        return str(value["id"])
    if isinstance(value, str | int | float):
        return str(value).strip()
    raise InputError(f"{key}: a value is a text, a number or an object with an 'id'")


def answer_batch(store: Store, batch: Mapping[str, Asked]) -> dict[str, dict[str, object]]:
    """Return the candidates of each query, as the specification writes them.

    Args:
        store: of `open_store`.
        batch: of `read_batch`.
    """
    catalogue = catalogue_of(store)
    said = Statements(store)
    return {
        key: {"result": [_as_json(catalogue, said, one) for one in candidates_of(catalogue, asked)]}
        for key, asked in batch.items()
    }


def candidates_of(catalogue: Catalogue, asked: Asked) -> list[Candidate]:
    """Return the candidates of a query, best first.

    What has the id that is asked for is meant for certain. Else names decide (`migrationkg.reconciliation.reconcile`),
    with the country if it is told; a candidate that lacks another property loses, and is no match.
    """
    if (thing := catalogue.thing(asked.name)) is not None:
        kinds = (EntityType(thing.kind),) if thing.kind else ()
        return [Candidate(thing.iri, thing.label, kinds, 100.0, match=True, features=())]
    types = tuple(one for one in asked.types if one in TYPES)
    if asked.types and not types:
        return []
    found = _by_name(catalogue, asked, types) if asked.name else _by_properties(catalogue, asked, types)
    ranked = sorted(found, key=lambda one: (-one.score, one.id))
    return ranked[: asked.limit]


def _by_name(catalogue: Catalogue, asked: Asked, types: tuple[str, ...]) -> list[Candidate]:
    country = tuple(
        (COUNTRY, _code(catalogue, value))
        for name, values in asked.properties
        if name == COUNTRY
        for value in values[:1]
    )
    queries = [Query(asked.name, one, _MOST_CANDIDATES, country) for one in types or (None,)]
    best: dict[str, Candidate] = {}
    for found in reconcile(queries, catalogue.names):
        for one in found:
            if one.id not in best or best[one.id].score < one.score:
                best[one.id] = one
    certain = sum(one.match for one in best.values())
    judged = [replace(one, match=one.match and certain == 1) for one in best.values()]
    for name, values in asked.properties:
        if (wanted := catalogue.properties.get(name)) is not None:
            judged = _judged(judged, wanted, holders(catalogue, wanted, values))
    return judged


def _judged(found: Iterable[Candidate], wanted: Property, having: set[str]) -> list[Candidate]:
    """Return candidates with what a property says for or against them."""
    return [
        replace(
            one,
            match=one.match and one.id in having,
            score=one.score if one.id in having else max(one.score - _LACKING, 0.0),
            features=(*one.features, Feature(wanted.id, one.id in having)),
        )
        for one in found
    ]


def _by_properties(catalogue: Catalogue, asked: Asked, types: tuple[str, ...]) -> list[Candidate]:
    """Return the things that have all properties asked for; where one of these is unknown, none."""
    having: list[set[str]] = []
    for name, values in asked.properties:
        if name == COUNTRY:
            codes = {_code(catalogue, value).upper() for value in values}
            having.append({thing.iri for thing in catalogue.names.things if thing.state in codes})
        elif (wanted := catalogue.properties.get(name)) is not None:
            having.append(holders(catalogue, wanted, values))
        else:
            return []
    things = (catalogue.things[iri] for iri in set.intersection(*having) if iri in catalogue.things)
    return [
        Candidate(one.iri, one.label, (EntityType(one.kind),), _BY_PROPERTIES, match=False, features=())
        for one in things
        if one.kind and (not types or any(kind_fits(one.kind, wanted) for wanted in types))
    ]


def holders(catalogue: Catalogue, wanted: Property, values: Iterable[str]) -> set[str]:
    """Return the IRIs of the things that have one of some values in a property.

    Args:
        catalogue: of the store.
        wanted: the property.
        values: ids or names of things, or texts.
    """
    found: set[str] = set()
    for value in values:
        meant = {one.id for one in reconcile([Query(value)], catalogue.names)[0] if one.score >= _MEANT}
        if (thing := catalogue.thing(value)) is not None:
            meant = {thing.iri}
        for quad in _statements(catalogue.store, wanted, meant):
            found.add(_end(quad, backwards=wanted.backwards))
        if wanted.type is None:
            quads = catalogue.store.quads_for_pattern(None, wanted.term, None, DefaultGraph())
            found.update(_end(quad, backwards=False) for quad in quads if _is_text(quad, value))
    return found - {""}


def _statements(store: Store, wanted: Property, meant: Iterable[str]) -> Iterable[Quad]:
    for iri in meant:
        node = NamedNode(iri)
        ends = (node, None) if wanted.backwards else (None, node)
        yield from store.quads_for_pattern(ends[0], wanted.term, ends[1], DefaultGraph())


def _end(quad: Quad, *, backwards: bool) -> str:
    end = quad.object if backwards else quad.subject
    return end.value if isinstance(end, NamedNode) else ""


def _is_text(quad: Quad, value: str) -> bool:
    return isinstance(quad.object, Literal) and quad.object.value.casefold() == value.casefold()


def _code(catalogue: Catalogue, value: str) -> str:
    """Return a country's code where its id was given; else the name as it is."""
    thing = catalogue.thing(value)
    return thing.state or value if thing is not None else value


def _as_json(catalogue: Catalogue, said: Statements, one: Candidate) -> dict[str, object]:
    kinds = dict.fromkeys([one.id], one.type[0].id) if one.type else {}
    return {
        "id": catalogue.id(one.id),
        "name": one.name,
        "description": note_on(said, NamedNode(one.id), kinds),
        "type": [{"id": kind.id, "name": kind.name} for kind in one.type],
        "score": one.score,
        "match": one.match,
        "features": [{"id": feature.id, "value": feature.value} for feature in one.features],
    }
