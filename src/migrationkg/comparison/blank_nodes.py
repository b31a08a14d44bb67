"""Names for blank nodes that stay while what hangs together with them stays.

RDFC-1.0 numbers the blank nodes of a whole dataset, so that one more of them renames others; here each group of
blank nodes that are tied to each other is named by itself.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import TypeAlias, TypeVar

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, DefaultGraph, Literal, NamedNode, Quad, Triple

_Subject: TypeAlias = NamedNode | BlankNode | Triple
_Object: TypeAlias = NamedNode | BlankNode | Literal | Triple
_Graph: TypeAlias = NamedNode | BlankNode | DefaultGraph
_Term = TypeVar("_Term", _Subject, _Object, _Graph)


def has_blank_node(quad: Quad) -> bool:
    """Tell whether a quad names a blank node anywhere."""
    return any(True for _ in _blank_nodes(quad.subject, quad.object, quad.graph_name))


def with_lasting_names(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the quads, each blank node named by a hash of all that is tied to it by blank nodes.

    Two datasets are equal up to the names of their blank nodes exactly if this gives the same quads for both.

    Example:
        >>> from pyoxigraph import RdfFormat, parse
        >>> one = set(with_lasting_names(parse('_:a <a:b> "1" . _:b <a:b> "2" .', RdfFormat.TURTLE)))
        >>> other = set(with_lasting_names(parse('_:b <a:b> "1" . _:c <a:b> "0" .', RdfFormat.TURTLE)))
        >>> [quad.object.value for quad in one & other]
        ['1']
    """
    tied = []
    for quad in quads:
        if has_blank_node(quad):
            tied.append(quad)
        else:
            yield quad
    twins: Counter[str] = Counter()
    for group in _groups(tied):
        dataset = Dataset(group)
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        digest = sha256("\n".join(sorted(map(str, dataset))).encode()).hexdigest()[:24]
        begin = f"{digest}x{twins[digest]}"
        twins[digest] += 1
        for quad in dataset:
            yield Quad(
                _renamed(quad.subject, begin),
                quad.predicate,
                _renamed(quad.object, begin),
                _renamed(quad.graph_name, begin),
            )


def _groups(quads: Iterable[Quad]) -> Iterable[list[Quad]]:
    """Part quads so that no blank node stands in two groups (union-find)."""
    leader: dict[BlankNode, BlankNode] = {}

    def lead(node: BlankNode) -> BlankNode:
        while (above := leader.setdefault(node, node)) != node:
            leader[node] = leader[above]
            node = above
        return node

    nodes = {quad: list(_blank_nodes(quad.subject, quad.object, quad.graph_name)) for quad in quads}
    for first, *others in nodes.values():
        for other in others:
            leader[lead(other)] = lead(first)
    groups: dict[BlankNode, list[Quad]] = {}
    for quad, (first, *_) in nodes.items():
        groups.setdefault(lead(first), []).append(quad)
    return groups.values()


def _blank_nodes(*terms: _Object | _Graph) -> Iterator[BlankNode]:
    for term in terms:
        if isinstance(term, BlankNode):
            yield term
        elif isinstance(term, Triple):
            yield from _blank_nodes(term.subject, term.object)


def _renamed(term: _Term, begin: str) -> _Term:
    if isinstance(term, BlankNode):
        return BlankNode(begin + term.value)
    if isinstance(term, Triple):
        return Triple(_renamed(term.subject, begin), term.predicate, _renamed(term.object, begin))
    return term
