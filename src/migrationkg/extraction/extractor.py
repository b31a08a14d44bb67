"""One item, from text to facts: the recognisers, then the readers, in order."""

from collections.abc import Callable
from typing import TypeAlias

from migrationkg.extraction.amounts import find_amounts
from migrationkg.extraction.events.events import find_events
from migrationkg.extraction.models import EventModels, Models, NameModels, default_models
from migrationkg.extraction.names.entities import draw_together
from migrationkg.extraction.names.recognition import find_names
from migrationkg.extraction.projects import facts_of_projects
from migrationkg.extraction.relations.statements import Item, ordered, read_statements
from migrationkg.extraction.text.analysis import analyse
from migrationkg.extraction.text.dates import find_dates
from migrationkg.model import Extraction, NewsItem

#: The interface of the stage: ours is `extract`, another asks a language model (`migrationkg.llm`).
Extractor: TypeAlias = Callable[[NewsItem], Extraction]


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
    read = read_statements(known, models.relations, models.sums)
    facts, amounts = facts_of_projects(known.text, read.entities, known.sums, read.amounts)
    return Extraction(item, read.entities, ordered((*read.facts, *facts)), amounts, read.doubtful)


def before_relations(item: NewsItem, of_names: NameModels, of_events: EventModels) -> Item:
    """Return what the steps before the relations find in an item."""
    text = analyse(item)
    dates = find_dates(text.content, item.published)
    names, aliases = find_names(text, of_names)
    draft = draw_together(text, names, aliases)
    events = find_events(text, dates, names, of_events)
    return Item(text, names, draft, events, find_amounts(text.content))
