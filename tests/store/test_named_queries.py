"""Questions by name, by file and by text, and the header that describes them."""

from pathlib import Path

import pytest

from migrationkg.errors import InputError
from migrationkg.store import NamedQuery, Parameter, example_command, find_query, named_queries

TEXT = """# title: Partners
# asks: Which organisations are partners
#   of projects in a country?
# parameter: country (country, default AZ) – only this
#   country
# parameter: text (text, required) - part of a name
# example: text="migration service" country=EE
# keywords: partners, countries
# An ordinary comment.
ASK {}
# title: Not in the header
"""


def test_a_header_says_what_a_question_asks_and_takes(tmp_path: Path) -> None:
    (tmp_path / "partners.rq").write_text(TEXT, encoding="utf-8")
    assert named_queries(tmp_path) == (
        NamedQuery(
            name="partners",
            title="Partners",
            asks="Which organisations are partners of projects in a country?",
            parameters=(
                Parameter("country", "country", required=False, default="AZ", meaning="only this country"),
                Parameter("text", "text", required=True, default=None, meaning="part of a name"),
            ),
            example=(("text", "migration service"), ("country", "EE")),
            keywords=("partners", "countries"),
            text=TEXT,
        ),
    )


def test_a_command_to_try_is_safe_to_paste(tmp_path: Path) -> None:
    (tmp_path / "partners.rq").write_text(TEXT, encoding="utf-8")
    assert example_command(named_queries(tmp_path)[0]) == (
        "migrationkg query partners --param 'text=migration service' --param country=EE"
    )


def test_a_question_is_found_by_name_file_or_text(tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    path.write_text("\ufeffASK { ?s ?p ?o }", encoding="utf-8")
    assert find_query("offices").title == "Offices and what they run"
    assert find_query(str(path)).text == "ASK { ?s ?p ?o }"
    assert find_query("ASK { ?s ?p ?o }").text == "ASK { ?s ?p ?o }"
    assert find_query("ASK{?s?p?o}").name == ""


def test_an_unknown_question_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no question is called 'ofices'; did you mean 'offices'\?"):
        find_query("ofices")
    with pytest.raises(InputError, match=r"none\.rq: cannot be read: No such file"):
        find_query(str(tmp_path / "none.rq"))


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match=r"a\.rq: is no UTF-8 text"):
        find_query(str(tmp_path / "a.rq"))


@pytest.mark.parametrize(
    "line",
    [
        "# parameter: country",
        "# parameter: country (land, required) – a country",
        "# parameter: country (country) – a country",
        "# parameter: country (country, required)",
        "# parameter: co untry (country, required) – a country",
        "# example: country",
        "# example: land=AZ",
        '# example: country="AZ',
    ],
)
def test_a_header_that_is_not_understood_is_told(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.rq").write_text(f"{line}\nASK {{}}", encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.rq: the header's line '# \w+: .*'"):
        find_query(str(tmp_path / "a.rq"))


def test_a_question_of_a_folder_must_say_what_it_asks(tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_text("# title: A\nASK {}", encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.rq: the header lacks .*asks"):
        named_queries(tmp_path)
