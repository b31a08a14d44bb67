"""From the quads of two knowledge bases to their difference."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from pyoxigraph import Literal, NamedNode, Quad, Triple

from migrationkg.comparison.blank_nodes import with_lasting_names
from migrationkg.comparison.difference import Difference, Tally, Topic
from migrationkg.comparison.lines import changes_in_words
from migrationkg.comparison.state import Graph, Node, Sides, State, sides_of, topic_of
from migrationkg.comparison.wording import kind_words, term_words
from migrationkg.graph import terms
from migrationkg.graph.order import class_place


def compare(old: Iterable[Quad], new: Iterable[Quad]) -> Difference:
    """Return what was added to and removed from a graph.

    Blank nodes count as the same where all that hangs together with them is the same.

    Args:
        old: the quads before.
        new: the quads after.

    Example:
        >>> from pyoxigraph import RdfFormat, parse
        >>> text = '<urn:a> <http://www.w3.org/2004/02/skos/core#prefLabel> "A" . <urn:a> <urn:knows> '
        >>> before, after = (parse(text + end, RdfFormat.TURTLE) for end in ("<urn:b> .", "<urn:c> ."))
        >>> (resource,) = compare(before, after).resources
        >>> [(change.added, change.subject, change.object) for change in resource.changes]
        [(False, 'A', 'urn:b'), (True, 'A', 'urn:c')]
    """
    sides = sides_of(with_lasting_names(old), with_lasting_names(new))
    changed = sides.added | sides.removed
    stated = [quad for quad in changed if not sides.is_evidence(quad.subject)]
    evidence = {quad.subject for quad in changed if sides.is_evidence(quad.subject)}
    told = _facts(sides.old, evidence) | _facts(sides.new, evidence)
    reworded = told & sides.old.quads & sides.new.quads
    lasting = _in_both(sides, {quad.triple for quad in stated})
    topics = _topics(sides, stated, reworded, lasting)
    return Difference(
        items=tuple(topics[node] for node in topics if sides.kind(node) == terms.NEWS_ITEM),
        resources=tuple(topics[node] for node in topics if sides.kind(node) != terms.NEWS_ITEM),
        facts=Tally(len(told & sides.added), len(told & sides.removed), len(reworded)),
        statements=Tally(
            len({quad.triple for quad in stated if quad in sides.added} - lasting),
            len({quad.triple for quad in stated if quad in sides.removed} - lasting),
            0,
        ),
        added=sides.added,
        removed=sides.removed,
    )


def _facts(state: State, evidence: Collection[Node]) -> set[Quad]:
    """Return the statements for which these nodes are evidence, each in the graph in which the evidence stands."""
    parts: dict[NamedNode, dict[tuple[Node, Graph], Node | Literal]]
    parts = {part: {} for part in (terms.SUBJECT, terms.PREDICATE, terms.OBJECT)}
    for quad in state.quads:
        if quad.predicate in parts and quad.subject in evidence:
            parts[quad.predicate][quad.subject, quad.graph_name] = quad.object
    facts = set()
    for place, subject in parts[terms.SUBJECT].items():
        predicate, value = parts[terms.PREDICATE].get(place), parts[terms.OBJECT].get(place)
        if not isinstance(subject, Literal) and isinstance(predicate, NamedNode) and value is not None:
            facts.add(Quad(subject, predicate, value, place[1]))
    return facts


def _in_both(sides: Sides, triples: set[Triple]) -> set[Triple]:
    """Return the triples that both sides hold, in whatever graphs."""
    kept = triples
    for state in (sides.old, sides.new):
        kept = {quad.triple for quad in state.quads if quad.triple in kept}
    return kept


def _topics(
    sides: Sides, stated: Iterable[Quad], reworded: Iterable[Quad], lasting: Collection[Triple]
) -> dict[Node, Topic]:
    """Return what differs of each topic, in the order of reading: by kind, then day, then name."""
    quads: dict[Node, list[Quad]] = defaultdict(list)
    for quad in stated:
        quads[topic_of(quad)].append(quad)
    other_words = Counter(map(topic_of, reworded))
    topics = {node: _topic(sides, node, quads[node], other_words[node], lasting) for node in {*quads, *other_words}}
    return {
        node: topics[node]
        for node in sorted(topics, key=lambda node: _place(sides, node, topics[node]))
        if topics[node].changes or not _is_told_by_name(sides, node)
    }


def _topic(sides: Sides, node: Node, quads: Iterable[Quad], reworded: int, lasting: Collection[Triple]) -> Topic:
    label, former = term_words(node, sides.new, sides.old), term_words(node, sides.old, sides.new)
    side = sides.only_side(node)
    return Topic(
        iri=node.value if isinstance(node, NamedNode) else str(node),
        kind=kind_words(sides.kind(node)),
        label=label,
        former_label=former if former != label else None,
        published=sides.new.published.get(node) or sides.old.published.get(node) or "",
        change="changed" if side is None else "new" if side is sides.new else "gone",
        changes=changes_in_words(sides, node, quads, lasting),
        reworded=reworded,
    )


def _is_told_by_name(sides: Sides, node: Node) -> bool:
    """Tell whether a topic is an amount that one side lacks: the fact that names it tells of it."""
    return sides.kind(node) == terms.AMOUNT_CLASS and sides.only_side(node) is not None


def _place(sides: Sides, node: Node, topic: Topic) -> tuple[tuple[int, str], str, str, str]:
    return class_place(sides.kind(node)), topic.published, topic.label.casefold(), str(node)
