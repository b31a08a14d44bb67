"""A difference in words, for people."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import groupby
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from migrationkg.comparison.difference import Change, Difference, Topic

#: The signs of what was added, removed and changed, in colours that the colour-blind can tell apart too.
_SIGNS: Final = {"new": ("+", "dodger_blue1"), "gone": ("−", "dark_orange"), "changed": ("~", "bold")}

#: How many letters a line of a text has at most.
_WIDTH: Final = 120


def print_difference(old: str, new: str, found: Difference, console: Console) -> None:
    """Print what was added and removed: how much of what, then news item by news item and resource by resource.

    Args:
        old: what is called before.
        new: what is called after.
        found: the difference.
        console: where it goes.
    """
    names = (escape(printable(old)), escape(printable(new)))
    console.print("[bold]{}[/] → [bold]{}[/]".format(*names), soft_wrap=True)
    if not found.added and not found.removed:
        console.print("both say the same")
        return
    console.print(_summary(found))
    for title, topics in (("News items", found.items), ("Resources", found.resources)):
        if topics:
            console.print(f"\n[bold]{title}[/]")
            _print_topics(topics, console)


def in_words(old: str, new: str, found: Difference) -> str:
    """Return the same as plain text."""
    text = StringIO()
    print_difference(old, new, found, Console(file=text, width=_WIDTH, highlight=False, color_system=None))
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().split("\n")).rstrip("\n") + "\n"


def printable(text: str) -> str:
    """Return text without control characters, which would act on the terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def _summary(found: Difference) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for name, change in (("added", "new"), ("removed", "gone"), ("changed", "changed")):
        sign, style = _SIGNS[change]
        table.add_column(f"{sign} {name}", justify="right", style=style)
    rows = [("news items", found.item_tally), ("resources", found.resource_tally)]
    rows += [(f"  {kind or 'of no known kind'}", tally) for kind, tally in found.by_kind.items()]
    for title, tally in rows:
        table.add_row(Text(printable(title)), str(tally.added), str(tally.removed), str(tally.changed))
    table.add_row("facts with evidence", str(found.facts.added), str(found.facts.removed))
    table.add_row("  same fact, other words", "", "", str(found.facts.changed))
    table.add_row("statements", str(found.statements.added), str(found.statements.removed))
    table.add_row("quads, evidence included", str(len(found.added)), str(len(found.removed)))
    return table


def _print_topics(topics: Sequence[Topic], console: Console) -> None:
    namesakes = Counter((topic.kind, topic.label) for topic in topics)
    for topic in topics:
        heading = _heading(topic)
        if namesakes[topic.kind, topic.label] > 1:
            heading.append(f"  {printable(topic.iri)}", style="dim")
        console.print(_hanging([(_SIGNS[topic.change], heading)]))
        if topic.changes:
            console.print(Padding(_hanging(_lines(topic)), (0, 0, 0, 4)))


def _heading(topic: Topic) -> Text:
    """Return what a topic is and how it changed as a whole."""
    text = Text(f"{printable(topic.published)}  " if topic.published else "")
    if topic.former_label is not None:
        text.append("renamed: ")
        text.append(printable(topic.former_label), style="bold")
        text.append(" → ")
    text.append(printable(topic.label), style="bold")
    if topic.kind and not topic.published:
        text.append(f"  ({printable(topic.kind)})", style="dim")
    if topic.reworded:
        facts = "1 fact" if topic.reworded == 1 else f"{topic.reworded} facts"
        text.append(f"  {facts} in other words", style="dim")
    return text


def _lines(topic: Topic) -> Iterator[tuple[tuple[str, str], Text]]:
    """Yield sign and words of what was added and removed; values of one property stand together."""
    for (added, node, subject, relation), group in groupby(topic.changes, _property):
        text = Text() if node.strip("<>") == topic.iri else Text(f"{printable(subject)}  ")
        text.append(printable(relation), style="dim")
        text.append("  ")
        text.append("; ".join(_object(one) for one in group))
        yield _SIGNS["new" if added else "gone"], text


def _property(change: Change) -> tuple[bool, str, str, str]:
    return change.added, str(change.quad.subject), change.subject, change.relation


def _object(change: Change) -> str:
    words = printable(change.object)
    if change.elsewhere:
        return f"{words} (told elsewhere before)" if change.added else f"{words} (still told elsewhere)"
    return words


def _hanging(lines: Iterable[tuple[tuple[str, str], Text]]) -> Table:
    """Return lines behind their signs, such that a long one goes on under its words."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for (sign, style), text in lines:
        grid.add_row(Text(sign, style=style), text)
    return grid
