"""In lists of persons a role belongs to the person before or behind it, as the whole list tells."""

import pytest

from migrationkg.extraction.relations.role_lists import dealt
from tests.extraction.encoded import clauses, encoded


def affiliations(written: str) -> dict[str, str]:
    """Return body → person in whose role it stands."""
    sentence, found = encoded(written), clauses(written)

    def named(index: int) -> str:
        return sentence.cells[found.at[index]].entities[0]

    return {named(body): named(person) for body, person in dealt(found).items()}


@pytest.mark.parametrize(
    ("written", "of"),
    [
        (  # roles before, after the first verb; the last joined by "and"
            "It was led by the Head of ⟨Company IOM⟩, ⟨Person Osei⟩, and the Head of ⟨Company Enabel⟩, ⟨Person Smet⟩.",
            {"IOM": "Osei", "Enabel": "Smet"},
        ),
        (  # roles behind
            "They were Mr ⟨Person Osei⟩, Minister of ⟨Country Ghana⟩, and ⟨Person Smet⟩, Head of ⟨Company IOM⟩.",
            {"Ghana": "Osei", "IOM": "Smet"},
        ),
        (  # brackets
            "Trainers were ⟨Person Osei⟩ (⟨AcademicInstitution Legon⟩) and ⟨Person Berg⟩ (⟨Company IOM⟩).",
            {"Legon": "Osei", "IOM": "Berg"},
        ),
        (  # semicolons, roles behind
            "Among them: ⟨Person Osei⟩, ⟨Company IOM⟩ Head; ⟨Person Berg⟩, of ⟨Company Orange⟩.",
            {"IOM": "Osei", "Orange": "Berg"},
        ),
        ("⟨Person Ama Osei⟩ of ⟨InternationalOrganisation IOM⟩ spoke.", {}),  # one person is no list
        ("⟨Person Ama Osei⟩ and ⟨Person Jan Berg⟩ met ⟨InternationalOrganisation IOM⟩.", {}),  # no roles between
    ],
)
def test_a_role_is_dealt_to_its_person(written: str, of: dict[str, str]) -> None:
    assert affiliations(written) == of
