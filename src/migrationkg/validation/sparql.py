"""Judge a graph by the shapes in SHACL-SPARQL, with Oxigraph.

SHACL puts each focus node in the place of `$this` and asks again for the next. The queries of
`ontology/shapes-sparql.ttl` find `$this` by themselves, so each is asked once for all nodes, and what is no focus node
is dropped.
"""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Store
from rdflib import SH, Graph

from migrationkg.validation.compiling import Narrower, focus_pattern
from migrationkg.validation.report import Result
from migrationkg.validation.statements import asked


def judge_by_sparql(store: Store, shapes: Graph, narrower: Narrower) -> Iterator[Result]:
    """Return what shapes find in a store.

    Args:
        store: the graph, as default graph.
        shapes: shapes in SHACL-SPARQL.
        narrower: returns a class and all below it.
    """
    for shape in sorted(set(shapes.subjects(SH.sparql)), key=str):
        constraint = shapes.value(shape, SH.sparql)
        declared = shapes.objects(shapes.value(constraint, SH.prefixes), SH.declare)
        prefixes = {str(shapes.value(one, SH.prefix)): str(shapes.value(one, SH.namespace)) for one in declared}
        found = list(asked(store, str(shapes.value(constraint, SH.select)), prefixes))
        aimed = f"SELECT DISTINCT ?this WHERE {{ {focus_pattern(shapes, shape, narrower)} }}"
        focus_nodes = {row["this"] for row in asked(store, aimed)} if found else set()
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
