"""What a build has made: once the graph is written, be it out of the last one or from nothing, and in the end."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse

from migrationkg.errors import Problem
from migrationkg.graph import canonical_hash
from migrationkg.knowledge_base.folder import KnowledgeBase
from migrationkg.knowledge_base.parting import Parting
from migrationkg.knowledge_base.state import State
from migrationkg.knowledge_base.writing import Written
from migrationkg.model import Source

if TYPE_CHECKING:
    from migrationkg.validation import Report


@dataclass(frozen=True, slots=True)
class Made:
    """What was made.

    Attributes:
        written: what was written of the graph.
        state: what the next build needs.
        sources: IRI of each news item → where it was read.
        items: number of items.
        exercises: how many of them are annotated exercises.
        facts: number of facts with evidence.
        doubtful: number of facts that are not sure enough.
        resources: number of resources of each kind.
        parted: what the last build took for another thing.
        problems: what was left out, but for what the sources lack.
    """

    written: Written
    state: State
    sources: Mapping[str, Source]
    items: int
    exercises: int
    facts: int
    doubtful: int
    resources: Mapping[str, int]
    parted: tuple[Parting, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Build:
    """What a build did.

    Attributes:
        knowledge_base: the folder.
        items: number of items that it now holds.
        exercises: how many of them are annotated exercises, no news.
        new: ids of the items that were not known before.
        changed: ids of the items whose words had changed.
        parted: what the last build took for another thing, and this one does not.
        problems: what could not be read, decisions that do not apply, entries of authority files that are unclear.
        mended: files that were not as the last build left them, and what became of each, a line each.
        resources: number of resources of each kind.
        statements: number of statements, evidence left out.
        facts: number of facts with evidence.
        doubtful: number of facts that are not sure enough to be among them, unless the build was to take them in.
        report: the validation report; None where validation was left out.
        hashed: RDFC-1.0 hash of the whole graph, hexadecimal; empty where it would have taken long.
        drawn: whether the network page shows the network.
    """

    knowledge_base: KnowledgeBase
    items: int
    exercises: int
    new: tuple[str, ...]
    changed: tuple[str, ...]
    parted: tuple[Parting, ...]
    problems: tuple[Problem, ...]
    mended: tuple[str, ...]
    resources: dict[str, int]
    statements: int
    facts: int
    doubtful: int
    report: "Report | None"
    hashed: str
    drawn: bool

    @property
    def hash(self) -> str:
        """RDFC-1.0 hash of the whole graph, hexadecimal; of a large graph it is worked out now."""
        return self.hashed or canonical_hash(parse(path=str(self.knowledge_base.trig), format=RdfFormat.TRIG))
