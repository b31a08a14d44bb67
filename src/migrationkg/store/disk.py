"""The embedded Oxigraph store: written once, then read by many.

The default graph of a store holds every statement of the named graphs too, once: Oxigraph's own union of
graphs gives a statement that two news items make twice, and a count over it comes out wrong. The named graphs
stay as they are, for questions with `GRAPH`. The ontology and the concept schemes are loaded along, in a
graph of their own, so that labels of event types and the hierarchy of classes can be asked; so are the questions of the
catalogue.

On disk, `store.txt` names the format and the folder with the current data; it is replaced in one step, when
the new data are complete, so that a crash or a full disk leaves the last good state.
"""

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, parse

from migrationkg.collector import give_back
from migrationkg.errors import InputError
from migrationkg.graph.files import keep_names
from migrationkg.graph.rdf_file import read_rdf
from migrationkg.resources import resource
from migrationkg.store.executables import executables

#: The named graph with the ontology, its alignments and the concept schemes.
ONTOLOGY_GRAPH = NamedNode("https://w3id.org/migrationkg/ontology")

#: The named graph with the questions of the catalogue, where editors of SPARQL look for examples.
QUESTIONS_GRAPH = NamedNode("https://w3id.org/migrationkg/questions")

#: The named graphs that every store has, whatever the news.
OWN_GRAPHS = frozenset({ONTOLOGY_GRAPH, QUESTIONS_GRAPH})

_ONTOLOGY_FILES = ("migrationkg.ttl", "event-types.ttl", "themes.ttl", "alignments.ttl")
_FORMATS = (".ttl", ".trig", ".nq", ".nt")
_MARKER = "store.txt"
_FORMAT_LINE = "migrationkg store, format 1"
_DATA = re.compile(r"data-(\d+)")

_AT_ONCE = 917_504
"""How many quads are loaded together: as many as fit the engine's table of two to the twentieth places. With one more
it takes one of twice the places, 1,100 MB instead of 780. Fewer would need less; but the engine compresses what it
sorts in one go or two, and what it has to merge of more it leaves uncompressed, in twice the room."""

_PACKED = "packed.txt"
"""In the folder of the data: how many bytes they were when they were written whole."""

_GROWN, _LITTLE = 1.5, 2**25
"""How many times as large a store grows by small writes before it is written whole again, and so many bytes at least.
The engine leaves uncompressed what it merges; asked to merge all (`Store.optimize`), it makes it nearly twice as large.
"""

_OPENINGS = 100
"""How often a store is opened anew where a writer swaps it meanwhile; one opening takes milliseconds."""


def write_store(quads: Iterable[Quad] | Path, folder: Path) -> None:
    """Write a store with these quads and the ontology, in place of what the folder holds.

    Whoever opens the store afterwards gets the new one. The one before it stays on disk until the next
    writing, for those who have it open: Oxigraph opens files when a query first needs them.

    Args:
        quads: the quads; or a file of TriG, of which never all quads are in memory.
        folder: folder of the store.

    Raises:
        InputError: the folder holds something other than a store, or cannot be written.
    """
    _refuse_foreign(folder)
    former = _former(folder)
    fresh = folder / f"data-{_last_number(folder) + 1}"
    try:
        fresh.mkdir(parents=True)
        _fill(Store(str(fresh)), quads)
        (fresh / _PACKED).write_text(str(_bytes(fresh)), encoding="ascii")
        mark_current(folder, fresh.name)
    except (OSError, RuntimeError) as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise InputError(f"{folder}: the store cannot be written: {error}") from error
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    for name in _names(folder):
        if name not in {_MARKER, former, fresh.name}:
            shutil.rmtree(folder / name, ignore_errors=True)


def has_grown(folder: Path) -> bool:
    """Tell whether small writes have made a store so much larger than it was that it is to be written whole again.

    Raises:
        InputError: there is no store.
    """
    data = folder / current_data(folder)
    try:
        packed = int((data / _PACKED).read_text(encoding="ascii"))
    except (OSError, ValueError):  # an earlier version took no note
        return False
    return _bytes(data) > max(_GROWN * packed, packed + _LITTLE)


def _bytes(data: Path) -> int:
    return sum(path.stat().st_size for path in data.glob("*.sst"))


def adopt_store(fresh: Path, folder: Path) -> None:
    """Put a store that was written elsewhere in the place of another; may be cut off and begun again.

    Whoever opens the store gets the one or the other. The one before it stays on disk until the next time, for those
    who have it open.

    Args:
        fresh: folder of the new store, which is gone afterwards.
        folder: folder of the store that it replaces.
    """
    if folder.exists() and not folder.is_dir():
        folder.unlink()
    folder.mkdir(exist_ok=True)
    for name in filter(_DATA.fullmatch, _names(fresh)):
        (fresh / name).replace(folder / f"data-{_last_number(folder) + 1}")
    last = _last_number(folder)
    keep_names(folder)
    if (folder / _MARKER).is_dir():
        shutil.rmtree(folder / _MARKER)
    mark_current(folder, f"data-{last}")
    keep_names(folder)
    for name in _names(folder):
        found = _DATA.fullmatch(name)
        if name != _MARKER and not (found and int(found[1]) >= last - 1):
            _remove(folder / name)
    shutil.rmtree(fresh)


def _last_number(folder: Path) -> int:
    return max((int(found[1]) for found in map(_DATA.fullmatch, _names(folder)) if found), default=0)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def open_store(path: Path) -> Store:
    """Open a store for reading; a file of Turtle, TriG, N-Quads or N-Triples is loaded into memory.

    Several processes may read a store at once. Ask it by `migrationkg.store.ask`.

    Raises:
        InputError: there is no store, it is damaged or of another format, or the file is not well-formed.
    """
    if path.is_file():
        return _loaded(path)
    for _ in range(_OPENINGS):
        current = current_data(path)
        try:
            return Store.read_only(str(path / current))
        except (OSError, RuntimeError) as error:
            if current_data(path) == current:  # else a writer has just put another in its place
                raise InputError(f"{path}: the store is damaged ({_first_line(error)}); build it again") from error
    raise InputError(f"{path}: the store is being rewritten all the time; try again later")


def descriptions(store: Store) -> Iterator[Triple]:
    """Yield the statements of a store that no named graph makes.

    Args:
        store: of `open_store`.
    """
    for quad in store.quads_for_pattern(None, None, None, DefaultGraph()):
        everywhere = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        if all(one.graph_name == DefaultGraph() for one in everywhere):
            yield quad.triple


def quads_given(store: Store) -> Iterator[Quad]:
    """Yield the quads that a store was written with: each statement where it is made, without the ontology.

    Args:
        store: of `open_store`.
    """
    yield from (Quad(one.subject, one.predicate, one.object) for one in descriptions(store))
    for graph in store.named_graphs():
        if graph not in OWN_GRAPHS:
            yield from store.quads_for_pattern(None, None, None, graph)


def _fill(store: Store, quads: Iterable[Quad] | Path) -> None:
    """Load the named graphs, then the union of all: each goes to files of its own."""
    own = list(_ontology())
    given = quads if isinstance(quads, Path) else list(quads)
    _load(store, (quad for quad in chain(_quads(given), own) if quad.graph_name != DefaultGraph()))
    _load(store, (Quad(quad.subject, quad.predicate, quad.object) for quad in chain(_quads(given), own)))
    store.flush()


def _quads(given: Iterable[Quad] | Path) -> Iterable[Quad]:
    if isinstance(given, Path):
        return parse(path=str(given), format=RdfFormat.TRIG, rename_blank_nodes=False)
    return given


def _load(store: Store, quads: Iterator[Quad]) -> None:
    for first in quads:
        store.bulk_extend(chain((first,), islice(quads, _AT_ONCE - 1)))
        give_back()


def _with_union(quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        yield quad
        if quad.graph_name != DefaultGraph():
            yield Quad(quad.subject, quad.predicate, quad.object)


def _ontology() -> Iterator[Quad]:
    for name in _ONTOLOGY_FILES:
        for quad in parse(path=resource(f"ontology/{name}"), rename_blank_nodes=True):
            yield Quad(quad.subject, quad.predicate, quad.object, ONTOLOGY_GRAPH)
    for triple in executables():
        yield Quad(triple.subject, triple.predicate, triple.object, QUESTIONS_GRAPH)


def _loaded(path: Path) -> Store:
    if path.suffix.lower() not in _FORMATS:
        raise InputError(f"{path}: is no file of RDF that can be asked; its name must end in {', '.join(_FORMATS)}")
    store = Store()
    store.extend(_with_union(read_rdf(path)))
    store.extend(_with_union(_ontology()))
    return store


def _former(folder: Path) -> str | None:
    try:
        return current_data(folder)
    except InputError:  # none yet, or one that is past reading: it is about to be replaced
        return None


def current_data(folder: Path) -> str:
    """Return the name of the folder with the current data.

    Raises:
        InputError: there is no store, or it is damaged or of another version.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: there is no store here; build a knowledge base first")
    try:
        lines = (folder / _MARKER).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise InputError(f"{folder}: is no store of migrationkg; give the folder of a knowledge base") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{folder / _MARKER}: cannot be read; build the store again") from error
    if not lines or lines[0] != _FORMAT_LINE:
        raise InputError(f"{folder}: the store was written by another version of migrationkg; build it again")
    if len(lines) != 2 or not _DATA.fullmatch(lines[1]):
        raise InputError(f"{folder / _MARKER}: is damaged; build the store again")
    return lines[1]


def mark_current(folder: Path, name: str) -> None:
    """Let a folder of data be the current one from now on."""
    fresh = folder / f"{_MARKER}.new"
    with fresh.open("w", encoding="utf-8") as stream:
        stream.write(f"{_FORMAT_LINE}\n{name}\n")
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(folder / _MARKER)


def _refuse_foreign(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder}: is a file; give a folder for the store")
    for name in _names(folder):
        if name not in {_MARKER, f"{_MARKER}.new"} and not _DATA.fullmatch(name):
            raise InputError(f"{folder}: holds '{name}', which is no part of a store; give an empty folder")


def _names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
