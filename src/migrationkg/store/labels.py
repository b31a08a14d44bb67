"""What the resources of an answer are called."""

from dataclasses import replace
from functools import cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from migrationkg.store.answer import Answer, Cell
from migrationkg.store.prefixes import PREFIXES
from migrationkg.store.remote import Asked, RemoteStore

_NAMES = tuple(
    NamedNode(PREFIXES[prefix] + name)
    for prefix, name in (("skos", "prefLabel"), ("rdfs", "label"), ("schema", "name"), ("dcterms", "title"))
)
_LANGUAGES = {"en": 0, None: 1}  # before all others


def labelled(store: Asked, answer: Answer) -> Answer:
    """Return an answer in which each column `x` of resources has their labels beside it, as `xLabel`.

    Where the question asks for an `xLabel` itself, or no resource of the column has a label, nothing is added. The
    forms SPARQL JSON, XML and TSV stay what the engine gave.

    Args:
        store: of `open_store`.
        answer: of `ask`.
    """
    if isinstance(store, RemoteStore):
        cells = (cell for row in answer.rows for cell in row)
        store = store.part((cell for cell in cells if isinstance(cell, NamedNode)), _NAMES)

    @cache
    def label(cell: Cell) -> Literal | None:
        return _label(store, cell) if isinstance(cell, NamedNode) else None

    columns: dict[str, list[Cell]] = {}
    for place, name in enumerate(answer.variables):
        columns[name] = [row[place] for row in answer.rows]
        labels: list[Cell] = [label(cell) for cell in columns[name]]
        if f"{name}Label" not in answer.variables and any(labels):
            columns[f"{name}Label"] = labels
    return replace(answer, variables=tuple(columns), rows=tuple(zip(*columns.values(), strict=True)))


def _label(store: Store, resource: NamedNode) -> Literal | None:
    for name in _NAMES:
        quads = store.quads_for_pattern(resource, name, None, DefaultGraph())
        labels = [quad.object for quad in quads if isinstance(quad.object, Literal) and quad.object.value.strip()]
        if labels:
            return min(labels, key=lambda one: (_LANGUAGES.get(one.language, 2), one.value))
    return None
