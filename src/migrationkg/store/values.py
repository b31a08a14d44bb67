"""From what a user types for a parameter to the RDF term that it means."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from pyoxigraph import Literal, NamedNode, Variable

from migrationkg.errors import InputError
from migrationkg.store.header import PARAMETER_EXAMPLES, Parameter
from migrationkg.store.kinds import is_a, nearest, of_another_kind
from migrationkg.store.prefixes import PREFIXES, long_name, short_name
from migrationkg.store.remote import Asked
from migrationkg.store.replaced import current

_XSD = PREFIXES["xsd"]
#: The types of times that may be compared.
_TIMES = (NamedNode(_XSD + "date"), NamedNode(_XSD + "integer"))


class UnknownNameError(InputError):
    """A value of a parameter that names nothing in the store."""


_COUNTRIES = """
SELECT DISTINCT ?country ?wanted WHERE {
  ?country a mkg:Country ;
    mkg:isoAlpha2|mkg:isoAlpha3|skos:prefLabel|skos:altLabel|rdfs:label ?name .
  FILTER(LCASE(STR(?name)) = ?wanted)
} ORDER BY ?country
"""

_NAMED = """
SELECT DISTINCT ?resource ?wanted WHERE {
  ?resource skos:prefLabel|skos:altLabel|skos:hiddenLabel|rdfs:label ?name .
  FILTER(LCASE(STR(?name)) = ?wanted
    || STRENDS(LCASE(STR(?resource)), CONCAT("/", ?wanted))
    || STRENDS(LCASE(STR(?resource)), CONCAT("#", ?wanted)))
} ORDER BY ?resource
"""

_NAMELESS = """
SELECT DISTINCT ?resource ?wanted WHERE {
  ?resource a ?class .
  FILTER(STRENDS(LCASE(STR(?resource)), CONCAT("/", ?wanted)))
} ORDER BY ?resource
"""

_REPLACED = """
SELECT DISTINCT ?resource ?wanted WHERE {
  ?former dcterms:isReplacedBy ?resource .
  FILTER(STRENDS(LCASE(STR(?former)), CONCAT("/", ?wanted)))
} ORDER BY ?resource
"""

_TOLD_OF = """
SELECT ?told ?p WHERE {
  { ?told ?p ?o } UNION { ?s ?p ?told } UNION { ?s ?told ?o } UNION { GRAPH ?told { ?s ?p ?o } }
} LIMIT 1
"""

_PROJECTS = "SELECT ?resource { ?resource a mkg:Project } ORDER BY ?resource LIMIT 1"


def bind_values(
    store: Asked, parameters: Sequence[Parameter], given: Mapping[str, str]
) -> dict[str, NamedNode | Literal]:
    """Return the RDF term for each parameter that is given or has a default.

    Args:
        store: where names of resources and countries are looked up.
        parameters: what the question declares.
        given: name → value, as the user wrote them.

    Raises:
        InputError: a parameter is unknown or lacking, a value does not fit its type, or a time ends before it begins.
    """
    unknown = sorted(set(given) - {parameter.name for parameter in parameters})
    if unknown:
        raise InputError(f"the question has no parameter '{unknown[0]}'; {_expected(parameters)}")
    values = {}
    for parameter in parameters:
        value = given.get(parameter.name, parameter.default)
        if value is not None:
            values[parameter.name] = _term(store, parameter, value.strip())
        elif parameter.required:
            raise InputError(
                f"the question needs the parameter '{parameter.name}' ({parameter.meaning}), "
                f"as in {parameter.example}; {_expected(parameters)}"
            )
    _refuse_time_that_ends_before_it_begins(values)
    return values


def _refuse_time_that_ends_before_it_begins(values: Mapping[str, NamedNode | Literal]) -> None:
    since, until = values.get("since"), values.get("until")
    if not (isinstance(since, Literal) and isinstance(until, Literal)):
        return
    if since.datatype == until.datatype in _TIMES and since.value > until.value:
        raise InputError(f"the time ends before it begins: until {until.value} lies before since {since.value}")


def _expected(parameters: Sequence[Parameter]) -> str:
    if not parameters:
        return "it takes none (a line '# parameter: country (country, optional) – …' at its top declares one)"
    return "it takes " + ", ".join(f"{parameter.name} (as in {parameter.example})" for parameter in parameters)


def _term(store: Asked, parameter: Parameter, value: str) -> NamedNode | Literal:
    if not value:
        raise _misfit(parameter, value, "is empty")
    if parameter.type == "country":
        return _only(parameter, value, _look_up(store, _COUNTRIES, "country", value))
    if parameter.type == "iri":
        return _resource(store, parameter, value)
    if parameter.type == "date":
        return Literal(_day(parameter, value), datatype=NamedNode(_XSD + "date"))
    if parameter.type == "year":
        if not re.fullmatch(r"[12][0-9]{3}", value):
            raise _misfit(parameter, value, "is no year of four digits")
        return Literal(value, datatype=NamedNode(_XSD + "integer"))
    return Literal(value)


def _day(parameter: Parameter, value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise _misfit(parameter, value, "is no day of the calendar in the form YYYY-MM-DD") from error


def _resource(store: Asked, parameter: Parameter, value: str) -> NamedNode:
    if not ("://" in value or value.startswith("urn:") or value.partition(":")[0] in PREFIXES):
        found: list[NamedNode] = []
        for query in (_NAMED, _NAMELESS, _REPLACED):
            found = found or _look_up(store, query, "resource", value)
        if not found:
            raise _unknown(store, parameter, value)
        fitting = [node for node in found if is_a(store, node, parameter.kind)]
        node = _only(parameter, value, fitting or found)
    else:
        try:
            node = current(store, NamedNode(long_name(value)))
        except ValueError as error:
            raise _misfit(parameter, value, "is no IRI") from error
        if not _is_told_of(store, node):
            raise _unknown(store, parameter, value)
    if not is_a(store, node, parameter.kind):
        raise InputError(f"parameter {parameter.name}: {of_another_kind(store, node, parameter.kind, value)}")
    return node


def _is_told_of(store: Asked, node: NamedNode) -> bool:
    """Return whether a resource is subject, property or object of a statement, or names a graph."""
    return any(store.query(_TOLD_OF, prefixes=PREFIXES, substitutions={Variable("told"): node}))  # type: ignore[arg-type]


def _unknown(store: Asked, parameter: Parameter, value: str) -> UnknownNameError:
    """Return the error for a value that names nothing, with the names that are most like it."""
    near = nearest(store, parameter.kind, value)
    told = _misfit(parameter, value, f"is not known to this knowledge base{near}", _example(store, parameter))
    return UnknownNameError(str(told))


def _look_up(store: Asked, query: str, variable: str, value: str) -> list[NamedNode]:
    solutions = store.query(query, prefixes=PREFIXES, substitutions={Variable("wanted"): Literal(value.lower())})
    return [solution[variable] for solution in solutions]  # type: ignore[union-attr]  # a SELECT gives solutions


def _example(store: Asked, parameter: Parameter) -> str:
    """Return a value that may be given for an IRI: a project of the store, where it has one."""
    found = store.query(_PROJECTS, prefixes=PREFIXES)
    names = [short_name(solution["resource"].value) for solution in found]  # type: ignore[union-attr]  # a SELECT
    return next(iter(names), PARAMETER_EXAMPLES[parameter.type])


def _only(parameter: Parameter, value: str, found: Sequence[NamedNode]) -> NamedNode:
    if not found:
        raise UnknownNameError(str(_misfit(parameter, value, "names no country that this knowledge base tells of")))
    if len(found) > 1:
        names = ", ".join(short_name(node.value) for node in found[:5])
        raise _misfit(parameter, value, f"may be any of {names}{', …' if len(found) > 5 else ''}")
    return found[0]


def _misfit(parameter: Parameter, value: str, why: str, example: str | None = None) -> InputError:
    """Return the error for a value."""
    kinds = {
        "iri": "an IRI, a local name or a name",
        "country": "an ISO 3166-1 code or the name of a country",
    }
    form = kinds.get(parameter.type, f"a {parameter.type}")
    such = example or PARAMETER_EXAMPLES[parameter.type]
    return InputError(f"parameter {parameter.name}: '{value}' {why}; give {form}, such as {such}")
