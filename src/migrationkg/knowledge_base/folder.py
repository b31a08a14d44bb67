"""The folder of a knowledge base: its files, and how a new state takes the place of the old one whole.

A build writes all it makes into `.next/` and marks it complete; only then are the files moved into place. Killed before
the mark, the folder is what it was, and the next build begins with what was read out of the news by then (see
`unfinished`); killed after it, the next command that opens the folder finishes the move. Readers
wait for nobody: each file, and the store, is the old one until the new one stands.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from migrationkg.errors import InputError
from migrationkg.graph.files import keep_file, keep_names
from migrationkg.program import command
from migrationkg.progress import stage, through
from migrationkg.store.disk import adopt_store

if TYPE_CHECKING:
    from migrationkg.knowledge_base.picture import Picture

NEXT = ".next"
_COMPLETE = "complete"
_GONE = "gone"
LOCK, HOLDER = ".lock", ".holder"
"""Locked while a build writes, and in which its process tells its id."""


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """The files of a knowledge base.

    Attributes:
        folder: where they lie.
    """

    folder: Path

    @property
    def memory(self) -> Path:
        """What was read out of each item, one JSON object a line."""
        return self.folder / "items.jsonl"

    @property
    def database(self) -> Path:
        """What the next build asks of the items, the resources and the registry; made of those files."""
        return self.folder / "memory.sqlite"

    @property
    def unfinished(self) -> Path:
        """What a build that did not end yet has read out of the news."""
        return self.folder / ".unfinished.jsonl"

    @property
    def state(self) -> Path:
        """What the next build needs to do only what is new."""
        return self.folder / "state.json"

    @property
    def digests(self) -> Path:
        """The digests of the files that a build made, by which damage is found."""
        return self.folder / ".digests"

    @property
    def identities(self) -> Path:
        """The registry of IRIs, which keeps them from build to build."""
        return self.folder / "identities.csv"

    @property
    def decisions(self) -> Path:
        """What curators decided, one line each."""
        return self.folder / "decisions.csv"

    @property
    def doubtful(self) -> Path:
        """What the news may say, but not surely enough for the graph, one JSON object a line."""
        return self.folder / "doubtful.jsonl"

    @property
    def turtle(self) -> Path:
        """The statements, for people and other systems."""
        return self.folder / "graph.ttl"

    @property
    def trig(self) -> Path:
        """The statements with the graph of each item and the evidence."""
        return self.folder / "graph.trig"

    @property
    def authority(self) -> Path:
        """The authority files that the user gave, copied."""
        return self.folder / "authority"

    @property
    def store(self) -> Path:
        """The embedded store."""
        return self.folder / "store"

    @property
    def about(self) -> Path:
        """What the owner says of the dataset: licence, publisher, creators."""
        return self.folder / "dataset.toml"

    @property
    def description(self) -> Path:
        """The dataset for catalogues: DCAT-AP, VoID, PROV-O."""
        return self.folder / "dataset.ttl"

    @property
    def report(self) -> Path:
        """The validation report as a page."""
        return self.folder / "validation.html"

    @property
    def report_graph(self) -> Path:
        """The validation report as RDF (sh:ValidationReport)."""
        return self.folder / "validation.ttl"

    @property
    def findings(self) -> Path:
        """What stands behind the results of the report, for the next one."""
        return self.folder / ".findings.json"

    @property
    def of_validation(self) -> tuple[Path, ...]:
        """The files that a validation writes, and a build that leaves it out takes away: they tell of another graph."""
        return (self.report, self.report_graph, self.findings)

    @property
    def notes(self) -> Path:
        """What a review asks of the graph."""
        return self.folder / ".review.sqlite"

    @property
    def network(self) -> Path:
        """The network page."""
        return self.folder / "network.html"

    def view(
        self, view: str = "", *, around: str = "", depth: int = 1, query: str = "", most: int = 1000, height: int = 680
    ) -> "Picture":
        """Return its network page, which a notebook shows where it is the last value of a cell.

        Args:
            view: the tab that is shown first, one of `migrationkg.views.VIEWS`.
            around: a thing by name, local name or IRI; what stands around it is the first tab then.
            depth: how many steps from it at most.
            query: a question by name, the path of an `.rq` file or a query; its answer is the first tab then.
            most: how many things at most, those with the most ties first.
            height: of the picture, in pixels.

        Raises:
            InputError: there is no such view, thing or query, or nothing to draw of it.
        """
        from migrationkg.knowledge_base.drawing import network_page
        from migrationkg.knowledge_base.picture import Picture
        from migrationkg.store import open_store

        page = network_page(open_store(self.store), most, view=view, around=around, depth=depth, query=query)
        return Picture(page.decode(), height)

    def _repr_html_(self) -> str:
        """Return the card that a notebook shows."""
        from migrationkg.knowledge_base.picture import card_of

        return card_of(self)


def open_knowledge_base(folder: str | Path) -> KnowledgeBase:
    """Return the knowledge base in a folder, after finishing a move that a crash cut off.

    Args:
        folder: as `build` made it.

    Raises:
        InputError: there is none.
    """
    folder = Path(folder)
    if being_replaced(folder):
        _finish(folder)
    found = KnowledgeBase(folder)
    if not found.memory.exists():
        if found.digests.exists():
            raise InputError(f"{found.memory}: is gone; bring it back with: {command('build', '--kb', str(folder))}")
        if folder.is_file():
            raise InputError(f"{folder}: is a file; name the folder of a knowledge base")
        making = command("build", "SOURCE", "--kb", str(folder))
        raise InputError(f"{folder}: no knowledge base; make one with: {making}")
    return found


def being_replaced(folder: Path) -> bool:
    """Tell whether a complete new state waits for its place: a build is moving it there, or was killed before."""
    return (folder / NEXT / _COMPLETE).exists()


def _finish(folder: Path) -> None:
    """Finish a move that a crash cut off; one that another process is at is left to it."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(str(folder / LOCK), timeout=0):
            if being_replaced(folder):
                _move(folder)
    except Timeout:
        pass
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {error.strerror or error}") from error


def refuse_other(folder: Path) -> None:
    """Keep away from a file, and from a folder that holds other things than a knowledge base.

    Raises:
        InputError: it is one of these.
    """
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder}: is a file; name a folder for the knowledge base")
    known = KnowledgeBase(folder)
    ours = {known.memory.name, known.identities.name, known.decisions.name, known.about.name, LOCK, HOLDER, NEXT}
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if names and not names & ours:
        raise InputError(f"{folder}: is no knowledge base and not empty; name a new folder")


@contextmanager
def replacing(folder: Path) -> Iterator[KnowledgeBase]:
    """Give a fresh folder to write in, and put what it holds in place when the block ends without an error."""
    fresh = folder / NEXT
    if being_replaced(folder):
        _move(folder)
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        yield KnowledgeBase(fresh)
        with stage("putting the files in place"):
            _note_gone(fresh)
            _keep_all(fresh)
            (fresh / _COMPLETE).touch()
            keep_names(fresh)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    _move(folder)


def _note_gone(fresh: Path) -> None:
    """Note the files that the next state has not: a move that was cut off cannot tell them from those that it moved."""
    gone = [path.name for path in KnowledgeBase(fresh).of_validation if not path.exists()]
    (fresh / _GONE).write_text("\n".join(gone), encoding="utf-8")


def _keep_all(folder: Path) -> None:
    """Have all files in a folder, and their names, reach the disk."""
    for path in through(list(folder.rglob("*"))):
        if path.is_file():
            keep_file(path)
        else:
            keep_names(path)
    keep_names(folder)


def _move(folder: Path) -> None:
    """Move everything of a complete new state into place; may be cut off and begun again."""
    fresh, known = folder / NEXT, KnowledgeBase(folder)
    gone = fresh / _GONE
    for name in gone.read_text(encoding="utf-8").split() if gone.exists() else ():
        if (folder / name).is_dir():
            shutil.rmtree(folder / name)
        (folder / name).unlink(missing_ok=True)
    for path in sorted(fresh.iterdir()):
        target = folder / path.name
        if path in (fresh / _COMPLETE, gone):
            continue
        if target == known.store:
            adopt_store(path, target)
            continue
        if target.is_dir():
            shutil.rmtree(target)
        path.replace(target)
    known.unfinished.unlink(missing_ok=True)
    keep_names(folder)
    (fresh / _COMPLETE).unlink(missing_ok=True)
    shutil.rmtree(fresh, ignore_errors=True)
