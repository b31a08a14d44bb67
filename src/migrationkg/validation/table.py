"""The report as a table for the terminal."""

from rich import box
from rich.markup import escape
from rich.table import Table

from migrationkg.validation.report import Report

#: Signs that tell severities apart without colour.
SIGNS = {"Violation": "✗", "Warning": "!", "Info": "i"}
_STYLES = {"Violation": "bold red", "Warning": "yellow", "Info": "cyan"}


def table(report: Report) -> Table:
    """Return the findings as a table: severity, then node, message, the words behind it and where they stand."""
    shown = Table(box=box.SIMPLE, show_header=False, pad_edge=False, padding=(0, 1))
    shown.add_column(no_wrap=True)
    shown.add_column(overflow="fold")
    for finding in report.findings:
        lines = [f"[bold]{_plain(f'{finding.label} {finding.statement}'.strip())}[/]", _plain(finding.message)]
        if finding.quote:
            lines.append(f"[italic]“{_plain(finding.quote)}”[/]")
        if finding.source:
            lines.append(f"[dim]{_plain(finding.source)}[/]")
        sign = f"[{_STYLES[finding.severity]}]{SIGNS[finding.severity]} {finding.severity}[/]"
        shown.add_row(sign, "\n".join(lines))
        shown.add_section()
    return shown


def _plain(text: str) -> str:
    """Return text whose markup and control characters do not act on the terminal."""
    return escape("".join(char if char.isprintable() else " " for char in text))
