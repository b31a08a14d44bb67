"""The file in which a user lists what to fetch, and what is told where it does not say what it must."""

from pathlib import Path

import pytest

from migrationkg.errors import InputError
from migrationkg.fetching import read_wanted
from migrationkg.fetching.wanted import Source, Wanted

ONE = '[[source]]\naddress = "https://example.org/news"\n'


def test_what_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(
        f'contact = "mailto:a@example.org"\ndelay = 3\n{ONE}licence = "CC BY 4.0"\nfollow = true\n'
        '[[source]]\naddress = "https://bücher.example/neu#oben"\n'
    )
    assert read_wanted(path) == Wanted(
        (Source("https://example.org/news", "CC BY 4.0", True), Source("https://xn--bcher-kva.example/neu")),
        "mailto:a@example.org",
        delay=3,
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "it names no [[source]] with an address"),
        ("source = 3", "it names no [[source]]"),
        ("source = [3]", "source 1 must be a table"),
        ("[[source]]\n", "'address' of source 1 is no http(s) address: ''"),
        ('[[source]]\naddress = "ftp://example.org/"', "no http(s) address: 'ftp://example.org/'"),
        ('[[source]]\naddress = "https://me:secret@example.org/"', "tells a name or password"),
        ("[[source]]\naddress = 3", "'address' of source 1 must be a text"),
        (f"{ONE}follow = 1", "'follow' of source 1 must be true or false"),
        (f"{ONE}colour = 1", "'colour' of source 1 is none of its keys (address, licence, follow)"),
        (f"delays = 1\n{ONE}", "'delays' is none of its keys"),
        (f"delay = -1\n{ONE}", "'delay' must be a number from 0 to 3600"),
        (f"delay = true\n{ONE}", "'delay' must be a number"),
        (f'contact = "a\\nb"\n{ONE}', "'contact' must be an address"),
        ("[[source", "Expected"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(text)
    with pytest.raises(InputError) as error:
        read_wanted(path)
    assert told in str(error.value)
    assert str(error.value).startswith(f"{path}: no list of what to fetch: ")
    assert "\n" not in str(error.value)


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    for name in ("nothing", "binary", "."):
        with pytest.raises(InputError, match="no list of what to fetch"):
            read_wanted(tmp_path / name)
