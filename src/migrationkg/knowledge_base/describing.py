"""The description of a knowledge base and of what is exported of it, for catalogues."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, RdfFormat, Store, Triple, parse

from migrationkg.description.about import About, read_about
from migrationkg.description.catalogue import Edition
from migrationkg.description.dataset import Dataset, described
from migrationkg.description.forms import distribution
from migrationkg.description.provenance import Making
from migrationkg.description.statistics import count, outline
from migrationkg.graph import canonical_hash, terms
from migrationkg.graph.files import replacing, sha256_of
from migrationkg.graph.turtle import union
from migrationkg.knowledge_base.fingerprint import rules_fingerprint
from migrationkg.knowledge_base.folder import KnowledgeBase
from migrationkg.store import open_store
from migrationkg.store.disk import OWN_GRAPHS

#: Facts of a graph that is hashed in a few seconds, those of some two thousand items.
HASHED = 20_000

#: What the description of an export is called, after the name of its file.
SUFFIX = ".dataset.ttl"


def making_of(known: KnowledgeBase) -> Making:
    """Return what the graph of a knowledge base was made by, besides the news."""
    stamp = known.memory.with_suffix(".rules")
    rules = stamp.read_text(encoding="utf-8").strip() if stamp.is_file() else rules_fingerprint()
    return Making(rules, _given(known, known.decisions))


def _given(known: KnowledgeBase, decisions: Path) -> dict[str, str]:
    """Return name of each file that the user gave → its SHA-256."""
    files = {f"authority/{path.name}": path for path in sorted(known.authority.glob("*"))}
    files |= {decisions.name: decisions} if decisions.is_file() else {}
    return {name: sha256_of(path) for name, path in files.items()}


def write_description(
    fresh: KnowledgeBase, known: KnowledgeBase, base: str, checked: int = 0, *, hashed: bool
) -> tuple[str, dict[str, str]]:
    """Write `dataset.ttl`, which describes a knowledge base.

    Args:
        fresh: its files as a build has just made them.
        known: the knowledge base as the last build left it, with what its owner says of it.
        base: where its IRIs begin.
        checked: how many statements its store has, as a validation counted them; 0 where none did.
        hashed: whether to go through the whole graph, for its hash and all counts; else the hash is empty.

    Returns:
        The hash of the graph, and the SHA-256 of the files that hold it, by name.

    Raises:
        InputError: the owner's `dataset.toml` is not of the form.
    """
    store = open_store(fresh.store)
    statistics = count(_of_news(store)) if hashed else outline(store, (checked or _number(store)) - len(_ours(store)))
    hash_ = canonical_hash(parse(path=str(fresh.trig), format=RdfFormat.TRIG)) if hashed else ""
    about = read_about(known.about)
    making = Making(rules_fingerprint(), _given(fresh, known.decisions))
    files = (distribution("turtle", fresh.turtle), distribution("trig", fresh.trig))
    fresh.description.write_bytes(
        described(Dataset(_edition(base, about), about, base, statistics, making, hash_), files)
    )
    return hash_, {one.file: one.sha256 for one in files}


def _of_news(store: Store) -> Iterator[Quad]:
    """Yield every statement of a store once, without those of the ontology and the questions that come along."""
    ours = _ours(store)
    return (quad for quad in store.quads_for_pattern(None, None, None, DefaultGraph()) if quad.triple not in ours)


def _number(store: Store) -> int:
    """Return how many statements a store has, without looking at each."""
    rows = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert isinstance(rows, QuerySolutions)  # noqa: S101  # as of any SELECT
    return int(next(rows)["n"].value)


def _ours(store: Store) -> set[Triple]:
    return {quad.triple for name in OWN_GRAPHS for quad in store.quads_for_pattern(None, None, None, name)}


def describe_export(known: KnowledgeBase, base: str, quads: Iterable[Quad], form: str, target: Path) -> Path:
    """Write the description of an exported file beside it, of a folder into it; return its path.

    Args:
        known: the knowledge base.
        base: where its IRIs begin.
        quads: what was exported.
        form: in which form.
        target: the file or folder.
    """
    quads, about = list(quads), read_about(known.about)
    statistics = count(union(quads))
    hash_ = canonical_hash(quads) if statistics.classes.get(terms.EVIDENCE.value, 0) <= HASHED else ""
    dataset = Dataset(_edition(base, about), about, base, statistics, making_of(known), hash_)
    place = target / SUFFIX.removeprefix(".") if target.is_dir() else target.with_name(target.name + SUFFIX)
    with replacing(place) as stream:
        stream.write(described(dataset, [distribution(form, target)]))
    return place


def _edition(base: str, about: About) -> Edition:
    return Edition(NamedNode(f"{base}dataset"), about.url or f"{base}dataset/")
