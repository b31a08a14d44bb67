"""What a filled form says, in the words of `migrationkg decide`."""

import pytest

from migrationkg.model import DECISION_KINDS
from migrationkg.server.curation.forms import FORMS, entry_of, fields_of
from migrationkg.server.refusals import RefusedError

THING, OTHER, TOLD = "project/a", "project/b", "https://example.org/1"


@pytest.mark.parametrize(
    ("filled", "kind", "what", "item", "source"),
    [
        ({"form": "merge", "thing": THING, "object": OTHER}, "merge", (THING, OTHER), "", ""),
        ({"form": "apart", "thing": THING, "object": OTHER}, "apart", (THING, OTHER), "", ""),
        ({"form": "split", "thing": THING, "item": "2023-a"}, "split", (THING,), "2023-a", ""),
        ({"form": "rename", "thing": THING, "object": " A  name "}, "rename", (THING, "A name"), "", ""),
        ({"form": "retype", "thing": THING, "object": "Company"}, "retype", (THING, "Company"), "", ""),
        (
            {"form": "add", "thing": THING, "relation": "fundedBy", "object": "EU", "source": TOLD},
            *("add", (THING, "fundedBy", "EU"), "", TOLD),
        ),
        (
            {"form": "add-thing", "name": "N", "kind": "Place", "state": "Albania", "source": TOLD},
            *("add", ("N", "Place", "Albania"), "", TOLD),
        ),
        (
            {"form": "add-thing", "name": "N", "kind": "Project", "state": "", "source": TOLD},
            "add",
            ("N", "Project"),
            "",
            TOLD,
        ),
        (
            {"form": "accept", "thing": THING, "relation": "fundedBy", "object": "EU"},
            "accept",
            (THING, "fundedBy", "EU"),
            "",
            "",
        ),
        (
            {"form": "reject", "thing": THING, "relation": "fundedBy", "object": "EU", "item": "2023-a"},
            *("reject", (THING, "fundedBy", "EU"), "2023-a", ""),
        ),
        (
            {"form": "reject", "thing": THING, "relation": "fundedBy", "object": "EU"},
            "reject",
            (THING, "fundedBy", "EU"),
            "",
            "",
        ),
        ({"form": "reject-thing", "thing": THING}, "reject", (THING,), "", ""),
        ({"form": "withdraw", "item": "2023-a"}, "withdraw", ("2023-a",), "", ""),
    ],
)
def test_a_form_says_what_the_command_takes(
    filled: dict[str, str], kind: str, what: tuple[str, ...], item: str, source: str
) -> None:
    entry = entry_of(filled)
    assert (entry.kind, entry.what, entry.item, entry.source) == (kind, what, item, source)


def test_there_is_a_form_for_every_kind_of_decision() -> None:
    assert {form.kind for form in FORMS.values()} == set(DECISION_KINDS)


@pytest.mark.parametrize("name", FORMS)
def test_what_must_be_filled_is_asked_for(name: str) -> None:
    full = {field.name: "x" for field in fields_of(FORMS[name])}
    for field in fields_of(FORMS[name]):
        if field.needed:
            with pytest.raises(RefusedError, match="is empty; fill it"):
                entry_of({"form": name, **full, field.name: " "})
