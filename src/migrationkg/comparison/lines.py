"""What was added to and removed from a topic, a line a statement."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from pyoxigraph import Literal, Quad, Triple

from migrationkg.comparison.difference import Change
from migrationkg.comparison.state import NAMES, Node, Sides
from migrationkg.comparison.wording import exact_words, relation_words, term_words
from migrationkg.graph import terms
from migrationkg.graph.order import class_place, line_place

#: Properties that say again what another says.
_TWINS = {terms.LABEL: terms.PREF_LABEL, terms.URL: terms.SOURCE, terms.SAME_AS: terms.REPLACED_BY}

#: Classes of a decision that say no more than that it is one.
_OF_DECISIONS = (terms.ACTIVITY, terms.STATEMENT)

_Words = tuple[str, str, str]


def changes_in_words(
    sides: Sides, topic: Node, quads: Iterable[Quad], lasting: Collection[Triple]
) -> tuple[Change, ...]:
    """Return the changes of a topic in the order of reading, without what its heading or another line says.

    Args:
        sides: both knowledge bases.
        topic: the news item or resource.
        quads: what was added to and removed from it.
        lasting: triples that both sides hold, in whatever graphs.
    """
    shown = [quad for quad in quads if not _is_told_already(sides, topic, quad)]
    words = {quad: _words(sides, quad) for quad in shown}
    meant: dict[_Words, set[Triple]] = defaultdict(set)
    for quad in shown:
        meant[words[quad]].add(quad.triple)
    ordered = sorted(shown, key=lambda quad: _place(sides, quad, words[quad]))
    return tuple(
        Change(
            quad in sides.added,
            quad,
            *(words[quad] if len(meant[words[quad]]) == 1 else _exact(quad, words[quad])),
            elsewhere=quad.triple in lasting,
        )
        for quad in ordered
    )


def _is_told_already(sides: Sides, topic: Node, quad: Quad) -> bool:
    """Tell whether a twin, the name of an amount or the heading of the topic says what a quad says."""
    state, other = sides.states(quad)
    if quad.predicate in _TWINS:
        twin = Quad(quad.subject, _TWINS[quad.predicate], quad.object, quad.graph_name)
        if twin in state.quads and twin not in other.quads:
            return True
    if _is_of_amount(quad) and state.kinds.get(quad.subject) == terms.AMOUNT_CLASS:
        label = state.labels.get(quad.subject)
        return label is not None and other.labels.get(quad.subject, label) == label
    return quad.subject == topic and _is_in_heading(sides, topic, quad)


def _is_of_amount(quad: Quad) -> bool:
    return quad.predicate in {terms.VALUE, terms.CURRENCY} or quad.object == terms.AMOUNT_CLASS


def _is_in_heading(sides: Sides, topic: Node, quad: Quad) -> bool:
    """Tell whether a quad names a topic that is new, gone or renamed, or says what it is or when it was published."""
    state, other = sides.states(quad)
    value = quad.object.value if isinstance(quad.object, Literal) else None
    label = state.labels.get(topic)
    if quad.predicate in NAMES:
        renamed = other.labels.get(topic, label) != label
        return value == label and (renamed or sides.only_side(topic) is not None)
    if sides.only_side(topic) is None:
        return False
    if quad.predicate == terms.PUBLISHED:
        return value == state.published.get(topic)
    if quad.predicate == terms.DECIDED or (quad.predicate == terms.TYPE and quad.object in _OF_DECISIONS):
        return state.kinds.get(topic) == terms.DECISION
    return quad.predicate == terms.TYPE and quad.object == sides.kind(topic)


def _words(sides: Sides, quad: Quad) -> _Words:
    state, other = sides.states(quad)
    return (
        term_words(quad.subject, state, other),
        relation_words(quad.predicate),
        term_words(quad.object, state, other),
    )


def _exact(quad: Quad, words: _Words) -> _Words:
    return exact_words(quad.subject, words[0]), words[1], exact_words(quad.object, words[2])


def _place(sides: Sides, quad: Quad, words: _Words) -> tuple[object, ...]:
    """Return where a line stands: by the kind and name of its subject, then its property; the removed first."""
    rank, predicate, value = line_place(quad)
    kind = class_place(sides.kind(quad.subject))
    return kind, words[0], str(quad.subject), rank, predicate, quad in sides.added, words[2], value, str(quad)
