"""The words in which a network tells of classes, relations and values."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final


@dataclass(frozen=True, slots=True)
class RelationWords:
    """How a relation reads, from its subject ("funded by") and from its object ("funds")."""

    forward: str
    backward: str


#: Words for each of `model.ENTITY_RELATIONS` and the order of phases, in the order in which a page lists them.
RELATION_WORDS: Final = {
    "fundedBy": RelationWords("funded by", "funds"),
    "implementedBy": RelationWords("implemented by", "implements"),
    "implementingOffice": RelationWords("run by office", "runs"),
    "hasPartner": RelationWords("has partner", "partner in"),
    "operatesIn": RelationWords("operates in", "has projects"),
    "partOfProject": RelationWords("part of project", "has occasions"),
    "organisedBy": RelationWords("organised by", "organises"),
    "hasParticipant": RelationWords("has participant", "takes part in"),
    "heldIn": RelationWords("held in", "venue of"),
    "jurisdiction": RelationWords("public body of", "has public bodies"),
    "partOf": RelationWords("part of", "has parts"),
    "locatedIn": RelationWords("located in", "has places"),
    "follows": RelationWords("follows", "followed by"),
    "affiliatedWith": RelationWords("affiliated with", "has people"),
}

#: Name of each of `model.ENTITY_KINDS`, singular and plural, in the order of a legend.
KIND_WORDS: Final = {
    "Project": ("Project", "Projects"),
    "Event": ("Event", "Events"),
    "InternationalOrganisation": ("International organisation", "International organisations"),
    "ImplementingOffice": ("Implementing office", "Implementing offices"),
    "Ministry": ("Ministry", "Ministries"),
    "GovernmentBody": ("Government body", "Government bodies"),
    "CivilSocietyOrganisation": ("Civil society organisation", "Civil society"),
    "AcademicInstitution": ("Academic institution", "Academic institutions"),
    "Company": ("Company", "Companies"),
    "Country": ("Country", "Countries"),
    "Place": ("Place", "Places"),
    "Person": ("Person", "People"),
}

#: Name of each property whose object is a value, in the order in which a page lists them.
VALUE_WORDS: Final = {
    "eventType": "type",
    "status": "status",
    "startDate": "start",
    "endDate": "end",
    "role": "role",
    "amount": "amount",
}

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def readable_date(value: str) -> str:
    """Return a day or month of ISO 8601 in words; anything else as it is.

    Example:
        >>> readable_date("2023-06-12"), readable_date("2023-05"), readable_date("soon")
        ('12 June 2023', 'May 2023', 'soon')
    """
    match value.split("-"):
        case [year, month, day] if _is_month(month) and day.isdecimal():
            return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"
        case [year, month] if _is_month(month):
            return f"{_MONTHS[int(month) - 1]} {year}"
    return value


def _is_month(text: str) -> bool:
    return text.isdecimal() and 1 <= int(text) <= 12


def readable_amount(value: Decimal, currency: str) -> str:
    """Return a sum of money as people write it.

    Example:
        >>> readable_amount(Decimal(2400000), "EUR")
        'EUR 2,400,000'
    """
    return f"{currency} {value:,}"


_ACRONYM: Final = re.compile(r"[A-Z][A-Z0-9&/.-]{1,11}")


def in_short(name: str, others: Iterable[str], letters: int) -> str:
    """Return a name that fits a picture: one too long gives way to its acronym where it has one, else to its beginning.

    Args:
        name: the preferred one.
        others: further names of the thing.
        letters: how many the picture has room for.

    Example:
        >>> in_short("International Organization for Migration", ["IOM"], 24)
        'IOM'
        >>> in_short("Centre of Practical Skills", [], 20)
        'Centre of Practical…'
    """
    if len(name) <= letters:
        return name
    beginning = f"{name[: letters - 1].rstrip()}…"
    return next((other for other in others if _ACRONYM.fullmatch(other)), beginning)
