"""The nodes that tie a statement of a news item to the words that say it."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad, Triple

from migrationkg.graph import terms
from migrationkg.graph.values import decimal, string
from migrationkg.model import Evidence


def evidence_node(statement: Triple, item: NamedNode, evidence: Evidence, base: str) -> Iterator[Triple]:
    """Describe the words of an item that say a statement, as mkg:Evidence.

    Its IRI is a hash of all it says: it stays while the item says the same in the same place, read by the
    same rule. 96 bits of SHA-256 keep a thousand million of them apart.
    """
    # Offsets are xsd:integer: Oxigraph's store makes that of any narrower type.
    said = (
        (terms.SUBJECT, statement.subject),
        (terms.PREDICATE, statement.predicate),
        (terms.OBJECT, statement.object),
        (terms.FROM_ITEM, item),
        (terms.QUOTE, string(evidence.quote)),
        (terms.QUOTE_START, Literal(evidence.start)),
        (terms.QUOTE_END, Literal(evidence.end)),
        (terms.RULE, string(evidence.rule)),
        (terms.CONFIDENCE, decimal(Decimal(f"{evidence.confidence:.2f}"))),
    )
    digest = sha256("\n".join(str(value) for _, value in said).encode()).hexdigest()[:24]
    node = NamedNode(f"{base}evidence/{digest}")
    yield Triple(node, terms.TYPE, terms.EVIDENCE)
    yield Triple(node, terms.TYPE, terms.STATEMENT)
    yield Triple(node, terms.TYPE, terms.PROV_ENTITY)
    if evidence.doubtful:
        yield Triple(node, terms.TYPE, terms.DOUBTFUL_EVIDENCE)
    yield Triple(node, terms.DERIVED_FROM, item)
    for predicate, value in said:
        yield Triple(node, predicate, value)


def amount_node(of: str, value: str, currency: str, giver: str, base: str) -> NamedNode:
    """Return the IRI of a sum: who tells the same sum of the same thing, from the same giver, speaks of one.

    Args:
        of: IRI of the project or event.
        value: the sum, without an exponent.
        currency: ISO 4217 code.
        giver: IRI of who gives it; empty where that is not told.
        base: where IRIs of data begin.

    Example:
        >>> amount_node("https://a.example/project/x", "2000", "EUR", "https://a.example/country/no", "https://a.example/").value
        'https://a.example/amount/project-x-2000-eur-from-country-no'
    """
    parts = [of, value, currency.lower(), *(("from", giver) if giver else ())]
    return NamedNode(f"{base}amount/" + "-".join(part.removeprefix(base).replace("/", "-") for part in parts))


def without_evidence(quads: Iterable[Quad]) -> list[Quad]:
    """Return the quads that describe no evidence: the bare statements, with their graphs."""
    quads = list(quads)
    nodes = {quad.subject for quad in quads if quad.predicate == terms.TYPE and quad.object == terms.EVIDENCE}
    return [quad for quad in quads if quad.subject not in nodes]


def doubtful_statements(quads: Iterable[Quad]) -> frozenset[Triple]:
    """Return the statements with nothing but doubtful evidence behind them, whichever items they are in."""
    parts: dict[NamedNode, dict[object, object]] = {term: {} for term in (terms.SUBJECT, terms.PREDICATE, terms.OBJECT)}
    evidence, doubtful = set(), set()
    for quad in quads:
        if quad.predicate in parts:
            parts[quad.predicate][quad.subject] = quad.object
        elif quad.predicate == terms.TYPE and quad.object == terms.EVIDENCE:
            evidence.add(quad.subject)
        elif quad.predicate == terms.TYPE and quad.object == terms.DOUBTFUL_EVIDENCE:
            doubtful.add(quad.subject)
    if not doubtful:
        return frozenset()
    said = {
        node: Triple(*(values[node] for values in parts.values()))  # type: ignore[arg-type]
        for node in evidence
        if all(node in values for values in parts.values())
    }
    return frozenset(said[node] for node in said.keys() & doubtful) - {said[node] for node in said.keys() - doubtful}
