"""What stands in the fact sheet of each kind of thing: one entry a way from the thing to what is told.

A way is a list of properties, `^` for one that is followed backwards: `^partOfProject/hasParticipant` leads from a
project to those who took part in its events. In the words of an entry, `{1}` is the name of the first thing on the way,
`{2}` of the second.
"""

from dataclasses import dataclass
from typing import Final

from migrationkg.model import ENTITY_KINDS, ORGANISATION_KINDS

_ALL = frozenset(ENTITY_KINDS)
_OFFICES = frozenset({"ImplementingOffice"})
_MINISTRIES = frozenset({"Ministry"})
_BODIES = frozenset({"Ministry", "GovernmentBody"})
_COUNTRIES = frozenset({"Country"})
_PEOPLE = frozenset({"Person"})
_NOT_OFFICES = _ALL - _OFFICES
_OTHERS = frozenset({*ORGANISATION_KINDS, "Country"}) - _OFFICES - _BODIES


@dataclass(frozen=True, slots=True)
class Entry:
    """A way to rows of a section.

    Attributes:
        section: the title of the section.
        way: the properties, parted by `/`.
        words: how what is found stands to the thing.
        row: which thing on the way has the row, counted from 1; 0 for the last.
        kinds: the row's thing must be of one of these; a value is of none, and passes.
    """

    section: str
    way: str
    words: str
    row: int = 0
    kinds: frozenset[str] = _ALL


_BODIES_TITLE = "Ministries and public bodies"
_PARTNER_BODIES = "Partner ministries and bodies"
_BODIES_AT_EVENTS = "Ministries and bodies involved through events"

_PROJECT = (
    Entry("Funders", "fundedBy", "funds it"),
    Entry("Implemented by", "implementedBy", "implements it", kinds=_NOT_OFFICES),
    Entry("Offices", "implementingOffice", "runs it"),
    Entry("Offices", "implementedBy", "implements it", kinds=_OFFICES),
    Entry("Offices", "^partOfProject/organisedBy", "organiser of {1}", kinds=_OFFICES),
    Entry("Offices", "^partOfProject/hasParticipant", "participant in {1}", kinds=_OFFICES),
    Entry(_PARTNER_BODIES, "hasPartner", "partner", kinds=_BODIES),
    Entry(_PARTNER_BODIES, "partnerMinistry", "partner", kinds=_BODIES),
    Entry(_BODIES_AT_EVENTS, "^partOfProject/organisedBy", "organiser of {1}", kinds=_BODIES),
    Entry(_BODIES_AT_EVENTS, "^partOfProject/hasParticipant", "participant in {1}", kinds=_BODIES),
    Entry(
        _BODIES_AT_EVENTS,
        "^partOfProject/hasParticipant/partOf",
        "through its part: {2} was a participant in {1}",
        kinds=_MINISTRIES,
    ),
    Entry(
        _BODIES_AT_EVENTS,
        "^partOfProject/hasParticipant/partOf/partOf",
        "through its part {3}: {2} was a participant in {1}",
        kinds=_MINISTRIES,
    ),
    Entry(
        _BODIES_AT_EVENTS,
        "^partOfProject/hasParticipant/affiliatedWith",
        "through its {2}, a participant in {1}",
        kinds=_BODIES,
    ),
    Entry("Partners", "hasPartner", "partner", kinds=_OTHERS),
    Entry("Others at its events", "^partOfProject/organisedBy", "organiser of {1}", kinds=_OTHERS),
    Entry("Others at its events", "^partOfProject/hasParticipant", "participant in {1}", kinds=_OTHERS),
    Entry("Countries", "operatesIn", "the project works there"),
    Entry("Countries", "^partOfProject/heldIn", "venue of {1}", kinds=_COUNTRIES),
    Entry("Countries", "^partOfProject/heldIn/locatedIn", "venue of {1}, in {2}", kinds=_COUNTRIES),
    Entry("Events", "^partOfProject", "of the project"),
    Entry("Events", "^partOfProject/startDate", "began {2}", row=1),
    Entry("Events", "^partOfProject/endDate", "ended {2}", row=1),
    Entry("Events", "^partOfProject/eventType", "{2}", row=1),
    Entry("Events", "^partOfProject/status", "{2}", row=1),
    Entry("Events", "^partOfProject/heldIn", "held in {2}", row=1),
    Entry("People", "^partOfProject/hasParticipant", "participant in {1}", kinds=_PEOPLE),
    Entry("Runs from", "projectStart", "start"),
    Entry("Runs until", "projectEnd", "end"),
    Entry("Months in all", "durationInMonths", "months in all"),
    Entry("Status", "projectStatus", "status"),
    Entry("Home page", "url", "home page"),
    Entry("Numbers", "identifier", "identifier"),
    Entry("Sectors", "sector", "sector, by the DAC's code"),
    Entry("Sums of money", "budget", "budget"),
    Entry("Sums of money", "budget/givenBy", "given by {2}", row=1),
    Entry("Sums of money", "amount", "for the project"),
    Entry("Sums of money", "amount/givenBy", "given by {2}", row=1),
    Entry("Sums of money", "^partOfProject/amount", "for {1}"),
    Entry("Phases", "follows", "the phase before"),
    Entry("Phases", "^follows", "the phase after"),
)

_ORGANISATION = (
    Entry("Belongs to", "jurisdiction", "public body of this state"),
    Entry("Belongs to", "partOf", "part of it"),
    Entry("Offices and parts", "^partOf", "part of the organisation"),
    Entry("Funds", "^fundedBy", "funded by it"),
    Entry("Implements", "^implementedBy", "implemented by it"),
    Entry("Implements", "^implementingOffice", "run by it"),
    Entry("Implements", "^partOf/^implementedBy", "implemented by its {1}"),
    Entry("Implements", "^partOf/^implementingOffice", "run by its {1}"),
    Entry("Partner in", "^hasPartner", "partner"),
    Entry("Partner in", "^partnerMinistry", "partner"),
    Entry("Involved through events", "^organisedBy/partOfProject", "organiser of {1}"),
    Entry("Involved through events", "^hasParticipant/partOfProject", "participant in {1}"),
    Entry("Events", "^organisedBy", "organiser"),
    Entry("Events", "^hasParticipant", "participant"),
    Entry("Events", "^partOf/^organisedBy", "organiser: its {1}"),
    Entry("Events", "^partOf/^hasParticipant", "participant: its {1}"),
    Entry("Events", "^affiliatedWith/^hasParticipant", "participant: its {1}"),
    Entry("Countries", "^fundedBy/operatesIn", "{1}, which it funds, works there"),
    Entry("Countries", "^implementedBy/operatesIn", "{1}, which it implements, works there"),
    Entry("Countries", "^hasPartner/operatesIn", "{1}, in which it is a partner, works there"),
    Entry("People", "^affiliatedWith", "of the organisation"),
    Entry("People", "^partOf/^affiliatedWith", "of its {1}"),
    Entry("Sums of money", "^fundedBy/amount", "for {1}, which it funds"),
    Entry("Sums of money", "^fundedBy/^partOfProject/amount", "for {2} of {1}, which it funds"),
    Entry("Sums of money", "^hasParticipant/amount", "for {1}, in which it took part"),
)

_COUNTRY = (
    Entry("Projects that work there", "^operatesIn", "works there"),
    Entry(_BODIES_TITLE, "^jurisdiction", "public body of the state"),
    Entry(_BODIES_TITLE, "^jurisdiction/^fundedBy", "funds {2}", row=1),
    Entry(_BODIES_TITLE, "^jurisdiction/^implementedBy", "implements {2}", row=1),
    Entry(_BODIES_TITLE, "^jurisdiction/^hasPartner", "partner in {2}", row=1),
    Entry(_BODIES_TITLE, "^jurisdiction/^partnerMinistry", "partner in {2}", row=1),
    Entry(_BODIES_TITLE, "^jurisdiction/^organisedBy", "involved through events: organiser of {2}", row=1),
    Entry(_BODIES_TITLE, "^jurisdiction/^hasParticipant", "involved through events: participant in {2}", row=1),
    Entry("Funds", "^fundedBy", "funded by the state"),
    Entry("Funds", "^jurisdiction/^fundedBy", "funded by its {1}"),
    Entry("Events", "^heldIn", "held there"),
    Entry("Events", "^locatedIn/^heldIn", "held in {1}"),
    Entry("Events", "^organisedBy", "organiser: the state"),
    Entry("Events", "^hasParticipant", "participant: the state"),
    Entry("Events", "^jurisdiction/^organisedBy", "organiser: its {1}"),
    Entry("Events", "^jurisdiction/^hasParticipant", "participant: its {1}"),
    Entry("Events", "^affiliatedWith/^hasParticipant", "participant: its {1}"),
    Entry("Events", "^jurisdiction/^affiliatedWith/^hasParticipant", "participant: {2} of its {1}"),
    Entry("Events", "^operatesIn/^partOfProject", "of {1}, which works there"),
    Entry("Places", "^locatedIn", "lies there"),
    Entry("People", "^affiliatedWith", "of the state"),
    Entry("People", "^jurisdiction/^affiliatedWith", "of its {1}"),
    Entry("Sums of money", "^operatesIn/amount", "for {1}"),
    Entry("Sums of money", "^operatesIn/^partOfProject/amount", "for {2}"),
    Entry("Sums of money", "^heldIn/amount", "for {1}"),
    Entry("Sums of money", "^locatedIn/^heldIn/amount", "for {2}"),
)

_PERSON = (
    Entry("Role", "role", "in this role"),
    Entry("Organisations", "affiliatedWith", "affiliated with it"),
    Entry("Organisations", "affiliatedWith/partOf", "of which {1} is part"),
    Entry("Events", "^hasParticipant", "participant"),
    Entry("Projects", "^hasParticipant/partOfProject", "participant in {1}"),
    Entry("Met there", "^hasParticipant/organisedBy", "organiser of {1}"),
    Entry("Met there", "^hasParticipant/hasParticipant", "participant in {1}"),
)

_PLACE = (
    Entry("Country", "locatedIn", "lies there"),
    Entry("Events", "^heldIn", "held there"),
    Entry("Projects", "^heldIn/partOfProject", "through {1}"),
    Entry("Organisers and participants", "^heldIn/organisedBy", "organiser of {1}"),
    Entry("Organisers and participants", "^heldIn/hasParticipant", "participant in {1}"),
)

_EVENT = (
    Entry("Project", "partOfProject", "the event was part of it"),
    Entry("When", "startDate", "first day"),
    Entry("When", "endDate", "last day"),
    Entry("Type", "eventType", "type of event"),
    Entry("Status", "status", "said of the event"),
    Entry("Where", "heldIn", "venue"),
    Entry("Where", "heldIn/locatedIn", "{1} lies there"),
    Entry("Organisers", "organisedBy", "organiser"),
    Entry("Participants", "hasParticipant", "participant"),
    Entry("Sums of money", "amount", "told for the event"),
)

#: What stands in the sheet of each of `model.ENTITY_KINDS`, in this order.
CONTENTS: Final = {
    **dict.fromkeys(ORGANISATION_KINDS, _ORGANISATION),
    "Project": _PROJECT,
    "Country": _COUNTRY,
    "Person": _PERSON,
    "Place": _PLACE,
    "Event": _EVENT,
}

#: Sections of which a reader is told where nothing stands in them.
LOOKED_FOR: Final = {
    "Project": (
        *("Funders", "Implemented by", "Offices", _PARTNER_BODIES, "Partners", "Countries", "Events"),
        *("People", "Sums of money"),
    ),
    "Event": ("Project", "When", "Where", "Organisers", "Participants"),
    "Person": ("Role", "Organisations", "Events"),
}
