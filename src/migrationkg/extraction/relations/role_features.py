"""What there is to see of a person's role and a body or state: the words between, and whether it is a role there."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from migrationkg.extraction.relations.candidates import Candidate
from migrationkg.extraction.relations.scene import Scene
from migrationkg.extraction.relations.word_classes import SKIPPED, class_of, squeezed
from migrationkg.model import Entity

#: Classes of words that stand within the words of a role ("Deputy Head of Mission in ⟨Ghana⟩").
WITHIN_ROLE = frozenset(
    (
        *("~", "Xx", "~role", "of", "for", "and", "in", "to", "at", "~group", "~body", "~project", "~place", "~states"),
        *("~partner", "~occasion", "~help", "~frame", "~served", "-", "help*", "implement*", "partner*"),
        *("<country>", "<place>", "<demonym>"),
    )
)
_LEADING = frozenset(("of", "for", "and", "in", "to", "at"))
#: So many letters of a word tell what it speaks of ("migrant", "migration").
_STEM = 5


def with_roles(classes: Sequence[str]) -> list[str]:
    """Return classes of words with the words of each role drawn together.

    Example:
        >>> with_roles([",", "Xx", "~role", "for", "Xx", "at", "the"])
        [',', 'ROLE', 'at']
    """
    found: list[str] = []
    for within, phrase in groupby((one for one in classes if one not in SKIPPED), WITHIN_ROLE.__contains__):
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
    """Yield how a person's role goes with a body or state."""
    if not one.pair.startswith("Person-"):
        return
    target, roles = scene.entities[one.object], scene.roles.get(one.subject, ())
    yield from (f"role {word} of {target.kind}" for word in roles)
    if one.pair == "Person-Organisation":
        yield from _of_field(roles, target)


def _of_field(roles: Sequence[str], body: Entity) -> Iterator[str]:
    """Yield which words of a role go with the words of a body's name: a minister of labour, a ministry of labour."""
    name = body.names[0].lower().split()
    for word in roles:
        yield from (f"role {word} of {end}" for end in dict.fromkeys((name[0], name[-1])))
    field = {word[:_STEM] for word in roles if len(word) >= _STEM and class_of(word) != "~role"}
    if field:
        shared = min(len(field & {word[:_STEM] for word in name}), 2)
        yield f"role shares {shared} words with the name"
        yield f"role shares {shared} words with the name of {body.kind}"
