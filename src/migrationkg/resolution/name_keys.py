"""What of a name is compared, by the kind of what it names: the state of a body and the phase of a project apart."""

import re
from dataclasses import dataclass, replace

from migrationkg.authority.crosswalk import find_country
from migrationkg.model import ORGANISATION_KINDS
from migrationkg.resolution.jurisdiction import BODIES, name_and_state
from migrationkg.resolution.names import compact, is_acronym, normal, project_name

#: Kinds whose names may have their state in brackets: "Ministry of Interior (Albania)", "Tripoli (Libya)".
_OF_A_STATE = (*BODIES, "Place")
#: A kind for each way in which names are compared.
WAYS = ("Ministry", "Project", "Place", "Person")
_BRACKETS = re.compile(r"(?P<name>.*\S) \((?P<state>[^()]+)\)")


@dataclass(frozen=True, slots=True)
class NameKey:
    """A name for comparison.

    Attributes:
        text: its words without spaces.
        phase: the phase of a project, else None.
        state: alpha-2 code of the state that the name of a body or place shows, else None.
        acronym: whether the name is an acronym.
    """

    text: str
    phase: int | None
    state: str | None
    acronym: bool


def name_key(name: str, kind: str | None) -> NameKey:
    """Return what of a name is compared with the names of things of a kind.

    Example:
        >>> name_key("Albanian Ministry of Interior", "Ministry") == name_key("Ministry of the Interior of Albania", "Ministry")
        True
        >>> name_key("MOBILAZE 2", "Project").phase, name_key("Tripoli (Libya)", "Place").state
        (2, 'LY')
    """  # noqa: E501
    acronym = is_acronym(name)
    if kind in _OF_A_STATE and (found := _BRACKETS.fullmatch(name)) and (country := find_country(found["state"])):
        return replace(name_key(found["name"], kind), state=country.iso)
    if kind == "Project":
        form = project_name(name)
        return NameKey(compact(form.tokens), form.phase, None, acronym)
    if kind in BODIES:
        tokens, state = name_and_state(name)
        return NameKey(compact(tokens), None, state, acronym)
    return NameKey(compact(normal(name)), None, None, acronym)


def way_of(kind: str | None) -> str:
    """Return the kind that stands for all whose names are compared in the same way.

    Example:
        >>> way_of("GovernmentBody"), way_of("Company")
        ('Ministry', 'Person')
    """
    return "Ministry" if kind in BODIES else kind if kind in WAYS else "Person"


def kind_fits(kind: str, wanted: str | None) -> bool:
    """Tell whether a thing of a kind is of the kind wanted: any, the same, or a special one of it.

    Example:
        >>> kind_fits("Ministry", "Organisation"), kind_fits("Ministry", "GovernmentBody"), kind_fits("Person", "Ministry")
        (True, True, False)
    """  # noqa: E501
    return (
        wanted in (None, kind)
        or (wanted == "Organisation" and kind in ORGANISATION_KINDS)
        or (wanted == "GovernmentBody" and kind == "Ministry")
        or (wanted == "Place" and kind == "Country")
    )
