"""What there is to see of a person's role and a body: the words between them, and whether it is a role there."""

from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from migrationkg.extraction.relations.candidates import Candidate
from migrationkg.extraction.relations.scene import SORT_OF, Scene, Spot
from migrationkg.extraction.relations.word_classes import SKIPPED, class_of, squeezed

#: Classes of words that stand within the words of a role ("Deputy Head of Mission in ⟨Ghana⟩").
_WITHIN_ROLE = frozenset(
    (
        *("~", "Xx", "~role", "of", "for", "and", "in", "to", "at", "~group", "~body", "~project", "~place", "~states"),
        *("~partner", "~occasion", "~help", "~frame", "~served", "-", "help*", "implement*", "partner*"),
        *("<country>", "<place>", "<demonym>"),
    )
)
_LEADING = frozenset(("of", "for", "and", "in", "to", "at"))
#: So many letters of a word tell what it speaks of ("migrant", "migration").
_STEM = 5
#: How many sentences before a person's the bodies named last are looked for.
_BEFORE = 3


def with_roles(classes: Sequence[str]) -> list[str]:
    """Return classes of words with the words of each role drawn together.

    Example:
        >>> with_roles([",", "Xx", "~role", "for", "Xx", "at", "the"])
        [',', 'ROLE', 'at']
    """
    found: list[str] = []
    for within, phrase in groupby((one for one in classes if one not in SKIPPED), _WITHIN_ROLE.__contains__):
        words = list(phrase)
        if within and "~role" in words:
            found += [one for one in words[:1] if one in _LEADING]
            found.append("ROLE")
            found += [one for one in words[-1:] if one in _LEADING]
        else:
            found += squeezed(words) if within else words
    return found


def role_between(classes: Sequence[str], way: str) -> Iterator[str]:
    """Yield the words between a person and a body, those of the role drawn together."""
    path = with_roles(classes)
    if len(path) <= 8:
        yield f"role path{way}{' '.join(path)}"
    yield f"role path begins{way}{' '.join(path[:2])}"
    yield f"role path ends{way}{' '.join(path[-2:])}"


def role_at(scene: Scene, one: Candidate) -> Iterator[str]:
    """Yield how a person's role goes with a body, and, where no sentence names both, which of the bodies it is."""
    if one.pair != "Person-Organisation":
        return
    body, roles = scene.entities[one.object], scene.roles.get(one.subject, ())
    name = body.names[0].lower().split()
    for word in roles:
        yield f"role {word} of {body.kind}"
        yield from (f"role {word} of {end}" for end in dict.fromkeys((name[0], name[-1])))
    field = {word[:_STEM] for word in roles if len(word) >= _STEM and class_of(word) != "~role"}
    if field:
        shared = min(len(field & {word[:_STEM] for word in name}), 2)
        yield f"role shares {shared} words with the name"
        yield f"role shares {shared} words with the name of {body.kind}"
    if one.near and one.near[0].sentence != one.near[1].sentence:
        yield from _far_body(scene, one.object, one.near[0], bool(roles))


def _far_body(scene: Scene, body: str, person: Spot, has_role: bool) -> Iterator[str]:
    """Yield how a person is told of whom no sentence names beside the body, and which of the bodies it is."""
    classes, spots = scene.clauses[person.sentence].classes, scene.spots[body]
    left, right = classes[max(0, person.at - 5) : person.at], classes[person.at + 1 : person.at + 7]
    yield f"far: left={' '.join(squeezed(left)[-2:])}"
    yield f"far: right={' '.join(squeezed(right)[:2])}"
    told = f"far {'with' if has_role or '~role' in left or '~role' in right else 'without'} a role"
    yield told
    yield f"{told}: {scene.entities[body].kind}"
    yield f"{told}: body {min(scene.order[body], 3)}"
    yield f"{told}: named {min(len(spots), 4)} times"
    yield f"{told}: one of {min(scene.counts['Organisation'], 5)}"
    yield f"{told}: {'not ' if spots[0].sentence else ''}in the headline"
    bodies = [
        [(spot, thing) for thing, spot in sentence if SORT_OF[scene.entities[thing].kind] == "Organisation"]
        for sentence in scene.named[max(0, person.sentence - _BEFORE) : person.sentence + 1]
    ]
    yield f"{told}: beside {min(len(bodies[-1]), 2)} bodies"
    if max((named for named in chain(*bodies) if named[0] < person), default=(person, ""))[1] == body:
        yield f"{told}: last named before"
