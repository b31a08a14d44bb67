"""All that a collection of news says, as RDF with a named graph a news item."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from urllib.parse import urlsplit

from pyoxigraph import NamedNode, Quad, Triple

from migrationkg.curation.applying import Applied
from migrationkg.errors import InputError
from migrationkg.graph.authority import authority_graph, authority_statements
from migrationkg.graph.decisions import curation_graph, decision_statements
from migrationkg.graph.descriptions import description, replacement
from migrationkg.graph.news import news_graph, news_statements
from migrationkg.graph.terms import DEFAULT_BASE
from migrationkg.graph.values import iri
from migrationkg.model import Extraction, Resolution


def to_quads(
    extractions: Iterable[Extraction],
    resolution: Resolution,
    base: str = DEFAULT_BASE,
    decisions: Iterable[Applied] = (),
) -> list[Quad]:
    """Return the graph of news items and the resources they tell of.

    The default graph describes the resources; the graph named `<base>news/<id>` holds what the item says,
    each fact with its evidence, and that named `<base>authority` what authority data say and no item
    (`docs/graph.md` shows the layout).

    Args:
        extractions: what was read out of each item, in any order.
        resolution: which resource each entity is, under the same base.
        base: where IRIs of data begin: http or https, ending in "/".
        decisions: what curators decided, which stands in the graph named `<base>curation`.

    Returns:
        The quads without repetition, sorted: the default graph, then each named graph.

    Raises:
        InputError: the base, an id, a date or an IRI is malformed, or two items bear one id.
        KeyError: the resolution does not know an entity of an item.
    """
    return list(chain.from_iterable(graph_by_graph(extractions, resolution, base, decisions)))


def graph_by_graph(
    extractions: Iterable[Extraction], resolution: Resolution, base: str, decisions: Iterable[Applied]
) -> Iterator[list[Quad]]:
    """Yield the quads of `to_quads` graph by graph, which takes less memory than all at once.

    Args:
        extractions: what was read out of each item, in any order.
        resolution: which resource each entity is, under the same base.
        base: where IRIs of data begin.
        decisions: what curators decided.

    Raises:
        InputError, KeyError: as `to_quads` does.
    """
    _check_base(base)
    kinds = kinds_of(resolution)
    items: dict[NamedNode, Extraction] = {}
    for extraction in extractions:
        name = news_graph(extraction.item, base)
        if name in items:
            raise InputError(f"two news items bear the id '{extraction.item.id}'; leave one out")
        items[name] = extraction
    described = (triple for resource in resolution.resources for triple in description(resource))
    replaced = (triple for former in resolution.replaced.items() for triple in replacement(*former))
    yield _sorted(chain(described, replaced), None)
    decisions = tuple(decisions)
    others = {
        curation_graph(base): curation_quads(decisions, kinds, base),
        authority_graph(base): authority_quads(items.values(), resolution, decisions, base),
    }
    for name in sorted([*items, *(name for name, quads in others.items() if quads)], key=str):
        yield item_quads(items[name], resolution, kinds, base) if name in items else others[name]


def kinds_of(resolution: Resolution) -> dict[str, str]:
    """Return IRI of each resource → its kind."""
    return {resource.iri: resource.kind for resource in resolution.resources}


def item_quads(extraction: Extraction, resolution: Resolution, kinds: Mapping[str, str], base: str) -> list[Quad]:
    """Return the named graph of an item, sorted.

    Args:
        extraction: what was read out of it.
        resolution: which resource each of its entities is.
        kinds: of `kinds_of`.
        base: where IRIs of data begin.

    Raises:
        InputError: an id, a date or an IRI is malformed.
    """
    return _sorted(news_statements(extraction, resolution, kinds, base), news_graph(extraction.item, base))


def curation_quads(decisions: Iterable[Applied], kinds: Mapping[str, str], base: str) -> list[Quad]:
    """Return the named graph of what curators decided, sorted; nothing where they decided nothing.

    Raises:
        InputError: a value or an IRI is malformed.
    """
    return _sorted(decision_statements(decisions, kinds, base), curation_graph(base))


def authority_quads(
    extractions: Iterable[Extraction], resolution: Resolution, decisions: Iterable[Applied], base: str
) -> list[Quad]:
    """Return the named graph of what authority data say and no item, sorted; nothing where they settle nothing.

    Args:
        extractions: what was read out of each item.
        resolution: which resource each entity is.
        decisions: what curators decided.
        base: where IRIs of data begin.
    """
    return _sorted(authority_statements(extractions, resolution, decisions, base), authority_graph(base))


def _check_base(base: str) -> None:
    if urlsplit(base).scheme not in {"http", "https"} or not base.endswith("/"):
        raise InputError(f"{base[:200]!r} is no base for IRIs; use one of http or https that ends in '/'")
    iri(base)


def _sorted(triples: Iterable[Triple], graph: NamedNode | None) -> list[Quad]:
    unique = {Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples}
    return sorted(unique, key=str)
