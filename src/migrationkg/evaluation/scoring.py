"""Precision, recall and F1 by kind, with each miss and each spurious find."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from migrationkg.evaluation.alignment import align, folded

Item = Mapping[str, Any]
_OF_EVENT = ("eventType", "startDate", "endDate")


@dataclass(frozen=True, slots=True)
class Figures:
    """How many were annotated, found, and both.

    Attributes:
        hits: found and annotated.
        gold: annotated.
        found: found.
    """

    hits: int
    gold: int
    found: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what is right that was found."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall.

        Example:
            >>> Figures(8, 10, 8).f1.__round__(3)
            0.889
        """
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One difference between annotation and extraction.

    Attributes:
        item: id of the annotated item.
        what: "missed" or "spurious".
        kind: kind of entity or relation.
        words: names or ends of the fact, for people.
    """

    item: str
    what: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The outcome.

    Attributes:
        items: number of annotated items.
        aligned: number of those that were extracted too (same title and date).
        entities: figures by kind of entity.
        facts: figures by relation.
        misses: every difference, in order of the items.
    """

    items: int
    aligned: int
    entities: Mapping[str, Figures]
    facts: Mapping[str, Figures]
    misses: tuple[Miss, ...]

    @property
    def all_entities(self) -> Figures:
        """Figures over all kinds of entity."""
        return _total(self.entities.values())

    @property
    def all_facts(self) -> Figures:
        """Figures over all relations."""
        return _total(self.facts.values())


def _total(figures: Iterable[Figures]) -> Figures:
    rows = list(figures)
    return Figures(*(sum(getattr(row, name) for row in rows) for name in ("hits", "gold", "found")))


def evaluate(gold: Sequence[Item], found: Sequence[Item]) -> Evaluation:
    """Score extracted items against annotated ones, both in the form of `data/gold/GUIDE.md`.

    Items are aligned by title and date. An entity counts if its type is equal and it shares a name (an Event: type or
    date); a fact if its relation is equal and both its ends are matched.
    """
    by_key = {_key(item): item for item in found}
    wanted, got, right = (Counter[tuple[str, str]]() for _ in range(3))
    misses: list[Miss] = []
    for item in gold:
        twin = by_key.get(_key(item), {"entities": [], "facts": []})
        for group, kind, annotated, extracted, words in _compared(item, twin):
            wanted[group, kind] += annotated
            got[group, kind] += extracted
            right[group, kind] += annotated and extracted
            if annotated != extracted:
                misses.append(Miss(item["id"], "missed" if annotated else "spurious", kind, words))
    tables = {
        group: {
            kind: Figures(right[group, kind], wanted[group, kind], got[group, kind])
            for key, kind in sorted(wanted.keys() | got.keys())
            if key == group
        }
        for group in ("entity", "fact")
    }
    aligned = len({_key(item) for item in gold} & by_key.keys())
    return Evaluation(len(gold), aligned, tables["entity"], tables["fact"], tuple(misses))


def _key(item: Item) -> tuple[str, str]:
    return folded(item["title"]), item["date"]


def _compared(gold: Item, found: Item) -> list[tuple[str, str, bool, bool, str]]:
    """Return (group, kind, annotated, extracted, words) of every entity and fact of an item."""
    matched = align(gold["entities"], found["entities"])
    annotated = {entity["id"]: entity for entity in gold["entities"]}
    rows, hit = [], set()
    for entity in found["entities"]:
        twin = annotated.get(matched.get(entity["id"], ""))
        if twin is not None and twin["type"] == entity["type"]:
            hit.add(twin["id"])
            rows.append(("entity", entity["type"], True, True, _words(entity)))
        else:
            rows.append(("entity", entity["type"], False, True, _words(entity)))
    rows += [("entity", one["type"], True, False, _words(one)) for key, one in annotated.items() if key not in hit]
    label = {key: _words(entity) for key, entity in annotated.items()}
    label |= {f"?{entity['id']}": _words(entity) for entity in found["entities"]}
    facts_gold, facts_found = _facts(gold, {key: key for key in annotated}), _facts(found, matched)
    for fact in sorted(facts_gold | facts_found):
        subject, relation, target = fact
        words = f"{label.get(subject, subject)} {relation} {label.get(target, target)}"
        rows.append(("fact", relation, fact in facts_gold, fact in facts_found, words))
    return rows


def _words(entity: Mapping[str, Any]) -> str:
    names = entity.get("names") or [entity.get("eventType") or entity["type"]]
    return str(names[0])


def _facts(item: Item, rename: Mapping[str, str]) -> set[tuple[str, str, str]]:
    """Return the facts of an item, ids renamed; an id without a twin gets a question mark."""

    def to(key: str) -> str:
        return rename.get(key, f"?{key}")

    facts = {(to(subject), relation, to(target)) for subject, relation, target in item.get("facts", [])}
    for entity in item["entities"]:
        if entity["type"] == "Event":
            facts |= {(to(entity["id"]), key, entity[key]) for key in _OF_EVENT if entity.get(key)}
    return facts | {(amount["currency"], "amount", str(float(amount["value"]))) for amount in item.get("amounts", [])}
