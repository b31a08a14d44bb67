"""SHACL validation and its report for people.

In: a file of RDF, or a graph of rdflib. Out: a Report, as a table, a page, or an sh:ValidationReport. May import the
model, the graph stage and the ontology. `loading` reads the statements, `judging` and `sparql` (with `in_runs`) judge
them, `again` what changed since they were judged, `words` finds what the news says behind a finding, `checking` joins
these (`remembered` keeps what the next report need not look up); `page`, `table` and `report_graph` show the report.
"""

from typing import TYPE_CHECKING

from migrationkg.lazily import lazily

if TYPE_CHECKING:
    from migrationkg.validation.again import Earlier
    from migrationkg.validation.checking import validate, validate_again
    from migrationkg.validation.page import write_html
    from migrationkg.validation.remembered import read_behind, write_behind
    from migrationkg.validation.report import SEVERITIES, Finding, Report
    from migrationkg.validation.report_graph import read_turtle, write_turtle
else:  # rdflib and pySHACL take a while to load, and who reads a report needs neither
    __getattr__ = lazily(
        __name__,
        {
            "SEVERITIES": "report",
            "Earlier": "again",
            "Finding": "report",
            "Report": "report",
            "read_behind": "remembered",
            "read_turtle": "report_graph",
            "validate": "checking",
            "validate_again": "checking",
            "write_behind": "remembered",
            "write_html": "page",
            "write_turtle": "report_graph",
        },
    )

__all__ = [
    "SEVERITIES",
    "Earlier",
    "Finding",
    "Report",
    "read_behind",
    "read_turtle",
    "validate",
    "validate_again",
    "write_behind",
    "write_html",
    "write_turtle",
]
