"""What the commands say of sources that cannot be read, and with which exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).parent / "migrationkg"
TALKS = "Talks in Malta\n30 June 2025\nThey met.\n"


def extract(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [COMMAND, "extract", *arguments],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("zone.rss", "<rss><channel><item><title>T</title><pubDate>{}</pubDate></item></channel></rss>", "is no date"),
        ("aid.xml", "<iati-activities><iati-activity/></iati-activities>", "no feed (root element iati-activities)"),
        ("open.csv", 'title,date\n"A,2025-06-30\n', "a quote is not closed"),
    ],
)
def test_a_source_of_which_nothing_can_be_read_is_one_line_and_exit_code_2(
    name: str, content: str, says: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(content.replace("{}", "Mon, 30 Jun 2025 10:00:00 +" + "9" * 20), encoding="utf-8")
    done = extract(path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert says in done.stderr


def test_what_is_no_file_is_left_out_and_said_with_exit_code_3(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(TALKS, encoding="utf-8")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "circle.txt").symlink_to("circle.txt")
    done = extract(tmp_path, "/dev/zero")
    assert done.returncode == 3
    assert [json.loads(line)["title"] for line in done.stdout.splitlines()] == ["Talks in Malta"]
    assert [line.partition(": ")[0] for line in done.stderr.splitlines()] == ["left out"] * 3


def test_items_of_one_address_stay_and_a_merge_is_told(tmp_path: Path) -> None:
    row = {"title": "Talks in Malta", "date": "2025-06-30", "url": "https://example.org/news"}
    listing, later = tmp_path / "listing.jsonl", tmp_path / "later.jsonl"
    listing.write_text(f"{json.dumps(row)}\n{json.dumps({**row, 'title': 'Workshop'})}\n", encoding="utf-8")
    done = extract(listing)
    assert (done.returncode, done.stdout.count("\n")) == (0, 2)
    listing.write_text(json.dumps(row), encoding="utf-8")
    later.write_text(json.dumps({**row, "title": "Talks in Gozo"}), encoding="utf-8")
    done = extract(listing, later)
    assert (done.returncode, done.stdout.count("\n")) == (3, 1)
    assert "was taken for the same item" in done.stderr
