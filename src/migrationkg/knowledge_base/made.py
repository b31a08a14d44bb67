"""What a build has made when the graph is written, whether out of the last one or from nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from migrationkg.errors import Problem
from migrationkg.knowledge_base.parting import Parting
from migrationkg.knowledge_base.state import State
from migrationkg.knowledge_base.writing import Written
from migrationkg.model import Source


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
