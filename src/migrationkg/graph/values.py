"""RDF terms from strings that nobody has vouched for."""

import re
from decimal import Decimal
from typing import Final
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode

from migrationkg.errors import InputError
from migrationkg.graph.terms import XSD

#: What XML 1.0 cannot carry in any form, and lone surrogates, which are no characters at all.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_DECIMAL: Final = NamedNode(XSD + "decimal")
_DATE_TYPES = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), NamedNode(XSD + "date")),
    (re.compile(r"\d{4}-\d{2}"), NamedNode(XSD + "gYearMonth")),
)


def iri(value: str) -> NamedNode:
    """Return the IRI as a term.

    Raises:
        InputError: the string is no absolute IRI.

    Example:
        >>> iri("https://w3id.org/migrationkg/id/country/az").value
        'https://w3id.org/migrationkg/id/country/az'
    """
    try:
        return NamedNode(value)
    except ValueError as error:
        raise InputError(f"{value[:200]!r} is no absolute IRI ({error}); correct the base or the name") from error


def web_page(url: str | None) -> NamedNode | None:
    """Return the address of a page, or None unless it is a well-formed one of http or https.

    Example:
        >>> web_page("https://example.org/news/1").value
        'https://example.org/news/1'
        >>> web_page("javascript:alert(1)"), web_page("https://exa mple.org/"), web_page(None)
        (None, None, None)
    """
    try:
        parts = urlsplit(url or "")
        return NamedNode(url) if url and parts.scheme in {"http", "https"} and parts.netloc else None
    except ValueError:
        return None


def english(value: str) -> Literal:
    """Return an English text as a literal.

    Example:
        >>> english("State Migration Service")
        <Literal value=State Migration Service language=en>
    """
    return Literal(writable(value), language="en")


def string(value: str) -> Literal:
    """Return a string without language.

    Example:
        >>> string("EUR").value
        'EUR'
    """
    return Literal(writable(value))


def writable(value: str) -> str:
    r"""Return the text with U+FFFD in place of each character that not every form of RDF can carry.

    RDF/XML is XML 1.0, which has no way to write most control characters. The length stays.

    Example:
        >>> ascii(writable("a\x00b"))
        "'a\\ufffdb'"
    """
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", value)


def decimal(value: Decimal) -> Literal:
    """Return a number in the canonical form of XML Schema 1.1, to which triple stores bring it anyway.

    Example:
        >>> decimal(Decimal("2.4E6")).value, decimal(Decimal("0.90")).value, decimal(Decimal("-0.0")).value
        ('2400000', '0.9', '0')
    """
    return Literal(plain_decimal(value), datatype=_DECIMAL)


def plain_decimal(value: Decimal) -> str:
    """Return the shortest way to write a number without an exponent.

    Raises:
        InputError: it is infinite or no number.

    Example:
        >>> plain_decimal(Decimal("1.50"))
        '1.5'
    """
    if not value.is_finite():
        raise InputError(f"'{value}' is no number that a graph can hold; correct the amount")
    digits = f"{value:f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if digits in {"-0", ""} else digits


def day_month_or_year(value: str) -> Literal:
    """Return a day as xsd:date, a month as xsd:gYearMonth, a year as xsd:gYear.

    Raises:
        InputError: the string is none of them.

    Example:
        >>> day_month_or_year("2023").datatype.value
        'http://www.w3.org/2001/XMLSchema#gYear'
    """
    is_year = len(value) == 4 and value.isdecimal() and value.isascii()
    return Literal(value, datatype=NamedNode(XSD + "gYear")) if is_year else day_or_month(value)


def day_or_month(value: str) -> Literal:
    """Return a day as xsd:date, a month as xsd:gYearMonth.

    Raises:
        InputError: the string is neither.

    Example:
        >>> day_or_month("2023-05").datatype.value
        'http://www.w3.org/2001/XMLSchema#gYearMonth'
    """
    for form, datatype in _DATE_TYPES:
        if form.fullmatch(value):
            return Literal(value, datatype=datatype)
    raise InputError(f"{value[:40]!r} is no day or month; write it as 2023-06-12 or 2023-06")
