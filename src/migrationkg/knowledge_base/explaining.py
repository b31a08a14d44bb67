"""What of a knowledge base stands on other than an item's words: decisions, the order of phases, authority data."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from migrationkg.curation.decisions import is_path
from migrationkg.curation.things import added_thing
from migrationkg.graph import terms
from migrationkg.graph.authority import authority_graph
from migrationkg.inspection.explaining import decided, is_called
from migrationkg.knowledge_base.curating import decisions_of
from migrationkg.knowledge_base.folder import KnowledgeBase, open_knowledge_base
from migrationkg.knowledge_base.removing import file_and_undo
from migrationkg.knowledge_base.using import base_of, current_name
from migrationkg.model import ENTITY_RELATIONS, Decision
from migrationkg.resolution.settled import STATE_RELATIONS
from migrationkg.store import open_store


@dataclass(frozen=True, slots=True)
class Standing:
    """A fact that no single item says.

    Attributes:
        subject: the label of its subject.
        relation: the relation.
        object: the label of its object, or the value.
        rule: "decision", "phase" or "authority".
        meaning: on what it stands: who decided it, when and why, how phases are told, or what authority data have.
    """

    subject: str
    relation: str
    object: str
    rule: str
    meaning: str


def decisions_in_force(kb: str | Path) -> list[Decision]:
    """Return the decisions that the last build applied, with the paths that stand for those out of use.

    Args:
        kb: the folder.

    Raises:
        InputError: there is no knowledge base, or its decisions cannot be read.
    """
    return [_current(kb, one) for one, applied in decisions_of(kb)[0] if applied]


def _current(kb: str | Path, one: Decision) -> Decision:
    target = current_name(kb, one.object) if one.relation in ENTITY_RELATIONS else one.object
    return replace(one, thing=current_name(kb, one.thing), object=target)


def facts_beyond_words(
    kb: str | Path, subject: str, relation: str | None = None, target: str | None = None
) -> list[Standing]:
    """Return the facts about a thing, or the one fact, that stand on a decision, the order of phases or authority data.

    Which things turned into this one by a decision is such a fact (`isReplacedBy`).

    Args:
        kb: the folder.
        subject: a name of the thing, a state's code, an IRI or the last parts of one.
        relation: with `target`, the one fact that is wanted.
        target: name, code, IRI or value of the fact's object.

    Raises:
        InputError: there is no knowledge base, or its decisions cannot be read.
    """
    known = open_knowledge_base(Path(kb))
    store, base = open_store(known.store), base_of(known)
    found = []
    # A path means one thing: then the others need not be looked at.
    node = NamedNode(base + subject) if is_path(subject) else None
    about = node if node and any(store.quads_for_pattern(node, terms.TYPE, None, DefaultGraph())) else None
    for one, told, other, rule, meaning in _all(known, store, base, about):
        ends = is_called(subject, _names(store, one)), is_called(target or subject, _names(store, other))
        if any(ends) if relation is None else (all(ends) and relation == told):
            subject_label, object_label = (_label(store, end).removeprefix(base) for end in (one, other))
            found.append(Standing(subject_label, told, object_label, rule, meaning))
    return list(dict.fromkeys(found))


def _all(
    known: KnowledgeBase, store: Store, base: str, about: NamedNode | None
) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield subject, relation and object of each fact, or of those about a thing, with rule and meaning."""
    for written, applied in decisions_of(known.folder)[0]:
        one = _current(known.folder, written) if applied else written
        if applied and one.kind == "add":
            meaning = f"{decided(one)} (told in {one.source})"
            for relation, target in _added(one, base):
                yield base + one.thing, relation, target, "decision", meaning
        elif one.thing != written.thing and one.kind in {"merge", "retype"}:
            where, undo = file_and_undo(known, written)
            meaning = f"{decided(written)} ({where}; to take it back: {undo})"
            yield base + written.thing, "isReplacedBy", base + one.thing, "decision", meaning
    for quad in _with(store, about, terms.FOLLOWS):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            yield quad.subject.value, "follows", quad.object.value, "phase", _PHASE
    for node in _authority_statements(store, base, about):
        subject, relation, target, ground = (_value(store, node, term) for term in _OF_AUTHORITY)
        yield subject, relation.removeprefix(terms.ONTOLOGY), target, "authority", f"no item says it; {ground}"


def _with(store: Store, about: NamedNode | None, property_: NamedNode) -> Iterator[Quad]:
    """Yield the statements of a property, or those with a thing at one of their ends."""
    yield from store.quads_for_pattern(about, property_, None, DefaultGraph())
    if about is not None:
        yield from store.quads_for_pattern(None, property_, about, DefaultGraph())


def _authority_statements(store: Store, base: str, about: NamedNode | None) -> Iterator[NamedNode | BlankNode | Triple]:
    """Yield what tells of the statements of authority data, or of those about a thing."""
    graph = authority_graph(base)
    if about is None:
        yield from (one.subject for one in store.quads_for_pattern(None, terms.TYPE, terms.AUTHORITY_STATEMENT, graph))
        return
    for end in (terms.SUBJECT, terms.OBJECT):
        yield from (one.subject for one in store.quads_for_pattern(None, end, about, graph))


def _value(store: Store, node: NamedNode | BlankNode | Triple, property_: NamedNode) -> str:
    values = (quad.object for quad in store.quads_for_pattern(node, property_, None, None))
    return min((value.value for value in values if isinstance(value, NamedNode | Literal)), default="")


def _added(one: Decision, base: str) -> Iterator[tuple[str, str]]:
    """Yield the facts that a decision adds; that a thing is there is one, too."""
    if not one.makes:
        yield one.relation, base + one.object if one.relation in ENTITY_RELATIONS else one.object
        return
    yield "is", one.makes
    if state := added_thing(one).state:
        yield STATE_RELATIONS[one.makes], f"{base}country/{state.lower()}"


def _names(store: Store, iri: str) -> set[str]:
    """Return everything by which a user may call what an IRI means; a value is called as it is."""
    if "://" not in iri:
        return {iri}
    wanted = (terms.PREF_LABEL, terms.ALT_LABEL, terms.ISO_ALPHA2)
    told = (quad.object for term in wanted for quad in store.quads_for_pattern(NamedNode(iri), term, None, None))
    return {iri, *(value.value for value in told if isinstance(value, Literal))}


def _label(store: Store, iri: str) -> str:
    if "://" not in iri:
        return iri
    told = (quad.object for quad in store.quads_for_pattern(NamedNode(iri), terms.PREF_LABEL, None, None))
    return min((value.value for value in told if isinstance(value, Literal)), default=iri)


_OF_AUTHORITY = (terms.SUBJECT, terms.PREDICATE, terms.OBJECT, terms.DESCRIPTION)
_PHASE = "phases bear one name or acronym; each follows the one with the next lower number"
