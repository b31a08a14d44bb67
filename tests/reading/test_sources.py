"""Files, folders, globs and standard input; what is missing, empty or no text."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from migrationkg.errors import InputError
from migrationkg.reading import read

Write = Callable[[str, str | bytes], Path]

TALKS = "In Focus\nTalks in Malta\n\n30 June 2025\n\nThey met in Türkiye – “there”.\n"


def item(number: int) -> str:
    return f"Item {number}\n1 May 2023\nText.\n"


def headlines(*sources: str | Path) -> list[str]:
    return [item.headline for item in read(list(sources)).items]


def test_a_folder_gives_its_files_by_name_and_leaves_out_what_is_no_news(write: Write, tmp_path: Path) -> None:
    write("b.txt", item(2))
    write("a/deep/x.TXT", item(1))
    write("c.md", item(3))
    write(".hidden.txt", item(4))
    write(".git/x.txt", item(5))
    assert headlines(tmp_path) == ["Item 1", "Item 2"]


def test_a_glob_gives_what_it_matches(write: Write, tmp_path: Path) -> None:
    write("1.txt", item(1))
    write("sub/2.txt", item(2))
    write("sub/3.dat", item(3))
    assert headlines(str(tmp_path / "**" / "*.txt")) == ["Item 1", "Item 2"]
    assert headlines(str(tmp_path / "su?")) == ["Item 2"]


def test_a_file_whose_name_looks_like_a_glob_is_a_file(write: Write) -> None:
    assert headlines(write("news [1].txt", item(1))) == ["Item 1"]


def test_standard_input_is_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TALKS.encode())))
    (read_item,) = read(["-"]).items
    assert (read_item.headline, read_item.source.name) == ("Talks in Malta", "<stdin>")


def test_a_file_named_twice_is_read_once(write: Write, tmp_path: Path) -> None:
    path = write("news.txt", item(1) + "Item 2\n31 June 2023\nText.\n")
    reading = read([path, tmp_path, str(tmp_path / "*.txt")])
    assert (len(reading.items), len(reading.problems)) == (1, 1)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "the file is empty; give one with news"),
        ("blank.txt", b" \n\xef\xbb\xbf", "the file is empty; give one with news"),
        ("mark.txt", b"\xef\xbb\xbf", "the file is empty; give one with news"),
        ("random.txt", bytes(range(256)) * 9, "the file is binary, not text"),
        ("zeros.txt", bytes(5000), "the file is binary, not text"),
        ("page.pdf", b"%PDF-1.7 x", "the file is a PDF, not text"),
        ("page.docx", b"PK\x03\x04xxxx", "the file is a ZIP archive or office document, not text"),
    ],
)
def test_a_file_that_is_no_text_is_told_and_the_others_are_read(
    name: str, content: bytes, reason: str, write: Write
) -> None:
    bad, good = write(name, content), write("good.txt", item(1))
    reading = read([bad, good])
    assert len(reading.items) == 1
    (problem,) = reading.problems
    assert str(problem).startswith(f"{bad}: {reason}")
    with pytest.raises(InputError, match=reason):
        read([bad])


def test_what_does_not_exist_is_told(write: Write, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    good = write("good.txt", item(1))
    reading = read([tmp_path / "no.txt", str(tmp_path / "*.xml"), tmp_path / "none", "", "a\0b", good])
    assert [problem.message.split(";")[0] for problem in reading.problems] == [
        "there is no such file or folder",
        "no file has a name of this form",
        "the folder has no news",
        "the name of the source is blank",
        "no path has a zero byte",
    ]


def test_nothing_to_read_is_an_error_of_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no\.txt: there is no such file or folder; check the name \(and 1 more"):
        read([tmp_path / "no.txt", tmp_path / "nor.txt"])
    with pytest.raises(InputError, match="no source was given"):
        read([])


def test_a_form_that_does_not_exist_is_told_with_those_that_do(write: Write) -> None:
    with pytest.raises(InputError, match=r"'pdf' is no form of a source; use one of listing, html, feed, jsonl, csv"):
        read([write("good.txt", item(1))], form="pdf")


def test_a_form_that_is_named_counts_more_than_the_content(write: Write) -> None:
    path = write("news.txt", "title,date\n1 May 2023\nText.\n")
    assert [item.headline for item in read([path], form="listing").items] == ["title,date"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_the_encoding_is_found(encoding: str, write: Write) -> None:
    (read_item,) = read([write("news.txt", TALKS.encode(encoding))]).items
    assert read_item.text == "They met in Türkiye – “there”."


@pytest.mark.parametrize("declared", ["iso-8859-1", "latin1", "us-ascii", "windows-1252"])
def test_a_page_that_declares_latin_1_is_read_as_browsers_do(declared: str, write: Write) -> None:
    page = (
        f'<html><head><meta charset="{declared}"></head><body><h1>Talks</h1><p>3 May 2023</p><p>“Côte” – €5.</p></body>'
    )
    (read_item,) = read([write("news.html", page.encode("cp1252"))]).items
    assert read_item.text == "“Côte” – €5."


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_english_words_in_utf_16_need_no_mark(encoding: str, write: Write) -> None:
    assert headlines(write("news.txt", item(1).encode(encoding))) == ["Item 1"]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "cp1251",
            "Встреча министров в Кишинёве прошла успешно, и участники подписали заявление о миграции.",
        ),
        ("cp1250", "Łódź i Gdańsk: ośrodek konsultacyjny dla obywateli Ukrainy został otwarty."),
        ("cp1252", "São Tomé and Côte d’Ivoire – “x”. Wien: Österreich, Köln, Málaga"),
        ("cp1253", "Ελλάδα και Κύπρος συναντήθηκαν στην Αθήνα για το άσυλο."),
    ],
)
def test_a_text_of_another_language_is_read_in_its_old_encoding(encoding: str, text: str, write: Write) -> None:
    (read_item,) = read([write("news.txt", f"Talks\n2023-05-01\n{text}\n".encode(encoding))]).items
    assert read_item.text == text
