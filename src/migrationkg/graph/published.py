"""What published records say of projects: statements of the graph of authority data, each with its record."""

from collections.abc import Container, Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from migrationkg.graph import terms
from migrationkg.graph.evidence import amount_node
from migrationkg.graph.reification import reified
from migrationkg.graph.values import day_or_month, decimal, iri, string
from migrationkg.model import PublishedFact, Resource


def published_statements(
    project: Resource, base: str, rejected: Container[tuple[str, str, str]] = ()
) -> Iterator[Triple]:
    """Return what published records say of a project, each statement with its record.

    A funder, implementer, giver or country that no news names is no thing of the graph: the record is told with the
    name as its rdf:object, and the statement itself is not made.

    Args:
        project: the project.
        base: where IRIs of data begin.
        rejected: subject, relation and object of what curators rejected.
    """
    for fact in project.authority.published:
        if (project.iri, fact.relation, fact.target) not in rejected:
            yield from _statement(fact, project.iri, base)


def _statement(fact: PublishedFact, project: str, base: str) -> Iterator[Triple]:
    subject, relation = iri(project), terms.VALUES.get(fact.relation) or terms.mkg(fact.relation)
    record = f"A published record says so: {fact.record}"
    if (fact.organisation or fact.relation == "operatesIn") and not fact.target:
        name = string(" from ".join(filter(None, (fact.value, fact.organisation))))
        yield from reified(Triple(subject, relation, name), record, None, base)
        return
    target: NamedNode | Literal
    if fact.relation == "budget":
        value, currency = fact.value.split()
        target = amount_node(project, value, currency, fact.target, base)
        yield from _amount(target, fact)
    else:
        target = iri(fact.target) if fact.target else _value(fact)
    yield Triple(subject, relation, target)
    yield from reified(Triple(subject, relation, target), record, None, base)


def _value(fact: PublishedFact) -> NamedNode | Literal:
    if fact.relation == "url":
        return iri(fact.value)
    return day_or_month(fact.value) if fact.relation in {"projectStart", "projectEnd"} else string(fact.value)


def _amount(node: NamedNode, fact: PublishedFact) -> Iterator[Triple]:
    number, currency = fact.value.split()
    yield Triple(node, terms.TYPE, terms.AMOUNT_CLASS)
    yield Triple(node, terms.VALUE, decimal(Decimal(number)))
    yield Triple(node, terms.CURRENCY, string(currency))
    if fact.target:
        yield Triple(node, terms.GIVEN_BY, iri(fact.target))
