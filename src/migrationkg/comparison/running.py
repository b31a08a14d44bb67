"""Compare two knowledge bases in one call."""

from pathlib import Path

from pyoxigraph import Quad

from migrationkg.comparison.comparing import compare
from migrationkg.comparison.difference import Difference
from migrationkg.comparison.patch import write_patch
from migrationkg.errors import InputError
from migrationkg.graph.rdf_file import RDF_FORMATS, read_rdf
from migrationkg.knowledge_base import open_knowledge_base
from migrationkg.knowledge_base.damage import refuse_damaged
from migrationkg.progress import stage


def diff_knowledge_bases(old: str | Path, new: str | Path, *, patch: str | Path | None = None) -> Difference:
    """Tell what was added and removed between two knowledge bases.

    Args:
        old: the folder before, or a file of RDF.
        new: the folder after, or a file of RDF.
        patch: where to write the difference as RDF Patch, which makes `new` of `old`.

    Raises:
        InputError: one of them is not there or damaged, or the patch cannot be written.
    """
    with stage("reading both graphs"):
        before, now = _quads(Path(old)), _quads(Path(new))
    with stage("comparing them"):
        difference = compare(before, now)
    if patch is not None:
        write_patch(difference, Path(patch))
    return difference


def _quads(place: Path) -> list[Quad]:
    is_file = place.is_file() or (place.suffix.lower() in RDF_FORMATS and not place.is_dir())
    if is_file:
        return read_rdf(place)
    known = open_knowledge_base(place)
    try:
        return read_rdf(known.trig)
    except InputError:
        refuse_damaged(known, known.trig)
        raise
