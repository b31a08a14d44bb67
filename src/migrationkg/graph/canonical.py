"""One number for a graph, whatever the order of its statements and the names of its blank nodes."""

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from math import factorial, prod
from typing import Final

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, parse, serialize

from migrationkg.errors import InputError
from migrationkg.graph.blank_nodes import blank_nodes, text, tied_together

#: Measured: a list of 150 equal values, or six nodes each tied to each, are named in a second. Of more than twelve that
#: may be gone through in several orders, some take for ever.
_WORK: Final = 4_000_000
_MOST_IN_ANY_ORDER: Final = 12


def canonical_hash(quads: Iterable[Quad]) -> str:
    """Return the SHA-256 of the canonical N-Quads of a dataset, 64 hexadecimal digits.

    The form is RDFC-1.0 (W3C Recommendation "RDF Dataset Canonicalization", 2024): blank nodes get canonical
    names, then the N-Quads are sorted by code point. A repeated quad counts once.

    Example:
        >>> canonical_hash([])
        'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

    Raises:
        InputError: as of `canonical_nquads`.
    """
    return sha256(canonical_nquads(quads)).hexdigest()


def canonical_nquads(quads: Iterable[Quad]) -> bytes:
    """Return the canonical N-Quads of a dataset by RDFC-1.0, in UTF-8.

    Without blank nodes there is nothing to name, and sorting is all: three times as fast, and our own graphs
    have none.

    Raises:
        InputError: so many blank nodes are alike that naming them would take longer than a few seconds.
    """
    lines = serialize(quads, format=RdfFormat.N_QUADS) or b""
    if lines.startswith(b"_:") or b"\n_:" in lines or b" _:" in lines:  # perhaps in a text only, which does no harm
        dataset = Dataset(parse(lines, format=RdfFormat.N_QUADS))
        _check_work(dataset)
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        lines = serialize(dataset, format=RdfFormat.N_QUADS) or b""
    # Not splitlines(): U+0085 and its like end no line of N-Quads. Bytes of UTF-8 sort as code points do.
    return b"".join(sorted({line + b"\n" for line in lines.split(b"\n") if line}))


def _check_work(quads: Iterable[Quad]) -> None:
    """Raise where RDFC-1.0 would not end: it goes through all orders of the nodes of which the same is said."""
    work = 0
    for group in tied_together(quad for quad in quads if any(True for _ in blank_nodes(quad))):
        said: dict[BlankNode, list[str]] = {}
        near: dict[BlankNode, list[tuple[str, BlankNode]]] = {}
        for quad in group:
            for node in set(blank_nodes(quad)):
                what = text(quad, {node: "self"})
                said.setdefault(node, []).append(what)
                near.setdefault(node, []).extend((what, other) for other in blank_nodes(quad) if other != node)
        kinds = {node: tuple(sorted(whats)) for node, whats in said.items()}
        sizes = Counter(kinds.values())
        alike = [node for node, kind in kinds.items() if sizes[kind] > 1]
        orders = max((_orders((what, kinds[other]) for what, other in near[node]) for node in alike), default=1)
        work += len(alike) ** 3 * orders
        if work > _WORK or (orders > 1 and len(alike) > _MOST_IN_ANY_ORDER):
            raise InputError("too many blank nodes are alike to name them by RDFC-1.0; give them IRIs")


def _orders(neighbours: Iterable[object]) -> int:
    """Return in how many orders neighbours can be gone through of which some are alike."""
    return prod(factorial(min(number, 20)) for number in Counter(neighbours).values())
