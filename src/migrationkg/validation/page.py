"""The report as one page that opens anywhere, also offline."""

import re
from importlib.resources import files
from pathlib import Path

from markupsafe import Markup, escape

from migrationkg.graph.files import replacing
from migrationkg.validation.report import SEVERITIES, Report
from migrationkg.validation.table import SIGNS

_ENDS = re.compile(r"(?<=[/#-])(?![/#-])")


def write_html(report: Report, path: Path) -> None:
    """Write the report as a page.

    Raises:
        InputError: the file cannot be written.
    """
    from jinja2 import Environment

    source = files(__package__).joinpath("templates", "report.html").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["term"] = _term
    template = environment.from_string(source)
    groups = [
        (severity, SIGNS[severity], [finding for finding in report.findings if finding.severity == severity])
        for severity in SEVERITIES
    ]
    with replacing(path) as stream:
        stream.write(template.render(report=report, groups=groups).encode())


def _term(term: str) -> Markup:
    """Return an IRI with the places at which a line may end: after `/`, `#` and `-`, never in a word."""
    parted = str(escape(_ENDS.sub("\0", term)))  # no text of RDF holds the character, nor do escapes
    return Markup("<code>" + parted.replace("\0", "<wbr>") + "</code>")  # noqa: S704 - escaped above
