"""The activity file of IATI 2.03: a project an activity.

The standard asks for a status, a date and a place or region of every activity. Where neither news nor a published
record tells them, what stands there is the least that can be said, and the note says so.
"""

from calendar import monthrange
from xml.etree.ElementTree import Element

from migrationkg.iati.elements import add, add_plain, add_reporter
from migrationkg.iati.facts import ProjectFacts, is_fit
from migrationkg.iati.reporting import Reporter
from migrationkg.model import PROJECT_STATUSES

_FUNDING, _IMPLEMENTING = "1", "4"
_GENERAL, _OTHER = "1", "4"
_IMPLEMENTATION, _NOT_SPECIFIED, _UNSPECIFIED_REGION = "2", "99810", "998"
_WEB_PAGE = "A12"
_OTHER_ACTIVITY_IDENTIFIER = "A9"
_CODES = {status: code for code, status in PROJECT_STATUSES.items()}


def is_reportable(project: ProjectFacts) -> bool:
    """Return whether a project can be an activity: somebody funds or implements it, and a day is known."""
    return bool((project.funders or project.implementers) and (project.start or project.days))


def activity(project: ProjectFacts, reporter: Reporter, today: str) -> Element:
    """Return the activity of a project.

    Args:
        project: the project, which must be reportable.
        reporter: who reports.
        today: the day up to which something has come to pass: that of the newest item.
    """
    element = Element("iati-activity", {"xml:lang": "en"})
    own = [one for one in project.identifiers if one.startswith(f"{reporter.identifier}-") and is_fit(one)]
    identifier = own[0] if own else f"{reporter.identifier}-{project.path}"
    add_plain(element, "iati-identifier", identifier)
    add_reporter(element, reporter)
    add(element, "title", project.name)
    add(element, "description", _summary(project), type=_GENERAL)
    add(element, "description", _note(project), type=_OTHER)
    for role, parties in ((_FUNDING, project.funders), (_IMPLEMENTING, project.implementers)):
        for party in parties:
            add(element, "participating-org", party.name, ref=party.identifier, type=party.sort, role=role)
    for other in (project.iri, *project.identifiers):
        if other != identifier:
            add(element, "other-identifier", ref=other, type=_OTHER_ACTIVITY_IDENTIFIER)
    add(element, "activity-status", code=_CODES.get(project.status, _IMPLEMENTATION))
    _add_dates(element, project, today)
    _add_places(element, project)
    _add_sector(element, project)
    for page in project.pages:
        link = add(element, "document-link", url=page, format="text/html")
        add(link, "title", "Page of the project")
        add(link, "category", code=_WEB_PAGE)
    return element


def _summary(project: ProjectFacts) -> str:
    days = f" between {project.days[0]} and {project.days[-1]}" if project.days else ""
    items = "1 news item tells" if project.items == 1 else f"{project.items} news items tell"
    told = f"{project.name}, as {items} of it{days}."
    partners = f" Partners: {'; '.join(dict.fromkeys(project.partners))}." if project.partners else ""
    sums = f" Sums of money: {'; '.join(project.sums)}." if project.sums else ""
    months = f" It runs for {project.months} months." if project.months else ""
    return told + months + partners + sums


def _note(project: ProjectFacts) -> str:
    """Return what neither news nor a published record tells."""
    unknown = [
        *(["who funds it"] if not project.funders else ()),
        *(["who implements it"] if not project.implementers else ()),
        *(["its status, so that of implementation stands here"] if not project.status else ()),
        *(["when it began, so the first day on which news shows it stands here"] if not project.start else ()),
        *(["the day on which it began, so the first one stands here"] if _is_vague(project.start) else ()),
        *(["the day on which it ends, so the last one stands here"] if _is_vague(_end(project)) else ()),
        *(["when it ends"] if not project.end else ()),
        *([f"when it ends (what is told, {project.end}, lies before the start)"] if _ends_early(project) else ()),
        *(["in which countries it works"] if not project.countries else ()),
        *(["the shares of the countries"] if len(project.countries) > 1 else ()),
        *(["its sectors"] if not project.sectors else ()),
        *([f"the shares of its sectors {', '.join(project.sectors)}"] if len(_of_five(project)) > 1 else ()),
        "budgets by period and transactions",
    ]
    return f"Made from news by machine. Not told: {'; '.join(unknown)}."


def _add_dates(element: Element, project: ProjectFacts, today: str) -> None:
    start, end = _first_day(project.start), _last_day(_end(project))
    words = f"Told is {project.start}, and no day." if _is_vague(project.start) else ""
    if not start:
        start = min(filter(None, (project.days[0], end)))
        words = "The first day on which news shows the project; when it began is not told."
    add(element, "activity-date", words, type="2" if start <= today else "1", iso_date=start)
    if end:
        words = f"Told is {project.end}, and no day." if _is_vague(project.end) else ""
        add(element, "activity-date", words, type="4" if end <= today else "3", iso_date=end)


def _ends_early(project: ProjectFacts) -> bool:
    """Return whether an end before the start is told, which the standard forbids."""
    return bool(project.start and project.end) and _last_day(project.end) < _first_day(project.start)


def _end(project: ProjectFacts) -> str:
    return "" if _ends_early(project) else project.end


def _is_vague(told: str) -> bool:
    """Return whether a month or year is told, and no day."""
    return 0 < len(told) < len("2023-06-12")


def _first_day(told: str) -> str:
    return told + "2023-01-01"[len(told) :] if told else ""


def _last_day(told: str) -> str:
    """Return the last day of a month or year.

    Example:
        >>> _last_day("2024-02"), _last_day("2023"), _last_day("2023-06-12")
        ('2024-02-29', '2023-12-31', '2023-06-12')
    """
    year, month, day = (*told.split("-"), "", "")[:3]
    return f"{year}-{month or 12}-{day or monthrange(int(year), int(month or 12))[1]}" if told else ""


def _add_places(element: Element, project: ProjectFacts) -> None:
    """Add the country; where there are several, whose shares are unknown, they are locations of no one region."""
    if len(project.countries) == 1:
        ((code, name),) = project.countries
        add(element, "recipient-country", name, code=code)
        return
    words = "Several countries, whose shares are not told" if project.countries else "Not told"
    add(element, "recipient-region", words, code=_UNSPECIFIED_REGION, vocabulary="1")
    for code, name in project.countries:
        location = add(element, "location", ref=code)
        add(location, "location-reach", code="1")
        add(location, "location-id", vocabulary="A4", code=code)
        add(location, "name", name)


def _add_sector(element: Element, project: ProjectFacts) -> None:
    """Add the sector; where there are several, their shares are unknown, and the standard asks for shares."""
    known = _of_five(project)
    add(element, "sector", vocabulary="1", code=known[0] if len(known) == 1 else _NOT_SPECIFIED)


def _of_five(project: ProjectFacts) -> list[str]:
    return [code for code in project.sectors if len(code) == len(_NOT_SPECIFIED)]
