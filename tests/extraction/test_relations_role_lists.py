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
            "It was opened by the Minister of ⟨Country Ghana⟩, ⟨Person Ama Osei⟩, the Head of ⟨Company IOM⟩,"
            + " ⟨Person Jan Berg⟩, and the Director of ⟨GovernmentBody Enabel⟩, ⟨Person Eva Smet⟩.",
            {"Ghana": "Ama Osei", "IOM": "Jan Berg", "Enabel": "Eva Smet"},
        ),
        (  # roles behind
            "Speakers included Mr ⟨Person Ama Osei⟩, Minister of ⟨Country Ghana⟩, ⟨Person Jan Berg⟩, Head of"
            + " ⟨Company IOM⟩, and ⟨Person Eva Smet⟩, Director of ⟨GovernmentBody Enabel⟩.",
            {"Ghana": "Ama Osei", "IOM": "Jan Berg", "Enabel": "Eva Smet"},
        ),
        (  # brackets
            "Trainers were ⟨Person Ama Osei⟩ (⟨AcademicInstitution Legon⟩), ⟨Person Jan Berg⟩ (⟨Company IOM⟩)"
            + " and ⟨Person Eva Smet⟩ (⟨GovernmentBody Enabel⟩).",
            {"Legon": "Ama Osei", "IOM": "Jan Berg", "Enabel": "Eva Smet"},
        ),
        (  # semicolons, roles behind
            "Among them: ⟨Person Ama Osei⟩, ⟨Company IOM⟩ Head; ⟨Person Jan Berg⟩, of ⟨Company Orange⟩.",
            {"IOM": "Ama Osei", "Orange": "Jan Berg"},
        ),
        ("⟨Person Ama Osei⟩ of ⟨InternationalOrganisation IOM⟩ spoke.", {}),  # one person is no list
        ("⟨Person Ama Osei⟩ and ⟨Person Jan Berg⟩ met ⟨InternationalOrganisation IOM⟩.", {}),  # no roles between
    ],
)
def test_a_role_is_dealt_to_its_person(written: str, of: dict[str, str]) -> None:
    assert affiliations(written) == of
