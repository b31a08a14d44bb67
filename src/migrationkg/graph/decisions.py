"""What curators decided, as activities by PROV-O, and the facts that they added."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Triple

from migrationkg.curation.applying import Applied
from migrationkg.graph import terms
from migrationkg.graph.descriptions import labels
from migrationkg.graph.news import fact_statements
from migrationkg.graph.values import day_or_month, iri, string, web_page
from migrationkg.model import ENTITY_RELATIONS, Decision, Evidence, Fact
from migrationkg.resolution.names import normal, slug
from migrationkg.resolution.settled import STATE_RELATIONS


def curation_graph(base: str) -> NamedNode:
    """Return the name of the graph with all decisions and the facts that they add."""
    return iri(f"{base}curation")


def decision_statements(applied: Iterable[Applied], kinds: Mapping[str, str], base: str) -> Iterator[Triple]:
    """Return the statements of the graph of decisions.

    Args:
        applied: the decisions that apply.
        kinds: IRI of each resource → its kind.
        base: where IRIs of data begin.

    Raises:
        InputError: a value or an IRI is malformed.
    """
    for one in applied:
        yield from _activity(one, kinds, base)


def decision_node(decision: Decision, base: str) -> NamedNode:
    """Return the IRI of a decision: a hash of all it says."""
    said = (decision.kind, decision.thing, decision.relation, decision.object, decision.item, decision.source)
    text = "\n".join(str(Literal(part)) for part in (*said, decision.who, decision.when.isoformat(), decision.why))
    return iri(f"{base}decision/{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}")


def _activity(one: Applied, kinds: Mapping[str, str], base: str) -> Iterator[Triple]:
    decision = one.decision
    node = decision_node(decision, base)
    curator = iri(f"{base}curator/{slug(normal(decision.who))}")
    yield Triple(node, terms.TYPE, terms.DECISION)
    yield Triple(node, terms.TYPE, terms.ACTIVITY)
    yield Triple(node, terms.DECIDED, string(decision.kind))
    yield Triple(node, terms.CONCERNS, iri(one.thing))
    if decision.kind in {"merge", "apart"} or decision.relation in ENTITY_RELATIONS or (decision.makes and one.object):
        yield Triple(node, terms.CONCERNS, iri(one.object))
    if decision.item:
        yield Triple(node, terms.CONCERNS, iri(f"{base}news/{decision.item}"))
    yield Triple(node, terms.ASSOCIATED_WITH, curator)
    yield Triple(node, terms.DATE, day_or_month(decision.when.isoformat()))
    yield Triple(node, terms.DESCRIPTION, string(decision.why))
    if decision.source:
        yield Triple(node, terms.SOURCE, web_page(decision.source) or string(decision.source))
    yield Triple(curator, terms.TYPE, terms.AGENT)
    yield from labels(curator, decision.who)
    yield from _statement(one, node, kinds)


def _statement(one: Applied, node: NamedNode, kinds: Mapping[str, str]) -> Iterator[Triple]:
    """State an added fact, and tell of which statement any decision on a fact speaks.

    An added thing has a state as if by an added fact; what it is and is called, the default graph says as of any thing.
    """
    decision = one.decision
    relation = decision.relation
    if decision.makes:
        relation = STATE_RELATIONS.get(kinds.get(one.thing, ""), "") if one.object else ""
    if relation in {"", "amount"}:
        return
    fact = Fact(one.thing, relation, one.object, _NO_WORDS)
    told = list(fact_statements(fact, {one.thing: one.thing, one.object: one.object}, kinds))
    if decision.kind == "add":
        yield from told
    for statement in told[:1]:
        yield Triple(node, terms.TYPE, terms.STATEMENT)
        yield Triple(node, terms.SUBJECT, statement.subject)
        yield Triple(node, terms.PREDICATE, statement.predicate)
        yield Triple(node, terms.OBJECT, statement.object)


_NO_WORDS = Evidence(0, 0, "", "", 1.0)
