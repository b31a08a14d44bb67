"""What cannot be done is told in one line with exit code 2, whatever is wrong with the words, files and streams."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).parent / "migrationkg"
DATA = ROOT / "tests" / "queries" / "data.trig"
ASK = ("query", "funders-by-project", "--kb", str(DATA))
LONG = "/tmp/" + "x" * 300


def without_rights() -> None:
    """Take from root the right to read all files, for what this process runs next."""
    for right in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH of linux/capability.h
        ctypes.CDLL(None).prctl(24, right, 0, 0, 0)  # PR_CAPBSET_DROP


def call(*words: str | bytes | Path, shell: str = "") -> subprocess.CompletedProcess[bytes]:
    """Run the command; `shell` says what becomes of its streams, as in `>&-`."""
    line = ["bash", "-c", f'"$0" "$@" {shell}', COMMAND, *words]
    return subprocess.run(line, capture_output=True, check=False, preexec_fn=without_rights, cwd=ROOT)


def refused(*words: str | bytes | Path, shell: str = "") -> str:
    done = call(*words, shell=shell)
    told = done.stderr.decode()
    assert done.returncode == 2, told
    assert told.count("\n") == 1, told
    assert told.startswith("migrationkg: ")
    return told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((*ASK, "--timeout", "nan"), "'--timeout'"),
        ((*ASK, "--timeout", "-5"), "'--timeout'"),
        ((*ASK, "--timeout", "long"), "'--timeout'"),
        ((*ASK, "--width", "0"), "'--width'"),
        ((*ASK, "--formt", "csv"), "--formt"),
        ((*ASK, "--format", "doc"), "'doc' is no form of an answer; choose one of table, csv"),
        ((*ASK, "--excel"), "--excel goes with --format csv"),
        (("query",), "Missing argument"),
        (("build", "data/news", "-q"), "-q stands before the command: "),
        (("qury",), "Did you mean 'query'?"),
        (("query", b"caf\xe9", "--kb", DATA), "argument 2 (caf ) is no UTF-8 text"),
        (("query", "funders-by-project", "--kb", LONG), "x: "),
        (("query", f"{LONG}.rq", "--kb", DATA), "cannot be read: File name too long"),
        ((*ASK, "-o", LONG), "cannot be written: File name too long"),
        ((*ASK, "-o", "/"), "cannot be written: Is a directory"),
        ((*ASK, "-o", "/dev/full"), "/dev/full: cannot be written: No space left on device"),
        ((*ASK, "--format", "xlsx", "-o", "/dev/full"), "/dev/full: cannot be written: No space left on device"),
        (("export", "--format", "csv", "--kb", "no-such-kb", "-o", DATA), "no-such-kb: "),
        (("export", "--format", "doc"), "'doc' is no form of export; choose one of turtle, trig"),
        (("export", "--format", "doc"), "network-csv, iati\n"),
        (("view", "--depth", "3"), "--depth goes with --around"),
        (("view", "--around", " "), "--around names nothing"),
        (("view", "--param", "country=AZ"), "--param goes with --query"),
        (("export", "--no-evidence", "--evidence-as", "annotation"), "--no-evidence leaves it out"),
        (("validate", "no-such.ttl"), "no-such.ttl: there is no such file or folder"),
        (
            ("query", "Who funds?", "--kb", str(DATA)),
            "'Who funds?' is no SPARQL query; a question in words is asked by: ",
        ),
    ],
)
def test_a_call_that_cannot_be_followed_is_told_in_one_line(words: tuple[str, ...], told: str) -> None:
    assert told in refused(*words)


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is made in the way of POSIX")
@pytest.mark.parametrize("form", ["csv", "network-csv", "xlsx"])
def test_an_archive_is_not_written_on_a_terminal(form: str) -> None:
    ours, theirs = os.openpty()
    line = [str(COMMAND), "export", "--format", form, "--kb", "no-such-kb"]
    done = subprocess.run(line, stdout=theirs, stderr=subprocess.PIPE, check=False)
    for one in (ours, theirs):
        os.close(one)
    assert (
        done.stderr.decode() == f"migrationkg: {form} is nothing to look at here; name where it goes: --output PATH\n"
    )


def test_an_endless_timeout_is_one() -> None:
    assert call(*ASK, "--timeout", "inf").stdout == call(*ASK).stdout != b""


def test_a_full_disk_is_told() -> None:
    assert "No space left on device" in refused(*ASK, shell="> /dev/full")
    assert "No space left on device" in refused(*ASK, "--format", "xlsx", shell="> /dev/full")


def test_streams_may_be_closed() -> None:
    assert call(*ASK, shell="<&- >&- 2>&-").returncode == 0
    assert "<stdin>: the file is empty" in refused("extract", "-", shell="<&-")


@pytest.mark.skipif(sys.platform != "linux", reason="rights are taken in the way of Linux")
@pytest.mark.parametrize(
    "command", ["query ASK{} --kb", "validate", "export --kb", "build data/news --kb", "view --kb"]
)
@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_may_not_be_read_is_told_in_one_line(tmp_path: Path, command: str, kind: str) -> None:
    place = tmp_path / "secret.ttl"
    place.write_bytes(b"") if kind == "file" else place.mkdir()
    place.chmod(0)
    assert "secret.ttl" in refused(*command.split(), place)


def test_the_answer_goes_into_a_file(tmp_path: Path) -> None:
    target = tmp_path / "answer.csv"
    done = call(*ASK, "--format", "csv", "-o", target)
    assert (done.stdout, done.stderr) == (b"", f"wrote {target}\n".encode())
    assert target.read_bytes() == call(*ASK, "--format", "csv").stdout
    workbook = tmp_path / "answer.xlsx"
    assert call(*ASK, "--format", "xlsx", "-o", workbook).returncode == 0
    assert load_workbook(workbook)["answer"]["A1"].value == "project"


def test_a_device_stays_a_device(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    done = call(*ASK, "-o", pipe, shell=f"& cat {pipe}; wait")
    assert done.stdout == call(*ASK).stdout
    assert pipe.is_fifo()


def test_labels_can_be_left_out() -> None:
    query = ("query", "SELECT ?f { ?p mkg:fundedBy ?f } ORDER BY ?f LIMIT 1", "--kb", DATA, "--format", "csv")
    assert call(*query).stdout.startswith(b"f,fLabel\r\nhttps://w3id.org/migrationkg/id/country/ch,Switzerland\r\n")
    assert call(*query, "--iri").stdout == b"f\r\nhttps://w3id.org/migrationkg/id/country/ch\r\n"


@pytest.mark.parametrize("name", ["\x1b[31mred\x1b[0m", "bell\x07", "back\b\b", "\x9b2J"])
def test_a_name_in_an_error_does_not_act_on_the_terminal(name: str) -> None:
    for words in (("query", "funders-by-project", "--kb", name), ("build", name), ("query", name, "--kb", DATA)):
        told = call(*words).stderr.decode()
        assert told.strip()
        assert [char for char in told.replace("\n", "") if not char.isprintable()] == []
