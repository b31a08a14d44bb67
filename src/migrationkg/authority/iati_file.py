"""Read an IATI file as XML: nothing is fetched, no entity is read, and neither depth nor size goes beyond reason.

IATI: https://iatistandard.org/en/iati-standard/203/
"""

from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from migrationkg.errors import InputError

#: The standard asks publishers to keep a file below 40 MB.
_LARGEST: Final = 60 * 1024 * 1024
#: The deepest element of an activity is the eighth.
_DEEPEST: Final = 40


def read_iati_xml(data: bytes, file: str) -> Element:
    """Return the root of a document.

    Raises:
        InputError: it is too large, too deep or not well-formed, has a DOCTYPE, or is no IATI file of version 2.

    Example:
        >>> read_iati_xml(b'<iati-activities version="2.03"/>', "a.xml").tag
        'iati-activities'
        >>> read_iati_xml(b'<!DOCTYPE a []><iati-activities version="2.03"/>', "a.xml")
        Traceback (most recent call last):
        migrationkg.errors.InputError: a.xml:1: has a DOCTYPE, whose entities are not read; take it out
    """
    if len(data) > _LARGEST:
        raise InputError(f"{file}: has more than {_LARGEST // 1024 // 1024} MB; split it")
    root = _parsed(data, file)
    if root.tag != "iati-activities":
        raise InputError(f"{file}: begins with <{root.tag[:40]}>; an IATI activity file begins with <iati-activities>")
    version = root.get("version", "")
    if not version.startswith("2."):
        raise InputError(f"{file}: is of version {version[:10] or 'unknown'} of IATI; give one of version 2.01 to 2.03")
    return root


def _parsed(data: bytes, file: str) -> Element:
    builder = TreeBuilder()
    parser = expat.ParserCreate()
    depth = 0

    def refuse(why: str) -> InputError:
        return InputError(f"{file}:{parser.CurrentLineNumber}: {why}")

    def doctype(*_: object) -> None:
        raise refuse("has a DOCTYPE, whose entities are not read; take it out")

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise refuse(f"its elements are nested more than {_DEEPEST} deep, which no IATI file needs")
        element = builder.start(tag, dict(attributes))
        element.set(LINE, str(parser.CurrentLineNumber))

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag)

    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise InputError(f"{file}:{error.lineno}: not well-formed: {expat.ErrorString(error.code)}") from error
    except (ValueError, LookupError) as error:  # an encoding that Python does not know
        raise InputError(f"{file}: cannot be read: {error}; save it as UTF-8") from error
    return builder.close()


#: Attribute that tells the line of an element; XML allows no such name, so no file has it.
LINE: Final = " line"
