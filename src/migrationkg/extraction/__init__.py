"""From one news item to its entities and facts.

In: a NewsItem. Out: an Extraction, whose every fact carries the words that say it. A pure function of the item.
May import the model and authority data. The way of an item, in order: `text` cuts it into sentences and tokens and
finds its days; `names` finds who and what is named and draws the names of one thing together; `events` finds what
took place; `amounts` finds sums of money; `relations` reads who did what to whom. `extractor` puts it all in order.
"""

from typing import TYPE_CHECKING

from migrationkg.lazily import lazily

if TYPE_CHECKING:
    from migrationkg.extraction.extractor import Extractor, extract, extract_all
    from migrationkg.extraction.merging import merge
else:  # its tables take a while to load, and who reads what was extracted needs none
    __getattr__ = lazily(
        __name__, {**dict.fromkeys(("Extractor", "extract", "extract_all"), "extractor"), "merge": "merging"}
    )

__all__ = ["Extractor", "extract", "extract_all", "merge"]
