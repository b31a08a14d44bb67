"""Review a knowledge base, decide on it, and take a decision back."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from pyoxigraph import NamedNode, Store

from migrationkg.authority.crosswalk import find_country
from migrationkg.collector import rarely_collecting
from migrationkg.curation.decisions import COLUMNS, decision_of, decision_rows, is_path, read_decisions, row_of
from migrationkg.curation.things import KINDS_TO_ADD, thing_of
from migrationkg.errors import InputError, Problem
from migrationkg.graph import terms
from migrationkg.graph.decisions import decision_node
from migrationkg.graph.files import replacing
from migrationkg.knowledge_base.applicable import why_not
from migrationkg.knowledge_base.damage import refuse_lost
from migrationkg.knowledge_base.doubtful import read_doubtful
from migrationkg.knowledge_base.folder import KnowledgeBase, open_knowledge_base
from migrationkg.knowledge_base.forbidden import why_forbidden
from migrationkg.knowledge_base.locking import locked
from migrationkg.knowledge_base.noting import noted
from migrationkg.knowledge_base.using import base_of, current_name
from migrationkg.model import DECISION_KINDS, ENTITY_RELATIONS, Decision
from migrationkg.program import command
from migrationkg.reconciliation import NameIndex, Query, reconcile, things_of_store
from migrationkg.resolution.names import normal
from migrationkg.resolution.settled import STATE_RELATIONS
from migrationkg.review import Doubt, doubts
from migrationkg.store import open_store
from migrationkg.validation.report_graph import read_turtle


@rarely_collecting()
def review_knowledge_base(kb: str | Path) -> Sequence[Doubt]:
    """Return what of a knowledge base deserves a look, the most useful first, put into words as it is looked at.

    Args:
        kb: the folder.

    Raises:
        InputError: there is no knowledge base, or a file of it is damaged.
    """
    known = open_knowledge_base(Path(kb))
    results = read_turtle(known.report_graph) if known.report_graph.exists() else ()
    decisions, _ = read_decisions(known.decisions)
    doubtful, store = read_doubtful(known.doubtful), open_store(known.store)
    with noted(known, store) as notes:
        return doubts(store, results, decisions, base_of(known), kb, doubtful, notes)


def decisions_of(kb: str | Path) -> tuple[list[tuple[Decision, bool]], tuple[Problem, ...]]:
    """Return the decisions of a knowledge base, each with whether the last build applied it, and lines that are none.

    Args:
        kb: the folder.

    Raises:
        InputError: there is no knowledge base, or the file cannot be read.
    """
    known = open_knowledge_base(Path(kb))
    decisions, problems = read_decisions(known.decisions)
    store, base = open_store(known.store), base_of(known)
    nodes = [decision_node(one, base) for one in decisions]
    applied = [any(store.quads_for_pattern(node, terms.TYPE, None, None)) for node in nodes]
    return list(zip(decisions, applied, strict=True)), problems


def decide(
    kb: str | Path, kind: str, what: Sequence[str], *, who: str, why: str, item: str = "", source: str = ""
) -> Decision:
    """Write a decision into the file of a knowledge base; the next build applies it.

    Args:
        kb: the folder.
        kind: one of `model.DECISION_KINDS`.
        what: what it is about, in the order of `model.DECISION_KINDS`; a thing by its path, its IRI or its name. To
            add a thing: its name, its kind and, of a public body or a place, its state where it is known.
        who: the curator.
        why: the reason.
        item: id of the item to which it is limited.
        source: where an added fact or thing is told.

    Raises:
        InputError: the decision is none, speaks of what is not in the graph, or would not apply in the next build.
    """
    known = open_knowledge_base(Path(kb))
    decision = _decision(known, kind, what, {"item": item, "source": source, "who": who, "why": why})
    with locked(known.folder):
        refuse_lost(known, [known.decisions])
        _refuse_in_vain(known, decision)
        _write(known, decision_rows(known.decisions).with_row(dict(zip(COLUMNS, row_of(decision), strict=True))))
    return decision


def propose(
    kb: str | Path, kind: str, what: Sequence[str], *, who: str, why: str, item: str = "", source: str = ""
) -> Decision:
    """Return a decision as `decide` would write it down, unless a build would not apply it; nothing is written.

    Args:
        kb: the folder.
        kind: as of `decide`, like the others.
        what: what it is about.
        who: the curator.
        why: the reason.
        item: id of the item to which it is limited.
        source: where an added fact or thing is told.

    Raises:
        InputError: as `decide` does.
    """
    known = open_knowledge_base(Path(kb))
    decision = _decision(known, kind, what, {"item": item, "source": source, "who": who, "why": why})
    if fault := _there_already(decision, known) or why_forbidden(decision, known, base_of(known)):
        raise InputError(f"no decision: {fault}")
    return decision


def _decision(known: KnowledgeBase, kind: str, what: Sequence[str], told: Mapping[str, str]) -> Decision:
    cells = {"decision": kind, **told, **_cells(kind, what)}
    try:
        found = cells if _adds_thing(cells) else _with_paths(known, cells)
        return decision_of({**found, "when": date.today().isoformat()})
    except ValueError as error:
        raise InputError(f"no decision: {error}") from error


def _refuse_in_vain(known: KnowledgeBase, decision: Decision) -> None:
    base = base_of(known)
    if fault := (
        _there_already(decision, known) or why_not(decision, known, base) or why_forbidden(decision, known, base)
    ):
        raise InputError(f"no decision: {fault}")


def undo(kb: str | Path, line: int) -> Decision:
    """Take the decision on a line of the file back; the next build goes without it.

    Args:
        kb: the folder.
        line: the line, as `decisions_of` tells it.

    Raises:
        InputError: no decision stands there.
    """
    known = open_knowledge_base(Path(kb))
    with locked(known.folder):
        decisions, _ = read_decisions(known.decisions)
        taken = next((one for one in decisions if one.line == line), None)
        if taken is None:
            listing = command("decisions", "--kb", str(known.folder))
            raise InputError(f"{known.decisions}:{line}: no decision stands there; list them with: {listing}")
        _write(known, decision_rows(known.decisions).without(line))
    return taken


def _cells(kind: str, what: Sequence[str]) -> dict[str, str]:
    if kind == "add" and len(what) in {2, 3} and what[1].removeprefix("mkg:") in KINDS_TO_ADD:
        return _cells_of_thing(*what)
    columns = DECISION_KINDS.get(kind, ())
    hint = ""
    if kind == "split":
        columns, hint = ("thing",), ", and the news item by --item"
    elif kind == "add":
        hint = "; or a name, its kind and its state"
    whole = kind == "reject" and len(what) == 1
    if columns and len(what) != len(columns) and not whole:
        raise InputError(f"{kind} takes {', then '.join(columns)}{hint}; {len(what)} words were given")
    return dict(zip(columns, what, strict=False))


def _cells_of_thing(name: str, kind: str, state: str = "") -> dict[str, str]:
    kind = kind.removeprefix("mkg:")
    country = find_country(state.removeprefix("country/"))
    if state and country is None:
        raise InputError(f"{state!r} is no state; write its name or its code of two letters")
    if state and kind not in STATE_RELATIONS:
        raise InputError(f"a {kind} is told apart by no state; leave {state!r} out, and add what it has to do with it")
    thing = thing_of(kind, name.strip(), country.iso if country else None).iri
    return {"thing": thing, "relation": kind, "object": name}


def _adds_thing(cells: Mapping[str, str]) -> bool:
    return cells["decision"] == "add" and cells.get("relation") in KINDS_TO_ADD


def _there_already(decision: Decision, known: KnowledgeBase) -> str:
    """Return why a thing is not added, where the graph has it without a decision; later news may tell of it."""
    node = NamedNode(base_of(known) + decision.thing)
    new = decision.makes and not _added(known, decision.thing)
    there = new and any(open_store(known.store).quads_for_pattern(node, terms.TYPE, None, None))
    return f"the graph has {decision.thing} already; add facts to it, or name what you add otherwise" if there else ""


def _with_paths(known: KnowledgeBase, cells: Mapping[str, str]) -> dict[str, str]:
    """Return the cells with the path of each thing in the place of its IRI or name."""
    store, base = open_store(known.store), base_of(known)
    found = dict(cells)
    for column in ("thing", "object"):
        names_thing = (
            column == "thing" or cells["decision"] in {"merge", "apart"} or _relation(cells) in ENTITY_RELATIONS
        )
        if names_thing and cells.get(column):
            may_be_new = column == "object" and cells["decision"] == "add"
            state = _state(cells[column].removeprefix(base)) if may_be_new else None
            found[column] = _added(known, cells[column].removeprefix(base)) or _path(
                known, store, base, cells[column], state
            )
    return found


def _added(known: KnowledgeBase, name: str) -> str | None:
    """Return the path of what decisions add under a name or path, be it built yet or not."""
    things = {one.thing: one.object for one in read_decisions(known.decisions)[0] if one.makes}
    found = [name] if name in things else [path for path, called in things.items() if called == name]
    if len(found) > 1:
        raise InputError(f"{name!r}: decisions add {' and '.join(found)} under this name; write which of them")
    return found[0] if found else None


def _relation(cells: Mapping[str, str]) -> str:
    return cells.get("relation", "").removeprefix("mkg:")


def _state(name: str) -> str | None:
    """Return the path of the state that a name, a code or a path means, whether the graph has it or not."""
    country = find_country(name.removeprefix("country/"))
    return f"country/{country.iso.lower()}" if country else None


def _path(known: KnowledgeBase, store: Store, base: str, name: str, state: str | None) -> str:
    path = current_name(known.folder, name).removeprefix(base)
    if is_path(path) and any(store.quads_for_pattern(NamedNode(base + path), terms.TYPE, None, None)):
        return path
    things = things_of_store(store)
    (found,) = reconcile([Query(name)], NameIndex.of(things))
    if found and found[0].match:
        return found[0].id.removeprefix(base)
    called = [one for one in things if normal(name) in map(normal, (one.label, *one.names))]
    if len(called) == 1 and normal(name):  # elsewhere the name may mean others; here it means nothing else
        return called[0].iri.removeprefix(base)
    if state is not None:
        return state
    if len(called) > 1 and normal(name):
        several = " and ".join(sorted(one.iri.removeprefix(base) for one in called))
        raise InputError(f"{name!r}: the graph calls {several} so; write which of them")
    near = " or ".join(one.id.removeprefix(base) for one in found[:3])
    raise InputError(f"{name!r}: the graph has no such thing" + (f"; did you mean {near}?" if near else ""))


def _write(known: KnowledgeBase, text: str) -> None:
    with replacing(known.decisions) as stream:
        stream.write(text.encode())
