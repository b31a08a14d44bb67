"""A knowledge base handed on: its graph, its network and its projects in forms for other systems."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import Quad, Store

from migrationkg.errors import InputError
from migrationkg.graph import EXPORT_FORMATS, export
from migrationkg.graph.evidence import without_evidence
from migrationkg.graph.evidence_forms import check_evidence_form, evidence_as
from migrationkg.graph.rdf_file import read_rdf
from migrationkg.knowledge_base.damage import refuse_damaged
from migrationkg.knowledge_base.describing import describe_export
from migrationkg.knowledge_base.folder import KnowledgeBase, open_knowledge_base
from migrationkg.knowledge_base.memory import read_memory
from migrationkg.knowledge_base.using import base_of
from migrationkg.progress import stage
from migrationkg.store import open_store

if TYPE_CHECKING:
    from migrationkg.iati import IatiFiles

#: The forms of the network.
NETWORK_FORMATS = ("graphml", "gexf", "cytoscape", "graphology", "network-csv")


def export_knowledge_base(
    kb: str | Path,
    format: str,  # noqa: A002
    target: Path | BinaryIO,
    *,
    evidence: bool = False,
    evidence_form: str = "statement",
) -> Path | None:
    """Write the graph of a knowledge base in a form for other systems, and beside a file what catalogues ask of it.

    Args:
        kb: the folder.
        format: one of `graph.EXPORT_FORMATS`, "graphml", "gexf", "cytoscape", "graphology" or "network-csv".
        target: a file, a folder for "csv" and "network-csv", or, but for the latter, a stream of bytes.
        evidence: whether the evidence of each fact comes along.
        evidence_form: in which form, one of `graph.evidence_forms.EVIDENCE_FORMS`.

    Returns:
        The description of a file, `graph.ttl.dataset.ttl` of `graph.ttl`, of a folder `dataset.ttl` in it; else None.

    Raises:
        InputError: there is no knowledge base or no such form, its graph is damaged, or the target cannot be written.
    """
    known = open_knowledge_base(Path(kb))
    check_evidence_form(evidence_form, format)
    if format in NETWORK_FORMATS:
        with stage("writing the network"):
            export_network(open_store(known.store), format, target, evidence)
            quads = read_rdf(known.trig)
    elif format in EXPORT_FORMATS:
        refuse_damaged(known, known.trig)
        with stage("reading the graph"):
            quads = _with_evidence_as(evidence_form, known) if evidence else read_rdf(known.trig)
        with stage("writing the graph"):
            export(quads, format, target, evidence=evidence)
    else:
        raise InputError(
            f"{format!r} is no form of export; choose one of {', '.join((*EXPORT_FORMATS, *NETWORK_FORMATS))}"
        )
    if not isinstance(target, Path) or not (target.is_file() or target.is_dir()):
        return None
    with stage("describing what was written"):
        told = quads if evidence else without_evidence(quads)
        return describe_export(known, base_of(known), told, format, target)


def export_iati(kb: str | Path, folder: Path, reporting_org: str) -> "IatiFiles":
    """Write a knowledge base as an activity file and an organisation file of IATI 2.03.

    Args:
        kb: the folder of the knowledge base.
        folder: where the files go.
        reporting_org: who reports: identifier, type and name, as `migrationkg.iati.read_reporter` takes it.

    Raises:
        InputError: there is no knowledge base, nothing to report, or the files cannot be written.
    """
    from migrationkg.iati import read_reporter, write_iati

    reporter = read_reporter(reporting_org)
    known = open_knowledge_base(Path(kb))
    done = write_iati(open_store(known.store), folder, reporter)
    describe_export(known, base_of(known), without_evidence(read_rdf(known.trig)), "iati", folder)
    return done


def _with_evidence_as(evidence_form: str, known: KnowledgeBase) -> list[Quad]:
    base = base_of(known) if evidence_form == "web-annotation" else ""
    items = read_memory(known.memory).extractions if base else {}
    contents = {f"{base}news/{key}": one.item.content for key, one in items.items()}
    return evidence_as(evidence_form, read_rdf(known.trig), contents)


def export_network(store: Store, format: str, target: Path | BinaryIO, evidence: bool) -> None:  # noqa: A002
    """Write the network of a knowledge base.

    Args:
        store: its store.
        format: "graphml", "gexf", "cytoscape" or "network-csv".
        target: a file, a folder for "network-csv", or else a stream.
        evidence: whether each tie carries the sentences that say it.

    Raises:
        InputError: the target cannot be written, or is a stream for "network-csv".
    """
    from migrationkg.views import (
        network,
        write_cytoscape,
        write_gexf,
        write_graphml,
        write_graphology,
        write_node_and_edge_tables,
    )

    if format == "network-csv" and not isinstance(target, Path):
        raise InputError("network-csv is two files; name a folder for them: --output FOLDER")
    write = {
        "graphml": write_graphml,
        "gexf": write_gexf,
        "cytoscape": write_cytoscape,
        "graphology": write_graphology,
        "network-csv": write_node_and_edge_tables,
    }[format]
    nodes = network(store)
    if isinstance(target, Path):
        write(nodes, target, evidence=evidence)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "network")
        write(nodes, path, evidence=evidence)
        target.write(path.read_bytes())
