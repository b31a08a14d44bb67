"""Files, folders, globs and standard input; what is missing, empty or no text."""

import io
import os
import shlex
import subprocess
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


ODD_FEED = """\
<rss><channel><item><title>{}</title><pubDate>3 May 2024</pubDate><description>They met in İzmir.</description></item>
</channel></rss>"""


@pytest.mark.parametrize(
    ("name", "around"),
    [
        ("news.txt", "{}\n\n3 May 2024\n\nThey met in İzmir.\n"),
        ("news.csv", "Title,Date,Text\n{},2024-05-03,They met in İzmir.\n"),
        ("news.jsonl", '{{"title": "{}", "date": "2024-05-03", "text": "They met in İzmir."}}\n'),
        (
            "news.html",
            '<head><meta charset="utf-8"></head><h1>{}</h1><p>3 May 2024</p><p>They met in İzmir.</p>',
        ),
        ("news.rss", ODD_FEED),
    ],
)
@pytest.mark.parametrize(("odd", "read_as"), [(b"\xa9", "©"), (b"Caf\xe9 \x96", "Café –"), (b"\x81", "\ufffd")])
def test_a_byte_that_is_not_utf_8_spoils_no_other(
    name: str, around: str, odd: bytes, read_as: str, write: Write
) -> None:
    data = around.format("Talks in Łódź ODD too").encode().replace(b"ODD", odd)
    (read_item,) = read([write(name, data)]).items
    assert (read_item.headline, read_item.text) == (f"Talks in Łódź {read_as} too", "They met in İzmir.")


def test_a_page_that_says_it_is_utf_8_and_is_not_is_read_in_its_old_encoding(write: Write) -> None:
    page = '<head><meta charset="utf-8"></head><body><h1>Talks</h1><p>3 May 2024</p><p>{}</p></body>'
    text = "Łódź i Gdańsk: ośrodek konsultacyjny dla obywateli Ukrainy został otwarty."
    (read_item,) = read([write("news.html", page.format(text).encode("cp1250"))]).items
    assert read_item.text == text


def test_what_is_no_file_is_told_and_never_waited_for(write: Write, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    good = write("good.txt", item(1))
    reading = read([tmp_path, "/dev/zero", good])
    assert [item.headline for item in reading.items] == ["Item 1"]
    assert [problem.message.split(",")[0] for problem in reading.problems] == ["it is a pipe", "it is a device"]


def test_a_pipe_that_the_shell_opened_is_read(write: Write) -> None:
    path = write("news.txt", item(1))
    script = "import sys; from migrationkg.reading import read; print(read(sys.argv[1:]).items[0].headline)"
    command = f"{shlex.quote(sys.executable)} -c {shlex.quote(script)} <(cat {shlex.quote(str(path))})"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "Item 1\n"


def test_a_folder_in_a_folder_that_may_not_be_read_is_told(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("good.txt", item(1))
    write("closed/secret.txt", item(2))
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    reading = read([tmp_path])
    assert [item.headline for item in reading.items] == ["Item 1"]
    assert [str(problem) for problem in reading.problems] == [
        f"{tmp_path}/closed: the folder cannot be read (Permission denied); check its name and rights"
    ]


def test_links_that_lead_in_a_circle_or_nowhere_are_told(write: Write, tmp_path: Path) -> None:
    write("good.txt", item(1))
    (tmp_path / "circle.txt").symlink_to("circle.txt")
    (tmp_path / "nowhere.txt").symlink_to("gone.txt")
    (tmp_path / "again").symlink_to(tmp_path)
    reading = read([tmp_path, tmp_path / "circle.txt"])
    assert [item.headline for item in reading.items] == ["Item 1"]
    assert [problem.message.split(" (")[0].split(";")[0] for problem in reading.problems] == [
        "the file cannot be read",
        "there is no such file or folder",
    ]


def test_a_name_that_is_not_utf_8_is_shown_as_text(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    Path(os.fsdecode(folder + b"/caf\xe9.txt")).write_text(item(1))
    Path(os.fsdecode(folder + b"/leer\xe9.txt")).write_text("")
    reading = read([tmp_path, os.fsdecode(folder + b"/no\xe9.txt")])
    assert [item.source.name for item in reading.items] == [f"{tmp_path}/caf\ufffd.txt"]
    assert [problem.source for problem in reading.problems] == [
        f"{tmp_path}/leer\ufffd.txt",
        f"{tmp_path}/no\ufffd.txt",
    ]


@pytest.mark.parametrize("path", ["x" * 5_000, "x/" * 3_000, "x" * 300 + "/*.txt"])
def test_a_path_that_is_too_long_is_told_in_a_line_that_is_not(path: str) -> None:
    with pytest.raises(InputError, match=r"cannot be read|no file has a name") as raised:
        read([path])
    assert len(str(raised.value)) < 500


def test_a_standard_input_that_is_closed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputError, match="<stdin>: the standard input is closed"):
        read(["-"])
