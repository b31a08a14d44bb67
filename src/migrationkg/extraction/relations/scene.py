"""What the scorer of relations sees of an item: its things, where they are named, the clauses, the rows that fired."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from migrationkg.extraction.relations.cells import Sentence, filled
from migrationkg.extraction.relations.clauses import Clauses, read_clauses
from migrationkg.extraction.relations.firing import Fired
from migrationkg.extraction.relations.word_classes import CALLED
from migrationkg.extraction.tables.vocabulary import load_table
from migrationkg.extraction.text.sieve import compiled
from migrationkg.model import ORGANISATION_KINDS, Entity

#: Kind of entity → its sort: all organisations are one.
SORT_OF: Mapping[str, str] = dict.fromkeys(ORGANISATION_KINDS, "Organisation") | {
    kind: kind for kind in ("Project", "Event", "Country", "Place", "Person")
}

_WORD = re.compile(r"[^\W\d_]{3,}")
#: So many words of a name are looked at before another name in it.
_AROUND = 2
#: So much behind a name is looked at.
_BEHIND = 60


class Spot(NamedTuple):
    """Where a thing is named.

    Attributes:
        sentence: number of the sentence; the headline is 0.
        at: index among the words of the sentence.
        start: offset in the content.
        end: offset after it.
        called: what the name is: "<org>", "<demonym>".
    """

    sentence: int
    at: int
    start: int
    end: int
    called: str


@dataclass(frozen=True, slots=True)
class Scene:
    """An item as the scorer sees it.

    Attributes:
        entities: the things by local id.
        told: thing → what is known of it before its relations: its type, the rule that named it.
        clauses: of each sentence.
        drawn: of each sentence drawn together by `tables/structure.toml`.
        spots: thing → where it is named.
        drawn_spots: thing → where it is named in the sentences drawn together.
        listed: places (sentence, index) of the drawn-together sentences where several things stand.
        order: thing → its number among those of its sort, in order of the text.
        counts: sort → how many things there are.
        most: kind → how often that thing of it is named that is named most.
        rows: (subject, object) → names of the rows that fire for them.
        roles: person → the words of the role that rows read, in small letters.
        holds: (thing, another), where the name of one holds the whole name of the other → the words around it ("^" and
            "commission" for "ECOWAS Commission").
        silent: the things that do nothing in an occasion, by the words behind all their names.
        named: of each sentence, the things named in it with where.
    """

    entities: Mapping[str, Entity]
    told: Mapping[str, tuple[str, ...]]
    clauses: tuple[Clauses, ...]
    drawn: tuple[Clauses, ...]
    spots: Mapping[str, tuple[Spot, ...]]
    drawn_spots: Mapping[str, tuple[Spot, ...]]
    listed: frozenset[tuple[int, int]]
    order: Mapping[str, int]
    counts: Mapping[str, int]
    most: Mapping[str, int]
    rows: Mapping[tuple[str, str], tuple[str, ...]]
    roles: Mapping[str, tuple[str, ...]]
    holds: Mapping[tuple[str, str], tuple[str, str]]
    silent: frozenset[str]
    named: tuple[tuple[tuple[str, Spot], ...], ...]

    def type_of(self, thing: str) -> str:
        """Return the type of an occasion in features, "" for other things."""
        return next((told for told in self.told.get(thing, ()) if told.startswith("type=")), "")


def see(
    content: str,
    entities: Mapping[str, Entity],
    told: Mapping[str, tuple[str, ...]],
    sentences: Sequence[Sentence],
    fired: Fired,
) -> Scene:
    """Return an item as the scorer sees it.

    Args:
        content: the item's content, levelled.
        entities: its things by local id.
        told: thing → what is known of it.
        sentences: its sentences, encoded.
        fired: what rows read in it.
    """
    clauses = tuple([read_clauses(sentence, content) for sentence in sentences])
    drawn_clauses = tuple(
        known if one.text == sentence.text else read_clauses(one, content)
        for known, sentence, one in zip(clauses, sentences, fired.drawn, strict=True)
    )
    spots, drawn_spots = _spots(sentences, clauses, entities), _spots(fired.drawn, drawn_clauses, entities)
    order: dict[str, int] = {}
    counts: dict[str, int] = {}
    for thing in sorted(spots, key=lambda one: min((spot.sentence or len(clauses), spot.start) for spot in spots[one])):
        sort = SORT_OF[entities[thing].kind]
        order[thing] = counts.get(sort, 0)
        counts[sort] = order[thing] + 1
    most: dict[str, int] = {}
    for thing, where in spots.items():
        most[entities[thing].kind] = max(most.get(entities[thing].kind, 0), len(where))
    listed = frozenset(
        (number, index)
        for number, (sentence, one) in enumerate(zip(fired.drawn, drawn_clauses, strict=True))
        for index in one.names
        if len(sentence.cells[one.at[index]].entities) > 1
    )
    named: list[list[tuple[str, Spot]]] = [[] for _ in clauses]
    for thing, where in spots.items():
        for spot in where:
            named[spot.sentence].append((thing, spot))
    return Scene(
        entities, told, clauses, drawn_clauses, spots, drawn_spots, listed, order, counts, most,
        {pair: tuple(dict.fromkeys(row.rule for row in read)) for pair, read in fired.of_pair().items()},
        {person: tuple(dict.fromkeys(_WORD.findall(role.lower()))) for person, (role, _, _) in fired.roles.items()},
        _holding(entities), _silent(fired.drawn, drawn_clauses, drawn_spots, entities), tuple(map(tuple, named)),
    )  # fmt: skip


@cache
def cues() -> tuple[dict[str, Any], ...]:
    """Return the rows of `tables/cues.toml`, their patterns filled."""
    return tuple(row | {"behind": filled(row["behind"])} for row in load_table("cues")["cue"])


def is_silent(sentence: Sentence, position: int, sort: str) -> bool:
    """Return whether the words behind a name say that the thing does nothing in an occasion: "⟨EU⟩ Member States".

    Args:
        sentence: the encoded sentence.
        position: position of the name in it.
        sort: sort of the thing ("Organisation").
    """
    behind = sentence.text[position + 1 : position + _BEHIND]
    return any(sort in cue["to"] and compiled(cue["behind"]).search(behind) for cue in cues())


def _holding(entities: Mapping[str, Entity]) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the pairs of which the first's name holds a name of the second as whole words → the words around."""
    bodies = [one for one in entities.values() if SORT_OF[one.kind] == "Organisation"]
    states = [one for one in entities.values() if one.kind == "Country"]
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for whole, part in product(bodies, (*bodies, *states)):
        for name, longer in product(part.names, whole.names):
            before, held, behind = f" {longer} ".partition(f" {name} ")
            if held and part.id != whole.id and name != longer:
                around = " ".join(before.lower().split()[-_AROUND:]) or "^", " ".join(behind.lower().split()[:1]) or "$"
                found.setdefault((whole.id, part.id), around)
    return found


def _silent(
    drawn: Sequence[Sentence],
    clauses: Sequence[Clauses],
    spots: Mapping[str, Sequence[Spot]],
    entities: Mapping[str, Entity],
) -> frozenset[str]:
    def silent(thing: str, spot: Spot) -> bool:
        sort = SORT_OF[entities[thing].kind]
        return is_silent(drawn[spot.sentence], clauses[spot.sentence].at[spot.at], sort)

    return frozenset(thing for thing, where in spots.items() if all(silent(thing, spot) for spot in where))


def _spots(
    sentences: Sequence[Sentence], clauses: Sequence[Clauses], entities: Mapping[str, Entity]
) -> dict[str, tuple[Spot, ...]]:
    found = defaultdict(list)
    for number, (sentence, one) in enumerate(zip(sentences, clauses, strict=True)):
        for index in one.names:
            cell, called = sentence.cells[one.at[index]], CALLED[sentence.text[one.at[index]]]
            for thing in filter(entities.__contains__, cell.entities):
                found[thing].append(Spot(number, index, cell.start, cell.end, called))
    return {thing: tuple(spots) for thing, spots in found.items()}
