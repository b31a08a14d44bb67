"""The organisation file of IATI 2.03: those that have an identifier in IATI."""

from xml.etree.ElementTree import Element

from migrationkg.iati.elements import add, add_plain, add_reporter
from migrationkg.iati.facts import Party
from migrationkg.iati.reporting import Reporter

_WEB_PAGE = "B16"


def organisation(party: Party, reporter: Reporter) -> Element:
    """Return the entry of an organisation.

    Args:
        party: the organisation, which must have an identifier.
        reporter: who reports.
    """
    element = Element("iati-organisation", {"xml:lang": "en"})
    add_plain(element, "organisation-identifier", party.identifier)
    add(element, "name", party.name)
    add_reporter(element, reporter)
    for page in party.pages:
        link = add(element, "document-link", url=page, format="text/html")
        add(link, "title", "Page of the organisation")
        add(link, "category", code=_WEB_PAGE)
    return element
