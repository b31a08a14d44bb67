"""Precision, recall and F1 by kind, with each miss and each spurious find."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from migrationkg.evaluation.alignment import align, folded
from migrationkg.evaluation.words import Spans, WordsOf

Item = Mapping[str, Any]
_OF_EVENT = ("eventType", "startDate", "endDate")


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean of precision and recall, 0 where both are.

    Example:
        >>> f1(1.0, 0.5).__round__(3)
        0.667
    """
    both = precision + recall
    return 2 * precision * recall / both if both else 0.0


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
        return f1(self.precision, self.recall)

    @classmethod
    def total(cls, figures: "Iterable[Figures]") -> "Figures":
        """Return the sum of figures."""
        rows = list(figures)
        return cls(*(sum(getattr(row, name) for row in rows) for name in ("hits", "gold", "found")))


@dataclass(frozen=True, slots=True)
class Compared:
    """One entity or fact of the annotation, the extraction, or both.

    Attributes:
        item: id of the annotated item.
        what: "right", "missed" or "spurious".
        group: "entity" or "fact".
        kind: kind of entity or relation.
        words: names or ends of the fact, for people.
        spans: (start, end) of the words in the item's title, blank line and text: the names of a missed entity, the
            mentions of a found one, the evidence of a found fact, the first names of the ends of a missed one.
        confidence: what the extraction says of a found fact; 0 where it says nothing.
    """

    item: str
    what: str
    group: str
    kind: str
    words: str
    spans: Spans = ()
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The outcome.

    Attributes:
        items: number of annotated items.
        aligned: number of those that were extracted too (same title and date).
        entities: figures by kind of entity.
        facts: figures by relation.
        rows: every entity and fact that was annotated or found, in order of the items.
    """

    items: int
    aligned: int
    entities: Mapping[str, Figures]
    facts: Mapping[str, Figures]
    rows: tuple[Compared, ...]

    @classmethod
    def of_rows(cls, items: int, aligned: int, rows: tuple[Compared, ...]) -> "Evaluation":
        """Return the figures of rows.

        Args:
            items: number of annotated items.
            aligned: number of those that were extracted too.
            rows: every entity and fact that was annotated or found in them.
        """
        counts = Counter((row.group, row.kind, row.what) for row in rows)
        entities, facts = (
            {
                kind: Figures(
                    right := counts[group, kind, "right"],
                    right + counts[group, kind, "missed"],
                    right + counts[group, kind, "spurious"],
                )
                for kind in sorted({row.kind for row in rows if row.group == group})
            }
            for group in ("entity", "fact")
        )
        return cls(items, aligned, entities, facts, rows)

    @property
    def misses(self) -> tuple[Compared, ...]:
        """Every difference."""
        return tuple(row for row in self.rows if row.what != "right")

    @property
    def all_entities(self) -> Figures:
        """Figures over all kinds of entity."""
        return Figures.total(self.entities.values())

    @property
    def all_facts(self) -> Figures:
        """Figures over all relations."""
        return Figures.total(self.facts.values())


def evaluate(gold: Sequence[Item], found: Sequence[Item]) -> Evaluation:
    """Score extracted items against annotated ones, both in the form of `data/gold/GUIDE.md`.

    Items are aligned by title and date. An entity counts if its type is equal and it shares a name (an Event: type or
    date); a fact if its relation is equal and both its ends are matched.
    """
    by_key = {_key(item): item for item in found}
    rows = [row for item in gold for row in compare(item, by_key.get(_key(item), {"entities": [], "facts": []}))]
    aligned = len({_key(item) for item in gold} & by_key.keys())
    return Evaluation.of_rows(len(gold), aligned, tuple(rows))


def _key(item: Item) -> tuple[str, str]:
    return folded(item["title"]), item["date"]


def compare(gold: Item, found: Item) -> list[Compared]:
    """Return every entity and fact of one item, annotated or found."""
    matched = align(gold["entities"], found["entities"])
    annotated = {entity["id"]: entity for entity in gold["entities"]}
    words = WordsOf(gold, found, matched)
    rows, hit = [], set()
    for entity in found["entities"]:
        twin = annotated.get(matched.get(entity["id"], ""))
        right = twin is not None and twin["type"] == entity["type"]
        hit |= {twin["id"]} if twin is not None and right else set()
        what = "right" if right else "spurious"
        rows.append(Compared(gold["id"], what, "entity", entity["type"], _words(entity), words.mentions(entity)))
    rows += [
        Compared(gold["id"], "missed", "entity", one["type"], _words(one), words.names(one))
        for key, one in annotated.items()
        if key not in hit
    ]
    label = {key: _words(entity) for key, entity in annotated.items()}
    label |= {f"?{entity['id']}": _words(entity) for entity in found["entities"]}
    facts_gold, facts_found = _facts(gold, {key: key for key in annotated}), _facts(found, matched)
    for fact in sorted(facts_gold | facts_found):
        subject, relation, target = fact
        what = "right" if fact in facts_gold & facts_found else "missed" if fact in facts_gold else "spurious"
        said = f"{label.get(subject, subject)} {relation} {label.get(target, target)}"
        spans, confidence = (words.of_missed(fact), 0.0) if what == "missed" else words.of_found(fact)
        rows.append(Compared(gold["id"], what, "fact", relation, said, spans, confidence))
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
