"""What a curator may decide, as forms."""

from collections.abc import Mapping
from dataclasses import dataclass

from migrationkg.curation.decisions import KINDS_TO_GIVE
from migrationkg.curation.things import KINDS_TO_ADD
from migrationkg.model import ENTITY_RELATIONS, VALUE_RELATIONS
from migrationkg.reconciliation.queries import EntityType
from migrationkg.server.refusals import RefusedError

_FACTS = (*ENTITY_RELATIONS, *VALUE_RELATIONS)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form.

    Attributes:
        name: of the field.
        label: what stands above it.
        hint: an example or a help.
        choices: (value, words) pairs; free text where there are none.
        needed: whether it must be filled.
    """

    name: str
    label: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of decision as a curator sees it.

    Attributes:
        name: of the form.
        title: what it does.
        kind: the decision that it makes, one of `model.DECISION_KINDS`.
        fields: what it is about, in the order in which `decide` takes it.
        limited: the field for the item to which the decision is limited; None where it is never.
        has_source: whether it asks where a fact is told.
    """

    name: str
    title: str
    kind: str
    fields: tuple[Field, ...]
    limited: Field | None = None
    has_source: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A form that was filled, all but who decides and why.

    Attributes:
        form: its name.
        kind: of the decision.
        what: what it is about.
        item: id of an item; empty where it is limited to none.
        source: where a fact is told.
        filled: field → value, to fill the form again.
    """

    form: str
    kind: str
    what: tuple[str, ...]
    item: str
    source: str
    filled: Mapping[str, str]


def _kinds(kinds: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((kind, EntityType(kind).name) for kind in kinds)


_THING = Field("thing", "Thing", "its name, or its path: project/mobilaze-2")
_RELATION = Field("relation", "Relation", choices=tuple((one, EntityType(one).name) for one in _FACTS))
_OBJECT = Field("object", "Other thing or value", "a name, a path or a value such as 2023-06-12")
_ITEM = Field("item", "Only in the news item", "its id; all items if empty", needed=False)
_SOURCE = Field("source", "Where it is told", "the sentence, and an address")

#: By name, in the order in which they are offered.
FORMS: Mapping[str, Form] = {
    one.name: one
    for one in (
        Form(
            "merge", "Two things are one", "merge", (_THING, Field("object", "Is the same as", "the one that remains"))
        ),
        Form("apart", "Two things are two", "apart", (_THING, Field("object", "Is another than"))),
        Form(
            "split", "An item calls another thing so", "split", (_THING,), Field("item", "In the news item", "its id")
        ),
        Form("rename", "Another name", "rename", (_THING, Field("object", "Its name"))),
        Form("retype", "Another kind", "retype", (_THING, Field("object", "It is a", choices=_kinds(KINDS_TO_GIVE)))),
        Form("add", "A fact that was missed", "add", (_THING, _RELATION, _OBJECT), has_source=True),
        Form(
            "add-thing",
            "A thing that was missed",
            "add",
            (
                Field("name", "Its name"),
                Field("kind", "It is a", choices=_kinds(KINDS_TO_ADD)),
                Field("state", "Its state", "of a public body or a place, where it is known", needed=False),
            ),
            has_source=True,
        ),
        Form("accept", "A fact is right", "accept", (_THING, _RELATION, _OBJECT)),
        Form("reject", "A fact is wrong", "reject", (_THING, _RELATION, _OBJECT), _ITEM),
        Form("reject-thing", "A thing is none", "reject", (_THING,)),
        Form("withdraw", "A news item is taken back", "withdraw", (Field("item", "News item", "its id"),)),
    )
}


def form_called(name: str) -> Form:
    """Return the form of a name.

    Raises:
        RefusedError: there is none.
    """
    if name not in FORMS:
        raise RefusedError(404, f"{name[:40]!r} is no kind of decision")
    return FORMS[name]


def entry_of(told: Mapping[str, str]) -> Entry:
    """Return what a form says that was filled.

    Args:
        told: field → value, and `form`, its name.

    Raises:
        RefusedError: there is no such form, or a field is empty that must not be.
    """
    form = form_called(told.get("form", ""))
    fields = fields_of(form)
    filled = {field.name: " ".join(told.get(field.name, "").split()) for field in fields}
    for field in fields:
        if field.needed and not filled[field.name]:
            raise RefusedError(422, f"{field.label!r} is empty; fill it")
    what = [filled[field.name] for field in form.fields]
    return Entry(
        form=form.name,
        kind=form.kind,
        what=tuple(what if what[-1] else what[:-1]),
        item=filled.get("item", "") if form.limited else "",
        source=filled.get("source", ""),
        filled=filled,
    )


def fields_of(form: Form) -> tuple[Field, ...]:
    """Return all fields of a form, in the order of the page."""
    return (*form.fields, *filter(None, (form.limited,)), *((_SOURCE,) if form.has_source else ()))
