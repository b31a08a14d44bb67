"""The graph as entities of FollowTheMoney (https://followthemoney.tech/), which OpenAleph and yente take.

One JSON object a line: id, schema, properties. Projects, bodies, persons, occasions and news items are entities; who
funds, implements or partners, and who belongs to which body, are entities of their own that tie two others. Each names
as `proof` the news items that say it, and with evidence as `summary` the words. States stand as codes of countries, and
as public bodies where they act.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import BinaryIO, Final, TypeAlias

from pyoxigraph import Literal, NamedNode, Quad, Triple

from migrationkg.graph import terms

_Properties: TypeAlias = dict[str, set[str]]

_ORGANISATIONS: Final = {
    "InternationalOrganisation": "Organization",
    "ImplementingOffice": "Organization",
    "CivilSocietyOrganisation": "Organization",
    "AcademicInstitution": "Organization",
    "Company": "Company",
    "GovernmentBody": "PublicBody",
    "Ministry": "PublicBody",
    "Country": "PublicBody",
}
_SCHEMATA: Final = {
    terms.mkg(kind): schema
    for kind, schema in {
        **_ORGANISATIONS,
        "Project": "Project",
        "Person": "Person",
        "Event": "Event",
        "Place": "Address",
        "NewsItem": "Article",
    }.items()
}
_COUNTRY: Final = terms.mkg("Country")

#: Property of a project → what the other one does in it.
_TAKES_PART: Final = {
    terms.RELATIONS["fundedBy"]: "funder",
    terms.RELATIONS["implementedBy"]: "implementer",
    terms.RELATIONS["implementingOffice"]: "implementing office",
    terms.RELATIONS["hasPartner"]: "partner",
}
#: Property → the property of FollowTheMoney that names another entity.
_NAMES_ANOTHER: Final = {
    terms.RELATIONS["organisedBy"]: "organizer",
    terms.RELATIONS["hasParticipant"]: "involved",
    terms.RELATIONS["partOf"]: "parent",
}
#: Property → the property that holds its value.
_HOLDS: Final = {
    terms.PREF_LABEL: "name",
    terms.ALT_LABEL: "alias",
    terms.START_DATE: "startDate",
    terms.END_DATE: "endDate",
    terms.PROJECT_START: "startDate",
    terms.PROJECT_END: "endDate",
    terms.PROJECT_STATUS: "status",
    terms.PUBLISHED: "publishedAt",
    terms.ROLE: "position",
    terms.CATEGORY: "keywords",
}
#: Property that says in which state a thing is or works → the properties that hold the state's code.
_IN_STATE: Final = {
    terms.RELATIONS["operatesIn"]: ("country",),
    terms.RELATIONS["heldIn"]: ("country",),
    terms.RELATIONS["locatedIn"]: ("country",),
    terms.RELATIONS["jurisdiction"]: ("country", "jurisdiction"),
}
_WIKIDATA: Final = "http://www.wikidata.org/entity/"


def stream_followthemoney(quads: Iterable[Quad], stream: BinaryIO) -> None:
    """Write quads as entities of FollowTheMoney, sorted by schema and id."""
    entities = sorted(_Graph(quads).entities(), key=lambda one: (one["schema"], one["id"]))
    stream.writelines((json.dumps(one, ensure_ascii=False, sort_keys=True) + "\n").encode() for one in entities)


class _Graph:
    """What is asked of the quads, gone through once."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.kinds: dict[NamedNode, NamedNode] = {}
        self.values: dict[NamedNode, list[tuple[NamedNode, NamedNode | Literal]]] = {}
        self.items: dict[Triple, set[NamedNode]] = {}
        self.words: dict[Triple, set[str]] = {}
        evidence: dict[NamedNode, dict[NamedNode, NamedNode | Literal]] = {}
        for quad in quads:
            subject, value = quad.subject, quad.object
            if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
                continue
            if quad.predicate == terms.TYPE and value in _SCHEMATA:
                self.kinds[subject] = value  # type: ignore[assignment]
            if quad.predicate in {terms.SUBJECT, terms.PREDICATE, terms.OBJECT, terms.QUOTE}:
                evidence.setdefault(subject, {})[quad.predicate] = value
                continue
            self.values.setdefault(subject, []).append((quad.predicate, value))
            if isinstance(quad.graph_name, NamedNode):
                self.items.setdefault(quad.triple, set()).add(quad.graph_name)
        for said in evidence.values():
            if len(said) == len((terms.SUBJECT, terms.PREDICATE, terms.OBJECT, terms.QUOTE)):
                statement = Triple(said[terms.SUBJECT], said[terms.PREDICATE], said[terms.OBJECT])  # type: ignore[arg-type]
                self.words.setdefault(statement, set()).add(str(said[terms.QUOTE].value))
        self.codes = {
            node: value.value.lower()
            for node, values in self.values.items()
            for predicate, value in values
            if predicate == terms.ISO_ALPHA2
        }

    def entities(self) -> Iterator[Mapping[str, object]]:
        """Yield all entities."""
        acting: set[NamedNode] = set()
        for node, kind in self.kinds.items():
            for predicate, value in dict.fromkeys(self.values[node]):
                if isinstance(value, NamedNode) and value in self.kinds:
                    yield from self._tie(Triple(node, predicate, value))
                    if kind != terms.NEWS_ITEM and (predicate in _TIES or predicate in _NAMES_ANOTHER):
                        acting.add(value)
        for node, kind in self.kinds.items():
            if kind != _COUNTRY or node in acting:
                yield _entity(_id(node), _SCHEMATA[kind], self._properties(node, kind))

    def _properties(self, node: NamedNode, kind: NamedNode) -> _Properties:
        told: _Properties = {}
        for predicate, value in self.values[node]:
            if isinstance(value, Literal):
                if predicate in _HOLDS:
                    told.setdefault(_HOLDS[predicate], set()).add(value.value)
                elif predicate == terms.IDENTIFIER and kind == terms.KINDS["Project"]:
                    told.setdefault("projectId", set()).add(value.value)
            elif predicate == terms.AMOUNT and kind == terms.KINDS["Project"]:
                self._add_amount(value, told)
            elif predicate == terms.SOURCE and kind == terms.NEWS_ITEM:
                told.setdefault("sourceUrl", set()).add(value.value)
            else:
                for name, held in self._of_another(predicate, value):
                    told.setdefault(name, set()).add(held)
        return self._as_its_kind(node, kind, told)

    def _of_another(self, predicate: NamedNode, value: NamedNode) -> Iterator[tuple[str, str]]:
        """Yield the properties that say how a thing stands to another, with what they hold."""
        if predicate in _NAMES_ANOTHER and value in self.kinds:
            yield _NAMES_ANOTHER[predicate], _id(value)
        elif predicate in _IN_STATE and value in self.codes:
            yield from ((name, self.codes[value]) for name in _IN_STATE[predicate])
        elif predicate == terms.RELATIONS["heldIn"] and value in self.kinds:
            yield "addressEntity", _id(value)
        elif predicate == terms.EXACT_MATCH and value.value.startswith(_WIKIDATA):
            yield "wikidataId", value.value.removeprefix(_WIKIDATA)

    def _add_amount(self, node: NamedNode, told: _Properties) -> None:
        for predicate, value in self.values.get(node, ()):
            for term, name in ((terms.VALUE, "amount"), (terms.CURRENCY, "currency")):
                if predicate == term:
                    told.setdefault(name, set()).add(value.value)

    def _as_its_kind(self, node: NamedNode, kind: NamedNode, told: _Properties) -> _Properties:
        """Name what the schema of a kind names otherwise, and add what it needs."""
        if kind == terms.NEWS_ITEM:
            return {**told, "title": told.get("name", set()), "fileName": {node.value.rpartition("/")[2]}}
        if kind == terms.KINDS["Place"]:
            return {**told, "full": told.get("name", set()), "city": told.get("name", set())}
        if kind == _COUNTRY:
            told["country"] = {self.codes[node]} if node in self.codes else set()
        statements = [Triple(node, predicate, value) for predicate, value in self.values[node]]
        proof = {_id(item) for one in statements for item in self.items.get(one, ()) if item in self.kinds}
        return {**told, "proof": proof}

    def _tie(self, statement: Triple) -> Iterator[Mapping[str, object]]:
        """Yield the entity that ties two others, where a statement makes one."""
        subject, predicate, value = statement.subject, statement.predicate, statement.object
        if predicate not in _TIES or not (isinstance(subject, NamedNode) and isinstance(value, NamedNode)):
            return
        if predicate in _TAKES_PART:
            schema, ends = "ProjectParticipant", {"project": subject, "participant": value}
        elif predicate == terms.RELATIONS["affiliatedWith"]:
            schema, ends = "Membership", {"member": subject, "organization": value}
        else:
            schema, ends = "UnknownLink", {"subject": subject, "object": value}
        told: _Properties = {name: {_id(node)} for name, node in ends.items()}
        told["role"] = {_TIES[predicate]} if _TIES[predicate] else self._roles(subject)
        told["proof"] = {_id(item) for item in self.items.get(statement, ()) if item in self.kinds}
        told["summary"] = self.words.get(statement, set())
        name = sha256(str(statement).encode()).hexdigest()[:24]
        yield _entity(f"mkg-tie-{name}", schema, told)

    def _roles(self, person: NamedNode) -> set[str]:
        """Return the roles of a person with one body; of several nobody says which is which."""
        bodies = {value for predicate, value in self.values[person] if predicate == terms.RELATIONS["affiliatedWith"]}
        roles = {value.value for predicate, value in self.values[person] if predicate == terms.ROLE}
        return roles if len(bodies) == 1 else set()


#: Property that an entity of its own tells → the role that it names; empty for a person's own.
_TIES: Final = {
    **_TAKES_PART,
    terms.RELATIONS["affiliatedWith"]: "",
    terms.RELATIONS["partOfProject"]: "occasion of the project",
    terms.FOLLOWS: "next phase of the project",
}


def _entity(key: str, schema: str, properties: _Properties) -> Mapping[str, object]:
    held = {name: sorted(values) for name, values in properties.items() if values}
    return {"id": key, "schema": schema, "properties": held}


def _id(node: NamedNode) -> str:
    """Return the id of a thing: the two last parts of its IRI, since some programs put ids into paths."""
    return "-".join(["mkg", *node.value.split("/")[-2:]])
