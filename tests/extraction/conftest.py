"""An item in a line, and what was read out of it in words."""

from datetime import date

from migrationkg.extraction import extract
from migrationkg.model import Extraction, NewsItem, Source


def news(text: str, headline: str = "News", published: date = date(2023, 6, 1)) -> NewsItem:
    return NewsItem("item", headline, published, None, text, None, Source("news.txt", 1))


def read(text: str, headline: str = "News", published: date = date(2023, 6, 1)) -> Extraction:
    return extract(news(text, headline, published))


def label(found: Extraction, local_id: str) -> str:
    """Return how an entity is called in tests: a state by its code, an event by its type, else by its first name."""
    entity = next((one for one in found.entities if one.id == local_id), None)
    if entity is None:
        return local_id
    if entity.kind == "Event":
        return next(fact.object for fact in found.facts if fact.subject == local_id and fact.relation == "eventType")
    return entity.iso or entity.names[0]


def facts(found: Extraction) -> set[str]:
    """Return the facts in words: "ALPHA fundedBy NO"."""
    return {f"{label(found, fact.subject)} {fact.relation} {label(found, fact.object)}" for fact in found.facts}


def entities(found: Extraction) -> set[str]:
    """Return the entities in words: "Project ALPHA"."""
    return {f"{entity.kind} {label(found, entity.id)}" for entity in found.entities}
