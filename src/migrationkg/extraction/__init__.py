"""From one news item to its entities and facts.

In: a NewsItem. Out: an Extraction, whose every fact carries the words that say it. A pure function of the item.
May import the model and authority data. How it works, in order: `text` cuts the item into sentences and tokens; the
recognisers (`gazetteer`, `organisations`, `projects`, `persons`, `places`, `dates`, `amounts`, `events`) find names;
`entities` joins the names of one thing; `cells` and `structure` draw each sentence together; `relations` and
`defaults` read facts; `extractor` puts it all in order.
"""

from migrationkg.extraction.extractor import Extractor, extract
from migrationkg.extraction.merging import merge
from migrationkg.extraction.parallel import extract_all

__all__ = ["Extractor", "extract", "extract_all", "merge"]
