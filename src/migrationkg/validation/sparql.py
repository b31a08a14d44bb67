"""Judge a graph by the shapes in SHACL-SPARQL, with Oxigraph.

SHACL puts each focus node in the place of `$this` and asks again for the next. The queries of
`ontology/shapes-sparql.ttl` find `$this` by themselves, so each is asked once for all nodes, and what is no focus node
is dropped.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import BlankNode, NamedNode, Store
from rdflib import SH, Graph
from rdflib.term import Node as RdflibNode

from migrationkg.validation.compiling import Narrower, focus_pattern
from migrationkg.validation.in_runs import in_runs
from migrationkg.validation.report import Result
from migrationkg.validation.statements import Node, asked


def judge_by_sparql(store: Store, shapes: Graph, narrower: Narrower) -> Iterator[Result]:
    """Return what shapes find in a store.

    Args:
        store: the graph, as default graph.
        shapes: shapes in SHACL-SPARQL.
        narrower: returns a class and all below it.
    """
    for shape in sorted(set(shapes.subjects(SH.sparql)), key=str):
        yield from judge_by(shape, store, shapes, narrower)


def judge_by(
    shape: RdflibNode, store: Store, shapes: Graph, narrower: Narrower, nodes: Collection[Node] | None = None
) -> Iterator[Result]:
    """Return what one shape finds in a store, or at some of its nodes.

    Args:
        shape: the shape.
        store: as of `judge_by_sparql`, like `shapes` and `narrower`.
        shapes: shapes in SHACL-SPARQL, this one among them.
        narrower: returns a class and all below it.
        nodes: where is looked; no blank nodes. Everywhere if not given.
    """
    select = str(shapes.value(shapes.value(shape, SH.sparql), SH.select))
    if nodes is None:
        select = in_runs(select)
    else:  # said once more of what is optional, or the store joins all that there is of that
        select = re.sub(r"^[^{]*\{|\bOPTIONAL \{", lambda begin: f"{begin[0]} {one_of('this', nodes)}", select)
    found = list(asked(store, select, prefixes_of(shape, shapes))) if nodes != set() else []
    focus_nodes = _focus_nodes(shape, store, shapes, narrower, {row["this"] for row in found})
    for row in found:
        if row["this"] in focus_nodes:
            assert isinstance(row["path"], NamedNode)  # noqa: S101 - a property
            yield Result(
                severity=str(shapes.value(shape, SH.severity)).removeprefix(str(SH)),
                focus=row["this"],
                path=row["path"],
                value=row["value"],
                message=str(shapes.value(shape, SH.message)),
                shape=str(shape),
                component=str(SH.SPARQLConstraintComponent),
            )


def _focus_nodes(
    shape: RdflibNode, store: Store, shapes: Graph, narrower: Narrower, found: Collection[Node]
) -> Collection[Node]:
    """Return the nodes at which a shape is aimed, at least those among some."""
    if not found:
        return ()
    named = "" if any(isinstance(node, BlankNode) for node in found) else one_of("this", found)
    aimed = f"SELECT DISTINCT ?this WHERE {{ {named} {focus_pattern(shapes, shape, narrower)} }}"
    return {row["this"] for row in asked(store, aimed)}


def prefixes_of(shape: RdflibNode, shapes: Graph) -> dict[str, str]:
    """Return the prefixes that the query of a shape uses.

    Args:
        shape: the shape.
        shapes: shapes in SHACL-SPARQL, this one among them.
    """
    declared = shapes.objects(shapes.value(shapes.value(shape, SH.sparql), SH.prefixes), SH.declare)
    return {str(shapes.value(one, SH.prefix)): str(shapes.value(one, SH.namespace)) for one in declared}


def one_of(variable: str, nodes: Iterable[Node]) -> str:
    """Return the pattern by which a variable is one of some nodes, none of which is blank.

    Args:
        variable: its name.
        nodes: the nodes.
    """
    return f"VALUES ?{variable} {{ {' '.join(sorted(map(str, nodes)))} }}"
