"""The folder of fetched pages: each as it came, and beside it a note of where, when and under which terms."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from email.message import Message
from pathlib import Path
from urllib.parse import urlsplit

from migrationkg.errors import InputError
from migrationkg.fetching.receiving import Answer
from migrationkg.fetching.wanted import Source
from migrationkg.graph.files import replacing
from migrationkg.reading.fetched import ENDING

#: Media type → end of a file's name; others end as pages do.
_ENDINGS = {
    "application/json": ".json",
    "application/feed+json": ".json",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "text/csv": ".csv",
    "text/plain": ".txt",
}

#: What may be sent back as a condition, so that no site can have us send anything else.
_ETAG = re.compile(r'(?:W/)?"[!#-~]{0,200}"')
_DATE = re.compile(r"[A-Za-z0-9:, +-]{1,40}")
_CHARSET = re.compile(r"[\w.:-]{1,40}")


@dataclass(frozen=True, slots=True)
class Note:
    """What is noted of a page.

    Attributes:
        address: the address that was asked for.
        found_at: the address that answered, after redirects.
        file: the name of the file that holds the page.
        sha256: hash of what it holds, hexadecimal.
        size: bytes of that.
        fetched: when what it holds came, UTC.
        asked: when the site was last asked and answered, UTC.
        media_type: as the site told it.
        charset: as the site told it, or nothing.
        etag: by which the site knows this version, or nothing.
        last_modified: when the site says that it was changed, or nothing.
        licence: under which terms its publisher gives it, as the user wrote it.
        listed_by: the address of the source that the user listed.
        items: number of news items that it gives.
        gone: when the site first said that it is gone, UTC; nothing while it is there.
    """

    address: str
    found_at: str
    file: str
    sha256: str
    size: int
    fetched: str
    asked: str
    media_type: str
    charset: str
    etag: str
    last_modified: str
    licence: str
    listed_by: str
    items: int = 0
    gone: str = ""

    @property
    def conditions(self) -> dict[str, str]:
        """The headers by which a site is asked for this page only if it has another one."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in told.items() if value}


def note_of(answer: Answer, address: str, source: Source, now: str) -> Note:
    """Return the note of a page that came.

    Args:
        answer: what came.
        address: the address that was asked for.
        source: what the user listed.
        now: day and time, UTC.
    """
    media_type, charset = types_of(answer)
    return Note(
        address=address,
        found_at=answer.address,
        file=_stem(address) + _ENDINGS.get(media_type, ".html"),
        sha256=hashlib.sha256(answer.body).hexdigest(),
        size=len(answer.body),
        fetched=now,
        asked=now,
        media_type=media_type,
        charset=charset,
        etag=_if_sound(_ETAG, answer.headers.get("ETag", "")),
        last_modified=_if_sound(_DATE, answer.headers.get("Last-Modified", "")),
        licence=source.licence,
        listed_by=source.address,
    )


def types_of(answer: Answer) -> tuple[str, str]:
    """Return the media type and the charset that a site tells, each or nothing."""
    header = Message()
    header["Content-Type"] = answer.headers.get("Content-Type", "").replace("\n", " ").replace("\r", " ")
    try:
        charset = header.get_content_charset("")
    except (ValueError, LookupError):
        charset = ""
    return header.get_content_type(), _if_sound(_CHARSET, charset)


class Kept:
    """A folder of pages. One fetch writes it at a time; a page and its note are whole or not there."""

    def __init__(self, folder: Path) -> None:
        """Open a folder; it is made when the first page comes.

        Args:
            folder: where the pages lie.
        """
        self.folder = folder

    def note(self, address: str) -> Note | None:
        """Return the note of a page; None where there is none, or the page is not as its note says."""
        found = _read(self.folder / (_stem(address) + ENDING))
        if found is None or found.address != address:
            return None
        return found if hashlib.sha256(self.content(found)).hexdigest() == found.sha256 else None

    def content(self, note: Note) -> bytes:
        """Return what a page holds; nothing where it is not there."""
        try:
            return (self.folder / note.file).read_bytes()
        except OSError:
            return b""

    def notes(self) -> Iterator[Note]:
        """Yield the notes of all pages, by the name of their files."""
        for path in sorted(self.folder.glob(f"*{ENDING}")):
            found = _read(path)
            if found:
                yield found

    def keep(self, note: Note, content: bytes | None = None) -> None:
        """Write a page, if it is another one, and its note.

        Args:
            note: what is noted of it.
            content: what it holds; None to leave that as it is.

        Raises:
            InputError: it cannot be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"{self.folder}: cannot be made: {error.strerror or error}") from error
        path = self.folder / (_stem(note.address) + ENDING)
        before = _read(path)
        if content is not None:
            with replacing(self.folder / note.file) as stream:
                stream.write(content)
        with replacing(path) as stream:
            stream.write(json.dumps(asdict(note), ensure_ascii=False, indent=1).encode() + b"\n")
        if before and before.file != note.file and content is not None:
            (self.folder / before.file).unlink(missing_ok=True)


def _stem(address: str) -> str:
    """Return the name of a page's file without its ending: what people know it by, and a hash of its address."""
    parts = urlsplit(address)
    words = re.sub(r"[^a-z0-9]+", "-", f"{parts.netloc}{parts.path}".lower()).strip("-")
    return f"{words[:80].strip('-')}-{hashlib.sha256(address.encode()).hexdigest()[:10]}"


def _if_sound(form: re.Pattern[str], value: str) -> str:
    return value if form.fullmatch(value) else ""


def _read(path: Path) -> Note | None:
    try:
        cells: Mapping[str, object] = json.loads(path.read_text(encoding="utf-8"))
        note = Note(**{one.name: one.type(cells[one.name]) for one in fields(Note)})  # type: ignore[operator]
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return note if Path(note.file).name == note.file and note.file.startswith(path.stem) else None
