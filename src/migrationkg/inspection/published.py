"""Why facts are in a store elsewhere, without the texts of the news: the words that are published with them."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Store

from migrationkg.errors import InputError
from migrationkg.inspection.rules import meaning
from migrationkg.sheets.naming import thing_called
from migrationkg.store import ask, find_query
from migrationkg.store.answer import Cell


@dataclass(frozen=True, slots=True)
class Published:
    """One fact, and what is published of why it was read.

    Attributes:
        subject: name of its subject.
        relation: the relation, or "amount".
        object: name of its object, or the value.
        headline: of the news item; empty where authority data say it.
        published: day of that, as 2024-06-05.
        item: IRI of that.
        quote: the words that say it.
        rule: the rule that read it.
        meaning: what that rule reads, or on what authority data stand.
        confidence: share of such facts that proved right on annotated news; None where authority data say it.
    """

    subject: str
    relation: str
    object: str
    headline: str
    published: str
    item: str
    quote: str
    rule: str
    meaning: str
    confidence: float | None


def explain_published(
    store: Store, thing: str, relation: str | None = None, target: str | None = None
) -> list[Published]:
    """Return why the facts about a thing, or one of them, are in a store.

    Args:
        store: holds graphs as `migrationkg publish` sends them.
        thing: a name, a state's code, or the end of an IRI.
        relation: as `mkg:fundedBy` or `fundedBy`; with a target, the one fact that is wanted.
        target: its object, by name or value.

    Raises:
        InputError: the store has no such thing or fact; the nearest names are given.
    """
    iri, wanted = thing_called(store, thing).iri, (relation or "").removeprefix("mkg:")
    told = [one for role in ("subject", "object") for one in _told(store, role, iri)]
    objects = _object(store, target) if target else ()
    found = [
        one
        for (subject, object_), one in told
        if not relation or (one.relation == wanted and subject == iri and object_ in objects)
    ]
    if not found:
        raise InputError(f"nothing that is published there says so of '{thing}'")
    return found


def _object(store: Store, name: str) -> tuple[str, ...]:
    """Return what an object may be called: what stands there, and the IRI of a thing of this name."""
    try:
        return name, thing_called(store, name).iri
    except InputError:
        return (name,)


def _told(store: Store, role: str, iri: str) -> Iterator[tuple[tuple[str, str], Published]]:
    """Yield the ends of each fact in which a thing has a role, and what is told of it."""
    answer = ask(store, find_query("evidence").text, {role: iri})
    for row in answer.rows:
        cells = dict(zip(answer.variables, row, strict=True))
        said = {name: _text(cell) for name, cell in cells.items()}
        yield (
            (said["subject"], said["object"]),
            Published(
                said["subjectLabel"] or said["subject"],
                said["relation"].rpartition("#")[2],
                said["objectLabel"] or said["object"],
                said["newsItemLabel"],
                said["published"],
                said["newsItem"],
                said["quote"],
                said["rule"],
                meaning(said["rule"]) or said["authority"],
                float(said["confidence"]) if said["confidence"] else None,
            ),
        )


def _text(cell: Cell) -> str:
    return "" if cell is None else str(getattr(cell, "value", cell))
