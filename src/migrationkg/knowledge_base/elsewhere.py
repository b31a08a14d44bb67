"""A knowledge base that lies in a SPARQL store of somebody else, handed on in the forms of one that lies here."""

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from migrationkg.errors import InputError
from migrationkg.graph import EXPORT_FORMATS, export
from migrationkg.graph.evidence_forms import check_evidence_form, evidence_as
from migrationkg.knowledge_base.exporting import NETWORK_FORMATS, export_network
from migrationkg.store.disk import quads_given
from migrationkg.store.remote import RemoteStore

if TYPE_CHECKING:
    from migrationkg.iati import IatiFiles


def export_endpoint(
    endpoint: str,
    format: str,  # noqa: A002
    target: Path | BinaryIO,
    *,
    evidence: bool = False,
    evidence_form: str = "statement",
) -> None:
    """Write the graph of what an endpoint has, as `export_knowledge_base` does; without a description beside it.

    Args:
        endpoint: its address.
        format: as of `export_knowledge_base`, like the others.
        target: likewise.
        evidence: likewise.
        evidence_form: likewise, but "web-annotation", which needs the texts of the news.

    Raises:
        InputError: it cannot be asked, there is no such form, or the target cannot be written.
    """
    check_evidence_form(evidence_form, format)
    if evidence_form == "web-annotation":
        raise InputError("web-annotation needs the texts of the news, which no endpoint has; export with --kb")
    if format not in (*EXPORT_FORMATS, *NETWORK_FORMATS):
        told = f"{format!r} is no form of export; choose one of {', '.join((*EXPORT_FORMATS, *NETWORK_FORMATS))}"
        raise InputError(told)
    store = RemoteStore(endpoint).copy()
    if format in EXPORT_FORMATS:
        quads = list(quads_given(store))
        export(evidence_as(evidence_form, quads, {}) if evidence else quads, format, target, evidence=evidence)
    else:
        export_network(store, format, target, evidence)


def export_iati_of(endpoint: str, folder: Path, reporting_org: str) -> "IatiFiles":
    """Write what an endpoint has as files of IATI, as `export_iati` does; without a description beside them.

    Args:
        endpoint: its address.
        folder: as of `export_iati`, like the other.
        reporting_org: likewise.

    Raises:
        InputError: it cannot be asked, there is nothing to report, or the files cannot be written.
    """
    from migrationkg.iati import read_reporter, write_iati

    return write_iati(RemoteStore(endpoint).copy(), folder, read_reporter(reporting_org))
