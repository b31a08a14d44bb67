"""The report as a table for the terminal."""

from rich import box
from rich.markup import escape
from rich.table import Table

from migrationkg.validation.report import Report

#: Signs that tell severities apart without colour.
SIGNS = {"Violation": "✗", "Warning": "!", "Info": "i"}
_STYLES = {"Violation": "bold red", "Warning": "yellow", "Info": "cyan"}


def table(report: Report) -> Table:
    """Return the findings as a table: severity, node, message, the words behind it, and where they stand."""
    shown = Table(box=box.SIMPLE_HEAD, expand=True, show_lines=False)
    shown.add_column("", no_wrap=True)
    shown.add_column("what", ratio=3, overflow="fold")
    shown.add_column("finding", ratio=4, overflow="fold")
    shown.add_column("words of the news", ratio=5, overflow="fold")
    for finding in report.findings:
        words = f"“{finding.quote}”" if finding.quote else ""
        place = f" {finding.source}" if finding.source else ""
        shown.add_row(
            f"[{_STYLES[finding.severity]}]{SIGNS[finding.severity]} {finding.severity}[/]",
            _plain(finding.label),
            _plain(finding.message + (f" ({_short(finding.value)})" if finding.value else "")),
            _plain(words + place),
        )
    return shown


def _short(value: str) -> str:
    return value.strip("<>").rpartition("/id/")[2] or value


def _plain(text: str) -> str:
    """Return text whose markup and control characters do not act on the terminal."""
    return escape("".join(char if char.isprintable() else " " for char in text))
