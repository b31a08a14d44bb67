"""What a news item says: the statements of its named graph, each fact with its evidence."""

import re
from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from migrationkg.errors import InputError
from migrationkg.graph import terms
from migrationkg.graph.descriptions import labels
from migrationkg.graph.evidence import amount_node, evidence_node
from migrationkg.graph.themes import touched_themes
from migrationkg.graph.values import (
    day_month_or_year,
    day_or_month,
    decimal,
    english,
    iri,
    plain_decimal,
    string,
    web_page,
)
from migrationkg.model import Amount, Extraction, Fact, NewsItem, Resolution

_ITEM_ID = re.compile(r"[a-z0-9-]+")
_SLUG = re.compile(r"[a-z]+(-[a-z]+)*")


def news_graph(item: NewsItem, base: str) -> NamedNode:
    """Return the IRI of an item, which is also the name of its graph.

    Raises:
        InputError: the item's id is not made of a-z, 0-9 and hyphens.
    """
    if not _ITEM_ID.fullmatch(item.id):
        raise InputError(f"{item.id[:80]!r} is no id of a news item; use only a-z, 0-9 and hyphens")
    return iri(f"{base}news/{item.id}")


def news_statements(
    extraction: Extraction, resolution: Resolution, kinds: Mapping[str, str], base: str
) -> Iterator[Triple]:
    """Return the statements of an item's graph.

    Args:
        extraction: what was read out of the item.
        resolution: which resource each of its entities is.
        kinds: IRI of each resource → its kind.
        base: where IRIs of data begin.

    Raises:
        InputError: an id, a date or an IRI is malformed.
    """
    item = extraction.item
    node = news_graph(item, base)
    iris = {entity.id: resolution.iris[item.id, entity.id] for entity in extraction.entities}
    yield from _item(item, node)
    for resource in iris.values():
        yield Triple(node, terms.MENTIONS, iri(resource))
    for told in _reported(extraction):
        yield Triple(node, terms.REPORTS_ON, iri(iris[told]))
    for fact in extraction.facts:
        for statement in fact_statements(fact, iris, kinds):
            yield statement
            yield from evidence_node(statement, node, fact.evidence, base)
    for theme, words in touched_themes(extraction):
        statement = Triple(node, terms.THEME, theme)
        yield statement
        yield from evidence_node(statement, node, words, base)
    for amount in extraction.amounts:
        yield from _amount(amount, iris, node, base)


def _item(item: NewsItem, node: NamedNode) -> Iterator[Triple]:
    yield Triple(node, terms.TYPE, terms.NEWS_ITEM)
    yield from labels(node, item.headline)
    yield Triple(node, terms.PUBLISHED, day_or_month(item.published.isoformat()))
    if item.category:
        yield Triple(node, terms.CATEGORY, string(item.category))
    page = web_page(item.url)
    if page is not None:
        yield Triple(node, terms.SOURCE, page)
        yield Triple(node, terms.URL, page)


def _reported(extraction: Extraction) -> list[str]:
    """Return what the item reports on: its events, or its projects where it tells of no event."""
    events = [entity.id for entity in extraction.entities if entity.kind == "Event"]
    return events or [entity.id for entity in extraction.entities if entity.kind == "Project"]


def fact_statements(fact: Fact, iris: Mapping[str, str], kinds: Mapping[str, str]) -> Iterator[Triple]:
    """Return what a fact states; a partner that is a ministry is stated as that too.

    Args:
        fact: the fact.
        iris: IRI of each entity that it speaks of.
        kinds: IRI of each resource → its kind.

    Raises:
        InputError: a date or an IRI is malformed.
    """
    subject = iri(iris[fact.subject])
    if fact.relation not in terms.RELATIONS:
        yield _value_statement(subject, fact)
        return
    target = iris[fact.object]
    yield Triple(subject, terms.RELATIONS[fact.relation], iri(target))
    if fact.relation == "hasPartner" and kinds[target] == "Ministry":
        yield Triple(subject, terms.PARTNER_MINISTRY, iri(target))


def _value_statement(subject: NamedNode, fact: Fact) -> Triple:
    value: NamedNode | Literal
    match fact.relation:
        case "eventType":
            if not _SLUG.fullmatch(fact.object):
                raise InputError(f"{fact.object[:40]!r} is no type of event; use the name of a concept")
            return Triple(subject, terms.EVENT_TYPE, NamedNode(terms.EVENT_TYPES + fact.object))
        case "startDate" | "endDate":
            value = day_or_month(fact.object)
        case "role":
            value = english(fact.object)
        case "status" | "projectStatus" | "identifier":
            value = string(fact.object)
        case "projectStart" | "projectEnd":
            value = day_month_or_year(fact.object)
        case "durationInMonths":
            value = Literal(int(fact.object))
        case "url":
            value = iri(fact.object)
        case unknown:
            raise InputError(f"{unknown[:40]!r} is no relation of the ontology")
    return Triple(subject, terms.VALUES[fact.relation], value)


def _amount(amount: Amount, iris: Mapping[str, str], item: NamedNode, base: str) -> Iterator[Triple]:
    """Describe a sum, and who gives it where that is told."""
    owner, giver = iris[amount.of], iris[amount.given.giver] if amount.given else ""
    node = amount_node(owner, plain_decimal(amount.value), amount.currency, giver, base)
    statement = Triple(iri(owner), terms.AMOUNT, node)
    yield statement
    yield from evidence_node(statement, item, amount.evidence, base)
    yield Triple(node, terms.TYPE, terms.AMOUNT_CLASS)
    yield Triple(node, terms.VALUE, decimal(amount.value))
    yield Triple(node, terms.CURRENCY, string(amount.currency))
    if amount.given:
        given = Triple(node, terms.GIVEN_BY, iri(giver))
        yield given
        yield from evidence_node(given, item, amount.given.evidence, base)
