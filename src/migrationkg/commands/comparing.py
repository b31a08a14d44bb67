"""`migrationkg diff`."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from migrationkg.commands.outputs import check_output
from migrationkg.commands.terminal import ERR, OUT, plain

if TYPE_CHECKING:
    from migrationkg.comparison import Difference, Tally, Topic

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
    from migrationkg.comparison.telling import print_difference

    if patch == Path("-"):
        from migrationkg.comparison import patch_of

        sys.stdout.buffer.write(patch_of(diff_knowledge_bases(old, new)))
        return
    check_output(patch, old, new)
    found = diff_knowledge_bases(old, new, patch=patch)
    if patch:
        ERR.print(f"wrote {plain(str(patch))}", soft_wrap=True)
    if as_json:
        typer.echo(json.dumps(_as_json(found), ensure_ascii=False, indent=1))
        return
    print_difference(str(old), str(new), found, OUT)


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
