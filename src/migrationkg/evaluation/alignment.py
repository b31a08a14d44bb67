"""Which extracted entity is which annotated one, within an item.

The same as in `data/gold/score.py`: a Country by its code or a name, an Event by type and dates, any other entity by a
shared name, case, articles, punctuation and the possessive folded.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

Entity = Mapping[str, Any]


def folded(name: str) -> str:
    """Return a name in the form in which two spellings of it compare equal.

    Example:
        >>> folded("the MOBILAZE 2 Project") == folded("MOBILAZE 2")
        True
    """
    text = unicodedata.normalize("NFKD", name)
    text = "".join(char for char in text if not unicodedata.combining(char)).casefold().replace("ı", "i")
    text = re.sub(r"[’'`]s?\b", "", text)
    text = re.sub(r"[^\w]+", " ", text)
    text = re.sub(r"\b(?:the|a|an)\b", " ", text)
    text = re.sub(r"\b(?:project|programme|program)$", " ", text.strip())
    return " ".join(text.split()).replace("organiz", "organis")


def _names(entity: Entity) -> set[str]:
    return {folded(name) for name in entity.get("names", [])} - {""}


def _likeness_of_events(gold: Entity, found: Entity) -> float:
    same_type = gold.get("eventType") == found.get("eventType")
    same_start = bool(gold.get("startDate")) and gold.get("startDate") == found.get("startDate")
    undated = not gold.get("startDate") and not found.get("startDate")
    return 2 * same_start + 1.5 * same_type + 0.5 * undated + bool(_names(gold) & _names(found))


def likeness(gold: Entity, found: Entity) -> float:
    """Return how well two entities of one item fit, 0 for not at all."""
    for kind in ("Event", "Country"):
        if (gold["type"] == kind) != (found["type"] == kind):
            return 0
    if gold["type"] == "Event":
        return _likeness_of_events(gold, found)
    shared = len(_names(gold) & _names(found))
    if gold["type"] == "Country":
        return 1.0 if gold.get("iso") and gold.get("iso") == found.get("iso") else float(bool(shared))
    return shared + 0.5 * (gold["type"] == found["type"]) if shared else 0


def align(gold: Sequence[Entity], found: Sequence[Entity]) -> dict[str, str]:
    """Match entities one to one, the best pairs first; return extracted id → annotated id."""
    pairs = sorted(
        ((likeness(wanted, got), i, j) for i, wanted in enumerate(gold) for j, got in enumerate(found)),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    matched: dict[str, str] = {}
    used: set[int] = set()
    for value, i, j in pairs:
        if value > 0 and i not in used and found[j]["id"] not in matched:
            used.add(i)
            matched[found[j]["id"]] = gold[i]["id"]
    return matched
