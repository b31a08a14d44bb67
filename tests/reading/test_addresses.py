"""Sources may be files elsewhere, as fsspec has them."""

import sys
from pathlib import Path

import fsspec
import pytest

from migrationkg.errors import InputError
from migrationkg.reading import read

ITEM = "In Focus\nTalks in {}\n\n30 June 2025\n\nThey met.\n"


@pytest.fixture
def memory() -> fsspec.AbstractFileSystem:
    files = fsspec.filesystem("memory")
    for name in ("Malta", "Gozo"):
        files.pipe(f"/news/{name}.txt", ITEM.format(name).encode())
    files.pipe("/news/deep/Comino.txt", ITEM.format("Comino").encode())
    files.pipe("/news/picture.png", b"\x89PNG")
    return files


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("memory://news/*.txt", ["Gozo", "Malta"]),
        ("memory://news/Malta.txt", ["Malta"]),
        ("memory://news", ["Gozo", "Malta", "Comino"]),
        ("memory://news/**/*.txt", ["Gozo", "Malta", "Comino"]),
    ],
)
def test_an_address_names_a_file_a_folder_or_a_pattern(source: str, names: list[str]) -> None:
    found = read([source])
    assert [item.headline.removeprefix("Talks in ") for item in found.items] == names
    assert found.items[0].source.name == f"memory:///news/{names[0]}.txt"
    assert found.problems == ()


def test_files_of_this_machine_have_addresses_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ITEM.format("Malta"))
    assert len(read([f"file://{tmp_path}/*.txt", f"file://{tmp_path}/a.txt"]).items) == 1


@pytest.mark.usefixtures("memory")
def test_what_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="no file has a name of this form"):
        read(["memory://news/*.html"])
    with pytest.raises(InputError, match="there is no such file"):
        read(["memory://news/Sliema.txt"])
    with pytest.raises(InputError, match="nothing can be had there"):
        read(["nowhere://bucket/*.txt"])
    assert len(read(["memory://news/Malta.txt", "memory://news/Sliema.txt"]).problems) == 1
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(InputError, match=r"pip install 'migrationkg\[files\]'"):
        read(["memory://news/Malta.txt"])
