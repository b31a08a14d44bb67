"""IATI activity files as authority files: projects with what is published of them, and their organisations.

Read are versions 2.01 to 2.03: title, identifiers, organisations that fund or implement, dates, status, countries,
sectors of the DAC, budgets, incoming commitments and the web page of an activity.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import PurePath
from xml.etree.ElementTree import Element

from migrationkg.authority.countries import countries
from migrationkg.authority.entries import AuthorityEntry
from migrationkg.authority.entry_values import checked_iri
from migrationkg.authority.iati_file import LINE, read_iati_xml
from migrationkg.authority.published import checked_day, checked_sector, checked_status, checked_sum, described
from migrationkg.errors import Problem
from migrationkg.graph.values import plain_decimal
from migrationkg.model import AuthorityFacts, PublishedFact

#: IATI's role of an organisation → the relation.
_ROLES = {"1": "fundedBy", "4": "implementedBy"}
#: The relation → IATI's types of dates, what came to pass before what was planned.
_DATES = {"projectStart": ("2", "1"), "projectEnd": ("4", "3")}
#: Types of organisations that are public bodies of a state.
_BODIES = frozenset({"10", "11", "15"})
#: IATI's codes: of the revised budget of a period, of money that a giver has bound himself to, of an activity's page.
_REVISED, _INCOMING_COMMITMENT, _WEB_PAGE = "2", "11", "A12"
#: The DAC's own lists of sectors: five digits, and the three of a group.
_DAC = frozenset({"", "1", "2"})
_BRACKETS = re.compile(r"(?P<name>.*\S)\s*\((?P<short>[^()]+)\)")

#: Line and message of each thing that is left out.
_Faults = list[tuple[int, str]]


def read_iati(data: bytes, file: str) -> Iterator[AuthorityEntry | Problem]:
    """Yield the activities and organisations of a file, and the problems of what is left out.

    Raises:
        InputError: it is no IATI activity file that can be read.
    """
    organisations: dict[str, AuthorityEntry] = {}
    for activity in read_iati_xml(data, file).findall("iati-activity"):
        faults: _Faults = []
        try:
            yield _entry(activity, file, faults)
        except ValueError as error:
            faults.append((_line(activity), str(error)))
        yield from (Problem(file, line, message) for line, message in faults)
        for entry in _organisations(activity, file):
            known = organisations.setdefault(entry.facts.identifiers[0], entry)
            organisations[entry.facts.identifiers[0]] = _also_called(known, entry.names)
    yield from organisations.values()


def _entry(activity: Element, file: str, faults: _Faults) -> AuthorityEntry:
    identifier = (activity.findtext("iati-identifier") or "").strip()
    titles = _narratives(activity.find("title"), activity)
    if not identifier or not titles:
        raise ValueError(f"the activity has no {'title' if identifier else 'iati-identifier'}; fill it in")
    record = f"activity {identifier} of {PurePath(file).name}"
    others = (_told(one, "ref") for one in activity.findall("other-identifier"))
    identifiers = tuple(sorted({identifier, *filter(None, others)}))
    links = (one for one in activity.findall("document-link") if one.find(f"category[@code='{_WEB_PAGE}']") is not None)
    pages = tuple(sorted({page for one in links for page in _checked(checked_iri, one, faults, "url")}))
    facts = [(*fact, record) for fact in _published(activity, faults)]
    return AuthorityEntry(
        iri="",
        kind="Project",
        names=tuple(dict.fromkeys(form for title, _ in titles for form in _forms(title))),
        state=None,
        facts=AuthorityFacts(
            names=tuple(sorted(set(titles))),
            pages=pages,
            identifiers=identifiers,
            published=described(identifiers, pages, record, {PublishedFact(*fact) for fact in facts}),
        ),
        file=file,
        line=_line(activity),
    )


def _published(activity: Element, faults: _Faults) -> Iterator[tuple[str, str, str, str]]:
    """Yield relation, value, organisation and its identifier of what an activity says."""
    for one in activity.findall("participating-org"):
        relation, names = _ROLES.get(_told(one, "role")), _narratives(one, activity)
        if relation and names:
            yield relation, "", names[0][0], _told(one, "ref")
    for one in activity.findall("recipient-country"):
        if (code := _told(one, "code").upper()) in countries():
            yield "operatesIn", code, "", ""
    yield from _values(activity, faults)
    yield from (("budget", total, "", "") for total in _total(_sums(_budgets(activity), activity, faults)))
    for (name, identifier), commitments in _commitments(activity).items():
        for part in _total(_sums(commitments, activity, faults)):
            yield "budget", part, name, identifier


def _values(activity: Element, faults: _Faults) -> Iterator[tuple[str, str, str, str]]:
    for relation, types in _DATES.items():
        told = {_told(one, "type"): one for one in activity.findall("activity-date")}
        for one in [told[sort] for sort in types if sort in told][:1]:
            yield from ((relation, day, "", "") for day in _checked(checked_day, one, faults, "iso-date"))
    for one in activity.findall("activity-status"):
        yield from (("projectStatus", status, "", "") for status in _checked(checked_status, one, faults, "code"))
    for one in activity.findall("sector"):
        if _told(one, "vocabulary") in _DAC:
            yield from (("sector", code, "", "") for code in _checked(checked_sector, one, faults, "code"))


def _budgets(activity: Element) -> Iterable[Element]:
    """Return the budgets of all periods; a revised one stands for the first one of its period."""
    by_period: dict[tuple[str, str], Element] = {}
    for one in sorted(activity.findall("budget"), key=lambda one: _told(one, "type") == _REVISED):
        begin, end = (one.find(name) for name in ("period-start", "period-end"))
        by_period[_told(begin, "iso-date"), _told(end, "iso-date")] = one
    return by_period.values()


def _commitments(activity: Element) -> Mapping[tuple[str, str], list[Element]]:
    """Return name and identifier of a giver → the transactions by which he bound himself."""
    found: dict[tuple[str, str], list[Element]] = defaultdict(list)
    for one in activity.findall("transaction"):
        giver = one.find("provider-org")
        names = _narratives(giver, activity)
        if names and _told(one.find("transaction-type"), "code") == _INCOMING_COMMITMENT:
            found[names[0][0], _told(giver, "ref")].append(one)
    return found


def _sums(elements: Iterable[Element], activity: Element, faults: _Faults) -> Iterator[str]:
    for one in elements:
        value = one.find("value")
        text = "" if value is None else (value.text or "").strip()
        currency = _told(value, "currency") or _told(activity, "default-currency")
        try:
            yield checked_sum(text, currency)
        except ValueError as error:
            faults.append((_line(one), str(error)))


def _total(sums: Iterable[str]) -> list[str]:
    """Return the total of each currency."""
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for number, currency in map(str.split, sums):
        totals[currency] += Decimal(number)
    return [f"{plain_decimal(total)} {currency}" for currency, total in totals.items()]


def _organisations(activity: Element, file: str) -> Iterator[AuthorityEntry]:
    """Yield the organisations that an activity names with an identifier."""
    for one in (*activity.findall("reporting-org"), *activity.findall("participating-org")):
        identifier, names = _told(one, "ref"), [name for name, _ in _narratives(one, activity)]
        state = identifier[:2] if _told(one, "type") in _BODIES and identifier[:2] in countries() else None
        if identifier and names:
            facts = AuthorityFacts(identifiers=(identifier,))
            yield AuthorityEntry("", "Organisation", tuple(names), state, facts, file, _line(one))


def _also_called(entry: AuthorityEntry, names: Iterable[str]) -> AuthorityEntry:
    return replace(entry, names=tuple(dict.fromkeys((*entry.names, *names))))


def _forms(title: str) -> Iterator[str]:
    """Yield a title, and where it ends in brackets what stands before and in them."""
    yield title
    if found := _BRACKETS.fullmatch(title):
        yield from found.groups()


def _narratives(element: Element | None, activity: Element) -> list[tuple[str, str]]:
    """Return texts with their languages, the English ones first."""
    default = _told(activity, "xml:lang")
    told = [] if element is None else element.findall("narrative")
    found = [(" ".join((one.text or "").split()), (_told(one, "xml:lang") or default).lower()) for one in told]
    return sorted(filter(lambda one: one[0], found), key=lambda one: one[1] != "en")


def _checked(check: Callable[[str], str], element: Element, faults: _Faults, attribute: str) -> Iterator[str]:
    """Yield the value of an attribute, as `check` returns it; nothing where it is none."""
    try:
        yield check(_told(element, attribute))
    except ValueError as error:
        faults.append((_line(element), str(error)))


def _told(element: Element | None, attribute: str) -> str:
    return "" if element is None else element.get(attribute, "").strip()


def _line(element: Element) -> int:
    return int(element.get(LINE, "0"))
