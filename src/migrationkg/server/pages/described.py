"""What the page of a thing shows, and its description as RDF, read out of a store in a worker."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Store, Triple, serialize

from migrationkg.graph import terms
from migrationkg.server.pages.around import Around, around
from migrationkg.server.protocol.negotiation import Form
from migrationkg.server.protocol.writing import written
from migrationkg.server.refusals import RefusedError
from migrationkg.server.work import Written
from migrationkg.sheets.describing import name_of
from migrationkg.sheets.gathering import sheet_of
from migrationkg.sheets.naming import Named
from migrationkg.sheets.sheet import Sheet
from migrationkg.store.prefixes import PREFIXES, short_name
from migrationkg.store.replaced import current
from migrationkg.views.network import Kinds
from migrationkg.views.statements import Statements, text

_ROWS = 60  # of a section on the page of a thing
_SHOWN = 200  # statements of a kind on a page of statements; the files hold them all


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a statement.

    Attributes:
        name: what it is called.
        path: local name of a thing; empty where it has no page.
        address: of a page elsewhere; empty where it is none.
    """

    name: str
    path: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Described:
    """What is known of one thing.

    Attributes:
        iri: its IRI.
        name: what it is called.
        kind: what it is, in words.
        sheet: its fact sheet; None for what has none, such as a news item.
        around: what stands around it; None for what has no fact sheet.
        formerly: local names that are out of use, for which it stands.
        statements: property and values, for what has no fact sheet.
    """

    iri: str
    name: str
    kind: str
    sheet: Sheet | None
    around: Around | None
    formerly: tuple[str, ...]
    statements: tuple[tuple[Value, tuple[Value, ...]], ...]


def named(store: Store, iri: str) -> str:
    """Return the IRI that stands for one: itself, or what took its place.

    Args:
        store: of `open_store`.
        iri: in question.

    Raises:
        RefusedError: the store says nothing of it.
    """
    try:
        node = NamedNode(iri)
    except ValueError as error:
        raise RefusedError(404, f"{iri!r} is no IRI") from error
    now = current(store, node)
    patterns = ((now, None, None, None), (None, None, now, None))
    if not any(any(store.quads_for_pattern(*pattern)) for pattern in patterns):
        raise RefusedError(404, f"this knowledge base says nothing of <{iri}>")
    return now.value


def described(store: Store, iri: str) -> Described:
    """Return what the page of a thing shows.

    Args:
        store: of `open_store`.
        iri: of something that the store knows.
    """
    said, node = Statements(store), NamedNode(iri)
    kinds = Kinds(said)
    kind = kinds.get(iri, "")
    name = name_of(said, node)
    formerly = (quad.subject for quad in said.matching(None, terms.REPLACED_BY, node))
    return Described(
        iri=iri,
        name=name,
        kind=kind or _class_of(said, node),
        sheet=sheet_of(store, Named(iri, kind, name, ()), most=_ROWS) if kind else None,
        around=around(said, node, kinds) if kind else None,
        formerly=tuple(sorted(short_name(text(one)) for one in formerly)),
        statements=() if kind else tuple(_statements(said, node)),
    )


def _class_of(said: Statements, node: NamedNode) -> str:
    classes = [quad.object for quad in said.matching(node, terms.TYPE, None)]
    ours = sorted(
        name_of(said, one) for one in classes if isinstance(one, NamedNode) and one.value.startswith(terms.ONTOLOGY)
    )
    return ours[0] if ours else "Resource"


def _statements(said: Statements, node: NamedNode) -> Iterator[tuple[Value, tuple[Value, ...]]]:
    """Yield what is said of a thing, then what points to it, by property."""
    found: dict[tuple[bool, str], set[Value]] = {}
    for quad in said.matching(node, None, None):
        if quad.predicate == terms.LABEL:  # says the same as the preferred name
            continue
        found.setdefault((False, quad.predicate.value), set()).add(_value(said, quad.object))
    for quad in said.matching(None, None, node):
        if "/evidence/" not in text(quad.subject):  # what was read out of a news item stands in a table
            found.setdefault((True, quad.predicate.value), set()).add(_value(said, quad.subject))
    for (backwards, predicate), values in sorted(found.items()):
        label = f"{'is ' if backwards else ''}{name_of(said, NamedNode(predicate))}{' of' if backwards else ''}"
        ordered = sorted(values, key=lambda one: (one.name.casefold(), one.path))
        yield Value(label, address=predicate), tuple(ordered[:_SHOWN])


def _value(said: Statements, term: object) -> Value:
    if isinstance(term, Literal):
        return Value(term.value)
    if not isinstance(term, NamedNode):
        return Value(str(term))
    path = short_name(term.value)
    if "://" in path or ":" in path:  # of another vocabulary or catalogue
        return Value(path, address=term.value if term.value.startswith(("http://", "https://")) else "")
    return Value(name_of(said, term), path)


def description(store: Store, iri: str, form: str, media_type: str) -> Written:
    """Return what a store says of a thing, as RDF: its statements with their evidence, and the names of what they name.

    Args:
        store: of `open_store`.
        iri: of something that the store knows.
        form: name of one of the engine's `RdfFormat`.
        media_type: of that form.
    """
    return written(Form(form, media_type), partial(_write, store, iri, getattr(RdfFormat, form)))


def _write(store: Store, iri: str, form: RdfFormat, stream: BinaryIO) -> None:
    triples = sorted(set(_triples(store, NamedNode(iri))), key=str)
    named_by = {term.value for one in triples for term in one if isinstance(term, NamedNode)}
    prefixes = {
        prefix: namespace
        for prefix, namespace in PREFIXES.items()
        if any(name.startswith(namespace) for name in named_by)
    }
    serialize(triples, stream, format=form, prefixes=prefixes)


def _triples(store: Store, node: NamedNode) -> Iterator[Triple]:
    own = [quad.triple for quad in store.quads_for_pattern(node, None, None, DefaultGraph())]
    pointing = [quad.triple for quad in store.quads_for_pattern(None, None, node, DefaultGraph())]
    evidence = {one.subject for one in pointing if one.predicate == terms.SUBJECT}
    pointing = [one for one in pointing if one.predicate not in {terms.SUBJECT, terms.OBJECT}]
    yield from own
    yield from pointing
    for one in evidence:
        yield from (quad.triple for quad in store.quads_for_pattern(one, None, None, DefaultGraph()))
    yield from _names(store, {*(one.object for one in own), *(one.subject for one in pointing)} - {node})


def _names(store: Store, nodes: Iterable[object]) -> Iterator[Triple]:
    for one in nodes:
        if isinstance(one, NamedNode):
            for term in (terms.PREF_LABEL, terms.TYPE):
                yield from (quad.triple for quad in store.quads_for_pattern(one, term, None, DefaultGraph()))
