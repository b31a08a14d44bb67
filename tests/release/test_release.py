"""A release: whole or not there, the same bytes each time, and what changed since the one before."""

import hashlib
import json
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, parse
from rdflib import DCAT, DCTERMS, PROV, Graph, Literal, URIRef
from tests.description.conftest import ABOUT, NEWS

from migrationkg.description.about import About
from migrationkg.description.forms import FORMS
from migrationkg.errors import InputError
from migrationkg.graph import EXPORT_FORMATS, canonical_hash
from migrationkg.graph.rdf_file import read_rdf
from migrationkg.knowledge_base import build
from migrationkg.release import release_knowledge_base, releasing
from migrationkg.release.citation import Cited, zenodo_metadata

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib"),
    pytest.mark.filterwarnings("ignore:Code. .* is not defined in namespace DCAT:UserWarning"),  # DCAT 3 is newer
]
BASE = "https://w3id.org/migrationkg/id/dataset"
OWN = {"dataset.ttl", "CHANGES.txt", "CITATION.cff", "metadata.json", "SHA256SUMS"}


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("released")
    (folder / "kb").mkdir()
    (folder / "kb" / "dataset.toml").write_text(ABOUT, encoding="utf-8")
    (folder / "one.jsonl").write_text(NEWS.splitlines()[0], encoding="utf-8")
    (folder / "two.jsonl").write_text(NEWS, encoding="utf-8")
    build([folder / "one.jsonl"], folder / "kb", check=False, page=False)
    release_knowledge_base(folder / "kb", "2026.9", folder / "releases")
    build([folder / "two.jsonl"], folder / "kb", check=False, page=False)
    release_knowledge_base(folder / "kb", "2026.11", folder / "releases")
    return folder / "kb"


@pytest.fixture(scope="module")
def made(kb: Path) -> Path:
    return kb.parent / "releases" / "2026.11"


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_it_has_all_forms_and_sums_of_all(made: Path) -> None:
    forms = {FORMS[form].file for form in (*EXPORT_FORMATS, "graphml", "gexf", "cytoscape", "graphology")}
    assert files(made).keys() == forms | OWN | {"changes.rdfp"}
    lines = [line.split("  ") for line in (made / "SHA256SUMS").read_text().splitlines()]
    sums = {name: digest for digest, name in lines}
    assert sums == {
        name: hashlib.sha256(data).hexdigest() for name, data in files(made).items() if name != "SHA256SUMS"
    }


def test_twice_gives_the_same_bytes(kb: Path, made: Path, tmp_path: Path) -> None:
    (tmp_path / "2026.9").mkdir()
    (tmp_path / "2026.9" / "graph.trig").write_bytes((made.parent / "2026.9" / "graph.trig").read_bytes())
    done = release_knowledge_base(kb, "2026.11", tmp_path)
    assert files(done.folder) == files(made)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2026.11", "2026.9"]


def test_what_stands_is_not_changed(kb: Path, made: Path) -> None:
    before = files(made)
    assert release_knowledge_base(kb, "2026.11", made.parent).previous == "2026.9"
    with pytest.raises(InputError, match="stands already and says something else"):
        release_knowledge_base(kb, "2026.9", made.parent)
    assert files(made) == before


def test_a_half_written_release_never_stands(kb: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(releasing, "zenodo_metadata", fail)
    with pytest.raises(InputError, match="cannot be written: No space left on device"):
        release_knowledge_base(kb, "2026.11", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_changes_are_told_in_words_and_as_a_patch(made: Path) -> None:
    words = (made / "CHANGES.txt").read_text(encoding="utf-8")
    assert words.startswith("2026.9 → 2026.11\n")
    assert "MOBILAZE 2 goes on" in words
    assert "operates in  Azerbaijan" in words
    assert "\x1b" not in words
    dataset = rdflib.Dataset()
    dataset.parse(made.parent / "2026.9" / "graph.trig")
    dataset.parse(made / "changes.rdfp", format="patch")
    patched = parse(dataset.serialize(format="nquads"), format=RdfFormat.N_QUADS)
    assert canonical_hash(patched) == canonical_hash(read_rdf(made / "graph.trig"))
    assert (made.parent / "2026.9" / "CHANGES.txt").read_text() == "2026.9 is the first release.\n"


def test_the_dataset_is_a_version_of_that_of_the_knowledge_base(made: Path) -> None:
    graph, iri = Graph().parse(made / "dataset.ttl"), URIRef(f"{BASE}/2026.11")
    assert graph.value(iri, DCAT.version) == Literal("2026.11")
    assert graph.value(iri, DCTERMS.issued).n3().endswith("gYearMonth>")  # type: ignore[union-attr]
    assert graph.value(iri, DCAT.isVersionOf) == URIRef(BASE)
    assert graph.value(iri, DCAT.previousVersion) == URIRef(f"{BASE}/2026.9")
    urls = {str(graph.value(one, DCAT.downloadURL)) for one in graph.objects(iri, DCAT.distribution)}
    assert urls == {f"https://example.org/kg/2026.11/{name}" for name in files(made).keys() - OWN - {"changes.rdfp"}}
    assert graph.value(iri, PROV.generatedAtTime) is None
    assert hashlib.sha256((made / "graph.nq").read_bytes()).hexdigest() == canonical_hash(read_rdf(made / "graph.trig"))


def test_what_zenodo_shows_as_html_is_escaped() -> None:
    cited = Cited(About(description="A <b>bold</b> & free text"), "1", "", "https://example.org/1", ())
    assert json.loads(zenodo_metadata(cited))["metadata"]["description"] == "A &lt;b&gt;bold&lt;/b&gt; &amp; free text"


def test_it_can_be_cited(kb: Path, tmp_path: Path) -> None:
    made = release_knowledge_base(kb, "1.0", tmp_path, day="2026-11-30").folder
    cited = dict(line.split(": ", 1) for line in (made / "CITATION.cff").read_text(encoding="utf-8").splitlines())
    told = {name: json.loads(value) for name, value in cited.items()}
    assert told["authors"] == [{"family-names": "Doe", "given-names": "Jane"}, {"name": "Example Institute"}]
    assert (told["license"], told["date-released"], told["version"]) == ("CC-BY-4.0", "2026-11-30", "1.0")
    metadata = json.loads((made / "metadata.json").read_text(encoding="utf-8"))["metadata"]
    assert {"upload_type", "title", "creators", "description"} <= metadata.keys()
    assert (metadata["license"], metadata["access_right"]) == ("cc-by-4.0", "open")
    assert metadata["publication_date"] == "2026-11-30"
    assert metadata["related_identifiers"][0]["identifier"] == "https://www.example.org/"


@pytest.mark.parametrize(("version", "day", "told"), [
    ("../x", "", "is no version"), ("", "", "is no version"), ("1", "2026-02-31", "is no day"), ("1", "soon", "is no"),
])  # fmt: skip
def test_no_version_and_no_day_are_told(version: str, day: str, told: str, kb: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=told):
        release_knowledge_base(kb, version, tmp_path, day=day)
    assert list(tmp_path.iterdir()) == []
