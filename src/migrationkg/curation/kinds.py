"""Which decisions the kinds of things allow: what may be merged, be given another kind, or have a relation."""

from collections.abc import Collection

from migrationkg.model import RELATION_KINDS, VALUE_KINDS, Resource
from migrationkg.resolution.iris import folder_of


class DoesNotApplyError(Exception):
    """A decision says something of what is not there (any more), or cannot be so; the text tells what."""


def check_merge(thing: Resource, other: Resource) -> None:
    """See that two things may be one.

    Args:
        thing: a thing.
        other: what it is to be.

    Raises:
        DoesNotApplyError: one is, say, a person and the other an organisation, or they are two states.
    """
    if folder_of(thing.kind) != folder_of(other.kind):
        raise DoesNotApplyError(
            f"{thing.label} is a {thing.kind} and {other.label} a {other.kind}, which are never one; "
            "give one of them another kind first, by retype"
        )
    if thing.kind == "Country":
        raise DoesNotApplyError(f"{thing.label} and {other.label} are two states; reject the facts that mix them up")


def check_split(thing: Resource) -> None:
    """See that what an item calls like a thing may be another one.

    Args:
        thing: a thing.

    Raises:
        DoesNotApplyError: it is a state, of which there is one by its code.
    """
    if thing.kind == "Country":
        raise DoesNotApplyError(f"{thing.label} is a state, and there is no other; reject the facts that mix it up")


def check_retype(thing: Resource) -> None:
    """See that a thing may be given another kind.

    Args:
        thing: a thing.

    Raises:
        DoesNotApplyError: it is known by more than a name: a state by its code, an occasion by its type and day.
    """
    if thing.kind in {"Country", "Event"}:
        raise DoesNotApplyError(f"{thing.label} stays a {thing.kind}; reject the thing, or the facts that are wrong")


def check_relation(thing: Resource, relation: str, target: Resource) -> None:
    """See that a relation may join two things.

    Args:
        thing: its subject.
        relation: one of `model.ENTITY_RELATIONS`.
        target: its object.

    Raises:
        DoesNotApplyError: it joins other kinds, or the two are one.
    """
    subjects, objects = RELATION_KINDS[relation]
    _check_kind(thing, subjects, f"subject of {relation}")
    _check_kind(target, objects, f"object of {relation}")
    if thing.iri == target.iri:
        raise DoesNotApplyError(f"{thing.label} has no {relation} to itself")


def check_value(thing: Resource, relation: str) -> None:
    """See that a thing may have a value.

    Args:
        thing: a thing.
        relation: one of `model.VALUE_RELATIONS`.

    Raises:
        DoesNotApplyError: only things of another kind have one.
    """
    if relation in VALUE_KINDS:
        _check_kind(thing, {VALUE_KINDS[relation]}, f"subject of {relation}")


def _check_kind(one: Resource, kinds: Collection[str], part: str) -> None:
    if one.kind not in kinds:
        wanted = " or ".join(sorted(kinds))
        raise DoesNotApplyError(f"the {part} must be {wanted}; {one.label} is of the kind {one.kind}")
