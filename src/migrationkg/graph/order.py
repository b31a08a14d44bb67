"""The order in which people read a graph: what matters first, and everything always in the same place."""

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from migrationkg.graph import terms
from migrationkg.model import ORGANISATION_KINDS

#: Classes in the order of their blocks.
_CLASSES = (
    terms.KINDS["Project"],
    *(terms.KINDS[kind] for kind in ORGANISATION_KINDS),
    *(terms.KINDS[kind] for kind in ("Country", "Place", "Event", "Person")),
    terms.NEWS_ITEM,
    terms.AMOUNT_CLASS,
    terms.EVIDENCE,
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
    terms.AMOUNT,
    terms.VALUE,
    terms.CURRENCY,
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
)

_CLASS_RANK: dict[object, int] = {term: rank for rank, term in enumerate(_CLASSES)}
_PREDICATE_RANK = {term: rank for rank, term in enumerate(_PREDICATES)}


def for_reading(quads: Iterable[Quad]) -> list[Quad]:
    """Return the quads in the order of reading, without repetition.

    The default graph comes first, then the named graphs by name. In a graph, subjects come by class
    (projects, organisations, countries, places, events, persons, news, amounts, evidence), then by IRI; the
    lines of a subject by predicate, then by value.
    """
    unique = set(quads)
    ranks = _subject_ranks(unique)
    last = len(_CLASSES)

    def place(quad: Quad) -> tuple[str, int, str, int, str, str]:
        graph = quad.graph_name
        return (
            graph.value if isinstance(graph, NamedNode) else "",
            ranks.get(quad.subject, last),
            str(quad.subject),
            _PREDICATE_RANK.get(quad.predicate, len(_PREDICATES)),
            quad.predicate.value,
            str(quad.object),
        )

    return sorted(unique, key=place)


def _subject_ranks(quads: Iterable[Quad]) -> dict[object, int]:
    ranks: dict[object, int] = {}
    for quad in quads:
        if quad.predicate == terms.TYPE and (rank := _CLASS_RANK.get(quad.object)) is not None:
            ranks[quad.subject] = min(rank, ranks.get(quad.subject, rank))
    return ranks
