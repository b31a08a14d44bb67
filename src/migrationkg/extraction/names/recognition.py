"""Who and what is named: candidates of tagger and authority data, drawn to things, each of the kind that fits best."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from migrationkg.authority.countries import demonyms
from migrationkg.extraction.models import NameModels
from migrationkg.extraction.models.network import Numbers
from migrationkg.extraction.models.tagger import Tagger
from migrationkg.extraction.names.aliases import Alias, find_aliases, repeat_aliases
from migrationkg.extraction.names.candidates import Candidate, covered, find_candidates, free
from migrationkg.extraction.names.entities import joined
from migrationkg.extraction.names.gazetteer import Hit, find_known
from migrationkg.extraction.names.kinds import NOTHING, features_of_things, kind_of_thing
from migrationkg.extraction.names.name import Name, family, longest
from migrationkg.extraction.names.states import find_states, governments, with_their_states
from migrationkg.extraction.names.subjects import bodies_of_plurals
from migrationkg.extraction.names.vectors import numbers_of_things
from migrationkg.extraction.text.analysis import Text


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that an item may name, before its kind is known.

    Attributes:
        candidates: where it may be named.
        seen: what is seen of it.
        numbers: what its words and those around them are like.
    """

    candidates: tuple[Candidate, ...]
    seen: tuple[str, ...]
    numbers: Numbers


def find_things(text: Text, known: Sequence[Hit], tagger: Tagger) -> tuple[list[Thing], list[Alias]]:
    """Return the things that a text may name, and the forms that brackets introduce."""
    candidates = find_candidates(text, known, tagger)
    outer = [one for one in candidates if one.source != "inside"]
    inside = [one for one in candidates if one.source == "inside"]
    aliases = find_aliases(text, [_provisional(text, one) for one in outer])
    repeated = (Candidate(one.start, one.end, one.kind, "alias") for one in repeat_aliases(text, aliases))
    outer += free(repeated, candidates, len(text.content))
    groups = _groups(text, outer, aliases) + _groups(text, inside, ())
    told = zip(groups, features_of_things(text, known, groups), numbers_of_things(text, groups), strict=True)
    return [Thing(tuple(group), seen, numbers) for group, seen, numbers in told], aliases


def _groups(text: Text, candidates: Sequence[Candidate], aliases: Sequence[Alias]) -> list[list[Candidate]]:
    """Return the candidates in groups, each of one thing, whatever its family may prove to be."""
    of = {(one.start, one.end): one for one in candidates}
    names = [_provisional(text, one) for one in sorted(candidates, key=lambda one: one.start)]
    return [[of[name.start, name.end] for name in group] for group in joined(text, names, aliases, lambda _: "")]


def _provisional(text: Text, one: Candidate) -> Name:
    return Name(one.family, one.start, one.end, text.content[one.start : one.end])


def find_names(text: Text, models: NameModels) -> tuple[list[Name], list[Alias]]:
    """Return all names but those of events, and the forms that brackets introduce.

    Countries and demonyms are listed wherever they stand, also inside other names.
    """
    known = find_known(text.content)
    things, aliases = find_things(text, known, models.tagger)
    found: list[Name] = []
    at = {(hit.start, hit.end): hit for hit in known}
    chances = models.kinds.probabilities([(thing.seen, thing.numbers) for thing in things])
    for thing, of_thing in zip(things, chances, strict=True):
        kind = kind_of_thing(of_thing, thing.seen)
        if kind != NOTHING:
            found += [_name(text, one, kind, at.get((one.start, one.end))) for one in thing.candidates]
    kinds = {(name.start, name.end): name.kind for name in found}
    aliases = [_of_kind(one, kinds.get((one.name.start, one.name.end))) for one in aliases]
    inside = {(one.start, one.end) for thing in things for one in thing.candidates if one.source == "inside"}
    listed = list(bodies_of_plurals(text))
    taken = covered(listed, len(text.content))
    found = [name for name in found if taken.find(1, name.start, name.end) < 0]
    outer = [name for name in found if (name.start, name.end) not in inside]
    outer = longest([*listed, *governments(text, known), *outer])
    cover = covered(outer, len(text.content))
    nested = [name for name in found if (name.start, name.end) in inside]
    outer = longest([*outer, *(name for name in nested if not cover[name.start])])
    outer = with_their_states(text, outer, known)
    owned = {
        name.end: _with_owner(text, name, known) for name in outer if name.kind in ("ImplementingOffice", "Project")
    }
    outer = [owned.get(name.end, name) for name in outer]
    aliases = [replace(one, name=owned.get(one.name.end, one.name)) for one in aliases]
    persons = covered((name for name in outer if name.kind == "Person"), len(text.content))
    inner = [name for name in nested if cover[name.start] and not persons[name.start]]
    states = find_states(text, known, [*outer, *inner])
    return sorted([*outer, *states, *inner], key=lambda name: (name.start, -name.end)), aliases


def _of_kind(alias: Alias, kind: str | None) -> Alias:
    """Return a further form of a name of this kind, where that is of another family than the tagger took it for."""
    if kind is None or family(kind) == family(alias.name.kind):
        return alias
    return replace(alias, name=replace(alias.name, kind=kind))


#: The acronym behind a name.
_ACRONYM_BEHIND = re.compile(r" \((?P<acronym>[A-Z][A-Z\d]+)\)")


def _with_owner(text: Text, name: Name, known: Sequence[Hit]) -> Name:
    """Return a name with the owner before it that belongs to it: an office's organisation, a state in the acronym.

    "ICMPD's Regional Office" is the office's name, "Libya's Technical Assistance Facility (LIBTAF)" the project's.
    """
    sort = {"ImplementingOffice": "organisation", "Project": "country"}.get(name.kind)
    if sort is None or not text.content.startswith("'s ", name.start - 3):
        return name
    owner = next((hit for hit in known if hit.end == name.start - 3 and hit.known.sort == sort), None)
    if owner is None:
        return name
    if sort == "country":
        acronym = _ACRONYM_BEHIND.match(text.content, name.end)
        letters = text.content[owner.start : owner.end][:3].upper()
        if not acronym or not acronym["acronym"].startswith(letters):
            return name
    return replace(name, start=owner.start, key=text.original[owner.start : name.end])


def _name(text: Text, one: Candidate, kind: str, hit: Hit | None) -> Name:
    written = text.content[one.start : one.end]
    if hit is not None and hit.known.sort == "organisation":
        return Name(kind, one.start, one.end, hit.known.name, hit.known.iso, "authority")
    if kind in ("Ministry", "GovernmentBody"):
        first, _, rest = written.partition(" ")
        state = demonyms().get(first)
        return Name(kind, one.start, one.end, rest if state and rest else written, state, "head-noun")
    if kind == "Place" and written.isupper():
        return Name(kind, one.start, one.end, written.title(), rule="dateline")
    return Name(kind, one.start, one.end, written, rule="tagged")
