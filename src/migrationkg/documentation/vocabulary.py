"""The classes and properties of the ontology as its page shows them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import BlankNode, Literal, NamedNode, parse

from migrationkg.documentation.published import ONTOLOGY, statements
from migrationkg.resources import resource
from migrationkg.store.prefixes import PREFIXES, short_name

#: The languages of the labels and what each calls itself, with the direction in which it is written.
LANGUAGES = {
    "en": ("English", "ltr"),
    "fr": ("français", "ltr"),
    "de": ("Deutsch", "ltr"),
    "es": ("español", "ltr"),
    "ru": ("русский", "ltr"),
    "tr": ("Türkçe", "ltr"),
    "ar": ("العربية", "rtl"),
}

_KINDS = {"Class": "class", "ObjectProperty": "relation", "DatatypeProperty": "value"}


@dataclass(frozen=True, slots=True)
class Reference:
    """A term of ours or of others: its short name (`mkg:Project`), and where it is told of."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property.

    Attributes:
        name: what follows the namespace, such as `fundedBy`.
        iri: its IRI.
        kind: `class`, `relation` or `value`.
        labels: language → label.
        definition: in English.
        example: in English.
        note: in English, or nothing.
        above: what it is a kind of: parents of a class or property, in our ontology and others'.
        domain: the classes of what has it; none for a class.
        range: the classes or datatypes of its values; none for a class.
        inverse: the property that says the same the other way round, if there is one.
        follows: whether graphs do not state it, since it follows from its inverse.
        single: whether a thing has at most one value of it.
    """

    name: str
    iri: str
    kind: str
    labels: Mapping[str, str]
    definition: str
    example: str
    note: str
    above: tuple[Reference, ...]
    domain: tuple[Reference, ...]
    range: tuple[Reference, ...]
    inverse: Reference | None
    follows: bool
    single: bool


class Vocabulary:
    """The ontology, with what its alignments say of its terms."""

    def __init__(self) -> None:
        """Read it."""
        aligned = parse(path=resource("ontology/alignments.ttl"), rename_blank_nodes=True)
        others = sorted(aligned, key=str)
        self._prefixes = aligned.prefixes
        self._said: dict[tuple[object, str], list[object]] = {}
        for quad in (*statements("ontology"), *others):
            self._said.setdefault((quad.subject, short_name(quad.predicate.value)), []).append(quad.object)

    @property
    def about(self) -> list[tuple[str, list[str]]]:
        """What the ontology says of itself: property → values in words."""
        header = NamedNode(ONTOLOGY)
        told = [(name, values) for (subject, name), values in self._said.items() if subject == header]
        return sorted((name, sorted(map(_words, values))) for name, values in told if name != "rdf:type")

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The classes, then the properties, by name."""
        found = {
            subject: _KINDS[short_name(kind.value).removeprefix("owl:")]
            for (subject, name), kinds in self._said.items()
            if name == "rdf:type" and isinstance(subject, NamedNode) and subject.value.startswith(PREFIXES["mkg"])
            for kind in kinds
            if isinstance(kind, NamedNode) and short_name(kind.value).removeprefix("owl:") in _KINDS
        }
        inverses = {value for (_, name), values in self._said.items() if name == "owl:inverseOf" for value in values}
        order = list(_KINDS.values())
        terms = (self._term(node, kind, node in inverses) for node, kind in found.items())
        return tuple(sorted(terms, key=lambda term: (order.index(term.kind), term.name)))

    def _term(self, node: NamedNode, kind: str, follows: bool) -> Term:
        inverse = [*self._values(node, "owl:inverseOf"), *self._subjects("owl:inverseOf", node)]
        return Term(
            name=node.value.removeprefix(PREFIXES["mkg"]),
            iri=node.value,
            kind=kind,
            labels={
                value.language: value.value
                for value in self._values(node, "rdfs:label")
                if isinstance(value, Literal) and value.language
            },
            definition=self._text(node, "skos:definition"),
            example=self._text(node, "skos:example"),
            note=self._text(node, "skos:scopeNote"),
            above=self._references(self._above(node)),
            domain=self._references(self._values(node, "rdfs:domain")),
            range=self._references(self._values(node, "rdfs:range")),
            inverse=next(iter(self._references(inverse)), None),
            follows=follows,
            single=NamedNode(f"{PREFIXES['owl']}FunctionalProperty") in self._values(node, "rdf:type"),
        )

    def _above(self, node: object) -> list[object]:
        names = ("rdfs:subClassOf", "rdfs:subPropertyOf", "owl:equivalentClass", "owl:equivalentProperty")
        return [value for name in names for value in self._values(node, name)]

    def _values(self, node: object, name: str) -> Sequence[object]:
        return self._said.get((node, name), [])

    def _subjects(self, name: str, value: object) -> Iterator[object]:
        return (subject for (subject, said), values in self._said.items() if said == name and value in values)

    def _text(self, node: object, name: str) -> str:
        return next((value.value for value in self._values(node, name) if isinstance(value, Literal)), "")

    def _references(self, nodes: Iterable[object]) -> tuple[Reference, ...]:
        """Return classes by name; of a union its members."""
        named: set[NamedNode] = set()
        for node in nodes:
            named |= set(self._members(node))
        found = (Reference(self._short(node.value), node.value) for node in named)
        return tuple(sorted(found, key=lambda one: (not one.name.startswith("mkg:"), one.name)))

    def _short(self, iri: str) -> str:
        short = short_name(iri)
        known = ((prefix, space) for prefix, space in self._prefixes.items() if short == iri and iri.startswith(space))
        return next((f"{prefix}:{iri.removeprefix(space)}" for prefix, space in known), short)

    def _members(self, node: object) -> Iterator[NamedNode]:
        if isinstance(node, NamedNode):
            yield node
        elif isinstance(node, BlankNode):
            for rest in self._values(node, "owl:unionOf"):
                yield from self._listed(rest)

    def _listed(self, rest: object) -> Iterator[NamedNode]:
        while rest != NamedNode(PREFIXES["rdf"] + "nil"):
            yield from (one for one in self._values(rest, "rdf:first") if isinstance(one, NamedNode))
            (rest,) = self._values(rest, "rdf:rest")


def _words(value: object) -> str:
    return value.value if isinstance(value, Literal | NamedNode) else ""
