"""Whether weights fit the code: a digest of what each step sees in a few items, written beside the weights.

Weights name features. When code or tables change what a step sees, the weights must be learned anew; the digest tells.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from migrationkg.extraction.events.events import compared, find_events
from migrationkg.extraction.events.head_features import features_of_head
from migrationkg.extraction.events.heads import find_heads
from migrationkg.extraction.events.pair_features import seen_together
from migrationkg.extraction.events.surroundings import Surroundings
from migrationkg.extraction.extractor import before_relations
from migrationkg.extraction.models import Models
from migrationkg.extraction.names.features import features
from migrationkg.extraction.names.gazetteer import find_known
from migrationkg.extraction.relations.statements import viewed
from migrationkg.extraction.text.analysis import analyse
from migrationkg.extraction.text.dates import find_dates
from migrationkg.model import NewsItem

#: Name of the file with the digests, beside the weights.
DIGESTS = "features.txt"


def digests(items: Sequence[NewsItem], models: Models) -> str:
    """Return a line for each step: its name and a digest of what it sees in some items."""
    told = {
        "names": (line for item in items for line in _of_names(item)),
        "events": (line for item in items for line in _of_events(item, models)),
        "relations": (line for item in items for line in _of_relations(item, models)),
    }
    return "".join(f"{step}\t{_digest(lines)}\n" for step, lines in told.items())


def _digest(lines: Iterable[str]) -> str:
    return sha256("\n".join(lines).encode()).hexdigest()[:16]


def _of_names(item: NewsItem) -> Iterable[str]:
    text = analyse(item)
    return (str(one) for one in features(text, find_known(text.content)))


def _of_events(item: NewsItem, models: Models) -> Iterable[str]:
    text, names = (found := before_relations(item, models.names, models.events)).text, found.names
    around = Surroundings.of(text, find_heads(text, names), find_dates(text.content, text.published))
    numbers = range(len(around.heads))
    yield from (str(features_of_head(around, number)) for number in numbers)
    pairs = seen_together(around, compared(numbers), dict.fromkeys(numbers, 0.5))
    yield from (str(seen) for seen, _ in pairs)
    # How likely they are is rounded, since processors add up in other orders.
    for event in find_events(text, find_dates(text.content, text.published), names, models.events):
        yield str(replace(event, likely=round(event.likely, 3), likely_day=round(event.likely_day, 3)))


def _of_relations(item: NewsItem, models: Models) -> Iterable[str]:
    view = viewed(before_relations(item, models.names, models.events))
    return (str(view.seen.features(one)) for one in view.pairs)
