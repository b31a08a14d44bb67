"""What an engine writes as XML, stopped where XML cannot say it: Oxigraph writes any character as it is."""

import io
import re
from collections.abc import Callable
from typing import Any, BinaryIO, Final, cast

#: What no XML 1.0 holds, and the tag without a name that Oxigraph makes of an IRI whose ending is none.
_UNSAID: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]|<oxprefix:[ >]")

_LONGEST: Final = len(b"<oxprefix: ")


def xml_stream(stream: BinaryIO, refusal: Callable[[str], Exception]) -> BinaryIO:
    r"""Return a stream that hands on XML in UTF-8, and refuses what cannot be said in it.

    A carriage return is written as a reference, or every reader would take it for a line feed.

    Args:
        stream: where the XML goes.
        refusal: makes the error that the writing raises, of a few words that say why.

    Example:
        >>> out = io.BytesIO()
        >>> xml_stream(out, ValueError).write(b"<a>\r</a>"), out.getvalue()
        (8, b'<a>&#xD;</a>')
        >>> xml_stream(out, ValueError).write(b"<a>\7</a>")
        Traceback (most recent call last):
        ValueError: a control character cannot be said in XML
    """
    return cast("BinaryIO", _XmlStream(stream, refusal))


class _XmlStream(io.RawIOBase):
    def __init__(self, stream: BinaryIO, refusal: Callable[[str], Exception]) -> None:
        self._stream, self._refusal = stream, refusal
        self._last = b""

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:  # noqa: ANN401  # any kind of buffer
        seen = self._last + bytes(piece)  # what is refused may begin in one piece and end in the next
        if unsaid := _UNSAID.search(seen):
            is_tag = unsaid[0].startswith(b"<")
            what = "a property or class whose IRI ends in no name" if is_tag else "a control character"
            raise self._refusal(f"{what} cannot be said in XML")
        self._last = seen[-_LONGEST:]
        self._stream.write(bytes(piece).replace(b"\r", b"&#xD;"))
        return len(piece)
