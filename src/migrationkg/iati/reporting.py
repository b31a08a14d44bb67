"""Who reports to IATI."""

import re
from dataclasses import dataclass

from migrationkg.errors import InputError

_FORM = re.compile(r"(?P<identifier>[^\s/&|?]+)\s+(?P<sort>\d\d)\s+(?P<name>\S.*)")


@dataclass(frozen=True, slots=True)
class Reporter:
    """The organisation that reports.

    Attributes:
        identifier: its identifier in IATI.
        sort: its type, a code of IATI's list of organisation types, such as "40" (multilateral).
        name: its name.
    """

    identifier: str
    sort: str
    name: str


def read_reporter(text: str) -> Reporter:
    """Return the organisation that a text names by identifier, type and name.

    Raises:
        InputError: it names none.

    Example:
        >>> read_reporter("AA-EX-1 90 Example Organisation").name
        'Example Organisation'
    """
    found = _FORM.fullmatch(text.strip())
    if not found:
        raise InputError(
            "IATI asks who reports: --reporting-org 'IDENTIFIER TYPE NAME', such as "
            "'AA-EX-1 90 Example Organisation'; the type is a code of IATI's list (10 is government, 40 multilateral)"
        )
    return Reporter(found["identifier"], found["sort"], found["name"])
