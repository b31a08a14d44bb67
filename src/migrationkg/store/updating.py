"""A store that differs little from another: its files are linked, and only the difference is written."""

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, Store, Triple

from migrationkg.errors import InputError
from migrationkg.store.disk import current_data, mark_current


@dataclass(frozen=True, slots=True)
class Difference:
    """What a store has more or less than another.

    Attributes:
        removed: statements that no graph makes any more.
        added: statements that no graph made before.
    """

    removed: frozenset[Triple]
    added: frozenset[Triple]


def write_changed_store(old: Path, removed: Iterable[Quad], added: Iterable[Quad], folder: Path) -> Difference:
    """Write a store that is another one with some quads less and some more; return what that means for the union.

    Args:
        old: folder of a store of `write_store`; it is left as it is.
        removed: quads that it has; those of the default graph are descriptions of resources.
        added: quads that it has not.
        folder: where the new one goes; holds nothing yet.

    Raises:
        InputError: there is no store, or the new one cannot be written.
    """
    gone, new = set(removed), set(added)
    fresh = folder / "data-1"
    try:
        _link(old / current_data(old), fresh)
        store = Store(str(fresh))
        difference = _apply(store, gone, new)
        store.flush()
        del store
        mark_current(folder, fresh.name)
    except (OSError, RuntimeError) as error:
        raise InputError(f"{folder}: the store cannot be written: {error}") from error
    return difference


def _link(source: Path, target: Path) -> None:
    """Copy a store; files of sorted strings never change, so a link to them will do."""
    target.mkdir(parents=True)
    for path in sorted(source.iterdir()):
        if path.name == "LOCK":
            continue
        if path.suffix == ".sst":
            try:
                os.link(path, target / path.name)
                continue
            except OSError:  # a file system without links
                pass
        shutil.copyfile(path, target / path.name)


def _apply(store: Store, removed: set[Quad], added: set[Quad]) -> Difference:
    default = DefaultGraph()
    for quad in removed:
        if quad.graph_name != default:
            store.remove(quad)
    store.extend(quad for quad in added if quad.graph_name != default)
    described = {quad.triple for quad in added if quad.graph_name == default}
    less, more = set(), set()
    for triple in {quad.triple for quad in removed | added}:
        whole = Quad(triple.subject, triple.predicate, triple.object)
        stated = triple in described or _in_named_graph(store, triple)
        if stated and whole not in store:
            more.add(triple)
        elif not stated and whole in store:
            less.add(triple)
    for triple in less:
        store.remove(Quad(triple.subject, triple.predicate, triple.object))
    store.extend(Quad(triple.subject, triple.predicate, triple.object) for triple in more)
    return Difference(frozenset(less), frozenset(more))


def _in_named_graph(store: Store, triple: Triple) -> bool:
    quads = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    return any(quad.graph_name != DefaultGraph() for quad in quads)
