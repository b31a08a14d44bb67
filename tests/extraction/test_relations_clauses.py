"""What the words of a sentence do: verb groups, and how each name hangs on them."""

import pytest

from migrationkg.extraction.relations.word_classes import class_of, forms
from migrationkg.extraction.tables.vocabulary import load_table
from tests.extraction.encoded import clauses, hanging


def verbs(written: str) -> list[str]:
    """Return the verb groups in words: "not passive organise (organise)"."""
    return [
        " ".join(
            [
                *(["not"] if verb.negated else []),
                *(["to come"] if verb.future else []),
                *(["passive"] if verb.passive else []),
                f"{verb.lemma} ({verb.group})",
            ]
        )
        for verb in clauses(written).verbs
    ]


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("organises", "organise"),
        ("carries", "carry"),
        ("carried", "carry"),
        ("running", "run"),
        ("ran", "run"),
        ("launches", "launch"),
        ("opening", "open"),
        ("equipped", "equip"),
        ("took", "take"),
        ("taken", "take"),
        ("delivered", "deliver"),
    ],
)
def test_each_form_of_a_verb_is_known(form: str, lemma: str) -> None:
    assert forms()[form].lemma == lemma


def test_every_verb_of_the_table_is_known_by_its_plain_form_and_its_past() -> None:
    for group, entries in load_table("frames")["verbs"].items():
        for entry in entries:
            lemma, *irregular = entry.split("/")
            assert "base" in forms()[lemma].kinds, (group, lemma)
            if irregular:
                assert "past" in forms()[irregular[0]].kinds, (group, entry)


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("of", "of"),
        ("Director", "~role"),
        ("experts", "~group"),
        ("funded", "fund-ed*"),
        ("Vienna", "Xx"),
        ("lovely", "~"),
        ("12", "#"),
        ("has", "have"),
    ],
)
def test_words_have_the_class_of_what_they_do(word: str, told: str) -> None:
    assert class_of(word) == told


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("⟨InternationalOrganisation ICMPD⟩ organised a ⟨Event workshop⟩.", ["organise (organise)"]),
        ("⟨InternationalOrganisation ICMPD⟩ has recently organised a ⟨Event workshop⟩.", ["organise (organise)"]),
        ("The ⟨Event workshop⟩ was organised by ⟨InternationalOrganisation ICMPD⟩.", ["passive organise (organise)"]),
        ("The ⟨Event workshop⟩ has been organised.", ["passive organise (organise)"]),
        ("A ⟨Event workshop⟩ organised by ⟨Company Acme⟩ began.", ["passive organise (organise)", "begin (begin)"]),
        ("The ⟨Project ALPHA⟩ was not funded by ⟨Country Norway⟩.", ["not passive fund (fund)"]),
        ("⟨InternationalOrganisation ICMPD⟩ will host a ⟨Event meeting⟩.", ["to come host (organise)"]),
        ("The ⟨Project ALPHA⟩ is a success.", ["be (be)"]),
        ("⟨InternationalOrganisation ICMPD⟩ ⟨Act handed over⟩ three cars.", ["hand (give)"]),
    ],
)
def test_verb_groups_have_their_voice_and_what_they_deny_or_foretell(written: str, told: list[str]) -> None:
    assert verbs(written) == told


def test_a_noun_is_no_verb() -> None:
    assert verbs("The launch of the ⟨Project ALPHA⟩, and the work of ⟨InternationalOrganisation ICMPD⟩.") == []


def test_the_subject_and_the_object_hang_on_their_verb() -> None:
    written = "⟨InternationalOrganisation ICMPD⟩ organised a ⟨Event workshop⟩."
    assert hanging(written, "ICMPD")[0].role == "subject"
    assert hanging(written, "workshop")[0].role == "object"
    assert {hanging(written, name)[1] for name in ("ICMPD", "workshop")} == {"organise"}


def test_an_aside_does_not_part_a_subject_from_its_verb() -> None:
    written = "⟨Company Acme⟩, together with ⟨GovernmentBody Border Police⟩, has organised a ⟨Event workshop⟩."
    subject, verb = hanging(written, "Acme")
    assert (subject.role, subject.aside, verb) == ("subject", "", "organise")
    beside, verb = hanging(written, "Border Police")
    assert (beside.role, beside.aside, verb) == ("with", "~company with", "organise")


def test_through_its_project_is_an_aside() -> None:
    written = "⟨Company Acme⟩, through its project ⟨Project ALPHA⟩, handed over cars to ⟨GovernmentBody Police⟩."
    assert hanging(written, "Acme")[0].role == "subject"
    assert hanging(written, "ALPHA")[0].aside == "through"
    receiver, verb = hanging(written, "Police")
    assert (receiver.role, verb) == ("to", "hand")


def test_who_is_named_behind_by_hangs_on_the_passive_verb() -> None:
    found, verb = hanging("The ⟨Project ALPHA⟩ is funded by ⟨Country Norway⟩.", "Norway")
    assert (found.role, verb) == ("by", "fund")


def test_nouns_that_lead_to_a_name_are_told() -> None:
    found, _ = hanging("They met with representatives of the ⟨GovernmentBody Border Police⟩.", "Border Police")
    assert found.lead == "with ~group of"


def test_what_stands_before_a_verb_behind_a_preposition_is_fronted() -> None:
    found, verb = hanging("In ⟨Place Vienna⟩, ⟨InternationalOrganisation ICMPD⟩ held a ⟨Event workshop⟩.", "Vienna")
    assert (found.role, found.aside, verb) == ("in", "fronted", "hold")


def test_a_relative_clause_has_its_own_verb() -> None:
    written = "⟨InternationalOrganisation ICMPD⟩ met ⟨GovernmentBody Border Police⟩, who thanked ⟨Person Anna Berg⟩."
    assert hanging(written, "Border Police")[1] == "meet"
    assert hanging(written, "Anna Berg")[1] == "thank"


def test_a_sentence_without_a_verb_leaves_names_bare() -> None:
    found, verb = hanging("⟨InternationalOrganisation ICMPD⟩ in ⟨Place Vienna⟩", "ICMPD")
    assert (found.role, verb) == ("bare", "")
