"""The file of decisions: what it takes, and what it says of a line that is none."""

from datetime import date
from pathlib import Path

import pytest

from migrationkg.curation.decisions import COLUMNS, read_decisions, row_of
from migrationkg.errors import InputError
from migrationkg.model import DECISION_KINDS, Decision

HEADER = ",".join(COLUMNS) + "\n"
WHO = "Ana Petrova,2026-11-24"


def read(tmp_path: Path, *lines: str, header: str = HEADER) -> tuple[tuple[Decision, ...], list[str]]:
    file = tmp_path / "decisions.csv"
    file.write_text(header + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    decisions, problems = read_decisions(file)
    return decisions, [str(problem).rpartition("decisions.csv:")[2] for problem in problems]


def test_no_file_means_no_decisions(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "decisions.csv") == ((), ())


def test_each_kind_of_decision_is_read_and_written_back(tmp_path: Path) -> None:
    lines = [
        f"accept,project/a,fundedBy,organisation/b,,,{WHO},sure",
        f"reject,project/a,startDate,2023-06-12,item-1,,{WHO},misread",
        f"reject,project/a,,,,,{WHO},no project",
        f"add,project/a,operatesIn,country/al,,https://example.org/1,{WHO},stated there",
        f"add,organisation/border-academy-al,GovernmentBody,Border Academy,,a report,{WHO},missed",
        f"merge,project/a,,project/b,,,{WHO},same contract",
        f"apart,project/a,,project/c,,,{WHO},other donors",
        f"split,organisation/moi,,,item-2,,{WHO},of another state",
        f"rename,project/a,,Other Name,,,{WHO},as on its site",
        f"retype,organisation/b,,Company,,,{WHO},a firm",
        f"withdraw,,,,item-3,,{WHO},taken back by the office",
    ]
    decisions, problems = read(tmp_path, *lines)
    assert problems == []
    assert [",".join(row_of(decision)) for decision in decisions] == lines
    assert {decision.kind for decision in decisions} == set(DECISION_KINDS)
    assert decisions[0].when == date(2026, 11, 24)
    assert [decision.line for decision in decisions] == list(range(2, 13))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (f"burn,project/a,,,,,{WHO},x", "'burn' is no decision"),
        (f"merge,Project A,,project/b,,,{WHO},x", "'Project A' is no path"),
        (f"merge,project/a,,<script>,,,{WHO},x", "'<script>' is no path"),
        (f"merge,project/a,,,,,{WHO},x", "the column 'object' is empty"),
        (f"split,project/a,,,,,{WHO},x", "the column 'item' is empty"),
        (f"split,project/a,,,../x,,{WHO},x", "is no id of an item"),
        (f"accept,project/a,likes,project/b,,,{WHO},x", "'likes' is no relation"),
        (f"add,project/a,fundedBy,organisation/b,,,{WHO},x", "the column 'source' is empty"),
        (f"add,event/a,startDate,yesterday,,diary,{WHO},x", "is no value of startDate"),
        (f"add,event/a,startDate,Jun-23,,diary,{WHO},x", "is no value of startDate; write it as 2024-05-03 or 2024-05"),
        (f"add,event/a,status,over,,diary,{WHO},x", "write it as planned or cancelled or postponed"),
        (f"add,event/a,startDate,2024-02-30,,diary,{WHO},x", "'2024-02-30' is a day that no calendar has"),
        (f"add,event/a,endDate,2023-04-31,,diary,{WHO},x", "'2023-04-31' is a day that no calendar has"),
        (f"add,project/a,projectStart,2023-02-29,,diary,{WHO},x", "'2023-02-29' is a day that no calendar has"),
        (f"add,project/a,projectEnd,2023-13,,diary,{WHO},x", "is no value of projectEnd"),
        (f"add,organisation/b,Company,,,diary,{WHO},x", "the column 'object' is empty"),
        (f"add,organisation/b,Company,B,,,{WHO},x", "the column 'source' is empty"),
        (f"add,organisation/b,Country,B,,diary,{WHO},x", "to add a thing, its kind: Ministry, "),
        (f"add,organisation/b,Company,C,,diary,{WHO},x", "no path of a Company called 'C'; write organisation/c"),
        (f"add,organisation/b-xx,Ministry,B,,diary,{WHO},x", "of a state organisation/b-al or the like"),
        (f"retype,organisation/b,,Wizard,,,{WHO},x", "'Wizard' is no kind to give"),
        (f"rename,project/a,,{'N' * 5000},,,{WHO},x", "has 5000 characters; write a name of at most 300"),
        (f"rename,project/a,,!?,,,{WHO},x", "the name '!?' has no letter"),
        (f"add,organisation/b,Company,!?,,diary,{WHO},x", "the name '!?' has no letter"),
        (f"withdraw,project/a,,,item-3,,{WHO},x", "takes an item, and no thing"),
        (f"reject,project/a,,,item-3,,{WHO},x", "a thing is rejected in all items and not in one; leave the item out"),
        (f"merge,project/a,,project/b,item-3,,{WHO},x", "merge holds in all items and not in one"),
        (f"apart,project/a,,project/b,item-3,,{WHO},x", "apart holds in all items"),
        (f"rename,project/a,,N,item-3,,{WHO},x", "rename holds in all items"),
        (f"retype,organisation/b,,Company,item-3,,{WHO},x", "retype holds in all items"),
        ("rename,project/a,,N,,,,2026-11-24,x", "the column 'who' is empty"),
        (f"rename,project/a,,N,,,{WHO},", "the column 'why' is empty"),
        ("rename,project/a,,N,,,Ana,24 November,x", "'24 November' is no day"),
    ],
)
def test_a_line_that_is_no_decision_is_told_and_the_others_hold(tmp_path: Path, line: str, told: str) -> None:
    good = f"rename,project/a,,Other Name,,,{WHO},as on its site"
    decisions, problems = read(tmp_path, line, good)
    assert [decision.kind for decision in decisions] == ["rename"]
    (problem,) = problems
    assert problem.startswith("2: the decision is passed over: ")
    assert told in problem


def test_a_reason_with_commas_and_without_quotes_is_told_and_not_cut(tmp_path: Path) -> None:
    bad = f"merge,project/a,,project/b,,,{WHO},two names, says Ana, and she knows"
    decisions, problems = read(tmp_path, bad, f"rename,project/a,,N,,,{WHO},x")
    assert [decision.line for decision in decisions] == [3]
    assert [problem.partition("; ")[0] for problem in problems] == [
        "2: the decision is passed over: it has 11 cells, the header 9"
    ]


@pytest.mark.parametrize("after", [f"rename,project/a,,N,,,{WHO},x", f'rename,project/a,,N,,,{WHO},"x, y"'])
def test_a_quote_that_is_not_closed_takes_no_other_line_with_it(tmp_path: Path, after: str) -> None:
    several = f'rename,project/c,,N,,,{WHO},"as on\nits site"'
    bad = f'merge,project/a,,project/b,,,{WHO},"two names'
    decisions, problems = read(tmp_path, several, bad, after, after)
    assert [decision.line for decision in decisions] == [2, 5, 6]
    assert decisions[0].why == "as on\nits site"
    (problem,) = problems
    assert problem.startswith("4: the decision is passed over: it is no CSV")
    assert "look for a quote missing" in problem


def test_a_file_of_a_spreadsheet_with_semicolons_is_read(tmp_path: Path) -> None:
    file = tmp_path / "decisions.csv"
    line = f"merge,project/a,,project/b,,,{WHO},two names\r\n,,,,,,,,\r\n"
    file.write_bytes(("\ufeff" + HEADER.replace("\n", "\r\n") + line).replace(",", ";").encode())
    ((decision,), problems) = read_decisions(file)
    assert (decision.kind, decision.object, decision.why, problems) == ("merge", "project/b", "two names", ())


@pytest.mark.parametrize("last", ["28/01/2026", "28-1-2026"])
def test_days_that_a_spreadsheet_rewrote_are_read_where_they_mean_one_day(tmp_path: Path, last: str) -> None:
    days = ["01/02/2026", "3.2.2026", "2026-02-04", last]
    lines = [f"reject,event/a,startDate,05/02/2026,,,Ana,{day},x" for day in days]
    decisions, problems = read(tmp_path, *lines)
    assert problems == []
    assert [one.when for one in decisions] == [date(2026, 2, 1), date(2026, 2, 3), date(2026, 2, 4), date(2026, 1, 28)]
    assert {one.object for one in decisions} == {"2026-02-05"}


def test_a_day_that_a_spreadsheet_rewrote_and_that_may_be_two_is_told(tmp_path: Path) -> None:
    decisions, (problem,) = read(tmp_path, *(f"rename,project/a,,N,,,Ana,{day},x" for day in ("2/1/2026", "2/2/2026")))
    assert [one.when for one in decisions] == [date(2026, 2, 2)]
    assert problem == (
        "2: the decision is passed over: '2/1/2026' is no day that can be read one way only; write it as 2026-11-24"
    )


def test_a_name_is_one_line_without_what_nobody_sees(tmp_path: Path) -> None:
    cells = f'rename,project/a,," Two\n  \u202ewords\x07 ",,,{WHO},"so\x07\nit is"'
    ((decision,), problems) = read(tmp_path, cells)
    assert (decision.object, decision.why, problems) == ("Two words", "so\nit is", [])


def test_capitals_of_the_header_and_of_a_decision_do_not_count(tmp_path: Path) -> None:
    (decision,), problems = read(tmp_path, f"Rename,project/a,,N,,,{WHO},x", header=HEADER.title())
    assert (decision.kind, decision.object, problems) == ("rename", "N", [])


def test_a_relation_may_bear_the_prefix_of_the_ontology(tmp_path: Path) -> None:
    (decision,), problems = read(tmp_path, f"accept,project/a,mkg:operatesIn,country/al,,,{WHO},x")
    assert (decision.relation, problems) == ("operatesIn", [])


def test_a_file_without_a_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"decisions\.csv:1: lacks the column 'thing'"):
        read(tmp_path, header="decision,who\n")
