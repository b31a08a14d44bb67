"""Any file of RDF, read whole; what would make the reader grow or fall over is refused before it is read.

RDF/XML may bear a DOCTYPE, whose entities make gigabytes of a few lines; and of values nested some thousand deep the
parsers run out of stack, which ends the program.
"""

import codecs
import re
from pathlib import Path
from typing import Final
from xml.parsers import expat

from pyoxigraph import Quad, RdfFormat, parse

from migrationkg.errors import InputError

#: The forms that are read, by the ending of a file's name.
RDF_FORMATS: Final = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".rdf": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}

#: How deep elements, JSON values and triple terms may be nested; parsers fall over at some 5,000.
_DEEPEST: Final = 500

#: What opens and closes; of texts, IRIs and comments nothing counts.
_IN_JSON: Final = re.compile(rb'"(?:[^"\\]|\\.)*+"|(?P<open>[\[{])|(?P<close>[\]}])', re.DOTALL)
_IN_TURTLE: Final = re.compile(
    rb'"""(?:[^"\\]|\\.|"(?!""))*+"""' + rb"|'''(?:[^'\\]|\\.|'(?!''))*+'''"
    rb'|"(?:[^"\\\n]|\\.)*+"' + rb"|'(?:[^'\\\n]|\\.)*+'" + rb"|<[^<>\s]*+>|\#[^\n]*+|\\.|(?P<open><<)|(?P<close>>>)",
    re.DOTALL,
)


def read_rdf(path: Path) -> list[Quad]:
    """Return what a file states, in its order; its form is that of the ending of its name.

    Relative IRIs are made whole by the place of the file, as the specifications of all forms have it.

    Raises:
        InputError: the file cannot be read, its ending is not known, or `parse_rdf` refuses it.
    """
    form = RDF_FORMATS.get(path.suffix.lower())
    if form is None:
        raise InputError(f"{path}: its ending tells no form of RDF; use one of {', '.join(RDF_FORMATS)}")
    try:
        if path.exists() and not path.is_file():
            raise InputError(f"{path}: cannot be read: it is no file")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    return parse_rdf(data, form, str(path), base=path.resolve().as_uri())


def parse_rdf(data: bytes, form: RdfFormat, name: str, *, base: str | None = None) -> list[Quad]:
    """Return what a document of RDF states, in its order.

    Args:
        data: the document.
        form: its form.
        name: what messages call it.
        base: the IRI by which relative ones are made whole, but where the document names one itself.

    Raises:
        InputError: it is not well-formed, its values are nested too deep, it is RDF/XML with a DOCTYPE, or JSON-LD
            whose context is elsewhere or that names something by no IRI.

    Example:
        >>> parse_rdf(b"<!DOCTYPE a []><a/>", RdfFormat.RDF_XML, "a.rdf")
        Traceback (most recent call last):
        migrationkg.errors.InputError: a.rdf:1: has a DOCTYPE, whose entities are not read; save it as Turtle
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    if form == RdfFormat.RDF_XML:
        _check_xml(data, name)
    elif form == RdfFormat.JSON_LD:
        _check_depth(data, _IN_JSON, name)
    elif data.count(b"<<") > _DEEPEST:
        _check_depth(data, _IN_TURTLE, name)
    try:
        quads = list(parse(data, format=form, base_iri=base))
    except SyntaxError as error:
        if "LoadDocumentCallback" in error.msg:
            raise InputError(f"{name}: not well-formed: {_CONTEXT_ELSEWHERE}") from error
        place = f"{name}:{error.lineno}" if error.lineno else name
        raise InputError(f"{place}: not well-formed: {error.msg}") from error
    if form == RdfFormat.JSON_LD:
        _check_terms(data, base, name, len(quads))
    return quads


def _check_terms(data: bytes, base: str | None, name: str, read: int) -> None:
    """Refuse JSON-LD of which statements are lost: its readers leave out what has an ill-formed IRI or language.

    A key that the context does not know, and which is no IRI either, is none of RDF, and may stand there.
    """
    all_said = parse(data, format=RdfFormat.JSON_LD, base_iri=base, lenient=True)
    said = [quad for quad in all_said if ":" in quad.predicate.value]
    for quad in said if len(said) > read else ():
        try:
            list(parse(f"{quad} .".encode(), format=RdfFormat.N_QUADS))
        except SyntaxError as error:
            reason = error.msg.partition(": ")[2] or error.msg
            raise InputError(f"{name}: not well-formed: {reason}, in: {quad}") from error


def _check_depth(data: bytes, tokens: re.Pattern[bytes], name: str) -> None:
    depth = 0
    for token in tokens.finditer(data):
        depth = max(0, depth + (token["open"] is not None) - (token["close"] is not None))
        if depth > _DEEPEST:
            line = data.count(b"\n", 0, token.start()) + 1
            raise InputError(f"{name}:{line}: {_TOO_DEEP}")


def _check_xml(data: bytes, name: str) -> None:
    """Go through XML by a parser of the standard library, which unlike RDF parsers stops where we tell it to."""
    parser = expat.ParserCreate()
    depth = 0

    def doctype(*_: object) -> None:
        raise InputError(
            f"{name}:{parser.CurrentLineNumber}: has a DOCTYPE, whose entities are not read; save it as Turtle"
        )

    def start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise InputError(f"{name}:{parser.CurrentLineNumber}: {_TOO_DEEP}")

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise InputError(f"{name}:{error.lineno}: not well-formed: {expat.ErrorString(error.code)}") from error


_CONTEXT_ELSEWHERE: Final = (
    "its context is at another address, and nothing is fetched; write what stands there in its place"
)
_TOO_DEEP: Final = f"its values are nested more than {_DEEPEST} deep; a graph needs no such depth"
