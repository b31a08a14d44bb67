"""What a store says of projects and organisations, as far as IATI asks for it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Store

from migrationkg.graph import terms
from migrationkg.graph.values import plain_decimal, web_page
from migrationkg.model import ORGANISATION_KINDS

#: What an identifier may not hold, by IATI's rules.
_UNFIT = re.compile(r"[\s/&|?]")
#: Stands behind every day: what a published record tells goes before what news tells.
_RECORD = "record"
#: Kinds of organisations → IATI's types, where the kind alone tells it.
_TYPES = {
    **dict.fromkeys(("Ministry", "GovernmentBody", "Country"), "10"),
    "InternationalOrganisation": "40",
    "Company": "70",
    "AcademicInstitution": "80",
}


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """An organisation or state.

    Attributes:
        name: its label.
        iri: its IRI.
        identifier: its identifier in IATI, or empty.
        sort: its type in IATI, or empty.
        pages: its home pages.
    """

    name: str
    iri: str
    identifier: str
    sort: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """A project.

    Attributes:
        path: the end of its IRI ("mobilaze-2").
        iri: its IRI.
        name: its label.
        identifiers: its identifiers in published records.
        funders: who pays.
        implementers: who carries it out.
        partners: names of its partners.
        countries: alpha-2 code and name of each country in which it works.
        start: its first day, month or year, or empty.
        end: its last day, month or year, or empty.
        status: its status, or empty.
        months: how long it runs, or empty.
        sectors: codes of the DAC.
        sums: sums of money, in words.
        pages: its home pages.
        days: days of its events and of the news that tell of it.
        items: number of the news items that tell of it.
    """

    path: str
    iri: str
    name: str
    identifiers: tuple[str, ...]
    funders: tuple[Party, ...]
    implementers: tuple[Party, ...]
    partners: tuple[str, ...]
    countries: tuple[tuple[str, str], ...]
    start: str
    end: str
    status: str
    months: str
    sectors: tuple[str, ...]
    sums: tuple[str, ...]
    pages: tuple[str, ...]
    days: tuple[str, ...]
    items: int


class Facts:
    """Reads a store."""

    def __init__(self, store: Store) -> None:
        """Take a store whose default graph holds every statement."""
        self._store = store

    def projects(self) -> list[ProjectFacts]:
        """Return the projects, sorted by IRI."""
        return [self._project(node) for node in self._of_kinds(["Project"])]

    def organisations(self) -> list[Party]:
        """Return the organisations, sorted by IRI."""
        return [self._party(node) for node in self._of_kinds(ORGANISATION_KINDS)]

    def last_day(self) -> str:
        """Return the day of the newest item; empty where there is none."""
        quads = self._store.quads_for_pattern(None, terms.PUBLISHED, None, None)
        return max((quad.object.value for quad in quads if isinstance(quad.object, Literal)), default="")

    def _of_kinds(self, kinds: Iterable[str]) -> list[NamedNode]:
        found = (self._store.quads_for_pattern(None, terms.TYPE, terms.KINDS[kind], None) for kind in kinds)
        nodes = {quad.subject for quads in found for quad in quads if isinstance(quad.subject, NamedNode)}
        return sorted(nodes, key=lambda node: node.value)

    def _values(self, node: NamedNode, *properties: NamedNode) -> list[NamedNode | Literal]:
        found = (self._store.quads_for_pattern(node, one, None, None) for one in properties)
        values = {quad.object for quads in found for quad in quads if isinstance(quad.object, NamedNode | Literal)}
        return sorted(values, key=lambda value: value.value)

    def _texts(self, node: NamedNode, *properties: NamedNode) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value.value for value in self._values(node, *properties)))

    def _things(self, node: NamedNode, *relations: str) -> list[NamedNode]:
        found = self._values(node, *(terms.mkg(one) for one in relations))
        return [value for value in found if isinstance(value, NamedNode)]

    def _label(self, node: NamedNode) -> str:
        return next(iter(self._texts(node, terms.PREF_LABEL)), node.value.rpartition("/")[2])

    def _pages(self, node: NamedNode) -> tuple[str, ...]:
        return tuple(page for page in self._texts(node, terms.URL) if web_page(page))

    def _party(self, node: NamedNode) -> Party:
        classes = {value.value.removeprefix(terms.ONTOLOGY) for value in self._values(node, terms.TYPE)}
        known = [one for one in self._texts(node, terms.IDENTIFIER) if is_fit(one)]
        sort = next((_TYPES[kind] for kind in sorted(classes) if kind in _TYPES), "")
        return Party(self._label(node), node.value, next(iter(known), ""), sort, self._pages(node))

    def _project(self, node: NamedNode) -> ProjectFacts:
        events = self._pointing(terms.mkg("partOfProject"), node)
        items = self._pointing(terms.MENTIONS, node)
        days = [
            day for event in events for day in self._texts(event, terms.START_DATE) if len(day) == len("2023-06-12")
        ]
        days += [day for item in items for day in self._texts(item, terms.PUBLISHED)]
        return ProjectFacts(
            path=node.value.rpartition("/")[2],
            iri=node.value,
            name=self._label(node),
            identifiers=self._texts(node, terms.IDENTIFIER),
            funders=tuple(sorted(map(self._party, self._things(node, "fundedBy")))),
            implementers=tuple(sorted(map(self._party, self._things(node, "implementedBy", "implementingOffice")))),
            partners=tuple(sorted(map(self._label, self._things(node, "hasPartner", "partnerMinistry")))),
            countries=tuple(
                (code, self._label(one))
                for one in self._things(node, "operatesIn")
                for code in self._texts(one, terms.ISO_ALPHA2)
            ),
            start=self._standing(node, terms.PROJECT_START),
            end=self._standing(node, terms.PROJECT_END),
            status=self._standing(node, terms.PROJECT_STATUS),
            months=self._standing(node, terms.DURATION),
            sectors=self._texts(node, terms.SECTOR),
            sums=self._sums(node),
            pages=self._pages(node),
            days=tuple(sorted(days)),
            items=len(items),
        )

    def _standing(self, node: NamedNode, relation: NamedNode) -> str:
        """Return the value of a project: that of a published record, failing that the one of the newest news."""
        told = {value.value: "" for value in self._values(node, relation)}
        if len(told) > 1:
            for quad in self._store.quads_for_pattern(None, terms.SUBJECT, node, None):
                one = quad.subject
                if isinstance(one, NamedNode) and relation in self._values(one, terms.PREDICATE):
                    items = [item for item in self._values(one, terms.FROM_ITEM) if isinstance(item, NamedNode)]
                    when = max((day for item in items for day in self._texts(item, terms.PUBLISHED)), default=_RECORD)
                    told |= {value: max(when, told.get(value, "")) for value in self._texts(one, terms.OBJECT)}
        return max(told, key=lambda value: (told[value], value), default="")

    def _pointing(self, relation: NamedNode, node: NamedNode) -> set[NamedNode]:
        quads = self._store.quads_for_pattern(None, relation, node, None)
        return {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}

    def _sums(self, node: NamedNode) -> tuple[str, ...]:
        """Return the sums told of a project, each with who gives it where that is told."""
        found = []
        for relation, word in (("budget", "budget"), ("amount", "told by the news")):
            for amount in self._things(node, relation):
                givers = [self._label(one) for one in self._things(amount, "givenBy")]
                numbers = [plain_decimal(Decimal(one)) for one in self._texts(amount, terms.VALUE)]
                words = [*self._texts(amount, terms.CURRENCY), *numbers, *(f"from {one}" for one in givers)]
                found.append(f"{' '.join(words)} ({word})")
        return tuple(found)


def is_fit(identifier: str) -> bool:
    """Return whether a text may be an identifier by IATI's rules.

    Example:
        >>> is_fit("XM-DAC-47066"), is_fit("2020/1")
        (True, False)
    """
    return bool(identifier) and not _UNFIT.search(identifier)
