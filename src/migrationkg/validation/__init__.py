"""SHACL validation and its report for people.

In: a file of RDF, or a graph of rdflib. Out: a Report, as a table, a page, or an sh:ValidationReport. May import the
model, the graph stage and the ontology. `loading` reads the statements, `core` and `sparql` judge them, `words` finds
what the news says behind a finding, `checking` joins these; `page`, `table` and `report_graph` show the report.
"""

from migrationkg.validation.checking import validate
from migrationkg.validation.page import write_html
from migrationkg.validation.report import SEVERITIES, Finding, Report
from migrationkg.validation.report_graph import write_turtle
from migrationkg.validation.table import table

__all__ = ["SEVERITIES", "Finding", "Report", "table", "validate", "write_html", "write_turtle"]
