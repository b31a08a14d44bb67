"""Any file of RDF, read whole."""

from pathlib import Path
from typing import Final

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


def read_rdf(path: Path) -> list[Quad]:
    """Return what a file states, in its order; its form is that of the ending of its name.

    Raises:
        InputError: the file cannot be read, its ending is not known, or it is not well-formed.
    """
    form = RDF_FORMATS.get(path.suffix.lower())
    if form is None:
        raise InputError(f"{path}: its ending tells no form of RDF; use one of {', '.join(RDF_FORMATS)}")
    try:
        return list(parse(path=str(path), format=form))
    except SyntaxError as error:
        place = f"{path}:{error.lineno}" if error.lineno else str(path)
        raise InputError(f"{place}: not well-formed: {error.msg}") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
