"""Short names for the IRIs of a graph, whatever base the user has set."""

import re
from collections.abc import Collection

from pyoxigraph import NamedNode, Quad

from migrationkg.graph.evidence_forms import OA
from migrationkg.graph.terms import VOCABULARY_PREFIXES

_DATA = re.compile(
    r"(https?://.*/"
    r"(amount|authority|country|curator|decision|event|evidence|news|organisation|person|place|project)/)[^/#?]+",
    re.DOTALL,
)


def prefixes(quads: Collection[Quad]) -> dict[str, str]:
    """Return prefix → namespace: the vocabularies, and one for each kind of resource that is described.

    Example:
        >>> from pyoxigraph import Literal
        >>> node = NamedNode("https://example.org/kb/project/mobilaze-2")
        >>> prefixes([Quad(node, NamedNode("https://example.org/name"), Literal("MOBILAZE 2"))])["project"]
        'https://example.org/kb/project/'
    """
    subjects = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    namespaces = {(found[2], found[1]) for found in map(_DATA.fullmatch, subjects) if found}
    # Of two bases in one graph, the first by the alphabet gets the short names.
    data = dict(sorted(namespaces, reverse=True))
    annotated = any(quad.predicate.value.startswith(OA) for quad in quads)
    return VOCABULARY_PREFIXES | ({"oa": OA} if annotated else {}) | dict(sorted(data.items()))
