"""`migrationkg diff`."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from migrationkg.commands.terminal import ERR, OUT, plain, printable

if TYPE_CHECKING:
    from migrationkg.comparison import Change, Difference, Tally, Topic

#: The signs of what was added, removed and changed, in colours that the colour-blind can tell apart too.
_SIGNS = {"new": ("+", "dodger_blue1"), "gone": ("−", "dark_orange"), "changed": ("~", "bold")}

_OF_KB = "Folder of a knowledge base, or a file of RDF."


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("diff", epilog="Example: migrationkg diff kb-2023 kb --patch changes.rdfp")(diff_command)


def diff_command(
    old: Annotated[Path, typer.Argument(help=f"What was before. {_OF_KB}", metavar="KB1")],
    new: Annotated[Path, typer.Argument(help=f"What is now. {_OF_KB}", metavar="KB2")],
    patch: Annotated[
        Path | None, typer.Option(help="Write an RDF Patch that makes KB2 of KB1; - prints it alone.", metavar="FILE")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Tell what was added and removed between two knowledge bases; exit code 0 whether they differ or not."""
    from migrationkg.comparison.running import diff_knowledge_bases

    if patch == Path("-"):
        from migrationkg.comparison import patch_of

        sys.stdout.buffer.write(patch_of(diff_knowledge_bases(old, new)))
        return
    found = diff_knowledge_bases(old, new, patch=patch)
    if patch:
        ERR.print(f"wrote {plain(str(patch))}", soft_wrap=True)
    if as_json:
        typer.echo(json.dumps(_as_json(found), ensure_ascii=False, indent=1))
        return
    OUT.print(f"[bold]{plain(str(old))}[/] → [bold]{plain(str(new))}[/]", soft_wrap=True)
    if not found.added and not found.removed:
        OUT.print("both say the same")
        return
    OUT.print(_summary(found))
    for title, topics in (("News items", found.items), ("Resources", found.resources)):
        if topics:
            OUT.print(f"\n[bold]{title}[/]")
            _print_topics(topics)


def _summary(found: "Difference") -> Table:
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


def _print_topics(topics: Sequence["Topic"]) -> None:
    namesakes = Counter((topic.kind, topic.label) for topic in topics)
    for topic in topics:
        heading = _heading(topic)
        if namesakes[topic.kind, topic.label] > 1:
            heading.append(f"  {printable(topic.iri)}", style="dim")
        OUT.print(_hanging([(_SIGNS[topic.change], heading)]))
        if topic.changes:
            OUT.print(Padding(_hanging(_lines(topic)), (0, 0, 0, 4)))


def _heading(topic: "Topic") -> Text:
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


def _lines(topic: "Topic") -> Iterator[tuple[tuple[str, str], Text]]:
    """Yield sign and words of what was added and removed; values of one property stand together."""
    for (added, node, subject, relation), group in groupby(topic.changes, _property):
        text = Text() if node.strip("<>") == topic.iri else Text(f"{printable(subject)}  ")
        text.append(printable(relation), style="dim")
        text.append("  ")
        text.append("; ".join(_object(one) for one in group))
        yield _SIGNS["new" if added else "gone"], text


def _property(change: "Change") -> tuple[bool, str, str, str]:
    return change.added, str(change.quad.subject), change.subject, change.relation


def _object(change: "Change") -> str:
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


def _as_json(found: "Difference") -> dict[str, Any]:
    return {
        "items": _tally(found.item_tally),
        "resources": _tally(found.resource_tally),
        "resources by kind": {kind: _tally(tally) for kind, tally in found.by_kind.items()},
        "facts": _tally(found.facts),
        "statements": _tally(found.statements),
        "quads": {"added": len(found.added), "removed": len(found.removed)},
        "changed items": [_topic(topic) for topic in found.items],
        "changed resources": [_topic(topic) for topic in found.resources],
    }


def _tally(tally: "Tally") -> dict[str, int]:
    return {"added": tally.added, "removed": tally.removed, "changed": tally.changed}


def _topic(topic: "Topic") -> dict[str, Any]:
    return {
        "iri": topic.iri,
        "kind": topic.kind,
        "label": topic.label,
        "former label": topic.former_label,
        "published": topic.published,
        "change": topic.change,
        "same fact, other words": topic.reworded,
        "changes": [
            {
                "sign": "+" if change.added else "-",
                "subject": change.subject,
                "relation": change.relation,
                "object": change.object,
                "told elsewhere": change.elsewhere,
                "quad": str(change.quad),
            }
            for change in topic.changes
        ],
    }
