"""Projects and organisations of a graph in IATI 2.03, each with a note on what the news does not tell.

`reporting` tells who reports, `facts` reads a project or organisation out of a store, `activities` and `organisations`
make the two files, `elements` the XML.
"""

from migrationkg.iati.exporting import IatiFiles, write_iati
from migrationkg.iati.reporting import Reporter, read_reporter

__all__ = ["IatiFiles", "Reporter", "read_reporter", "write_iati"]
