"""What a published record says of a project, brought into the form in which the graph holds it."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from migrationkg.graph.values import plain_decimal
from migrationkg.model import PROJECT_STATUSES, PublishedFact

_CURRENCY = re.compile("[A-Z]{3}")
_SECTOR = re.compile(r"\d{3}|\d{5}")
#: More digits than any sum of money has are a mistake or an attack.
_DIGITS = 18


def checked_day(text: str) -> str:
    """Return a day of the calendar as it is.

    Raises:
        ValueError: it is none.

    Example:
        >>> checked_day("2021-03-01")
        '2021-03-01'
    """
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ValueError(f"{text[:40]!r} is no day; write it as 2023-06-12") from error


def checked_status(text: str) -> str:
    """Return the status of a project that a word or a code of IATI's list names.

    Raises:
        ValueError: it names none; the message lists them.

    Example:
        >>> checked_status("2"), checked_status("Closed")
        ('implementation', 'closed')
    """
    status = PROJECT_STATUSES.get(text, text.casefold())
    if status not in PROJECT_STATUSES.values():
        raise ValueError(f"{text[:40]!r} is no status; choose one of {', '.join(PROJECT_STATUSES.values())}")
    return status


def checked_sector(text: str) -> str:
    """Return a code of the DAC's list of sectors as it is: five digits, or the three of a group.

    Raises:
        ValueError: it is none.

    Example:
        >>> checked_sector("15190")
        '15190'
    """
    if not _SECTOR.fullmatch(text):
        raise ValueError(f"{text[:40]!r} is no sector; give the five digits of the DAC's code, such as 15190")
    return text


def checked_sum(number: str, currency: str) -> str:
    """Return a sum of money as "3000000 EUR".

    Raises:
        ValueError: the number is none above zero, or the currency no code of three letters.

    Example:
        >>> checked_sum("3,000,000.50", "EUR")
        '3000000.5 EUR'
    """
    try:
        value = Decimal(number.replace(",", ""))
    except InvalidOperation:
        value = Decimal(0)
    if not value.is_finite() or value <= 0 or abs(value.adjusted()) > _DIGITS or not _CURRENCY.fullmatch(currency):
        raise ValueError(f"{number[:40]!r} {currency[:40]!r} is no sum; write it as 3000000 EUR")
    return f"{plain_decimal(value)} {currency}"


def described(
    identifiers: Iterable[str], pages: Iterable[str], record: str, facts: Iterable[PublishedFact]
) -> tuple[PublishedFact, ...]:
    """Return what a record says of a project, its identifiers and home pages among it, sorted.

    Example:
        >>> [fact.relation for fact in described(["XM-DAC-1"], [], "row 2 of mine.csv", [])]
        ['identifier']
    """
    values = (("identifier", identifiers), ("url", pages))
    more = (PublishedFact(relation, value, "", "", record) for relation, told in values for value in told)
    return tuple(sorted({*facts, *more}))
