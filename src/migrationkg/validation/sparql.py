"""Judge statements by the shapes in SHACL-SPARQL, with Oxigraph.

SHACL puts each focus node in the place of `$this` and asks again for the next. The queries of
`ontology/shapes-sparql.ttl` find `$this` by themselves, so each is asked once for all nodes, and what is no focus node
is dropped: 72,000 statements take a second, by pySHACL over ten minutes. A test holds the answers to pySHACL's.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode, Quad, QuerySolutions, Store, Triple
from rdflib import SH, Graph
from rdflib.term import Node

from migrationkg.resources import resource
from migrationkg.validation.report import Result, Term

_TARGETS = """
    PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    SELECT DISTINCT ?this WHERE {{
      {{ VALUES ?class {{ {classes} }} ?this rdf:type/rdfs:subClassOf* ?class }} UNION
      {{ VALUES ?property {{ {properties} }} ?this ?property ?any }}
    }}"""


@dataclass(frozen=True, slots=True)
class _Shape:
    iri: str
    severity: str
    message: str
    targets: str
    query: str
    prefixes: Mapping[str, str]


def judge_by_sparql(triples: Iterable[Triple]) -> Iterator[Result]:
    """Return what the shapes of `ontology/shapes-sparql.ttl` find among statements, the class hierarchy among them."""
    store = Store()
    store.extend(Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    for shape in _shapes():
        focus_nodes = {row["this"] for row in _solutions(store, shape.targets)}
        for row in _solutions(store, shape.query, shape.prefixes):
            if row["this"] in focus_nodes:
                yield _result(shape, row["this"], row["path"], row["value"])


def _solutions(store: Store, query: str, prefixes: Mapping[str, str] | None = None) -> QuerySolutions:
    answer = store.query(query, prefixes=dict(prefixes or {}))
    assert isinstance(answer, QuerySolutions)  # noqa: S101 - all of them are SELECT
    return answer


def _result(shape: _Shape, focus: Term, path: Term, value: Term) -> Result:
    assert isinstance(path, NamedNode)  # noqa: S101 - a property
    return Result(shape.severity, focus, path, value, shape.message, shape.iri, str(SH.SPARQLConstraintComponent))


@cache
def _shapes() -> tuple[_Shape, ...]:
    graph = Graph().parse(resource("ontology/shapes-sparql.ttl"), format="turtle")
    return tuple(_shape(graph, iri) for iri in sorted(set(graph.subjects(SH.sparql)), key=str))


def _shape(graph: Graph, iri: Node) -> _Shape:
    constraint = graph.value(iri, SH.sparql)
    declared = graph.objects(graph.value(constraint, SH.prefixes), SH.declare)
    return _Shape(
        iri=str(iri),
        severity=str(graph.value(iri, SH.severity)).removeprefix(str(SH)),
        message=str(graph.value(iri, SH.message)),
        targets=_TARGETS.format(
            classes=" ".join(sorted(target.n3() for target in graph.objects(iri, SH.targetClass))),
            properties=" ".join(sorted(target.n3() for target in graph.objects(iri, SH.targetSubjectsOf))),
        ),
        query=str(graph.value(constraint, SH.select)),
        prefixes={str(graph.value(one, SH.prefix)): str(graph.value(one, SH.namespace)) for one in declared},
    )
