"""What there is to see of two things between which a relation may hold, in words that a person can read."""

from collections.abc import Iterator

from migrationkg.extraction.relations.candidates import Candidate
from migrationkg.extraction.relations.role_features import role_at, role_between
from migrationkg.extraction.relations.scene import SORT_OF, Scene, Spot
from migrationkg.extraction.relations.word_classes import SKIPPED, squeezed
from migrationkg.model import ORGANISATION_KINDS

_UNTOLD = frozenset(("~", "Xx", "#", "the", "a", "an"))
_CALLED_SORT = {
    "<org>": "Organisation", "<body>": "Organisation", "<office>": "Organisation", "<country>": "Country",
    "<demonym>": "Country", "<place>": "Place", "<person>": "Person", "<event>": "Event", "<act>": "Event",
    "<project>": "Project",
}  # fmt: skip
_FAR = ("0-1", "0-1", "2-3", "2-3", "4-7", "4-7", "4-7", "4-7", *("8-15",) * 8)


#: How many sentences away another thing of the subject's sort is looked for.
_RIVALS = 3


def own_features(scene: Scene, thing: str) -> list[str]:
    """Return what there is to see of a thing by itself: what it is, how often and where it is named."""
    entity = scene.entities[thing]
    spots = scene.spots.get(thing, ())
    found = [f"kind={entity.kind}"] if entity.kind in ORGANISATION_KINDS else []
    found.append(f"its number={min(scene.order.get(thing, 9), 3)}")
    found.append(f"of its sort={min(scene.counts.get(SORT_OF[entity.kind], 0), 4)}")
    found += scene.told.get(thing, ())
    found += [f"role={word}" for word in scene.roles.get(thing, ())]
    found.append(f"named={min(len(spots), 4)}")
    if spots:
        found.append(f"first in sentence {min(spots[0].sentence, 3) if spots[0].sentence else 'headline'}")
        if not spots[-1].sentence:
            found.append("only in headline")
    return found


def surroundings(scene: Scene, thing: str) -> list[str]:
    """Return what there is to see around a thing's names: the words beside, the verbs that they hang on."""
    found: dict[str, None] = {}
    for spot in scene.spots.get(thing, ())[:12]:
        clauses = scene.clauses[spot.sentence]
        left = squeezed(clauses.classes[max(0, spot.at - 6) : spot.at])
        right = squeezed(clauses.classes[spot.at + 1 : spot.at + 6])
        word = clauses.words[spot.at - 1] if spot.at else "^"
        if word in SKIPPED and spot.at > 1:
            word = clauses.words[spot.at - 2]
        head = "" if spot.sentence else "headline "
        if spot.sentence == 1 and spot.at < 3:
            found["opens the text"] = None
        found[f"{head}left={' '.join(left[-1:])}"] = None
        found[f"left={' '.join(left[-2:])}"] = None
        found[f"left={' '.join(left[-3:])}"] = None
        found[f"word before={word}"] = None
        found[f"{head}right={' '.join(right[:1])}"] = None
        found[f"right={' '.join(right[:2])}"] = None
        found[f"right={' '.join(right[:3])}"] = None
        found[f"word behind={clauses.words[spot.at + 1] if spot.at + 1 < len(clauses.words) else '$'}"] = None
    drawn = scene.drawn_spots.get(thing, ())
    for spot in drawn[:12]:
        found |= dict.fromkeys(_hanging(scene, spot))
    if not drawn and thing in scene.spots:
        found["inside another name's phrase"] = None
    return list(found)


def _hanging(scene: Scene, spot: Spot) -> Iterator[str]:
    clauses = scene.drawn[spot.sentence]
    role, number, lead, aside = clauses.hanging[spot.at]
    head = "" if spot.sentence else "headline "
    if lead:
        yield f"lead={lead}"
    if aside:
        yield f"aside={aside}"
    if (spot.sentence, spot.at) in scene.listed:
        yield "in a list"
    if number < 0:
        yield f"{head}{role} of nothing"
        return
    verb = clauses.verbs[number]
    passive = "passive " if verb.passive else ""
    yield f"{head}{role} of {passive}{verb.lemma}"
    yield f"{head}{role} of {passive}{verb.group}*"
    yield f"{role} of a verb{' negated' if verb.negated else ' to come' if verb.future else ''}"


def pair_features(scene: Scene, one: Candidate) -> list[str]:
    """Return what there is to see of two things together."""
    found: dict[str, None] = {}
    kind = next((told for told in scene.told.get(one.subject, ()) if told.startswith("type=")), "")
    for row in scene.rows.get((one.subject, one.object), ()):
        found[f"row={row}"] = None
        if kind:
            found[f"row={row} {kind}"] = None
    if (one.subject, one.object) in scene.holds:
        found["name holds the object's"] = None
    found |= dict.fromkeys(role_at(scene, one))
    if one.near is None:
        found["inside a name"] = None
        return list(found)
    subject, target = one.near
    apart = abs(subject.sentence - target.sentence)
    if apart:
        headline = "" if subject.sentence and target.sentence else " headline"
        found[f"sentences apart={min(apart, 3)}{headline}"] = None
        found["subject named before" if subject.start < target.start else "subject named behind"] = None
        found |= dict.fromkeys(_sentence_holds(scene, one, target))
    else:
        far = abs(subject.at - target.at)
        found[f"words apart={_FAR[far] if far < len(_FAR) else '16+'}"] = None
    found |= dict.fromkeys(_rivals(scene, one))
    for near in _together(scene, one):
        found |= dict.fromkeys(_between(scene, one.pair, *near))
    drawn = scene.drawn_spots
    for left in drawn.get(one.subject, ())[:8]:
        for right in drawn.get(one.object, ())[:8]:
            if left.sentence == right.sentence:
                found |= dict.fromkeys(_frame(scene, left, right, kind))
    return list(found)


def _sentence_holds(scene: Scene, one: Candidate, target: Spot) -> Iterator[str]:
    """Yield whether the object's sentence tells of another subject of the sort."""
    sort = SORT_OF[scene.entities[one.subject].kind]
    clauses = scene.clauses[target.sentence]
    if any(_CALLED_SORT.get(clauses.words[index]) == sort for index in clauses.names):
        yield f"another {sort} in the sentence"


def _rivals(scene: Scene, one: Candidate) -> Iterator[str]:
    """Yield whether another thing of the subject's sort is nearer to the object, and how many there are."""
    sort = SORT_OF[scene.entities[one.subject].kind]
    yield f"subjects={min(scene.counts.get(sort, 0), 3)}"
    if one.near is None or scene.counts.get(sort, 0) < 2:
        return
    target = one.near[1]
    mine = _distance(one.near[0], target)
    around = scene.named[max(0, target.sentence - _RIVALS) : target.sentence + _RIVALS + 1]
    nearer = min(
        (
            _distance(spot, target)
            for named in around
            for thing, spot in named
            if thing != one.subject and SORT_OF[scene.entities[thing].kind] == sort
        ),
        default=(1 << 30, 0, 0),
    )
    yield "subject is nearest" if mine <= nearer else "another subject is nearer"


def _distance(one: Spot, target: Spot) -> tuple[int, int, int]:
    return abs(one.sentence - target.sentence), int(one.sentence > target.sentence), abs(one.start - target.start)


def _together(scene: Scene, one: Candidate) -> Iterator[tuple[Spot, Spot]]:
    """Yield, of each sentence that names both things, the spots that are nearest."""
    best: dict[int, tuple[int, Spot, Spot]] = {}
    for left in scene.spots.get(one.subject, ())[:12]:
        for right in scene.spots.get(one.object, ())[:12]:
            if left.sentence == right.sentence:
                far = abs(left.at - right.at)
                if left.sentence not in best or far < best[left.sentence][0]:
                    best[left.sentence] = (far, left, right)
    for _, left, right in best.values():
        yield left, right


def _between(scene: Scene, pair: str, subject: Spot, target: Spot) -> Iterator[str]:
    clauses = scene.clauses[subject.sentence]
    first, last = sorted((subject.at, target.at))
    way = ">" if subject.at == first else "<"
    words = [word for word in clauses.words[first + 1 : last] if word not in SKIPPED]
    shape = squeezed(clauses.classes[first + 1 : last])
    told = [word for word in shape if word not in _UNTOLD]
    if len(words) <= 5:
        yield f"between{way}{' '.join(words)}"
    if len(shape) <= 8:
        yield f"shape{way}{' '.join(shape)}"
    if pair.startswith("Person-"):
        yield from role_between(clauses.classes[first + 1 : last], way)
    short = told if len(told) <= 6 else [*told[:3], "…", *told[-3:]]
    yield f"telling{way}{' '.join(short)}"
    yield f"begins{way}{' '.join(shape[:2])}"
    yield f"ends{way}{' '.join(shape[-2:])}"
    for word in dict.fromkeys(told):
        yield f"has{way}{word}"
    for word in dict.fromkeys(words[:10]):
        yield f"word{way}{word}"
    yield f"left of both{way}{' '.join(squeezed(clauses.classes[max(0, first - 5) : first])[-2:])}"
    yield f"right of both{way}{' '.join(squeezed(clauses.classes[last + 1 : last + 5])[:2])}"
    sorts = [_CALLED_SORT.get(clauses.words[index]) for index in clauses.names if first < index < last]
    own, other = pair.split("-")
    yield f"names between{way}{min(len(sorts), 3)}"
    if own in sorts:
        yield f"another {own} between{way}"
    if other in sorts:
        yield f"another {other} between{way}"
    if target.called == "<demonym>":
        yield "object is a demonym here"
    if pair == "Event-Place" and any(
        words.at != target.at and clauses.classes[words.at - 1] in ("in", "at")
        for _, words in scene.named[target.sentence]
        if words.called == "<place>" and words.at
    ):
        yield "another Place is told with “in”"


def _frame(scene: Scene, subject: Spot, target: Spot, kind: str) -> Iterator[str]:
    if subject.at == target.at:
        yield "drawn together"
        return
    clauses = scene.drawn[subject.sentence]
    one, other = clauses.hanging[subject.at], clauses.hanging[target.at]
    if one.verb == other.verb >= 0:
        verb = clauses.verbs[one.verb]
        roles = f"{one.role} and {other.role} of {'passive ' if verb.passive else ''}"
        yield f"frame={roles}{verb.lemma}"
        yield f"frame={roles}{verb.group}*"
        yield f"frame={roles}a verb"
        if kind:
            yield f"frame={roles}{verb.group}* {kind}"
        if other.aside:
            yield f"frame={one.role} and aside {other.aside}"
    else:
        yield f"roles={one.role}, {other.role}"
    first, last = sorted((subject.at, target.at))
    way = ">" if subject.at == first else "<"
    shape = squeezed(clauses.classes[first + 1 : last])
    if len(shape) <= 5:
        yield f"drawn shape{way}{' '.join(shape)}"
    verbs = [verb for verb in clauses.verbs if first < verb.start < last][:3]
    said = [f"{'passive ' if verb.passive else ''}{verb.group or verb.lemma}" for verb in verbs]
    yield f"verbs between{way}{' '.join(said)}"
