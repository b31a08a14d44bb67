"""From bytes to text: the encoding is found."""

import codecs
import re

from migrationkg.reading.wording import clean

#: The UTF-32 mark of little-endian begins with that of UTF-16, so it is looked for first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_KINDS = ((b"%PDF-", "a PDF"), (b"PK\x03\x04", "a ZIP archive or office document"), (b"\x89PNG", "an image"))

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([\w-]+)""", re.IGNORECASE)

#: Encodings of the languages that news of migration policy is written in, the commonest first.
_OTHERS = ["cp1252", "cp1250", "cp1254", "cp1251", "cp1253", "cp1256", "cp1257", "koi8_r", "mac_roman"]

_EMPTY = "the file is empty; give one with news"
_NO_TEXT = "not text; save the news as text, HTML, CSV or JSON Lines"

#: A sign within a word, as in "zosta³" for "został": a text decoded so was written in another encoding.
_ODD_WORD = re.compile(r"[^\W\d_][¡-©«-¶¸¹»-¿][^\W\d_]|[^\W\d_][³¹¿](?!\w)")

_SAMPLE = 20_000

#: Letters of UTF-8 that are not of ASCII.
_BEYOND_ASCII = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ASCII = bytes(range(128))


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are no UTF-8 as Windows 1252, as where a line of an older file was copied into a newer one."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("migrationkg-cp1252", _as_cp1252)


def decode(data: bytes, charset: str = "") -> str:
    """Return the text of `data`, clean.

    Its encoding is that of its byte-order mark, UTF-16, UTF-8, the one that its site or it itself declares, or the
    likeliest. In UTF-8 single bytes of Windows 1252 may stand.

    Args:
        data: what was read.
        charset: the encoding that the site told, where it was fetched.

    Raises:
        ValueError: it is empty or no text; the message says which.

    Example:
        >>> decode("Türkiye".encode("utf-16"))
        'Türkiye'
    """
    if not data.strip():
        raise ValueError(_EMPTY)
    kind = next((kind for mark, kind in _KINDS if data.startswith(mark)), None)
    if kind:
        raise ValueError(f"the file is {kind}, {_NO_TEXT}")
    text = _decoded(data, charset)
    if text is None or "\x00" in text:
        raise ValueError(f"the file is binary, {_NO_TEXT}")
    text = clean(text)
    if not text.strip():
        raise ValueError(_EMPTY)
    return text


def _decoded(data: bytes, charset: str) -> str | None:
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    for candidate in (encoding, _without_mark(data), "utf-8", _known(charset), _declared(data)):
        try:
            if candidate:
                return data.decode(candidate)
        except (UnicodeDecodeError, LookupError):
            continue
    if b"\x00" in data:
        return None
    return data.decode("utf-8", "migrationkg-cp1252") if _is_mostly_utf_8(data) else _guessed(data)


def _is_mostly_utf_8(data: bytes) -> bool:
    """Tell whether no fewer bytes beyond ASCII begin a letter of UTF-8 than stand for themselves."""
    rest, letters = _BEYOND_ASCII.subn(b"", data)
    odd = len(rest.translate(None, _ASCII))
    return letters >= odd and letters > 0


def _without_mark(data: bytes) -> str | None:
    """Return the kind of UTF-16 that text with many Latin letters shows by where its zero bytes stand."""
    sample = data[:_SAMPLE]
    if len(data) % 2 or sample.count(0) * 4 < len(sample):
        return None
    return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"


def _declared(data: bytes) -> str | None:
    """Return the encoding that an HTML page declares; by the WHATWG standard, Latin 1 means Windows 1252."""
    found = _DECLARED.search(data[:2048]) if data.lstrip().startswith(b"<") else None
    if not found or found[1].lower() in {b"utf-8", b"utf-16"}:
        return None
    return _known(found[1].decode("ascii"))


def _known(charset: str) -> str:
    name = charset.lower()
    return "cp1252" if name in {"iso-8859-1", "latin1", "us-ascii"} else name


def _guessed(data: bytes) -> str | None:
    """Return the likeliest text: of equally likely ones the first without odd words."""
    from charset_normalizer import from_bytes

    matches = from_bytes(data, cp_isolation=_OTHERS)
    best = matches.best()
    if best is None:
        return None
    score = (best.chaos, best.coherence)
    likeliest = [match for match in matches if (match.chaos, match.coherence) == score]
    encodings = {encoding for match in likeliest for encoding in match.could_be_from_charset}
    texts = [data.decode(encoding) for encoding in _OTHERS if encoding in encodings]
    texts += [str(match) for match in matches]
    return next((text for text in texts if not _ODD_WORD.search(text)), texts[0])
