"""What a build leaves for the next one, which then does only what is new: `state.json`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from migrationkg.graph.quads import kinds_of
from migrationkg.json_form import check_form
from migrationkg.knowledge_base.fingerprint import code_fingerprint
from migrationkg.knowledge_base.resolving import Graph

#: The file, as far as State says it.
_FORM = {"code": str, "base": str, "resources": {}, "kinds": {}, "replaced": {}, "edited": [str]}


@dataclass(frozen=True, slots=True)
class State:
    """What the graph of a knowledge base was made by, and of.

    Attributes:
        code: fingerprint of the program, its authority data, shapes and ontology.
        base: where the IRIs of the data begin.
        resources: IRI of each resource → fingerprint of what is said of it outside of the items.
        kinds: IRI of each resource → its kind.
        replaced: IRIs out of use → what they mean.
        edited: ids of the items of which decisions, or what other items tell, took something away.
        statements: number of statements in the union of all graphs, evidence left out.
        checked: number of statements that were validated; 0 where none were.
    """

    code: str
    base: str
    resources: Mapping[str, str]
    kinds: Mapping[str, str]
    replaced: Mapping[str, str]
    edited: tuple[str, ...]
    statements: int
    checked: int


def state_of(graph: Graph, statements: int) -> State:
    """Return the state that a build leaves.

    Args:
        graph: what was made.
        statements: number of statements in the union of all graphs, without evidence.
    """
    return State(
        code=code_fingerprint(),
        base=graph.base,
        resources=graph.fingerprints,
        kinds=kinds_of(graph.resolution),
        replaced=dict(graph.resolution.replaced),
        edited=graph.edited,
        statements=statements,
        checked=0,
    )


def write_state(state: State, path: Path) -> None:
    """Write what a build leaves."""
    told = {one.name: getattr(state, one.name) for one in fields(state)}
    path.write_text(json.dumps(told, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def read_state(path: Path) -> State | None:
    """Return what the last build left; None where there is none, it is damaged, or another version left it.

    Without it all is made anew, which is slower and gives the same.
    """
    try:
        told = json.loads(path.read_bytes())
        check_form(told, _FORM)
        state = State(**{**told, "edited": tuple(told["edited"])})
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return state if state.code == code_fingerprint() else None
