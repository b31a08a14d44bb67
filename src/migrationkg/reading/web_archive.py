"""Pages that a browser saved as one file (MHTML): the page is taken out of it, with the address that it had."""

import re
from email import message_from_bytes, policy

_BEGINS = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}?MIME-Version:", re.IGNORECASE)


def page_in(data: bytes) -> bytes:
    r"""Return the HTML page of a web archive with its address in a comment as Chrome writes it; else the data itself.

    Raises:
        ValueError: it is an e-mail without a page.

    Example:
        >>> head = b"MIME-Version: 1.0\nSnapshot-Content-Location: https://e.org/n\nContent-Type: text/html"
        >>> page_in(head + b"\n\n<p>A</p>")
        b'<!-- saved from url=(0015)https://e.org/n -->\n<p>A</p>'
        >>> page_in(b"News")
        b'News'
    """
    if not _BEGINS.match(data[:8192]):
        return data
    archive = message_from_bytes(data, policy=policy.default)
    page = next((part for part in archive.walk() if part.get_content_type() == "text/html"), None)
    content = page.get_payload(decode=True) if page else None
    if not page or not isinstance(content, bytes):
        raise ValueError("the file is an e-mail without an HTML page; save its words as text, with headline and date")
    address = str(archive.get("Snapshot-Content-Location") or page.get("Content-Location") or "").strip()
    if not re.fullmatch(r"https?://[^\s<>]+", address):
        return content
    return f"<!-- saved from url=({len(address):04d}){address} -->\n".encode() + content
