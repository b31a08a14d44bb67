"""Names for blank nodes that stay while what hangs together with them stays.

A name for all blank nodes of a dataset at once, as of RDFC-1.0, changes with one more of them; here each group of blank
nodes that are tied to each other is named by itself.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from pyoxigraph import BlankNode, Quad

from migrationkg.graph.blank_nodes import blank_nodes, in_canonical_order, renamed, tied_together


def has_blank_node(quad: Quad) -> bool:
    """Tell whether a quad names a blank node anywhere."""
    return any(True for _ in blank_nodes(quad))


def with_lasting_names(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the quads, each blank node named by a hash of all that is tied to it by blank nodes.

    Two datasets are equal up to the names of their blank nodes exactly if this gives the same quads for both.

    Raises:
        InputError: too many blank nodes are alike to tell them apart.

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
    for group in tied_together(tied):
        numbers = {node: BlankNode(f"n{place}") for place, node in enumerate(in_canonical_order(group))}
        lines = sorted(str(renamed(quad, numbers)) for quad in group)
        digest = sha256("\n".join(lines).encode()).hexdigest()[:24]
        names = {node: BlankNode(f"{digest}x{twins[digest]}{number.value}") for node, number in numbers.items()}
        twins[digest] += 1
        for quad in group:
            yield renamed(quad, names)
