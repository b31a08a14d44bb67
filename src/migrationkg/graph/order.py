"""The order in which people read a graph: what matters first, and everything always in the same place."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

from migrationkg.graph import terms
from migrationkg.model import ORGANISATION_KINDS

_Subject: TypeAlias = NamedNode | BlankNode | Triple
_Graph: TypeAlias = NamedNode | BlankNode | DefaultGraph

#: Classes in the order of their blocks.
_CLASSES = (
    terms.KINDS["Project"],
    *(terms.KINDS[kind] for kind in ORGANISATION_KINDS),
    *(terms.KINDS[kind] for kind in ("Country", "Place", "Event", "Person")),
    terms.NEWS_ITEM,
    terms.AMOUNT_CLASS,
    terms.EVIDENCE,
    terms.DECISION,
    terms.AUTHORITY_STATEMENT,
)

#: Predicates in the order of their lines; any other follows, by its IRI.
_PREDICATES = (
    terms.TYPE,
    terms.PREF_LABEL,
    terms.LABEL,
    terms.ALT_LABEL,
    terms.ISO_ALPHA2,
    terms.ISO_ALPHA3,
    terms.ISO_NUMERIC,
    terms.EXACT_MATCH,
    terms.IDENTIFIER,
    terms.PUBLISHED,
    terms.CATEGORY,
    terms.SOURCE,
    terms.URL,
    terms.EVENT_TYPE,
    terms.STATUS,
    terms.START_DATE,
    terms.END_DATE,
    terms.ROLE,
    *terms.RELATIONS.values(),
    terms.PARTNER_MINISTRY,
    terms.FOLLOWS,
    terms.PROJECT_STATUS,
    terms.PROJECT_START,
    terms.PROJECT_END,
    terms.DURATION,
    terms.SECTOR,
    terms.BUDGET,
    terms.AMOUNT,
    terms.VALUE,
    terms.CURRENCY,
    terms.GIVEN_BY,
    terms.THEME,
    terms.REPORTS_ON,
    terms.MENTIONS,
    terms.SUBJECT,
    terms.PREDICATE,
    terms.OBJECT,
    terms.FROM_ITEM,
    terms.DERIVED_FROM,
    terms.QUOTE,
    terms.QUOTE_START,
    terms.QUOTE_END,
    terms.RULE,
    terms.CONFIDENCE,
    terms.DECIDED,
    terms.CONCERNS,
    terms.ASSOCIATED_WITH,
    terms.DATE,
    terms.DESCRIPTION,
)

_CLASS_RANK: dict[object, int] = {term: rank for rank, term in enumerate(_CLASSES)}
_PREDICATE_RANK = {term: rank for rank, term in enumerate(_PREDICATES)}


def for_reading(quads: Iterable[Quad], kinds: Mapping[str, str] | None = None) -> list[Quad]:
    """Return the quads in the order of reading, without repetition.

    The default graph comes first, then the named graphs by name. In a graph, subjects come by class
    (projects, organisations, countries, places, events, persons, news, amounts, evidence), then by IRI; the
    lines of a subject by predicate, then by value.

    Args:
        quads: the quads.
        kinds: IRI → kind of resources whose class the quads do not tell.
    """
    graphs: dict[_Graph, dict[_Subject, set[Quad]]] = {}
    ranks: dict[_Subject, int] = {NamedNode(iri): _CLASS_RANK[terms.KINDS[kind]] for iri, kind in (kinds or {}).items()}
    for quad in quads:
        graphs.setdefault(quad.graph_name, {}).setdefault(quad.subject, set()).add(quad)
        if quad.predicate == terms.TYPE:
            rank = _CLASS_RANK.get(quad.object, len(_CLASSES))
            ranks[quad.subject] = min(rank, ranks.get(quad.subject, rank))
    return [
        quad
        for graph in sorted(graphs, key=_graph_place)
        for subject in sorted(graphs[graph], key=lambda node: (ranks.get(node, len(_CLASSES)), str(node)))
        for quad in sorted(graphs[graph][subject], key=line_place)
    ]


def class_place(kind: NamedNode | None) -> tuple[int, str]:
    """Return where the resources of a class stand among those of others; None is for those of no class."""
    return _CLASS_RANK.get(kind, len(_CLASSES)), "" if kind is None else kind.value


def class_rank(kinds: Iterable[str]) -> int:
    """Return where the blocks of a subject of these classes stand, by the least of them.

    Example:
        >>> class_rank([terms.ONTOLOGY + "Project"]) < class_rank([terms.ONTOLOGY + "Decision"])
        True
    """
    return min((_CLASS_RANK.get(NamedNode(kind), len(_CLASSES)) for kind in kinds), default=len(_CLASSES))


def line_place(quad: Quad) -> tuple[int, str, str]:
    """Return where a quad stands among those of its subject."""
    predicate = quad.predicate
    return _PREDICATE_RANK.get(predicate, len(_PREDICATES)), predicate.value, str(quad.object)


def _graph_place(graph: _Graph) -> str:
    return "" if isinstance(graph, DefaultGraph) else str(graph)
