"""What people decide about the graph, applied on every build.

In: decisions, extractions and a resolution. Out: both as decided. May import the model and resolution. `decisions`
reads the file, `applying` and `identity` apply what it says.
"""

from migrationkg.curation.applying import Curated, curate, not_withdrawn, renamed
from migrationkg.curation.decisions import decision_of, read_decisions, row_of

__all__ = ["Curated", "curate", "decision_of", "not_withdrawn", "read_decisions", "renamed", "row_of"]
