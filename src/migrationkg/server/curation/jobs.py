"""What is done in processes of their own: decide, take back, foresee what would change, build.

What extraction and resolution need is loaded by the process that needs it; the server itself has no use for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from migrationkg.collector import rarely_collecting
from migrationkg.comparison import Difference, Topic, compare
from migrationkg.curation.decisions import COLUMNS, decision_rows, row_of
from migrationkg.errors import InputError
from migrationkg.graph import DEFAULT_BASE, terms
from migrationkg.graph.decisions import decision_node
from migrationkg.knowledge_base.folder import KnowledgeBase, open_knowledge_base
from migrationkg.knowledge_base.using import base_of
from migrationkg.model import Decision
from migrationkg.server.curation.forms import Entry
from migrationkg.server.curation.lists import in_words
from migrationkg.store import open_store
from migrationkg.views.statements import Statements

#: Lines of what would change that a page holds.
_LINES = 200
#: Stands for the reason where nobody has told one yet.
_NO_REASON = "…"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did.

    Attributes:
        items: number of items.
        statements: number of statements.
        findings: number of violations and warnings; None where the graph was not checked.
        problems: what it left out.
    """

    items: int
    statements: int
    findings: int | None
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a decision would change.

    Attributes:
        text: the decision, with the names of things.
        topics: (name, what becomes of it, lines), each line with "+" or "−" and a statement in words.
        more: lines that are not shown.
    """

    text: str
    topics: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]
    more: int


def write_down(folder: Path, entry: Entry, who: str, why: str) -> Decision:
    """Write a decision into the file, as `decide` does."""
    from migrationkg.knowledge_base.curating import decide

    return decide(folder, entry.kind, entry.what, who=who, why=why, item=entry.item, source=entry.source)


def take_back(folder: Path, digest: str) -> Decision:
    """Take a decision back, wherever it stands now.

    Args:
        folder: of the knowledge base.
        digest: of `digest_of`.

    Raises:
        InputError: it stands in the file no more.
    """
    from migrationkg.knowledge_base.curating import decisions_of, undo

    for one, _ in decisions_of(folder)[0]:
        if digest_of(one) == digest:
            return undo(folder, one.line)
    raise InputError("this decision stands in the file no more")


def digest_of(decision: Decision) -> str:
    """Return a word for all that a decision says, whatever line it stands in."""
    return decision_node(decision, DEFAULT_BASE).value.rpartition("/")[2]


@rarely_collecting()
def foresee(folder: Path, entry: Entry, who: str) -> Foreseen:
    """Return what a decision changes in a graph that has all applied that wait already; nothing is written.

    Args:
        folder: of the knowledge base.
        entry: the decision.
        who: the curator.

    Raises:
        InputError: it is no decision, or would not apply.
    """
    from migrationkg.knowledge_base.curating import propose
    from migrationkg.server.curation.foreseeing import sides

    decision = propose(folder, entry.kind, entry.what, who=who, why=_NO_REASON, item=entry.item, source=entry.source)
    known = open_knowledge_base(folder)
    rows = decision_rows(known.decisions)
    without, with_it = "".join(rows.lines), rows.with_row(dict(zip(COLUMNS, row_of(decision), strict=True)))
    base = base_of(known) or DEFAULT_BASE
    difference = compare(*sides(known, without, with_it, base, doubtful=_takes_doubtful(known)))
    return _foreseen(in_words(Statements(open_store(known.store)), base_of(known), decision), difference)


def _foreseen(text: str, difference: Difference) -> Foreseen:
    topics, left = [], _LINES
    all_topics = [*difference.resources, *difference.items]
    lines = {topic.iri: list(_lines(topic)) for topic in all_topics}
    for topic in all_topics:
        if left > 0 and not _is_of_decisions(topic):
            topics.append((_title(topic), topic.change, tuple(lines[topic.iri][:left])))
            left -= len(lines[topic.iri]) + 1
    total = sum(len(lines[topic.iri]) for topic in all_topics if not _is_of_decisions(topic))
    return Foreseen(text, tuple(topics), total - sum(len(shown) for *_, shown in topics))


def _is_of_decisions(topic: Topic) -> bool:
    """Tell whether a topic is a decision, or who made it: that is told already."""
    return topic.kind in {"decision", "curator"}


def _title(topic: Topic) -> str:
    kind = f" ({topic.kind})" if topic.kind else ""
    former = f", before: {topic.former_label}" if topic.former_label else ""
    return f"{topic.label}{kind}{former}"


def _lines(topic: Topic) -> Iterator[tuple[str, str]]:
    for change in topic.changes:
        if not change.elsewhere:
            yield "+" if change.added else "−", f"{change.subject} {change.relation} {change.object}"


def build_again(folder: Path) -> Built:
    """Build a knowledge base anew from what it holds, with what it was built with.

    Raises:
        InputError: a file of it is damaged, or cannot be written.
    """
    from migrationkg.knowledge_base.building import build

    known = open_knowledge_base(folder)
    done = build(
        (),
        folder,
        base=base_of(known) or DEFAULT_BASE,
        doubtful=_takes_doubtful(known),
        check=known.report.exists(),
        page=known.network.exists(),
    )
    findings = None if done.report is None else done.report.count("Violation") + done.report.count("Warning")
    return Built(done.items, done.statements, findings, tuple(map(str, done.problems)))


def _takes_doubtful(known: KnowledgeBase) -> bool:
    """Tell whether the last build took in what is doubtful."""
    return any(open_store(known.store).quads_for_pattern(None, terms.TYPE, terms.DOUBTFUL_EVIDENCE, None))
