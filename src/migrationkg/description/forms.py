"""The forms of files, as catalogues call them, and the files of a dataset."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from migrationkg.graph.files import sha256_of


@dataclass(frozen=True, slots=True)
class Form:
    """A form of export.

    Attributes:
        file: the name of the file in a release.
        title: what it holds, in English.
        media_type: of the IANA's registry.
        file_type: code in the EU's authority of file types, as far as it has one.
        package: media type of the package in which several files lie, else empty.
    """

    file: str
    title: str
    media_type: str
    file_type: str = ""
    package: str = ""


_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: Form of export → what catalogues call it.
FORMS: Final = {
    "turtle": Form("graph.ttl", "Turtle: every statement once", "text/turtle", "RDF_TURTLE"),
    "trig": Form("graph.trig", "TriG: a named graph a news item", "application/trig", "RDF_TRIG"),
    "nquads": Form("graph.nq", "N-Quads in the canonical form of RDFC-1.0", "application/n-quads", "RDF_N_QUADS"),
    "jsonld": Form("graph.jsonld", "JSON-LD: an object a resource", "application/ld+json", "JSON_LD"),
    "rdfxml": Form("graph.rdf", "RDF/XML: every statement once", "application/rdf+xml", "RDF_XML"),
    "csv": Form("tables.zip", "Tables of CSV with CSVW metadata", "text/csv", "CSV", "application/zip"),
    "xlsx": Form("graph.xlsx", "Workbook: a sheet a kind of thing", _XLSX, "XLSX"),
    "ftm": Form("entities.ftm.json", "Entities of FollowTheMoney, one a line", "application/json", "JSON"),
    "graphml": Form("network.graphml", "Network as GraphML", "application/xml", "XML"),
    "gexf": Form("network.gexf", "Network as GEXF", "application/xml", "XML"),
    "cytoscape": Form("network.cyjs", "Network as Cytoscape.js JSON", "application/json", "JSON"),
    "graphology": Form("network.json", "Network as graphology JSON", "application/json", "JSON"),
    "network-csv": Form("network-tables", "Network as tables of nodes and edges", "text/csv", "CSV"),
    "iati": Form("iati", "Activities and organisations by IATI 2.03", "application/xml", "XML"),
}


@dataclass(frozen=True, slots=True)
class Distribution:
    """A file that holds a dataset.

    Attributes:
        form: its form.
        file: its name.
        size: in bytes; None where it is a folder.
        sha256: hexadecimal; empty where it is not known.
    """

    form: Form
    file: str
    size: int | None = None
    sha256: str = ""


def distribution(form: str, path: Path) -> Distribution:
    """Return the description of a file that is there.

    Args:
        form: one of FORMS.
        path: the file, or a folder.

    Raises:
        OSError: it cannot be read.
    """
    if path.is_dir():
        return Distribution(FORMS[form], f"{path.name}/")
    return Distribution(FORMS[form], path.name, path.stat().st_size, sha256_of(path))
