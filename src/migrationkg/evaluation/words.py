"""Where in an annotated item the words of its entities and facts stand."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from migrationkg.extraction.text.analysis import standing_alone

Item = Mapping[str, Any]
Spans: TypeAlias = tuple[tuple[int, int], ...]


class WordsOf:
    """The words of one item, annotated and extracted."""

    def __init__(self, gold: Item, found: Item, matched: Mapping[str, str]) -> None:
        """Keep both, and which extracted entity is which annotated one."""
        self._content = f"{gold['title']}\n\n{gold.get('text', '')}"
        self._gold = {entity["id"]: entity for entity in gold["entities"]}
        self._evidence = {
            (self._renamed(one["fact"][0], matched), one["fact"][1], self._renamed(one["fact"][2], matched)): one
            for one in found.get("evidence", ())
        }

    @staticmethod
    def _renamed(key: str, matched: Mapping[str, str]) -> str:
        return matched.get(key, f"?{key}")

    def mentions(self, entity: Item) -> Spans:
        """Return where the extraction found an entity."""
        return tuple((start, end) for start, end in entity.get("mentions", ()))

    def names(self, entity: Item) -> Spans:
        """Return where the names of an annotated entity stand."""
        return tuple(
            sorted(
                (start, start + len(name))
                for name in entity.get("names", ())
                for start in standing_alone(name, self._content)
            )
        )

    def of_missed(self, fact: tuple[str, str, str]) -> Spans:
        """Return the first names of the ends of a fact that was not found."""
        ends = [self.names(self._gold[key]) for key in (fact[0], fact[2]) if key in self._gold]
        return tuple(spans[0] for spans in ends if spans)

    def of_found(self, fact: tuple[str, str, str]) -> tuple[Spans, float]:
        """Return the evidence of an extracted fact, and its confidence."""
        subject, relation, target = fact
        keys = (subject, relation, target), (subject, relation, f"?{target}")
        evidence = next((self._evidence[key] for key in keys if key in self._evidence), None)
        return (((evidence["start"], evidence["end"]),), evidence["confidence"]) if evidence else ((), 0.0)
