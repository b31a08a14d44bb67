"""Which occasions of different items are one."""

from collections import Counter
from collections.abc import Hashable, Sequence

from migrationkg.resolution.candidates import Candidate, Candidates
from migrationkg.resolution.clusters import Clusters, Key
from migrationkg.resolution.names import compact, normal


def join_events(candidates: Candidates, clusters: Clusters) -> None:
    """Join occasions of one type that begin on one day and share project or place, unless the other differs.

    Those of one place of which no project is told are two where other organisers are told, and all are two where
    other last days are. An occasion without a day stays that of its item, and so does one whose item tells of two
    that look alike.
    """
    blocks: dict[tuple[str, ...], list[Candidate]] = {}
    for event in candidates.compared("Event"):
        kind, day = event.value("eventType"), event.value("startDate")
        if kind and day and len(day) == len("2023-06-12"):
            for relation in ("partOfProject", "heldIn"):
                for thing in sorted(_things(candidates, clusters, event, relation)):
                    blocks.setdefault((kind, day, relation, *thing), []).append(event)
    for (_, _, relation, *_), members in blocks.items():
        in_item = Counter(member.key[0] for member in members)
        alone = [member for member in members if in_item[member.key[0]] == 1]
        for ending in _by_last_day(alone) if len(alone) > 1 else ():
            if relation == "partOfProject":
                places = {one.key: _things(candidates, clusters, one, "heldIn") for one in ending}
                clusters.gather(places, places.__getitem__)
            else:
                _join_of_place(candidates, clusters, ending)


def words_of_event(event: Candidate) -> set[str]:
    """Return under what `join_events` may find an occasion to be another: its type and day."""
    kind, day = event.value("eventType"), event.value("startDate")
    return {f"event {kind} {day}"} if kind and day and len(day) == len("2023-06-12") else set()


def _by_last_day(events: Sequence[Candidate]) -> list[list[Candidate]]:
    """Part occasions by the last day that is told; where there are several, one told by its first day joins none."""
    by_day: dict[str | None, list[Candidate]] = {}
    for event in events:
        last = event.value("endDate")
        by_day.setdefault(None if last == event.value("startDate") else last, []).append(event)
    told = [members for day, members in by_day.items() if day]
    return told if len(told) > 1 else [list(events)]


def _join_of_place(candidates: Candidates, clusters: Clusters, events: Sequence[Candidate]) -> None:
    """Join occasions of one project; where no two are told, those of one organiser or name, or with neither."""
    projects = {one.key: _things(candidates, clusters, one, "partOfProject") for one in events}
    of_projects = {key: found for key, found in projects.items() if found}
    clusters.gather(of_projects, projects.__getitem__)
    if len({clusters.find(key) for key in of_projects}) > 1:
        return
    by_name: dict[str, list[Key]] = {}
    for event in events:
        for name in filter(None, event.names):
            by_name.setdefault(compact(normal(name)), []).append(event.key)
    for keys in by_name.values():
        clusters.join(keys)
    roots = {one.key: clusters.find(one.key) for one in events}
    holders: dict[Key, frozenset[Hashable]] = {}
    for event in events:
        root = roots[event.key]
        holders[root] = holders.get(root, frozenset()) | _agents(candidates, clusters, event, "organisedBy")
    # One source says who held it, another that they took part.
    every = frozenset().union(*holders.values())
    for event in events if every else ():
        holders[roots[event.key]] |= every & _agents(candidates, clusters, event, "hasParticipant")
    clusters.gather(roots, lambda key: holders[roots[key]])


def _agents(candidates: Candidates, clusters: Clusters, event: Candidate, relation: str) -> frozenset[Hashable]:
    """Return who holds or attends an occasion, and what those are part of (not the state, whose bodies are many)."""
    direct = [key for key in event.related(relation) if key in candidates.by_key]
    above = [key for near in direct for key in candidates.by_key[near].related("partOf") if key in candidates.by_key]
    return frozenset(clusters.find(key) for key in (*direct, *above))


def _things(candidates: Candidates, clusters: Clusters, event: Candidate, relation: str) -> frozenset[Key]:
    """The projects of an occasion, or the places (not the countries, where much may happen on one day)."""
    related = [key for key in event.related(relation) if key in candidates.by_key]
    return frozenset(clusters.find(key) for key in related if candidates.by_key[key].kind != "Country")
