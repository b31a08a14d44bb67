"""Which occasions of different items are one."""

from collections import Counter

from migrationkg.resolution.candidates import Candidate, Candidates
from migrationkg.resolution.clusters import Clusters, Key


def join_events(candidates: Candidates, clusters: Clusters) -> None:
    """Join occasions of one type that begin on one day and share project or place, unless the other differs.

    An occasion without a day stays that of its item, and so does one whose item tells of two that look alike.
    """
    blocks: dict[tuple[str, ...], list[Candidate]] = {}
    for event in candidates.of_kinds("Event"):
        kind, day = event.value("eventType"), event.value("startDate")
        if kind and day and len(day) == len("2023-06-12"):
            for relation in ("partOfProject", "heldIn"):
                for thing in sorted(_things(candidates, clusters, event, relation)):
                    blocks.setdefault((kind, day, relation, *thing), []).append(event)
    for (_, _, relation, *_), members in blocks.items():
        other = "heldIn" if relation == "partOfProject" else "partOfProject"
        in_item = Counter(member.key[0] for member in members)
        alone = [member.key for member in members if in_item[member.key[0]] == 1]
        things = {key: _things(candidates, clusters, candidates.by_key[key], other) for key in alone}
        clusters.gather(alone, things.__getitem__)


def _things(candidates: Candidates, clusters: Clusters, event: Candidate, relation: str) -> frozenset[Key]:
    """The projects of an occasion, or the places (not the countries, where much may happen on one day)."""
    related = [key for key in event.related(relation) if key in candidates.by_key]
    return frozenset(clusters.find(key) for key in related if candidates.by_key[key].kind != "Country")
