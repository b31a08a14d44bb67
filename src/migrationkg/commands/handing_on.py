"""`migrationkg export`, `migrationkg view` and `migrationkg sheet`."""

import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from migrationkg.commands.asking import values_of
from migrationkg.commands.outputs import check_output
from migrationkg.commands.terminal import ERR, OUT, EndpointOption, KbOption, plain
from migrationkg.errors import InputError
from migrationkg.graph import EXPORT_FORMATS
from migrationkg.graph.evidence_forms import EVIDENCE_FORMS
from migrationkg.graph.files import replacing

_OF_NETWORK = ("graphml", "gexf", "cytoscape", "graphology", "network-csv")
_IATI = "iati"
_FORMS = (*EXPORT_FORMATS, *_OF_NETWORK, _IATI)
_PACKED = ("csv", "network-csv", "xlsx")  # archives on standard output
_SHEET_FORMATS = ("html", "text")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("export", epilog="Example: migrationkg export --format jsonld --kb kb -o graph.jsonld")(export_command)
    app.command("view", epilog="Example: migrationkg view --around Albania --depth 2 --kb kb -o albania.html")(
        view_command
    )
    app.command("sheet", epilog="Example: migrationkg sheet MOBILAZE 2 --kb kb")(sheet_command)


def export_command(
    format: Annotated[str, typer.Option(help=", ".join(_FORMS))] = "turtle",  # noqa: A002
    kb: KbOption = Path("kb"),
    endpoint: EndpointOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="File, or folder for csv and iati; standard output if not given.", metavar="PATH"
        ),
    ] = None,
    evidence: Annotated[bool | None, typer.Option("--evidence/--no-evidence", help="With or without evidence.")] = None,
    reporting_org: Annotated[
        str, typer.Option(help="For iati: who reports, by identifier, type and name.", metavar="ORG")
    ] = "",
    evidence_as: Annotated[
        str, typer.Option(help=f"With evidence in a form of its own: {', '.join(EVIDENCE_FORMS)}.", metavar="FORM")
    ] = "",
) -> None:
    """Write the graph in a form for other systems."""
    from migrationkg.knowledge_base import export_knowledge_base
    from migrationkg.knowledge_base.elsewhere import export_endpoint

    if format not in _FORMS:
        raise InputError(f"'{format}' is no form of export; choose one of {', '.join(_FORMS)}")
    if format in _PACKED and output is None and sys.stdout.isatty():
        raise InputError(f"{format} is nothing to look at here; name where it goes: --output PATH")
    if reporting_org and format != _IATI:
        raise InputError("--reporting-org goes with --format iati")
    if evidence_as and evidence is False:
        raise InputError("--evidence-as tells the form of the evidence, and --no-evidence leaves it out; take one away")
    check_output(output, folder=True)
    if format == _IATI:
        _export_iati(kb, endpoint, output, reporting_org)
        return
    target, form = output or sys.stdout.buffer, evidence_as or EVIDENCE_FORMS[0]
    described, with_evidence = None, bool(evidence or evidence_as)
    if endpoint:
        export_endpoint(endpoint, format, target, evidence=with_evidence, evidence_form=form)
    else:
        described = export_knowledge_base(kb, format, target, evidence=with_evidence, evidence_form=form)
    if output:
        about = f" and {plain(str(described))}, which tells catalogues of it" if described else ""
        ERR.print(f"wrote {plain(str(output))}{about}", soft_wrap=True)


def _export_iati(kb: Path, endpoint: str | None, output: Path | None, reporting_org: str) -> None:
    from migrationkg.knowledge_base import export_iati
    from migrationkg.knowledge_base.elsewhere import export_iati_of

    if output is None:
        raise InputError("iati is two files; name a folder for them: --output FOLDER")
    done = export_iati_of(endpoint, output, reporting_org) if endpoint else export_iati(kb, output, reporting_org)
    if done.left_out:
        ERR.print(
            f"left out, since neither funder nor implementer is told: {plain('; '.join(done.left_out))}", soft_wrap=True
        )
    for path in done.files:
        ERR.print(f"wrote {plain(str(path))}", soft_wrap=True)


def view_command(
    kb: KbOption = Path("kb"),
    endpoint: EndpointOption = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Where the page goes.", metavar="FILE")] = None,
    most: Annotated[int, typer.Option(help="How many things at most, those with the most ties first.", min=1)] = 10_000,
    view: Annotated[
        str,
        typer.Option(
            help="Shown first: funders, ministries, offices, meetings, everything, timeline, map or matrix.",
            metavar="NAME",
        ),
    ] = "",
    around: Annotated[str | None, typer.Option(help="Show what stands around a thing.", metavar="ENTITY")] = None,
    depth: Annotated[int, typer.Option(help="How many steps around it.", min=1)] = 1,
    query: Annotated[
        str, typer.Option(help="Show what a query ties: a question's name, an .rq file or SPARQL.", metavar="FILE")
    ] = "",
    param: Annotated[
        list[str] | None, typer.Option(help="With --query: value of a parameter.", metavar="NAME=VALUE")
    ] = None,
) -> None:
    """Write the network as one page that opens in a browser, also offline."""
    from migrationkg.knowledge_base import view_knowledge_base

    if around is not None and not around.strip():
        raise InputError("--around names nothing; name a thing, such as a project")
    if depth > 1 and not around:
        raise InputError("--depth goes with --around, which names the thing")
    if param and not query:
        raise InputError("--param goes with --query, whose parameters it gives values")
    check_output(output, query if query.endswith(".rq") else None)
    page = view_knowledge_base(
        kb,
        output,
        most,
        endpoint=endpoint,
        view=view,
        around=around or "",
        depth=depth,
        query=query,
        parameters=values_of(param or []),
    )
    ERR.print(f"wrote {plain(str(page))}; open it in a browser", soft_wrap=True)


def sheet_command(
    thing: Annotated[
        list[str], typer.Argument(help="A name, a state's code, or a local name (project/mobilaze-2).", metavar="NAME")
    ],
    kb: KbOption = Path("kb"),
    endpoint: EndpointOption = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Where it goes; a page is called after the thing.", metavar="FILE"),
    ] = None,
    format: Annotated[str, typer.Option(help=", ".join(_SHEET_FORMATS))] = "html",  # noqa: A002
) -> None:
    """Write the fact sheet of a project, organisation, country or person, with the sentence behind each fact."""
    from migrationkg.sheets import fact_sheet, sheet_as_text, write_sheet

    if format not in _SHEET_FORMATS:
        raise InputError(f"a sheet has no form '{format}'; choose one of {', '.join(_SHEET_FORMATS)}")
    check_output(output, None if endpoint else kb)
    sheet = fact_sheet(" ".join(thing), kb=kb, endpoint=endpoint)
    if format == "text" and output is None:
        OUT.file.write(sheet_as_text(sheet, OUT.width))
        return
    target = output or Path(re.sub(r"[^\w.-]", "-", sheet.path.rpartition("/")[2]) + ".html")
    if format == "text":
        with replacing(target) as stream:
            stream.write(sheet_as_text(sheet).encode("utf-8", "replace"))
    else:
        write_sheet(sheet, target)
    ERR.print(f"wrote {plain(str(target))}" + ("; open it in a browser" if format == "html" else ""), soft_wrap=True)
