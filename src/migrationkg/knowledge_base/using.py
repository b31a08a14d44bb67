"""What is done with a knowledge base that stands: check it again, hand it on, look at it."""

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import NamedNode, Quad, Store

from migrationkg.errors import InputError
from migrationkg.graph import EXPORT_FORMATS, export, terms
from migrationkg.graph.evidence import without_evidence
from migrationkg.graph.evidence_forms import check_evidence_form, evidence_as
from migrationkg.graph.files import replacing
from migrationkg.graph.rdf_file import read_rdf
from migrationkg.knowledge_base.damage import odd_files, read_digests, refuse_damaged
from migrationkg.knowledge_base.describing import describe_export
from migrationkg.knowledge_base.folder import KnowledgeBase, being_replaced, open_knowledge_base
from migrationkg.knowledge_base.memory import read_memory
from migrationkg.model import Extraction
from migrationkg.progress import stage
from migrationkg.store import open_store
from migrationkg.store.remote import RemoteStore

if TYPE_CHECKING:
    from migrationkg.iati import IatiFiles
    from migrationkg.validation import Report
    from migrationkg.views.network import Network

#: The forms of the network.
NETWORK_FORMATS = ("graphml", "gexf", "cytoscape", "graphology", "network-csv")


def check_again(
    target: Path, output: Path | None = None, *, engine: str = "store"
) -> "tuple[Report, tuple[Path, ...]]":
    """Validate a knowledge base, whose report is written anew, or a file of RDF.

    Args:
        target: the folder or file.
        output: folder for the report; a knowledge base keeps its own where none is given, a file has none.
        engine: as `validation.validate` takes it.

    Returns:
        The report and the files written.

    Raises:
        InputError: there is neither, or it is not well-formed.
    """
    from migrationkg.validation import validate, write_html, write_turtle

    if target.is_file():
        with stage("checking the graph"):
            report = validate(target, engine=engine)
        folder = output
    else:
        known, folder = open_knowledge_base(target), output or target
        try:
            report = _judged(known, engine)
        except InputError:
            refuse_damaged(known, known.trig)
            raise
    if folder is None or report.unjudged:
        return report, ()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {error.strerror or error}; name a folder") from error
    files = KnowledgeBase(folder)
    write_html(report, files.report)
    write_turtle(report, files.report_graph)
    return report, (files.report, files.report_graph)


def _judged(known: KnowledgeBase, engine: str) -> "Report":
    """Validate a knowledge base; again where a build has put another state in place meanwhile."""
    from migrationkg.validation import validate

    for _ in range(3):
        before = read_digests(known)
        base = base_of(known)
        with stage("reading the items"):
            items = {f"{base}news/{key}": one.item for key, one in read_memory(known.memory).extractions.items()}
        sources = {iri: item.source for iri, item in items.items()}
        whole = before and not odd_files(known, (known.trig, known.store))  # then both say the same
        data = open_store(known.store) if whole else known.trig
        with stage("checking the graph"):
            report = validate(data, sources, {iri: item.content for iri, item in items.items()}, engine=engine)
        if read_digests(known) == before and not being_replaced(known.folder):
            break
    return report


def base_of(known: KnowledgeBase) -> str:
    """Return where the IRIs of a knowledge base begin, from a named graph of its store.

    Args:
        known: the knowledge base.
    """
    names = (graph.value for graph in open_store(known.store).named_graphs() if isinstance(graph, NamedNode))
    return next((name.rpartition("news/")[0] for name in names if "/news/" in name), "")


def known_facts(kb: str | Path) -> tuple[list[Extraction], dict[tuple[str, str], str]]:
    """Return what was read out of each item of a knowledge base, and the IRIs of the entities.

    Items that were withdrawn and things that were rejected are left out.

    Args:
        kb: the folder.

    Raises:
        InputError: there is no knowledge base, or it is damaged.
    """
    known = open_knowledge_base(Path(kb))
    memory = read_memory(known.memory)
    told = (standing(one, memory.iris) for one in memory.extractions.values())
    return [one for one in told if one.entities], dict(memory.iris)


def standing(one: Extraction, iris: Mapping[tuple[str, str], str]) -> Extraction:
    """Return what is read out of an item about things that the graph has.

    Args:
        one: what is read out of it.
        iris: the things, as (id of the item, local id of the entity) → IRI.
    """
    gone = {entity.id for entity in one.entities if (one.item.id, entity.id) not in iris}
    return replace(
        one,
        entities=tuple(entity for entity in one.entities if entity.id not in gone),
        facts=tuple(fact for fact in one.facts if not gone & {fact.subject, fact.object}),
        amounts=tuple(amount.without(gone) for amount in one.amounts if amount.of not in gone),
        doubtful=tuple(fact for fact in one.doubtful if not gone & {fact.subject, fact.object}),
    )


def current_name(kb: str | Path, name: str) -> str:
    """Return the path that stands for an IRI, or the end of one, that is out of use; any other name as it is.

    Args:
        kb: the folder.
        name: what a user wrote.

    Raises:
        InputError: there is no knowledge base.
    """
    known = open_knowledge_base(Path(kb))
    base = base_of(known)
    try:
        former = NamedNode(base + name.removeprefix(base))
    except ValueError:
        return name
    quads = open_store(known.store).quads_for_pattern(former, terms.REPLACED_BY, None, None)
    return next((quad.object.value.removeprefix(base) for quad in quads if isinstance(quad.object, NamedNode)), name)


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


#: Things on the page that every build writes, and on one that the user asks for and waits for.
MOST_ON_A_PAGE = 1000
MOST_WHEN_ASKED = 10_000


def view_knowledge_base(
    kb: str | Path,
    target: str | Path | None = None,
    most: int = MOST_WHEN_ASKED,
    *,
    endpoint: str | None = None,
    view: str = "",
    around: str = "",
    depth: int = 1,
    query: str = "",
) -> Path:
    """Write the network page of a knowledge base and return its path.

    Args:
        kb: the folder.
        target: the file; `network.html` in the folder if not given.
        most: how many things at most, those with the most ties first.
        endpoint: address of a SPARQL endpoint that is drawn instead; the file lies here then by default.
        view: the tab that is shown first, one of `migrationkg.views.VIEWS`.
        around: a thing by name, local name or IRI; what stands around it is the first tab then.
        depth: how many steps from it at most.
        query: a question by name, the path of an `.rq` file or a query; its answer is the first tab then.

    Raises:
        InputError: there is no knowledge base, no such view, thing or query, or nothing to draw of it.
    """
    if endpoint:
        path, store = Path(target or "network.html"), RemoteStore(endpoint).copy()
    else:
        known = open_knowledge_base(Path(kb))
        path, store = Path(target) if target else known.network, open_store(known.store)
    page = network_page(store, most, view=view, around=around, depth=depth, query=query)
    with replacing(path) as stream:
        stream.write(page)
    return path


def network_page(
    store: Store, most: int, *, view: str = "", around: str = "", depth: int = 1, query: str = ""
) -> bytes:
    """Return the network page of a knowledge base, as `view_knowledge_base` writes it.

    Args:
        store: its store.
        most: as of `view_knowledge_base`, like the others.
        view: likewise.
        around: likewise.
        depth: likewise.
        query: likewise.

    Raises:
        InputError: there is no such view, thing or query, or nothing to draw of it.
    """
    from migrationkg.views import VIEWS, html_of, named_views, network, view_around, view_of_query

    if view and view not in VIEWS:
        raise InputError(f"no view is called '{view}'; choose one of {', '.join(VIEWS)}")
    with stage("reading the network"):
        drawn = network(store, most)
    with stage("laying the network out"):
        own = []
        if query:
            own.append(view_of_query(store, drawn, query))
        if around:
            own.append(view_around(drawn, _thing_drawn(store, drawn, around), depth))
        return html_of(drawn, views=(*own, *named_views(store, drawn)), start=view)


def _thing_drawn(store: Store, drawn: "Network", name: str) -> str:
    from migrationkg.sheets.naming import thing_called

    thing = thing_called(store, name)
    if thing.iri not in drawn:
        raise InputError(f"'{thing.label}' is not among the {len(drawn)} things drawn; draw more with --most")
    return thing.iri


def write_network_page(store: Store, path: Path, drawn: "Network") -> None:
    """Write the page of a network with the views that the package carries.

    Args:
        store: that of the network.
        path: the file.
        drawn: of `migrationkg.views.network`.

    Raises:
        InputError: the file cannot be written.
    """
    from migrationkg.views import named_views, write_html

    write_html(drawn, path, views=named_views(store, drawn))
