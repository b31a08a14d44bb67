"""`migrationkg explain`, and what `extract --coverage` prints."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from migrationkg.commands.terminal import OUT, EndpointOption, KbOption, printable
from migrationkg.errors import InputError
from migrationkg.program import command

if TYPE_CHECKING:
    from migrationkg.inspection import Explanation, Unread
    from migrationkg.inspection.passages import Part
    from migrationkg.knowledge_base import Removal

#: How each mark looks: underlined too, so that no meaning hangs on colour alone.
_STYLES = {"name": "underline", "telling": "bold"}


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("explain", epilog="Example: migrationkg explain LIBMITAF fundedBy EU --kb kb")(explain_command)


def explain_command(
    thing: Annotated[str, typer.Argument(help="A name, a state's code, or the end of an IRI.", metavar="ENTITY")],
    relation: Annotated[
        str | None, typer.Argument(help="With OBJECT: the one fact that is wanted.", metavar="RELATION")
    ] = None,
    target: Annotated[str | None, typer.Argument(help="Name or value.", metavar="OBJECT")] = None,
    kb: KbOption = Path("kb"),
    endpoint: EndpointOption = None,
    source: Annotated[
        list[str] | None, typer.Option("--source", "-s", help="News to read instead of a knowledge base.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Tell why facts are in the graph: the sentences, the words that say them, the rule that read them.

    Of an endpoint, which has no texts, the words alone, and what is published with them.
    """
    relation = relation and relation.removeprefix("mkg:")
    if relation is not None and target is None:
        raise InputError(f"name the object too: {command('explain', thing, relation, 'OBJECT')}")
    if endpoint:
        _explain_published(endpoint, thing, relation, target, as_json)
    else:
        _explain(kb, source, thing, relation, target, as_json)


def _explain(
    kb: Path, source: list[str] | None, thing: str, relation: str | None, target: str | None, as_json: bool
) -> None:
    from migrationkg.extraction import extract
    from migrationkg.inspection import explain
    from migrationkg.inspection.explaining import with_decisions
    from migrationkg.knowledge_base import decisions_in_force, facts_beyond_words, name_meant, removals
    from migrationkg.reading import read

    decisions, beyond, gone = [], [], []
    if source is None:
        thing, target = name_meant(kb, thing), target and name_meant(kb, target)
        decisions, beyond = decisions_in_force(kb), facts_beyond_words(kb, thing, relation, target)
    try:
        if source is None:
            found, iris = _known_to_say(kb, thing, relation, target)
        else:
            found, iris = explain([extract(item) for item in read(source).items], thing, relation, target), {}
    except InputError:
        gone = removals(kb, thing, relation, target) if source is None and not beyond else []
        if not (beyond or gone):
            raise
        found, iris = [], {}
    found = with_decisions(found, iris, decisions)
    if as_json:
        rows = [*map(_as_json, found), *map(asdict, beyond), *map(asdict, gone)]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for one in found:
        _print(one)
    for other in beyond:
        OUT.print(_title(other.subject, other.relation, other.object))
        OUT.print(Text(f"{other.rule}: {printable(other.meaning)}", style="dim"))
        OUT.print()
    for removal in gone:
        _print_removal(removal)


def _explain_published(endpoint: str, thing: str, relation: str | None, target: str | None, as_json: bool) -> None:
    from migrationkg.inspection.published import explain_published
    from migrationkg.questions import local_store_of

    found = explain_published(local_store_of("", endpoint), thing, relation, target)
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
        return
    for one in found:
        OUT.print(_title(one.subject, one.relation, one.object))
        if one.quote:
            OUT.print(Text(f"“{printable(one.quote)}”"))
            OUT.print(Text(f"{one.published}  {printable(one.headline)}  ({printable(one.item)})", style="dim"))
        read = f"rule {one.rule}, confidence {one.confidence:.2f}: " if one.confidence is not None else ""
        OUT.print(Text(f"{read}{printable(one.meaning)}", style="dim"))
        OUT.print()


def _known_to_say(
    kb: Path, thing: str, relation: str | None, target: str | None
) -> "tuple[list[Explanation], dict[tuple[str, str], str]]":
    """Return why facts were read, with the IRIs of the entities; of all items only where those of the thing say none.

    Raises:
        InputError: no item tells of such a thing or fact; the nearest names are given.
    """
    from migrationkg.inspection import explain
    from migrationkg.knowledge_base import facts_about, known_facts

    if about := facts_about(kb, thing):
        with suppress(InputError):
            return explain(about[0], thing, relation, target, about[1]), about[1]
    extractions, iris = known_facts(kb)
    return explain(extractions, thing, relation, target, iris), iris


def _print_removal(one: "Removal") -> None:
    OUT.print(Text.assemble((printable(one.name), "bold"), (f"  {one.path}", "dim")), soft_wrap=True)
    OUT.print(Text(f"not in the graph: {printable(one.meaning)}"))
    OUT.print(Text(f"  decided in {printable(one.where)}; to take it back:", style="dim"), soft_wrap=True)
    OUT.print(Text(f"  {printable(one.undo)}", style="dim"), soft_wrap=True)
    OUT.print()


def _title(subject: str, relation: str, target: str) -> Text:
    return Text.assemble((printable(subject), "bold"), (f"  {relation}  ", "dim"), (printable(target), "bold"))


def _print(one: "Explanation") -> None:
    from migrationkg.inspection.explaining import decided

    OUT.print(_title(one.subject, one.relation, one.object))
    if one.decision:
        OUT.print(Text(printable(decided(one.decision)), style="bold"))
    if one.doubtful:
        OUT.print(Text("doubtful: not in the graph, but by `decide accept` or `build --doubtful`", style="bold"))
    OUT.print(marked_text(one.parts), soft_wrap=False)
    OUT.print(Text(f"{one.item.published}  {printable(one.item.headline)}  ({printable(one.where)})", style="dim"))
    OUT.print(Text(f"rule {one.rule}, confidence {one.confidence:.2f}: {one.meaning}", style="dim"))
    for side, said in (
        (("for", one.reasons.speaking_for), ("against", one.reasons.speaking_against)) if one.reasons else ()
    ):
        OUT.print(Text(f"  {side}: {printable('; '.join(said)) or 'nothing'}", style="dim"))
    OUT.print()


def marked_text(parts: Sequence["Part"]) -> Text:
    """Return a passage for the terminal, its marks in bold or underlined."""
    text = Text()
    for part in parts:
        text.append(printable(part.text), style=_STYLES.get(part.mark, "bold underline") if part.mark else "")
    return text


def _as_json(one: "Explanation") -> dict[str, Any]:
    from migrationkg.inspection.explaining import decided

    said = [part.text for part in one.parts if part.mark]
    return {
        "subject": one.subject,
        "relation": one.relation,
        "object": one.object,
        "item": one.item.id,
        "headline": one.item.headline,
        "published": one.item.published.isoformat(),
        "where": one.where,
        "sentence": "".join(part.text for part in one.parts),
        "quote": said[0] if said else "",
        "rule": one.rule,
        "meaning": one.meaning,
        "confidence": one.confidence,
        "for": list(one.reasons.speaking_for) if one.reasons else [],
        "against": list(one.reasons.speaking_against) if one.reasons else [],
        "doubtful": one.doubtful,
        "decision": decided(one.decision) if one.decision else None,
    }


def print_coverage(unread: Sequence["Unread"], items: int) -> None:
    """Print the sentences of which no fact was read, the most telling first."""
    table = Table(box=None, pad_edge=False, expand=True)
    table.add_column("weight", justify="right", no_wrap=True)
    table.add_column("sentence", ratio=1)
    for one in unread:
        cell = marked_text(one.parts)
        cell.append(f"\n{' · '.join(filter(None, (', '.join(one.cues), printable(one.where))))}", style="dim")
        table.add_row(str(one.weight), cell)
    OUT.print(table)
    OUT.print(f"{len(unread)} sentences of {items} items gave no fact")
