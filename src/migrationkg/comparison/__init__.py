"""What was added and removed between two knowledge bases: in words, and as an RDF patch.

In: the quads of both. Out: a Difference. May import the graph and the store's short names; `running` opens knowledge
bases. `blank_nodes` makes quads comparable, `state` gathers what each side calls its resources, `wording` says terms in
words, `comparing` puts the difference together, `patch` writes it for programs.
"""

from migrationkg.comparison.comparing import compare
from migrationkg.comparison.difference import Change, Difference, Tally, Topic
from migrationkg.comparison.patch import patch_of, write_patch

__all__ = ["Change", "Difference", "Tally", "Topic", "compare", "patch_of", "write_patch"]
