"""A difference as RDF Patch (https://afs.github.io/rdf-patch/), the form of Apache Jena, which rdflib reads too."""

from collections.abc import Iterable
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from pyoxigraph import Quad, RdfFormat, serialize

from migrationkg.comparison.blank_nodes import has_blank_node
from migrationkg.comparison.difference import Difference
from migrationkg.errors import InputError
from migrationkg.graph.files import replacing


def write_patch(difference: Difference, path: Path) -> None:
    """Write the patch that makes the newer graph of the older one into a file.

    Raises:
        InputError: the file cannot be written, or there is no patch, as of `patch_of`.
    """
    try:
        data = patch_of(difference)
    except InputError as error:
        raise InputError(f"{path}: {error}") from error
    with replacing(path) as stream:
        stream.write(data)


def patch_of(difference: Difference) -> bytes:
    """Return the patch that makes the newer graph of the older one.

    Deletions stand before additions, each sorted; the patch's id is a hash of them, so that the same difference gives
    the same bytes.

    Raises:
        InputError: a changed statement names a blank node: no patch can say which.
    """
    if any(has_blank_node(quad) for part in (difference.removed, difference.added) for quad in part):
        raise InputError(
            "no patch can be written, for statements on blank nodes differ, which have no name that "
            "another file knows; give them IRIs"
        )
    rows = [*_rows(b"D", difference.removed), *_rows(b"A", difference.added)]
    name = uuid5(NAMESPACE_URL, b"".join(rows).decode())
    return b"".join([f"H id <urn:uuid:{name}> .\n".encode(), b"TX .\n", *rows, b"TC .\n"])


def _rows(operation: bytes, quads: Iterable[Quad]) -> list[bytes]:
    # Not splitlines(): U+0085 and its like end no line of N-Quads.
    lines = (serialize(quads, format=RdfFormat.N_QUADS) or b"").split(b"\n")
    return [operation + b" " + line + b"\n" for line in sorted(lines) if line]
