"""Who and what is named: candidates of tagger and authority data, drawn to things, each of the kind that fits best."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from migrationkg.authority.countries import demonyms
from migrationkg.extraction.models import NameModels
from migrationkg.extraction.models.network import Numbers
from migrationkg.extraction.models.tagger import Tagger
from migrationkg.extraction.names.candidates import Candidate, covered, find_candidates, free
from migrationkg.extraction.names.entities import joined
from migrationkg.extraction.names.forms import Alias, find_aliases, repeat_aliases
from migrationkg.extraction.names.gazetteer import Hit, find_known
from migrationkg.extraction.names.kinds import NOTHING, features_of_things, kind_of_thing
from migrationkg.extraction.names.name import PUBLIC_BODIES, Name, longest
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
    size = len(text.content)
    known = find_known(text.content)
    things, aliases = find_things(text, known, models.tagger)
    listed = list(bodies_of_plurals(text))
    of_list = covered(listed, size)
    found = _of_kinds(text, known, things, models)
    kinds = {(name.start, name.end): name.kind for name, _ in found}
    apart = [(name, inside) for name, inside in found if of_list.find(1, name.start, name.end) < 0]
    nested = [name for name, inside in apart if inside]
    outer = longest([*listed, *governments(text, known), *(name for name, inside in apart if not inside)])
    cover = covered(outer, size)
    outer = longest([*outer, *(name for name in nested if not cover[name.start])])
    outer = [_with_owner(text, name, known) for name in with_their_states(text, outer, known)]
    persons = covered((name for name in outer if name.kind == "Person"), size)
    inner = [name for name in nested if cover[name.start] and not persons[name.start]]
    states = find_states(text, known, [*outer, *inner])
    owned = {name.end: name for name in outer if name.kind in _OWNED}
    meant = [owned.get(one.name.end) or _of_kind(one.name, kinds) for one in aliases]
    aliases = [replace(one, name=name) for one, name in zip(aliases, meant, strict=True)]
    return sorted([*outer, *states, *inner], key=lambda name: (name.start, -name.end)), aliases


def _of_kinds(text: Text, known: Sequence[Hit], things: Sequence[Thing], models: NameModels) -> list[tuple[Name, bool]]:
    """Return the names of the things that are some, each with whether it lies inside another candidate."""
    at = {(hit.start, hit.end): hit for hit in known}
    chances = models.kinds.probabilities([(thing.seen, thing.numbers) for thing in things])
    kinds = [kind_of_thing(of_thing, thing.seen) for thing, of_thing in zip(things, chances, strict=True)]
    return [
        (_name(text, one, kind, at.get((one.start, one.end))), one.source == "inside")
        for thing, kind in zip(things, kinds, strict=True)
        if kind != NOTHING
        for one in thing.candidates
    ]


def _of_kind(name: Name, kinds: Mapping[tuple[int, int], str]) -> Name:
    return replace(name, kind=kinds.get((name.start, name.end), name.kind))


#: Kinds of things whose owner's name belongs to theirs → the sort of name that an owner has.
_OWNED = {"ImplementingOffice": "organisation", "Project": "country"}
#: The acronym behind a name.
_ACRONYM_BEHIND = re.compile(r" \((?P<acronym>[A-Z][A-Z\d]+)\)")


def _with_owner(text: Text, name: Name, known: Sequence[Hit]) -> Name:
    """Return a name with the owner before it that belongs to it: an office's organisation, a state in the acronym.

    "ICMPD's Regional Office" is the office's name, "Libya's Technical Assistance Facility (LIBTAF)" the project's.
    """
    sort = _OWNED.get(name.kind)
    if sort is None or not text.content.endswith("'s ", 0, name.start):
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
    if kind in PUBLIC_BODIES:
        first, _, rest = written.partition(" ")
        state = demonyms().get(first)
        return Name(kind, one.start, one.end, rest if state and rest else written, state, "head-noun")
    if kind == "Place" and written.isupper():
        return Name(kind, one.start, one.end, written.title(), rule="dateline")
    return Name(kind, one.start, one.end, written, rule="tagged")
