"""From a few words to what they mean: things by their names, news by its words, questions by how they are asked.

In: a store, the texts that a knowledge base remembers, what a reader types. Out: what was found, as plain values. May
import: the store, reconciliation and knowledge base stages; nothing of the server. `making` writes the index, one file
of SQLite with full-text tables; `index` opens it; `finding` looks things and news up in it; `mentions` tells which
names and days a sentence holds; `in_words` finds the questions of the catalogue that a sentence asks, and fills their
parameters.
"""

from migrationkg.search.finding import FoundNews, FoundThing, find_news, find_things
from migrationkg.search.in_words import Understood, understand
from migrationkg.search.index import index_at, index_in_memory, index_of

__all__ = [
    "FoundNews",
    "FoundThing",
    "Understood",
    "find_news",
    "find_things",
    "index_at",
    "index_in_memory",
    "index_of",
    "understand",
]
