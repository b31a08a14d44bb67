"""What there is to see of two things between which a relation may hold, in words that a person can read."""

from collections.abc import Iterator
from itertools import chain, product

from migrationkg.extraction.relations.candidates import Candidate
from migrationkg.extraction.relations.far_features import from_afar, of_office
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
_ENDS_HEAD = frozenset(("of", "for", "on", "in", "to", "at", "and", "against", "de", "des", "du"))
_FAR = ("0-1", "0-1", "2-3", "2-3", "4-7", "4-7", "4-7", "4-7", *("8-15",) * 8)
#: How many sentences away another thing of the subject's sort is looked for.
_RIVALS = 3
#: So many of a thing's names are looked at, and so many where sentences are drawn together.
_NAMES, _DRAWN = 12, 8


def head_of(name: str) -> str:
    """Return the word of a body's name that says what it is, in small letters.

    Example:
        >>> head_of("Department for Reintegration"), head_of("Turkish Coast Guard")
        ('department', 'guard')
    """
    words = name.lower().split()
    ends = next((at for at, word in enumerate(words) if at and word in _ENDS_HEAD), len(words))
    return words[ends - 1]


def own_features(scene: Scene, thing: str) -> Iterator[str]:
    """Yield what there is to see of a thing by itself: what it is, how often and where it is named."""
    kind, spots = scene.entities[thing].kind, scene.spots.get(thing, ())
    if kind in ORGANISATION_KINDS:
        yield f"kind={kind}"
        yield f"head={head_of(scene.entities[thing].names[0])}"
    yield f"its number={min(scene.order.get(thing, 9), 3)}"
    yield f"of its sort={min(scene.counts.get(SORT_OF[kind], 0), 4)}"
    yield from scene.told.get(thing, ())
    yield from (f"role={word}" for word in scene.roles.get(thing, ()))
    yield f"named={min(len(spots), 4)}"
    if spots:
        yield f"first in sentence {min(spots[0].sentence, 3) if spots[0].sentence else 'headline'}"
        if not spots[-1].sentence:
            yield "only in headline"


def surroundings(scene: Scene, thing: str) -> list[str]:
    """Return what there is to see around a thing's names: the words beside, the verbs that they hang on."""
    spots, drawn = scene.spots.get(thing, ()), scene.drawn_spots.get(thing, ())
    beside = chain.from_iterable(_beside(scene, spot) for spot in spots[:_NAMES])
    hanging = chain.from_iterable(_hanging(scene, spot) for spot in drawn[:_NAMES])
    inside = ["inside another name's phrase"] if spots and not drawn else []
    return list(dict.fromkeys(chain(beside, hanging, inside)))


def _beside(scene: Scene, spot: Spot) -> Iterator[str]:
    clauses, at = scene.clauses[spot.sentence], spot.at
    left, right = squeezed(clauses.classes[max(0, at - 6) : at]), squeezed(clauses.classes[at + 1 : at + 6])
    before = clauses.words[at - 1] if at else "^"
    if before in SKIPPED and at > 1:
        before = clauses.words[at - 2]
    head = "" if spot.sentence else "headline "
    if spot.sentence == 1 and at < 3:
        yield "opens the text"
    yield f"{head}left={' '.join(left[-1:])}"
    yield f"left={' '.join(left[-2:])}"
    yield f"left={' '.join(left[-3:])}"
    yield f"word before={before}"
    yield f"{head}right={' '.join(right[:1])}"
    yield f"right={' '.join(right[:2])}"
    yield f"right={' '.join(right[:3])}"
    yield f"word behind={clauses.words[at + 1] if at + 1 < len(clauses.words) else '$'}"


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
    yield f"{head}{role} of {verb.voice}{verb.lemma}"
    yield f"{head}{role} of {verb.voice}{verb.group}*"
    yield f"{role} of a verb{' negated' if verb.negated else ' to come' if verb.future else ''}"


def pair_features(scene: Scene, one: Candidate) -> list[str]:
    """Return what there is to see of two things together."""
    return list(dict.fromkeys(_of_pair(scene, one)))


def _of_pair(scene: Scene, one: Candidate) -> Iterator[str]:
    kind = scene.type_of(one.subject)
    for row in scene.rows.get((one.subject, one.object), ()):
        yield f"row={row}"
        if kind:
            yield f"row={row} {kind}"
    yield from _of_names(scene, one)
    yield from role_at(scene, one)
    if one.near is None:
        yield "inside a name"
        return
    subject, target = one.near
    apart = abs(subject.sentence - target.sentence)
    if apart:
        yield f"sentences apart={min(apart, 6)}{'' if subject.sentence and target.sentence else ' headline'}"
        yield "subject named before" if subject.start < target.start else "subject named behind"
        yield from _sentence_holds(scene, one, target)
        yield from from_afar(scene, one)
    else:
        far = abs(subject.at - target.at)
        yield f"words apart={_FAR[far] if far < len(_FAR) else '16+'}"
    yield from of_office(scene, one)
    yield from _rivals(scene, one, subject, target)
    for near in _together(scene, one):
        yield from _between(scene, one.pair, *near)
    for left in scene.drawn_spots.get(one.subject, ())[:_DRAWN]:
        for right in scene.drawn_spots.get(one.object, ())[:_DRAWN]:
            if left.sentence == right.sentence:
                yield from _frame(scene, left, right, kind)


def _of_names(scene: Scene, one: Candidate) -> Iterator[str]:
    """Yield how the name of the object stands in that of the subject, and what two bodies are called."""
    if held := scene.holds.get((one.subject, one.object)):
        before, behind = held
        yield "name holds the object's"
        yield f"name holds it behind “{before}”"
        yield f"name holds it before “{behind}”"
        yield f"name holds it as “{before} … {behind}”"
    if one.pair == "Organisation-Organisation":
        whole, part = (head_of(scene.entities[thing].names[0]) for thing in (one.object, one.subject))
        yield f"heads={part} in {whole}"


def _sentence_holds(scene: Scene, one: Candidate, target: Spot) -> Iterator[str]:
    """Yield whether the object's sentence tells of another subject of the sort."""
    sort = SORT_OF[scene.entities[one.subject].kind]
    clauses = scene.clauses[target.sentence]
    if any(_CALLED_SORT.get(clauses.words[index]) == sort for index in clauses.names):
        yield f"another {sort} in the sentence"


def _rivals(scene: Scene, one: Candidate, subject: Spot, target: Spot) -> Iterator[str]:
    """Yield whether another thing of the subject's sort is nearer to the object, and how many there are."""
    sort = SORT_OF[scene.entities[one.subject].kind]
    yield f"subjects={min(scene.counts.get(sort, 0), 3)}"
    if scene.counts.get(sort, 0) < 2:
        return
    mine = _distance(subject, target)
    around = scene.named[max(0, target.sentence - _RIVALS) : target.sentence + _RIVALS + 1]
    nearer = any(
        _distance(spot, target) < mine
        for thing, spot in chain.from_iterable(around)
        if thing != one.subject and SORT_OF[scene.entities[thing].kind] == sort
    )
    yield "another subject is nearer" if nearer else "subject is nearest"


def _distance(one: Spot, target: Spot) -> tuple[int, int, int]:
    return abs(one.sentence - target.sentence), int(one.sentence > target.sentence), abs(one.start - target.start)


def _together(scene: Scene, one: Candidate) -> Iterator[tuple[Spot, Spot]]:
    """Yield, of each sentence that names both things, the spots that are nearest."""
    best: dict[int, tuple[Spot, Spot]] = {}
    for left, right in product(*(scene.spots.get(thing, ())[:_NAMES] for thing in (one.subject, one.object))):
        if left.sentence == right.sentence:
            first, second = best.setdefault(left.sentence, (left, right))
            if abs(left.at - right.at) < abs(first.at - second.at):
                best[left.sentence] = (left, right)
    yield from best.values()


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
        roles = f"{one.role} and {other.role} of {verb.voice}"
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
    verbs = [f"{verb.voice}{verb.group or verb.lemma}" for verb in clauses.verbs if first < verb.start < last]
    yield f"verbs between{way}{' '.join(verbs[:3])}"
