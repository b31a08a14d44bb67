"""The graph as tables of CSV (RFC 4180), for spreadsheets and data frames, in a folder or a zip."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pyoxigraph import Quad

from migrationkg.errors import InputError
from migrationkg.graph.csvw import METADATA, TABLES, metadata
from migrationkg.graph.files import replacing
from migrationkg.graph.rows import tables_of

#: What a spreadsheet takes for a formula, also behind blanks and in full width; and our own mark.
_FORMULA = re.compile(r"\s*[=+\-@'＝＋－＠]|[\t\r\n]")


def write_tables(quads: Iterable[Quad], folder: Path) -> None:
    """Write the tables and their metadata into a folder, which is made where there is none.

    Raises:
        InputError: the folder cannot be written.
    """
    files = dict(_files(quads))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / METADATA).exists():  # an earlier export of ours: leave no table of it behind
            for name in TABLES.keys() - files.keys():
                (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {error.strerror or error}") from error
    for name, content in files.items():
        with replacing(folder / name) as stream:
            stream.write(content)


def stream_tables(quads: Iterable[Quad], stream: BinaryIO) -> None:
    """Write a zip of the tables and their metadata."""
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in _files(quads):
            # The first day that a zip can tell, so that the same graph gives the same bytes.
            entry = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)


def safe_cell(text: str) -> str:
    """Return a text as a cell that no spreadsheet takes for a formula.

    Such a text, and one that begins with an apostrophe, gets an apostrophe in front; whoever reads the table
    by program takes it off again, and nothing is lost.

    Example:
        >>> safe_cell("=HYPERLINK(A1)"), safe_cell("-5"), safe_cell("'t Hooft"), safe_cell("Baku")
        ("'=HYPERLINK(A1)", "'-5", "''t Hooft", 'Baku')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def _files(quads: Iterable[Quad]) -> Iterator[tuple[str, bytes]]:
    tables = tables_of(quads)
    for name, table in tables.items():
        yield name, _csv([column.name for column in table.columns], table.rows)
    yield METADATA, metadata({name: table.columns for name, table in tables.items()})


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)  # a semicolon in a cell parts no cells either
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode()
