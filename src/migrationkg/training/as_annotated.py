"""An annotated item as relations would see it if the steps before them had found just what is annotated.

What the steps before miss teaches relations nothing; so each item is seen a second time with its annotated things.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from migrationkg.authority.countries import demonyms
from migrationkg.evaluation.scoring import Item as Gold
from migrationkg.extraction.amounts import find_amounts
from migrationkg.extraction.events.events import JOINS, Event, described, likely_heads
from migrationkg.extraction.models import EventModels
from migrationkg.extraction.names.entities import PREFIX, Draft
from migrationkg.extraction.names.gazetteer import find_known
from migrationkg.extraction.names.name import Name, states_in
from migrationkg.extraction.names.states import find_states
from migrationkg.extraction.relations.statements import Item
from migrationkg.extraction.text.analysis import Text, analyse
from migrationkg.extraction.text.dates import DateMention
from migrationkg.model import Entity, Mention
from migrationkg.training.corpus import Annotated
from migrationkg.training.events import Told, settled_by
from migrationkg.training.spans import located

_STATES = ("Country", "Demonym")
#: How likely an annotated occasion is called, as found ones are.
_LIKELY = 0.9


def as_annotated(one: Annotated, models: EventModels) -> Item:
    """Return an item with its annotated names and occasions at the places where its words tell of them.

    Args:
        one: the annotated item.
        models: what was learned of occasions: of several words for one, those that they hold likely stand for it.
    """
    text = analyse(one.item)
    of = _places(text, one.gold)
    kinds = {entity["id"]: entity for entity in one.gold["entities"]}
    names = sorted(
        (_name(text, kinds[entity], start, end) for (start, end), entity in of.items()),
        key=lambda name: (name.start, -name.end),
    )
    events = _events(text, names, one.gold, models)
    return Item(text, names, _draft(text, names, of, kinds), events, find_amounts(text.content, states_in(names)))


def _places(text: Text, gold: Gold) -> dict[tuple[int, int], str]:
    """Return (start, end) of each name → id of its entity; states also where only a demonym names them."""
    outer, inner = located(text, gold)
    found: dict[tuple[int, int], str] = {}
    for span in (*outer, *inner):
        found.setdefault((span.start, span.end), span.entity)
    states = [(span.start, span.end) for span in (*outer, *inner) if span.kind == "Country"]
    ids = {entity["iso"]: entity["id"] for entity in gold["entities"] if entity.get("iso")}
    others = [Name(span.kind, span.start, span.end, "") for span in (*outer, *inner) if span.kind != "Country"]
    others.sort(key=lambda name: (name.start, -name.end))
    for name in find_states(text, find_known(text.content), others):
        if name.iso in ids and not any(start < name.end and name.start < end for start, end in states):
            found.setdefault((name.start, name.end), ids[name.iso])
    return found


def _name(text: Text, entity: Mapping[str, Any], start: int, end: int) -> Name:
    words = text.content[start:end]
    if entity["type"] != "Country":
        return Name(entity["type"], start, end, words, rule="tagged")
    kind = "Demonym" if words in demonyms() else "Country"
    return Name(kind, start, end, words, entity.get("iso"), kind.lower())


def _draft(
    text: Text, names: Sequence[Name], of: Mapping[tuple[int, int], str], kinds: Mapping[str, Mapping[str, Any]]
) -> Draft:
    """Return the entities under local ids of their own, numbered as found ones are."""
    local: dict[str, str] = {}
    counts: dict[str, int] = {}
    mentions: dict[str, list[Mention]] = {}
    for name in names:
        entity = of[name.start, name.end]
        if entity not in local:
            prefix = PREFIX.get(kinds[entity]["type"], "o")
            counts[prefix] = counts.get(prefix, 0) + 1
            local[entity] = f"{prefix}{counts[prefix]}"
        mention = Mention(name.start, name.end, text.original[name.start : name.end])
        mentions.setdefault(entity, []).append(mention)
    entities = tuple(
        Entity(local[one], kinds[one]["type"], tuple(kinds[one]["names"]), tuple(mentions[one]), kinds[one].get("iso"))
        for one in local
    )
    return Draft(entities, {place: local[one] for place, one in of.items()})


def _events(text: Text, names: Sequence[Name], gold: Gold, models: EventModels) -> list[Event]:
    """Return the annotated occasions of which words tell, in the order of the words."""
    told = Told.of_text(text, names, gold)
    likely = likely_heads(told.around, models.heads)
    told = settled_by(told, likely)
    found: list[tuple[int, Event]] = []
    for place, occasion in enumerate(told.occasions):
        some = sorted((number for number in likely if place in told.of[number]), key=lambda number: -likely[number])
        alone = [number for number in some if told.of[number] == {place}]
        sure = [number for number in alone if number in told.certain or likely[number] >= JOINS]
        group = sorted(sure or some[:1], key=lambda number: (told.around.sentence[number] == 0, number))
        if group:
            event = described(told.around, group, occasion["eventType"], models, _LIKELY)
            found.append((min(group), _on_its_day(event, occasion, told.around.dates)))
    return [event for _, event in sorted(found, key=lambda one: one[0])]


def _on_its_day(event: Event, occasion: Mapping[str, Any], dates: Sequence[DateMention]) -> Event:
    first, last = occasion["startDate"], occasion["endDate"]
    told = [one for one in dates if (first and one.first == first) or (last and (one.last or one.first) == last)]
    dated = next(iter(told), event.dated) if first or last else None
    return replace(event, first=first if dated else None, last=last if dated else None, dated=dated)
