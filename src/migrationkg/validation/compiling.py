"""From shapes in SHACL Core to SPARQL that finds, over the store, where they may be violated: one query a constraint.

What a query finds is a candidate, which pySHACL judges; so a query may find too much, but never too little. A shape
with anything that is not known here is not compiled, and pySHACL judges the whole graph.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from rdflib import OWL, RDF, RDFS, SH, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

#: Returns a class and all below it.
Narrower: TypeAlias = Callable[[Node], Iterable[Node]]

_CLASS, _OR, _IN = SH["class"], SH["or"], SH["in"]
#: How shapes that are compiled tell their focus nodes.
TARGETS: Final = (SH.targetClass, SH.targetSubjectsOf)
#: What a shape says that is no constraint of itself.
_ABOUT: Final = {
    *(RDF.type, RDFS.label, RDFS.comment, SH.name, SH.description, SH.message, SH.severity, SH.path, SH.property),
    *(*TARGETS, SH.qualifiedValueShape),
}

#: Datatype → texts that are surely well-formed; others are candidates.
_WELL_FORMED: Final[Mapping[Node, str]] = {
    XSD.string: "",
    RDF.langString: "",
    XSD.integer: "^[+-]?[0-9]+$",
    XSD.decimal: "^[+-]?[0-9]+([.][0-9]+)?$",
    XSD.gYear: "^[1-9][0-9]{3}$",
    XSD.gYearMonth: "^[1-9][0-9]{3}-(0[1-9]|1[0-2])$",
    XSD.date: "^[1-9][0-9]{3}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)$",
}
_NODE_KINDS: Final[Mapping[Node, str]] = {SH.IRI: "isIRI", SH.BlankNode: "isBLANK", SH.Literal: "isLITERAL"}
_COMPARED: Final[Mapping[Node, str]] = {SH.minInclusive: ">=", SH.minExclusive: ">", SH.maxInclusive: "<="}

#: Regular expressions that mean the same to Python and to the store.
_SIMPLE: Final = re.compile(r"(?!.*\[\[)[A-Za-z0-9_ /^$.()|?+*\[\]{}:-]+")


class NotCompiledError(Exception):
    """A shape says something that is not compiled."""


def compiled(shapes: Graph, narrower: Narrower) -> dict[Node, tuple[str, ...]]:
    """Return shape → queries for each `?this` at which it may be violated.

    Args:
        shapes: shapes in SHACL Core.
        narrower: returns a class and all below it, by the ontology and by the graph that is judged.

    Raises:
        NotCompiledError: one of them says something that is not known here.
    """
    others = any((None, one, None) in shapes for one in (SH.targetNode, SH.targetObjectsOf, SH.target))
    if others or any((None, RDF.type, one) in shapes for one in (RDFS.Class, OWL.Class)):  # a class is a target itself
        raise NotCompiledError
    queries: dict[Node, dict[str, None]] = {}
    for shape in sorted({one for target in TARGETS for one in shapes.subjects(target)}, key=str):
        aimed = focus_pattern(shapes, shape, narrower)
        for part in (shape, *shapes.objects(shape, SH.property)):
            found = _queries(_Shape(shapes, part, aimed, narrower))
            queries.setdefault(part, {}).update(dict.fromkeys(found))
    return {shape: tuple(several) for shape, several in queries.items()}


def focus_pattern(shapes: Graph, shape: Node, narrower: Narrower) -> str:
    """Return a pattern for the focus nodes of a shape as `?this`."""
    classes = {below for class_ in shapes.objects(shape, SH.targetClass) for below in narrower(class_)}
    patterns = [f"VALUES ?class {{ {_listed(classes)} }} ?this a ?class ."] if classes else []
    patterns += [f"?this {one.n3()} ?any ." for one in sorted(shapes.objects(shape, SH.targetSubjectsOf), key=str)]
    return " UNION ".join(f"{{ {one} }}" for one in patterns)


def _listed(nodes: Iterable[Node]) -> str:
    return " ".join(sorted(node.n3() for node in nodes if isinstance(node, URIRef)))


@dataclass(frozen=True, slots=True)
class _Shape:
    """A shape that is compiled.

    Attributes:
        shapes: all of them.
        node: the shape.
        aimed: a pattern for its focus nodes.
        narrower: returns a class and all below it.
    """

    shapes: Graph
    node: Node
    aimed: str
    narrower: Narrower

    @property
    def values(self) -> str:
        """A pattern for its value nodes."""
        path = self.shapes.value(self.node, SH.path)
        return self.aimed if path is None else f"?this {_path(self.shapes, path)} ?value ."

    @property
    def value(self) -> str:
        """The variable for a value node."""
        return "?this" if self.values == self.aimed else "?value"

    def each(self, pattern: str, group: str = "") -> str:
        """Return a query for the focus nodes in a pattern; only at those found is looked whether they are any."""
        return (
            f"SELECT ?this {{ {{ SELECT DISTINCT ?this {{ {pattern} }} {group} }} FILTER EXISTS {{ {self.aimed} }} }}"
        )


def _path(shapes: Graph, path: Node) -> str:
    if isinstance(path, URIRef):
        return path.n3()
    inverse, alternatives = (shapes.value(path, kind) for kind in (SH.inversePath, SH.alternativePath))
    if isinstance(inverse, URIRef):
        return f"^{inverse.n3()}"
    if alternatives is not None:
        return "|".join(_path(shapes, one) for one in Collection(shapes, alternatives))
    raise NotCompiledError


def _queries(shape: _Shape) -> Iterator[str]:
    """Yield a query for each constraint of a shape, but one for all that look at each value alone.

    Raises:
        NotCompiledError: it says something that is not known here.
    """
    fitting = []
    for parameter, told in sorted(shape.shapes.predicate_objects(shape.node)):
        of_property = shape.value == "?value"
        if parameter in _ABOUT and not (of_property and parameter == SH.property):
            continue
        if of_property and parameter in _OF_FOCUS:
            yield _OF_FOCUS[parameter](shape, told)
        elif parameter == _CLASS:
            yield _of_class(shape, [told])
        elif parameter == _OR and (classes := _classes(shape, told)):
            yield _of_class(shape, classes)
        elif parameter == _IN:
            yield shape.each(f"{shape.values} MINUS {{ {_values(Collection(shape.shapes, told), shape.value)} }}")
        else:
            fitting.append(_expression(shape.shapes, parameter, told, shape.value))
    if fitting:
        yield shape.each(f"{shape.values} FILTER (!COALESCE({' && '.join(fitting)}, false))")


def _classes(shape: _Shape, alternatives: Node) -> list[Node]:
    """Return the classes of which one must fit; none where one of the alternatives says something else."""
    told = [list(shape.shapes.predicate_objects(one)) for one in Collection(shape.shapes, alternatives)]
    found = [one[0][1] for one in told if [kind for kind, _ in one] == [_CLASS]]
    return found if len(found) == len(told) else []


def _of_class(shape: _Shape, classes: Iterable[Node]) -> str:
    kinds = _listed({below for class_ in classes for below in shape.narrower(class_)})
    return shape.each(f"{shape.values} MINUS {{ VALUES ?kind {{ {kinds} }} {shape.value} a ?kind }}")


def _at_least(shape: _Shape, told: Node, fitting: str = "") -> str:
    if _number(told) != 1:
        raise NotCompiledError
    return f"SELECT DISTINCT ?this WHERE {{ {shape.aimed} MINUS {{ {shape.values} {fitting} }} }}"


def _at_most(shape: _Shape, told: Node, fitting: str = "") -> str:
    return shape.each(f"{shape.values} {fitting}", f"GROUP BY ?this HAVING (COUNT(*) > {_number(told)})")


def _qualified(count: Callable[[_Shape, Node, str], str]) -> Callable[[_Shape, Node], str]:
    """Return how to compile a bound on the number of values that fit a shape, about which no query may be wrong."""

    def query(shape: _Shape, told: Node) -> str:
        shapes = list(shape.shapes.objects(shape.node, SH.qualifiedValueShape))
        if len(shapes) > 1 or not {_IN, SH.languageIn}.issuperset(shape.shapes.predicates(shapes[0])):
            raise NotCompiledError
        said = list(shape.shapes.predicate_objects(shapes[0]))
        if [parameter for parameter, _ in said] == [_IN]:
            return count(shape, told, _values(Collection(shape.shapes, said[0][1]), shape.value))
        return count(shape, told, f"FILTER ({_fits(shape.shapes, shapes[0], shape.value)})")

    return query


def _one_each(shape: _Shape, _told: Node) -> str:
    group = "GROUP BY ?this LCASE(LANG(?value)) HAVING (COUNT(*) > 1)"
    return shape.each(f"{shape.values} FILTER (LANG(?value) != '')", group)


def _equal(shape: _Shape, told: Node) -> str:
    other = f"?this {told.n3()} ?value ."
    return shape.each(f"{{ {shape.values} MINUS {{ {other} }} }} UNION {{ {other} MINUS {{ {shape.values} }} }}")


def _disjoint(shape: _Shape, told: Node) -> str:
    return shape.each(f"{shape.values} ?this {told.n3()} ?value .")


def _has(shape: _Shape, told: Node) -> str:
    return _at_least(shape, Literal(1), _values([told], "?value"))


#: Constraints on all values of a focus node together.
_OF_FOCUS: Final[Mapping[Node, Callable[[_Shape, Node], str]]] = {
    SH.minCount: _at_least,
    SH.maxCount: _at_most,
    SH.qualifiedMinCount: _qualified(_at_least),
    SH.qualifiedMaxCount: _qualified(_at_most),
    SH.uniqueLang: _one_each,
    SH.equals: _equal,
    SH.disjoint: _disjoint,
    SH.hasValue: _has,
}


def _fits(shapes: Graph, shape: Node, value: str) -> str:
    """Return an expression that is true only for values that fit a shape without a path."""
    told = [_expression(shapes, parameter, one, value) for parameter, one in sorted(shapes.predicate_objects(shape))]
    return f"({' && '.join(told) or 'false'})"


def _expression(shapes: Graph, parameter: Node, told: Node, value: str) -> str:
    """Return an expression that is true only for values that a constraint allows.

    Raises:
        NotCompiledError: the constraint is not known here.
    """
    if parameter == SH.datatype and told in _WELL_FORMED:
        form = _WELL_FORMED[told]
        return f"(DATATYPE({value}) = {told.n3()}" + (f" && REGEX(STR({value}), '{form}'))" if form else ")")
    if parameter == SH.nodeKind and told in _NODE_KINDS:
        return f"{_NODE_KINDS[told]}({value})"
    if parameter in _COMPARED:
        return f"{value} {_COMPARED[parameter]} {_number(told)}"
    if parameter == SH.minLength:
        return f"STRLEN(STR({value})) >= {_number(told)}"
    if parameter == SH.pattern and _SIMPLE.fullmatch(str(told)) and (None, SH.flags, None) not in shapes:
        return f"REGEX(STR({value}), '{told}')"
    if parameter == SH.languageIn:
        return f"({' || '.join(f'LANGMATCHES(LANG({value}), {one.n3()})' for one in Collection(shapes, told))})"
    if parameter == _IN:
        return _one_of(Collection(shapes, told), value)
    if parameter == _OR:
        return f"({' || '.join(_fits(shapes, one, value) for one in Collection(shapes, told))})"
    raise NotCompiledError


def _one_of(several: Iterable[Node], value: str) -> str:
    """Return an expression for a value being one of several IRIs or plain texts."""
    return f"({' || '.join(f'sameTerm({value}, {one.n3()})' for one in _plain(several))})"


def _values(several: Iterable[Node], value: str) -> str:
    """Return a pattern for a value being one of them, which is quicker where nothing else must be true of it."""
    return f"VALUES {value} {{ {' '.join(one.n3() for one in _plain(several))} }}"


def _plain(several: Iterable[Node]) -> list[Node]:
    """Return terms that are IRIs and plain texts.

    Raises:
        NotCompiledError: one is something else.
    """
    listed = list(several)
    if not all(isinstance(one, URIRef) or (isinstance(one, Literal) and not one.datatype) for one in listed):
        raise NotCompiledError
    return listed


def _number(told: Node) -> int:
    if isinstance(told, Literal) and told.datatype == XSD.integer and str(told).isdecimal():
        return int(told)
    raise NotCompiledError
