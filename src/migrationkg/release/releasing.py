"""Make a release of a knowledge base: all or nothing, and the same bytes each time."""

import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad

from migrationkg.comparison import compare, patch_of
from migrationkg.comparison.telling import in_words
from migrationkg.description.about import read_about
from migrationkg.description.catalogue import Edition
from migrationkg.description.dataset import Dataset, described
from migrationkg.description.forms import FORMS, distribution
from migrationkg.description.statistics import count
from migrationkg.errors import InputError
from migrationkg.graph import EXPORT_FORMATS, canonical_hash, export
from migrationkg.graph.files import keep_file, keep_names, sha256_of
from migrationkg.graph.rdf_file import read_rdf
from migrationkg.graph.turtle import union
from migrationkg.knowledge_base import open_knowledge_base
from migrationkg.knowledge_base.damage import refuse_damaged
from migrationkg.knowledge_base.describing import making_of
from migrationkg.knowledge_base.exporting import export_network
from migrationkg.knowledge_base.folder import KnowledgeBase
from migrationkg.knowledge_base.using import base_of
from migrationkg.progress import stage, through
from migrationkg.release.citation import Cited, citation_cff, creators, zenodo_metadata
from migrationkg.release.previous import check_version, issued, release_before
from migrationkg.store import open_store

#: The forms of the network that are one file each.
_NETWORK: Final = ("graphml", "gexf", "cytoscape", "graphology")

#: Forms without the evidence: `graph.ttl` of a knowledge base has none either.
_BARE: Final = ("turtle", "xlsx")


@dataclass(frozen=True, slots=True)
class Release:
    """What was released.

    Attributes:
        folder: where it lies.
        version: its name.
        previous: version of the release before; None where it is the first.
        hash: RDFC-1.0 hash of the graph, which is the SHA-256 of `graph.nq`.
        missing: what its owner has not said of it, such as its licence.
    """

    folder: Path
    version: str
    previous: str | None
    hash: str
    missing: tuple[str, ...]


def release_knowledge_base(kb: str | Path, version: str, folder: str | Path = "releases", *, day: str = "") -> Release:
    """Make a release of a knowledge base in a folder of its own, `releases/2026.11`.

    Args:
        kb: the folder of the knowledge base.
        version: the name of the release.
        folder: where releases lie; the newest of them that is older is the one with which it is compared.
        day: on which it is published, as 2026-11-30; else what the version tells of it.

    Raises:
        InputError: the version or the day is none, the knowledge base is damaged, the release stands already and says
            something else, or it cannot be written.
    """
    check_version(version)
    known, place = open_knowledge_base(Path(kb)), Path(folder) / version
    refuse_damaged(known, known.trig)
    fresh = place.with_name(f".{version}.{os.getpid()}.new")
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        try:
            done = _made(known, fresh, place, version, issued(version, day))
            _put(fresh, place)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise InputError(f"{place}: cannot be written: {error.strerror or error}") from error
    return done


def _made(known: KnowledgeBase, fresh: Path, place: Path, version: str, published: str) -> Release:
    """Write all files of a release into a folder."""
    with stage("reading the graph"):
        quads, base, about = read_rdf(known.trig), base_of(known), read_about(known.about)
    before = release_before(place.parent, version)
    statistics, home = count(union(quads)), about.url or f"{base}dataset/"
    edition = Edition(
        iri=NamedNode(f"{base}dataset/{version}"),
        files=f"{home}{version}/",
        version=version,
        issued=published,
        of=f"{base}dataset",
        previous=f"{base}dataset/{before}" if before else "",
    )
    with stage("hashing the graph"):
        hash_ = canonical_hash(quads)
    dataset = Dataset(edition, replace(about, creators=creators(about)), base, statistics, making_of(known), hash_)
    with stage("writing all forms"):
        _write_forms(known, quads, fresh)
    files = [distribution(form, fresh / FORMS[form].file) for form in (*EXPORT_FORMATS, *_NETWORK)]
    (fresh / "dataset.ttl").write_bytes(described(dataset, files))
    with stage("comparing with the release before"):
        _write_changes(quads, place.parent / before if before else None, version, fresh)
    cited = Cited(about, version, published, edition.iri.value, tuple(statistics.sites))
    (fresh / "CITATION.cff").write_bytes(citation_cff(cited))
    (fresh / "metadata.json").write_bytes(zenodo_metadata(cited))
    sums = "".join(f"{sha256_of(path)}  {path.name}\n" for path in sorted(fresh.iterdir()))
    (fresh / "SHA256SUMS").write_text(sums, encoding="ascii", newline="\n")
    missing = tuple(name for name in ("licence", "publisher", "creators") if not getattr(about, name))
    return Release(place, version, before, hash_, missing)


def _write_forms(known: KnowledgeBase, quads: list[Quad], fresh: Path) -> None:
    for form in through((*EXPORT_FORMATS, *_NETWORK)):
        if form in EXPORT_FORMATS:
            export(quads, form, fresh / FORMS[form].file, evidence=form not in _BARE)
        else:
            export_network(open_store(known.store), form, fresh / FORMS[form].file, evidence=True)


def _write_changes(quads: list[Quad], before: Path | None, version: str, fresh: Path) -> None:
    """Write what was added and removed since the release before, in words and as RDF Patch."""
    if before is None:
        (fresh / "CHANGES.txt").write_text(f"{version} is the first release.\n", encoding="utf-8", newline="\n")
        return
    difference = compare(read_rdf(before / FORMS["trig"].file), quads)
    words = in_words(before.name, version, difference)
    (fresh / "CHANGES.txt").write_text(words, encoding="utf-8", newline="\n")
    (fresh / "changes.rdfp").write_bytes(patch_of(difference))


def _put(fresh: Path, place: Path) -> None:
    """Put a whole release in its place; one that stands already stays.

    Raises:
        InputError: what stands there is not the same.
    """
    if place.exists():
        if _sums(place) != _sums(fresh):
            raise InputError(
                f"{place}: stands already and says something else; choose another version, or move it away"
            )
        return
    for path in fresh.iterdir():
        keep_file(path)
    keep_names(fresh)
    fresh.replace(place)
    keep_names(place.parent)


def _sums(folder: Path) -> dict[str, str]:
    if not folder.is_dir():
        return {}
    return {path.name: sha256_of(path) if path.is_file() else "" for path in folder.iterdir()}
