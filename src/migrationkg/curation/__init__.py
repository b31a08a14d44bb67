"""What people decide about the graph, applied on every build.

In: decisions, extractions and a resolution. Out: both as decided. May import the model and resolution. `decisions`
reads the file, `applying` applies what it says: to what is one and what it is called by `identity`, to facts by
`facts`, as far as `kinds` allows; of those in `contradictions` the later.
"""

from migrationkg.curation.applying import Curated, curate, not_withdrawn, renamed, told_apart
from migrationkg.curation.decisions import decision_of, read_decisions, row_of

__all__ = ["Curated", "curate", "decision_of", "not_withdrawn", "read_decisions", "renamed", "row_of", "told_apart"]
