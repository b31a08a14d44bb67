"""The core shapes, written so that pySHACL is quick with them; what they find is the same, as a test holds."""

from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode, Triple
from rdflib import SH, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from migrationkg.resources import resource

SUB_CLASS_OF = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
_CLASS, _OR = SH["class"], SH["or"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Shapes as pySHACL takes them.

    Attributes:
        graph: the shapes; the targets of each are the subjects of the properties that `mark_of` gives.
        marks: all those properties.
        classes: what the graph that is judged must say of sub-classes besides.
        either: IRIs of the shapes in which sh:class stands for sh:or over several classes.
    """

    graph: Graph
    marks: frozenset[str]
    classes: tuple[Triple, ...]
    either: frozenset[str]


def mark_of(kind: str, target: str) -> str:
    """Return the property that marks the nodes to be judged; no graph has it otherwise.

    Args:
        kind: IRI of sh:targetClass or sh:targetSubjectsOf.
        target: IRI of the class or property.
    """
    return f"urn:migrationkg:{kind}:{target}".replace("#", "/")


@cache
def prepared_shapes() -> Prepared:
    """Return the shapes of `ontology/shapes.ttl`."""
    shapes = Graph().parse(resource("ontology/shapes.ttl"), format="turtle")
    marks = _mark_targets(shapes)
    unions = _join_classes(shapes)
    classes = tuple(
        Triple(NamedNode(str(one)), SUB_CLASS_OF, NamedNode(_union_of(shape)))
        for shape, several in unions.items()
        for one in several
    )
    return Prepared(shapes, marks, classes, frozenset(map(str, unions)))


def _mark_targets(shapes: Graph) -> frozenset[str]:
    """Put marks in the place of targets; a property shape gets those of the node shapes that name it.

    These then need not name it: pySHACL goes through the property shapes of a node one by one, which takes long.
    """
    marks = set()
    kinds = (SH.targetClass, SH.targetSubjectsOf)
    for shape, kind, target in [told for one in kinds for told in shapes.triples((None, one, None))]:
        mark = mark_of(str(kind), str(target))
        marks.add(mark)
        shapes.remove((shape, kind, target))
        for judging in (shape, *shapes.objects(shape, SH.property)):
            shapes.add((judging, SH.targetSubjectsOf, URIRef(mark)))
    shapes.remove((None, SH.property, None))
    return frozenset(marks)


def _join_classes(shapes: Graph) -> dict[Node, list[Node]]:
    """Put one class in the place of several of which one must fit, and return shape → the several.

    pySHACL writes a report on each class that does not fit, and then throws it away.
    """
    found: dict[Node, list[Node]] = {}
    for shape, alternatives in list(shapes.subject_objects(_OR)):
        each = list(Collection(shapes, alternatives))
        if all(set(shapes.predicates(one)) == {_CLASS} for one in each) and (shape, _CLASS, None) not in shapes:
            found[shape] = [class_ for one in each for class_ in shapes.objects(one, _CLASS)]
            shapes.remove((shape, _OR, None))
            shapes.add((shape, _CLASS, URIRef(_union_of(shape))))
    return found


def _union_of(shape: Node) -> str:
    return f"urn:migrationkg:either:{shape}"
