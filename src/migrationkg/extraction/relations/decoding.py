"""From likelihoods to facts: what excludes itself does not stand together, and what follows is added."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from migrationkg.authority.places import may_lie_in
from migrationkg.extraction.names.name import PUBLIC_BODIES
from migrationkg.extraction.relations.candidates import Candidate, fits
from migrationkg.extraction.relations.second_look import Triple
from migrationkg.model import Entity

#: How sure it is that a body is part of one by whose name its own begins: 2,210 of 2,221 annotated ones are.
_OWNED = 0.95
#: How sure it is that the state behind the last body of a list is that of another: 7 of 12 in `data/gold/kept`.
OF_LIST = 0.6
#: What stands between a member of a list and its last one: ", BMZ and the".
_LISTED = re.compile(r"(?:, (?:the )?[A-Z][^,.;:\n]{0,50}){0,3},? and (?:the )?")
#: Relations of which a thing has one: a place lies in one state, a body belongs to one.
_ONE = ("locatedIn", "jurisdiction")

#: (relation of a to b, relation of b to c, relation of a to c that follows, name of the rule).
_FOLLOWING = (
    ("heldIn", "locatedIn", "heldIn", "state-of-the-place"),
    ("implementingOffice", "partOf", "implementedBy", "organisation-of-the-office"),
    ("partOf", "jurisdiction", "jurisdiction", "state-of-the-whole"),
)


def consistent(
    likely: Mapping[Triple, float],
    states: Mapping[str, str],
    entities: Mapping[str, Entity],
    online: Collection[str],
) -> dict[Triple, float]:
    """Return the relations without those that a likelier one excludes, and without places where none of their name is.

    Args:
        likely: (subject, relation, object) → share of such facts that are right.
        states: public body → code of the state that its names or authority data give it; it is no other's.
        entities: the things by local id.
        online: occasions that were held online, and so in no place.
    """
    kept: dict[Triple, float] = {}
    taken: set[tuple[str, str]] = set()
    for triple, share in sorted(likely.items(), key=lambda one: (-one[1], one[0])):
        subject, relation, target = triple
        iso = entities[target].iso
        if not (
            (relation == "locatedIn" and not may_lie_in(entities[subject].names, iso or ""))
            or (relation == "jurisdiction" and states.get(subject, iso) != iso)
            or (relation == "heldIn" and subject in online)
            or (relation in _ONE and (subject, relation) in taken)
            or (relation == "partOf" and (target, relation, subject) in kept)
            or (relation == "hasParticipant" and kept.get((subject, "organisedBy", target), 0.0) > 0.5 > share)
        ):
            kept[triple] = share
            taken.add((subject, relation))
    return kept


def owned(pairs: Iterable[Candidate], entities: Mapping[str, Entity]) -> dict[Triple, float]:
    """Return of which body another is part by its name: "ICMPD's Steering Board", "ICMPD Brussels Mission".

    Args:
        pairs: the pairs that are looked at.
        entities: the things by local id.
    """
    return {
        (one.subject, "partOf", one.object): _OWNED
        for one in pairs
        if fits("partOf", entities[one.subject], entities[one.object])
        and _begins_with(entities[one.subject], entities[one.object])
    }


def _begins_with(part: Entity, whole: Entity) -> bool:
    signs = ("'s ", "’s ", *([" "] if part.kind == "ImplementingOffice" else []))
    return any(name.startswith(f"{owner}{sign}") for name in part.names for owner in whole.names for sign in signs)


def of_lists(
    content: str, facts: Collection[Triple], states: Collection[str], entities: Mapping[str, Entity]
) -> dict[Triple, Triple]:
    """Return the states of bodies in a list whose last has its state behind it, each with that one's fact.

    So the ministry is Ghana's in "the Ministry of Interior, BMZ and the Immigration Service of Ghana".

    Args:
        content: the text.
        facts: what is told.
        states: the public bodies whose state their own names or authority data give.
        entities: the things by local id.
    """
    placed = {subject for subject, relation, _ in facts if relation == "jurisdiction"} | {*states}
    lasts = [(entities[base[0]], base) for base in facts if base[1] == "jurisdiction"]
    found = {
        (one.id, "jurisdiction", base[2]): base
        for last, base in lasts
        if any(name.endswith(f" of {state}") for name in last.names for state in entities[base[2]].names)
        for one in entities.values()
        if one.kind in PUBLIC_BODIES and one.id not in placed
        if any(_LISTED.fullmatch(content, here.end, there.start) for here in one.mentions for there in last.mentions)
    }
    several = Counter(body for body, _, _ in found)
    return {triple: base for triple, base in found.items() if several[triple[0]] == 1}


def following(facts: Mapping[Triple, float], entities: Mapping[str, Entity]) -> dict[Triple, tuple[Triple, float, str]]:
    """Return what follows from facts by the guide, with the fact on which it rests, its share and the rule.

    An occasion held in a place whose state is told was held in that state; a part of a body of a state is that
    state's; the organisation of the office that runs a project runs it.
    """
    by_start = defaultdict(list)
    for (subject, relation, target), share in facts.items():
        by_start[subject, relation].append((target, share))
    found: dict[Triple, tuple[Triple, float, str]] = {}
    for base, share in facts.items():
        subject, relation, target = base
        for premise, told, conclusion, rule in _FOLLOWING:
            if relation == premise and not (conclusion == "jurisdiction" and (subject, conclusion) in by_start):
                for third, other in by_start.get((target, told), ()):
                    triple, least = (subject, conclusion, third), min(share, other)
                    is_new = triple not in facts and (triple not in found or found[triple][1] < least)
                    if is_new and fits(conclusion, entities[subject], entities[third]):
                        found[triple] = base, least, rule
    return found
