"""`python -m migrationkg.search KB` makes the index of a knowledge base, in a process of its own.

A server starts it so, since indexing keeps a process from all else.
"""

import sys
from pathlib import Path

from migrationkg.search.index import index_at

if __name__ == "__main__":
    index_at(Path(sys.argv[1])).close()
