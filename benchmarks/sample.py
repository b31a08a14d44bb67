"""News to measure on: the annotated development page, many times over, each item with words of its own."""

from dataclasses import replace
from pathlib import Path

from migrationkg.model import NewsItem
from migrationkg.reading import read

ROOT = Path(__file__).resolve().parent.parent


def news(count: int) -> list[NewsItem]:
    """Return `count` different items in the length and language of real ones."""
    items = read([ROOT / "tests" / "fixtures" / "dev-page.txt"]).items
    made = []
    for number in range(count):
        item, turn = items[number % len(items)], number // len(items)
        text = item.text.replace("ICMPD", f"ICMPD{turn}") if turn else item.text
        made.append(replace(item, id=f"{item.id}-{turn}", headline=f"{item.headline} ({turn})", text=text))
    return made
