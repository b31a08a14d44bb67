"""Which resources authority files know: equal names, a kind that fits, the same state, and no second choice."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from migrationkg.authority.crosswalk import find_country, names_by_language
from migrationkg.authority.entries import AuthorityEntry
from migrationkg.errors import Problem
from migrationkg.model import ORGANISATION_KINDS, AuthorityFacts, PublishedFact, Resolution, Resource
from migrationkg.resolution.jurisdiction import BODIES
from migrationkg.resolution.name_keys import WAYS, NameKey, kind_fits, name_key, way_of
from migrationkg.resolution.names import is_acronym


@dataclass(frozen=True, slots=True)
class Linked:
    """A resolution whose resources carry what authority files say of them.

    Attributes:
        resolution: the resolution.
        problems: the entries that could be several resources, or not surely one.
    """

    resolution: Resolution
    problems: tuple[Problem, ...]


def link_authorities(resolution: Resolution, entries: Sequence[AuthorityEntry]) -> Linked:
    """Give each resource what the entries say that name it and nothing else.

    Names are equal when their normal forms are; an acronym counts only where resource or entry has no full name. A
    public body is known only with its state. An entry that bears the IRI of a resource is that one. An entry that fits
    several resources is linked to none.
    """
    by_name = _resources_by_name(resolution.resources)
    by_iri = {resource.iri: resource for resource in resolution.resources}
    matched: list[tuple[str, AuthorityEntry]] = []
    unclear: list[tuple[AuthorityEntry, str]] = []
    for entry in entries:
        itself = by_iri.get(entry.iri)
        fitting = [itself] if itself else _fitting(entry, by_name)
        sure = fitting if itself else [resource for resource in fitting if not _lacks_state(entry, resource)]
        if len(sure) == 1:
            matched.append((sure[0].iri, entry))
        elif fitting:
            unclear.append((entry, _unclear(entry, fitting, sure)))
    rivals = Counter((iri, entry.file) for iri, entry in matched)
    found: dict[str, list[AuthorityEntry]] = {}
    for iri, entry in matched:
        if rivals[iri, entry.file] == 1:
            found.setdefault(iri, []).append(entry)
        else:
            unclear.append((entry, f"{entry.names[0]!r} and another entry fit {iri}: none is linked; keep one of them"))
    linked = [_with(resource, found.get(resource.iri, ())) for resource in resolution.resources]
    named = _Named.of(linked, by_name)
    resources = tuple(_with_targets(resource, named) for resource in linked)
    problems = tuple(Problem(entry.file, entry.line, message) for entry, message in unclear if entry.file)
    return Linked(replace(resolution, resources=resources), problems)


def entries_of(resources: Iterable[Resource], entries: Sequence[AuthorityEntry]) -> list[AuthorityEntry]:
    """Return the entries that may be some of these resources, by their names."""
    by_name = _resources_by_name(resources)
    return [entry for entry in entries if _fitting(entry, by_name)]


#: Whether it is an acronym of what has a full name too, the kind by which names are compared, the words, the phase.
_Key = tuple[bool, str, str, int | None]
#: The resources of each name.
_ByName = dict[_Key, list[Resource]]


def _resources_by_name(resources: Iterable[Resource]) -> _ByName:
    by_name: _ByName = {}
    for resource in resources:
        for key in keys_of_names(resource):
            by_name.setdefault(key, []).append(resource)
    return by_name


def keys_of_names(resource: Resource) -> tuple[_Key, ...]:
    """Return under what an entry may be found to be a resource; an occasion is none."""
    if resource.kind == "Event":
        return ()
    keys = [name_key(name, resource.kind) for name in _names(resource)]
    has_full = not all(key.acronym for key in keys)
    return tuple(dict.fromkeys((has_full and key.acronym, way_of(resource.kind), key.text, key.phase) for key in keys))


def keys_of_entry(entry: AuthorityEntry) -> tuple[_Key, ...]:
    """Return under what a resource may be found to be an entry: one that shares none of these keys is not it."""
    return tuple(key for key, _ in _asked(entry))


def _asked(entry: AuthorityEntry) -> Iterator[tuple[_Key, NameKey]]:
    only_acronyms = all(map(is_acronym, entry.names))
    for way, name, beside in product(WAYS, entry.names, (False, True) if only_acronyms else (False,)):
        key = name_key(name, way)
        if key.text:
            yield (beside, way, key.text, key.phase), key


def texts_of_names(resources: Iterable[Resource]) -> set[str]:
    """Return the texts by which the names of resources are compared, to look for entries that bear one.

    Example:
        >>> texts_of_names([Resource("https://example.org/uo", "AcademicInstitution", "University of Oxford")])
        {'universityofoxford'}
    """
    return {text for _, _, text, _ in _resources_by_name(resources)}


def _names(resource: Resource) -> Iterable[str]:
    """Return the names of a resource, and those of a country in all languages of the EU."""
    names = (resource.label, *resource.alternatives)
    return (*names, *names_by_language(resource.iso).values()) if resource.iso else names


def _fitting(entry: AuthorityEntry, by_name: _ByName) -> list[Resource]:
    """Return the resources that bear a name of the entry and are of its kind and no other state, sorted by IRI."""
    fitting: dict[str, Resource] = {}
    for place, key in _asked(entry):
        for resource in by_name.get(place, ()):
            if kind_fits(resource.kind, entry.kind) and _state_fits(entry, key, resource):
                fitting[resource.iri] = resource
    return [fitting[iri] for iri in sorted(fitting)]


def _state_fits(entry: AuthorityEntry, key: NameKey, resource: Resource) -> bool:
    states = {entry.state, key.state, resource.state or resource.iso} - {None}
    return len(states) <= 1


def _lacks_state(entry: AuthorityEntry, resource: Resource) -> bool:
    """Tell whether resource and entry are a body, and one of the two does not say whose."""
    shown = {entry.state, *(name_key(name, "Ministry").state for name in entry.names)} - {None}
    return resource.kind in BODIES and (resource.state is None or not shown)


def _unclear(entry: AuthorityEntry, fitting: Sequence[Resource], sure: Sequence[Resource]) -> str:
    name = repr(entry.names[0])
    if len(sure) > 1:
        return f"{name} fits {sure[0].iri} and {sure[1].iri}, so it is linked to neither; give its type or country"
    return f"{name} may be {fitting[0].iri}, but one of the two lacks its country; give it, or leave the entry out"


def _with(resource: Resource, entries: Sequence[AuthorityEntry]) -> Resource:
    """Return the resource with what all the entries say of it."""
    if not entries:
        return resource
    facts = AuthorityFacts(
        matches=tuple(sorted({match for entry in entries for match in entry.facts.matches} - {resource.iri})),
        names=tuple(sorted({name for entry in entries for name in entry.facts.names})),
        pages=tuple(sorted({page for entry in entries for page in entry.facts.pages})),
        identifiers=tuple(sorted({one for entry in entries for one in entry.facts.identifiers})),
        published=tuple(sorted({fact for entry in entries for fact in entry.facts.published})),
    )
    return replace(resource, authority=facts)


@dataclass(frozen=True, slots=True)
class _Named:
    """The things that published records may speak of.

    Attributes:
        by_identifier: identifier of an organisation → its IRI, "" where two bear it.
        by_state: alpha-2 code → IRI of the country.
        by_name: of `_resources_by_name`.
    """

    by_identifier: Mapping[str, str]
    by_state: Mapping[str, str]
    by_name: _ByName

    @classmethod
    def of(cls, resources: Iterable[Resource], by_name: _ByName) -> "_Named":
        by_identifier: dict[str, str] = {}
        by_state: dict[str, str] = {}
        for one in resources:
            if one.iso:
                by_state[one.iso] = one.iri
            for identifier in one.authority.identifiers if one.kind in ORGANISATION_KINDS else ():
                by_identifier[identifier] = "" if identifier in by_identifier else one.iri
        return cls(by_identifier, by_state, by_name)

    def target(self, fact: PublishedFact) -> str:
        """Return the IRI of what a fact speaks of; empty where the graph does not know it for sure."""
        if not fact.organisation:
            return self.by_state.get(fact.value, "") if fact.relation == "operatesIn" else ""
        if known := self.by_identifier.get(fact.identifier):
            return known
        if fact.relation != "implementedBy" and (state := find_country(fact.organisation)):
            return self.by_state.get(state.iso, "")
        entry = AuthorityEntry("", "Organisation", (fact.organisation,), None, AuthorityFacts())
        fitting = [one for one in _fitting(entry, self.by_name) if not _lacks_state(entry, one)]
        return fitting[0].iri if len(fitting) == 1 else ""


def _with_targets(resource: Resource, named: _Named) -> Resource:
    """Return a project with the organisations and countries of its published facts found in the graph."""
    if not resource.authority.published:
        return resource
    facts = tuple(replace(fact, target=named.target(fact)) for fact in resource.authority.published)
    return replace(resource, authority=replace(resource.authority, published=facts))
