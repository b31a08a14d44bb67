"""From addresses that the user lists to a folder of raw pages, which `reading` takes as it stands.

In: a TOML file of pages and feeds (`wanted`). Out: a folder in which each page lies as it came, with a note of its
address, day, hash and licence (`kept`), and an outcome for each page (`watching`). It is the only stage that reaches
into the network, and only where the user asks: `addresses` tells where it may connect to, `visiting` makes one request
at a time to a host, by its `robots.txt`, and `receiving` takes an answer of bounded size and time. May import reading.
"""

from migrationkg.fetching.addresses import Network
from migrationkg.fetching.outcome import Outcome
from migrationkg.fetching.wanted import Wanted, read_wanted
from migrationkg.fetching.watching import fetch

__all__ = ["Network", "Outcome", "Wanted", "fetch", "read_wanted"]
