"""The kinds of things, their relations and their values, as the ontology and the annotation guide have them."""

from collections.abc import Mapping

#: Kinds of organisation, most special first where one is a sub-class of another (a Ministry is a GovernmentBody).
ORGANISATION_KINDS = (
    "Ministry",
    "GovernmentBody",
    "InternationalOrganisation",
    "ImplementingOffice",
    "CivilSocietyOrganisation",
    "AcademicInstitution",
    "Company",
)

#: Every kind of entity; each is the local name of a class of the ontology.
ENTITY_KINDS = (*ORGANISATION_KINDS, "Project", "Country", "Place", "Person", "Event")

#: Relations whose object is an entity; each is the local name of a property of the ontology.
ENTITY_RELATIONS = (
    "fundedBy",
    "implementedBy",
    "implementingOffice",
    "hasPartner",
    "operatesIn",
    "partOfProject",
    "organisedBy",
    "hasParticipant",
    "heldIn",
    "jurisdiction",
    "partOf",
    "locatedIn",
    "affiliatedWith",
)

#: Which kinds a relation joins, as the table of relations in the annotation guide has it: each of ENTITY_RELATIONS →
#: the kinds that its subject may have, the kinds that its object may have.
RELATION_KINDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "fundedBy": (frozenset({"Project"}), frozenset({*ORGANISATION_KINDS, "Country"})),
    "implementedBy": (frozenset({"Project"}), frozenset(ORGANISATION_KINDS)),
    "implementingOffice": (frozenset({"Project"}), frozenset({"ImplementingOffice"})),
    "hasPartner": (frozenset({"Project"}), frozenset(ORGANISATION_KINDS)),
    "operatesIn": (frozenset({"Project"}), frozenset({"Country"})),
    "partOfProject": (frozenset({"Event"}), frozenset({"Project"})),
    "organisedBy": (frozenset({"Event"}), frozenset({*ORGANISATION_KINDS, "Country"})),
    "hasParticipant": (frozenset({"Event"}), frozenset({*ORGANISATION_KINDS, "Person"})),
    "heldIn": (frozenset({"Event"}), frozenset({"Place", "Country"})),
    "jurisdiction": (frozenset({"Ministry", "GovernmentBody"}), frozenset({"Country"})),
    "partOf": (frozenset(ORGANISATION_KINDS), frozenset(ORGANISATION_KINDS)),
    "locatedIn": (frozenset({"Place"}), frozenset({"Country"})),
    "affiliatedWith": (frozenset({"Person"}), frozenset({*ORGANISATION_KINDS, "Country"})),
}

#: Relations of a project whose object is a value. `projectStart` and `projectEnd` take an ISO 8601 day, month or year,
#: `durationInMonths` a whole number, `projectStatus` one of PROJECT_STATUSES, `url` the address of its home page,
#: `identifier` its number or code. A project may have several of each, for news differ.
PROJECT_VALUES = ("projectStart", "projectEnd", "durationInMonths", "projectStatus", "url", "identifier")

#: Relations whose object is a value. `eventType` takes a type of the guide ("study-visit"), `startDate` and
#: `endDate` an ISO 8601 day or month ("2023-06-12", "2023-05"), `role` free text, `status` one of EVENT_STATUSES.
VALUE_RELATIONS = ("eventType", "startDate", "endDate", "role", "status", *PROJECT_VALUES)

#: Which kind of thing has a value, as the ontology has it: each of VALUE_RELATIONS → that kind, but `url` and
#: `identifier`, which a thing of any kind may have.
VALUE_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("eventType", "startDate", "endDate", "status"), "Event"),
    "role": "Person",
    **dict.fromkeys(("projectStart", "projectEnd", "durationInMonths", "projectStatus"), "Project"),
}

#: What is said of an occasion; one without a `status` fact was held.
EVENT_STATUSES = ("planned", "cancelled", "postponed")

#: What a published record may say of the state of a project, by the code of IATI's list of activity statuses.
PROJECT_STATUSES: Mapping[str, str] = {
    "1": "pipeline",
    "2": "implementation",
    "3": "finalisation",
    "4": "closed",
    "5": "cancelled",
    "6": "suspended",
}
