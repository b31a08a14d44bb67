"""Where the names that an annotation lists stand in the text: what the tagger is trained on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from migrationkg.evaluation.scoring import Item
from migrationkg.extraction.names.name import family
from migrationkg.extraction.text.analysis import Text, level, standing_alone
from migrationkg.model import ORGANISATION_KINDS

_NAMED = frozenset({*ORGANISATION_KINDS, "Project", "Place", "Person", "Country"})
_ARTICLE = re.compile(r"^[Tt]he ")


@dataclass(frozen=True, slots=True)
class Span:
    """A name at a place in the text.

    Attributes:
        start: offset of its first character.
        end: offset after its last.
        kind: kind of the entity.
        entity: id of the entity in the annotation.
    """

    start: int
    end: int
    kind: str
    entity: str


def located(text: Text, gold: Item) -> tuple[list[Span], list[Span]]:
    """Return the places of the annotated names, and those of names that lie inside the name of something else.

    The longest form counts where several fit, but none that only adds a state or owner ("Ministry of Interior of
    Albania", "Albania's Ministry of Interior") or its acronym to another that is listed: what belongs to a body's name
    so is the same everywhere.
    """
    found = sorted(_candidates(text, gold), key=lambda one: (one.start - one.end, one.start, one.kind))
    outer: list[Span] = []
    inner: list[Span] = []
    for one in found:
        around = [other for other in outer if other.start < one.end and one.start < other.end]
        if not around:
            outer.append(one)
        elif all(other.start <= one.start and one.end <= other.end and other.entity != one.entity for other in around):
            inner.append(one)
    return sorted(outer, key=lambda one: one.start), sorted(inner, key=lambda one: one.start)


def _candidates(text: Text, gold: Item) -> Iterator[Span]:
    small = text.content.casefold()
    for entity in gold["entities"]:
        if entity["type"] not in _NAMED:
            continue
        for name in _names(entity):
            places = list(standing_alone(name, text.content))
            if not places and len(name) > 3 and len(small) == len(text.content):
                places = list(standing_alone(name.casefold(), small))
            for start in places:
                yield Span(start, start + len(name), entity["type"], entity["id"])


def _names(entity: dict[str, Any]) -> list[str]:
    """Return the forms of an entity's name that are looked for."""
    forms = list(dict.fromkeys(_ARTICLE.sub("", level(name).strip()) for name in entity["names"]))
    others = set(forms)
    return [
        form
        for form in forms
        if form
        and not (
            entity["type"] in ORGANISATION_KINDS and any(form.startswith(f"{one} of ") and " " in one for one in others)
        )
        and not any(form.endswith(f"'s {one}") for one in others)
        and not (form.endswith(")") and form.rpartition(" (")[0] in others)
    ]


def labels(text: Text, spans: Sequence[Span]) -> list[str]:
    """Return the label of each token: `B-`, `I-` with the family of the name that begins or goes on there, or `O`."""
    found = ["O"] * len(text.tokens)
    for span in spans:
        first, last = text.token_at(span.start), text.token_at(span.end - 1)
        whole = text.tokens[first].start == span.start and text.tokens[last].end <= span.end
        if span.kind != "Country" and whole:
            found[first] = f"B-{family(span.kind)}"
            found[first + 1 : last + 1] = [f"I-{family(span.kind)}"] * (last - first)
    return found
