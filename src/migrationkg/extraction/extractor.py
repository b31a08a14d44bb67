"""From text to facts: the recognisers, then the readers, in order; many items on every core of the machine."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import chain
from typing import TypeAlias

from migrationkg.extraction.amounts import find_amounts
from migrationkg.extraction.events.events import find_events
from migrationkg.extraction.models import EventModels, Models, NameModels, default_models
from migrationkg.extraction.names.entities import draw_together
from migrationkg.extraction.names.name import states_in
from migrationkg.extraction.names.recognition import find_names
from migrationkg.extraction.projects import facts_of_projects
from migrationkg.extraction.relations.statements import Item, ordered, read_statements
from migrationkg.extraction.text.analysis import analyse
from migrationkg.extraction.text.dates import find_dates
from migrationkg.model import Extraction, NewsItem

#: The interface of the stage: ours is `extract`, another asks a language model (`migrationkg.llm`).
Extractor: TypeAlias = Callable[[NewsItem], Extraction]
#: Carries out a function for each of many parts, and gives back what it makes of them, in order.
Spread: TypeAlias = Callable[
    [Callable[[Sequence[NewsItem]], list[Extraction]], Iterable[Sequence[NewsItem]]], Iterable[list[Extraction]]
]

#: Fewer items than this are read before further processes could have loaded the authority data.
_WORTH_PROCESSES = 1000
_CHUNK = 50
_MOST_PROCESSES = 61  # Windows waits for no more


def extract(item: NewsItem, models: Models | None = None) -> Extraction:
    """Read the entities and facts out of a news item.

    Args:
        item: the item.
        models: what was learned; the package's own where none is given.

    Returns:
        The entities with where they are named, the facts and amounts with the words that say them.
    """
    models = models or default_models()
    known = before_relations(item, models.names, models.events)
    read = read_statements(item, known, models.relations, models.sums)
    facts, amounts = facts_of_projects(known.text, read.entities, known.sums, read.amounts)
    return replace(read, facts=ordered((*read.facts, *facts)), amounts=amounts)


def before_relations(item: NewsItem, of_names: NameModels, of_events: EventModels) -> Item:
    """Return what the steps before the relations find in an item."""
    text = analyse(item)
    dates = find_dates(text.content, item.published)
    names, aliases = find_names(text, of_names)
    draft = draw_together(text, names, aliases)
    events = find_events(text, dates, names, of_events)
    return Item(text, names, draft, events, find_amounts(text.content, states_in(names)))


def extract_all(
    items: Sequence[NewsItem], workers: int | None = None, spread: Spread | None = None
) -> Iterator[Extraction]:
    """Yield what is read out of each item, in order; the same whoever does it.

    Args:
        items: the items.
        workers: number of processes; by default one a core for many items, none beside this one for few.
        spread: does the work elsewhere, instead of such processes.
    """
    parts = (items[begin : begin + _CHUNK] for begin in range(0, len(items), _CHUNK))
    if workers is None:
        workers = min(os.cpu_count() or 1, _MOST_PROCESSES) if len(items) >= _WORTH_PROCESSES else 1
    if spread:
        yield from chain.from_iterable(spread(_extract_some, parts))
    elif workers < 2:
        yield from map(extract, items)
    else:
        with ProcessPoolExecutor(workers) as pool:
            yield from chain.from_iterable(pool.map(_extract_some, parts))


def _extract_some(items: Sequence[NewsItem]) -> list[Extraction]:
    return [extract(item) for item in items]
