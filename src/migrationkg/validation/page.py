"""The report as one page that opens anywhere, also offline."""

import re
from collections.abc import Iterable
from importlib.resources import files
from itertools import groupby
from pathlib import Path

from markupsafe import Markup, escape

from migrationkg.graph.files import replacing
from migrationkg.validation.report import SEVERITIES, Finding, Report
from migrationkg.validation.table import SIGNS

#: So many findings of one message stand on the page: nobody reads more, and thousands make it slow to open.
SHOWN = 200

_ENDS = re.compile(r"(?<=[/#-])(?![/#-])")


def write_html(report: Report, path: Path) -> None:
    """Write the report as a page; of many findings of one message it shows the first, and tells how many more.

    Raises:
        InputError: the file cannot be written.
    """
    from jinja2 import Environment

    source = files(__package__).joinpath("templates", "report.html").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["term"] = _term
    template = environment.from_string(source)
    groups = [(one, SIGNS[one], report.count(one), _parts(report.findings, one)) for one in SEVERITIES]
    with replacing(path) as stream:
        stream.write(template.render(report=report, groups=groups).encode())


def _parts(findings: Iterable[Finding], severity: str) -> list[tuple[list[Finding], int]]:
    """Return the findings of a severity, those of one message together: the first of them, and how many more."""
    alike = groupby((one for one in findings if one.severity == severity), key=lambda one: one.message)
    parts = (list(several) for _, several in alike)
    return [(several[:SHOWN], max(0, len(several) - SHOWN)) for several in parts]


def _term(term: str) -> Markup:
    """Return an IRI with the places at which a line may end: after `/`, `#` and `-`, never in a word."""
    parted = str(escape(_ENDS.sub("\0", term)))  # no text of RDF holds the character, nor do escapes
    return Markup("<code>" + parted.replace("\0", "<wbr>") + "</code>")  # noqa: S704 - escaped above
