"""The XML of IATI: elements in the order of the schema, in English, written the same way every time."""

from collections.abc import Iterable
from xml.etree.ElementTree import Comment, Element, SubElement, indent, tostring

from migrationkg.graph.values import writable
from migrationkg.iati.reporting import Reporter

VERSION = "2.03"


def add(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    """Add an element, whose text stands in a narrative, and return it; attributes that are empty are left out.

    Example:
        >>> parent = Element("iati-activity")
        >>> tostring(add(parent, "title", "MOBILAZE 2"))
        b'<title><narrative>MOBILAZE 2</narrative></title>'
    """
    told = {name.replace("_", "-"): writable(value) for name, value in attributes.items() if value}
    element = SubElement(parent, tag, told)
    if text:
        SubElement(element, "narrative").text = writable(text)
    return element


def add_plain(parent: Element, tag: str, text: str) -> None:
    """Add an element that holds its text itself."""
    SubElement(parent, tag).text = writable(text)


def add_reporter(parent: Element, reporter: Reporter) -> None:
    """Add who reports: of what he has read, and has not carried out."""
    add(
        parent,
        "reporting-org",
        reporter.name,
        ref=reporter.identifier,
        type=reporter.sort,
        secondary_reporter="1",
    )


def document(tag: str, note: Iterable[str], parts: Iterable[Element]) -> bytes:
    """Return a file of IATI.

    Args:
        tag: its first element.
        note: what a reader is told before all else, line by line.
        parts: what it holds.
    """
    root = Element(tag, {"version": VERSION})
    words = "\n".join(("", *(f"    {line}" for line in note), "  ")).replace("--", "- -")
    root.append(Comment(writable(words)))
    root.extend(parts)
    indent(root)
    text: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
