"""In which state a place lies: told by news, or settled by authority data, and then in a graph that says so."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from migrationkg.authority.whereabouts import state_of_place
from migrationkg.extraction import extract_all
from migrationkg.graph import terms, to_quads
from migrationkg.knowledge_base import Build, build, decide, facts_beyond_words, undo
from migrationkg.questions import ask
from migrationkg.reading import read
from migrationkg.resolution import resolve
from migrationkg.store import open_store

ROOT = Path(__file__).parents[2]
BASE = "https://w3id.org/migrationkg/id/"
ABROAD = "a body of that state takes part; of a project that works there"
AUTHORITY = NamedNode(f"{BASE}authority")
HANDOVER = "Project News\nEquipment\n\n13 June 2023\n\nOn 12 June 2023, ICMPD held a workshop in Dhermi{state}.\n"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "kb"
    build([ROOT / "data" / "news"], folder, page=False)
    return folder


def stated(quads: Iterable[Quad], *relations: str) -> dict[str, set[str]]:
    """Return what lies where, by the ends of IRIs."""
    found: dict[str, set[str]] = {}
    for quad in quads:
        if quad.predicate in {terms.RELATIONS[name] for name in relations or ("locatedIn",)}:
            found.setdefault(path(quad.subject), set()).add(path(quad.object))
    return found


def by_authority(kb: Path) -> dict[str, set[str]]:
    return stated(open_store(kb / "store").quads_for_pattern(None, None, None, AUTHORITY))


def path(term: object) -> str:
    """Return the end of an IRI, or the text of a literal."""
    assert isinstance(term, NamedNode | Literal)
    return term.value.removeprefix(BASE)


def occasions(kb: Path, country: str) -> dict[str, str]:
    """Return the occasions that concern a country, each with the way."""
    answer = ask("occasions", {"country": country}, kb=kb)
    event, way = answer.variables.index("event"), answer.variables.index("way")
    return {path(row[event]).removeprefix("event/"): path(row[way]) for row in answer.rows}


def test_a_country_finds_the_occasions_in_its_towns(sample: Path) -> None:
    assert occasions(sample, "AL") == {
        "2023-06-12-handover-eu4safealb": "held there; a body of that state takes part; of a project that works there"
    }
    assert occasions(sample, "BE") == {"2023-07-04-steering-group-brussels-be": "held there"}
    for country in ("CZ", "DE", "PL"):
        assert occasions(sample, country)["2023-05-opening-rrr-mfa-sms"].startswith("held there")


def test_what_happened_in_azerbaijan(sample: Path) -> None:
    assert occasions(sample, "AZ") == {
        "2023-06-13-training-mobilaze-2": f"held there; {ABROAD}",
        "2023-06-19-study-visit-mobilaze-2": ABROAD,
    }


def test_what_no_item_says_stands_in_a_graph_of_its_own(sample: Path) -> None:
    towns = {"berlin-de", "brussels-be", "dhermi-al", "gdansk-pl", "prague-cz"}
    assert by_authority(sample) == {f"place/{town}": {f"country/{town[-2:]}"} for town in towns}
    told = ask("evidence", {"subject": "place/dhermi-al"}, kb=sample)
    row = dict(zip(told.variables, told.rows[0], strict=True))
    assert path(row["authority"]) == "GeoNames has a city of this name in this state"
    assert row["quote"] is None
    standing = facts_beyond_words(sample, "Dhermi")
    assert [(one.relation, one.object, one.rule) for one in standing] == [("locatedIn", "Albania", "authority")]


def test_states_in_iris_and_in_the_graph_agree() -> None:
    gold = sorted((ROOT / "data" / "gold").glob("*.jsonl"))
    extractions = {one.item.id: one for one in extract_all(list(read([*gold, ROOT / "data" / "news"]).items))}
    quads = to_quads(extractions.values(), resolve(list(extractions.values())))
    kinds = {path(quad.subject): quad.object for quad in quads if quad.predicate == terms.TYPE}
    labels = {
        path(quad.subject): quad.object.value
        for quad in quads
        if isinstance(quad.object, Literal) and quad.predicate == terms.PREF_LABEL
    }
    in_states = {terms.KINDS[kind] for kind in ("Place", "Ministry", "GovernmentBody")}
    shown = {
        iri: {f"country/{iri[-2:]}"}
        for iri, kind in kinds.items()
        if kind in in_states and iri[-3] == "-" and f"country/{iri[-2:]}" in kinds
        if len(iri) < 80  # a longer name is cut, and its last word may look like a state's code
        # So may the last word of the name itself: "Block No", "Gyeonggi-do", "DER/FJ".
        if not re.search(rf"[^a-z]{iri[-2:]}$", labels[iri].lower())
    }
    told = stated(quads, "locatedIn", "jurisdiction")
    assert len(shown) > 500
    assert {iri: told.get(iri) for iri in shown} == shown
    assert {iri for iri, states in told.items() if iri.startswith("place/") and len(states) == 1} <= shown.keys()


def built(tmp_path: Path, *states: str) -> Build:
    """Build news of one workshop in Dhermi, an item for each way to tell its state."""
    for number, state in enumerate(states):
        (tmp_path / f"news-{number}.txt").write_text(HANDOVER.format(state=state).replace("13", f"{13 + number}"))
    return build(sorted(tmp_path.glob("news-*.txt")), tmp_path / "kb", page=False)


def test_a_statement_is_of_news_as_soon_as_an_item_says_it(tmp_path: Path) -> None:
    built(tmp_path, "")
    assert by_authority(tmp_path / "kb") == {"place/dhermi-al": {"country/al"}}
    built(tmp_path, "", ", Albania")
    assert by_authority(tmp_path / "kb") == {}
    assert stated(open_store(tmp_path / "kb" / "store")) == {"place/dhermi-al": {"country/al"}}


def decided(kb: Path, kind: str, country: str, source: str = "") -> None:
    what = ["place/dhermi-al", "locatedIn", f"country/{country}"]
    decide(kb, kind, what, who="Ana", why="I was there", source=source)
    assert not build([], kb, page=False).problems


def test_a_curator_goes_before_authority_data(tmp_path: Path) -> None:
    kb = built(tmp_path, "").knowledge_base.folder
    decided(kb, "reject", "al")
    assert stated(open_store(kb / "store")) == {}
    decided(kb, "add", "gr", source="a map")
    assert stated(open_store(kb / "store")) == {"place/dhermi-al": {"country/gr"}}
    for line in (3, 2):
        undo(kb, line)
    build([], kb, page=False)
    assert by_authority(kb) == {"place/dhermi-al": {"country/al"}}


def test_the_demo_and_what_it_says_of_places_pass_validation(sample: Path) -> None:
    report = build([], sample, page=False).report
    assert report is not None
    assert report.conforms


@pytest.mark.parametrize(
    ("name", "named", "state"),
    [
        ("Athens", set(), None),
        ("Athens", {"GE"}, None),
        ("Athens", {"GR"}, "GR"),
        ("Tripoli", set(), None),
        ("Tripoli", {"LB"}, "LB"),
        ("Tripoli", {"LY"}, "LY"),
        ("Tripoli", {"LB", "LY"}, None),
        ("Tripoli", {"GR", "LY"}, None),
        ("Cordoba", {"ES"}, "ES"),
        ("Córdoba", {"AR", "ES"}, None),
        ("Paris", {"US"}, None),
        ("Paris", set(), "FR"),
        ("BRUSSELS", set(), "BE"),
        ("Constanța", set(), "RO"),
        ("Praha", set(), "CZ"),
        ("Khatlon Region", set(), "TJ"),
        ("Western Balkans", {"AL"}, None),
        ("Lebanon", {"US"}, None),
    ],
)
def test_a_state_is_settled_where_one_reading_is_certain(name: str, named: set[str], state: str | None) -> None:
    assert state_of_place([name], named) == state


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wien, Austria", "Vienna, Austria"),
        ("Praha, Czech Republic", "Prague, Czech Republic"),
        ("Bruxelles, Belgium", "Brussels, Belgium"),
        ("Göteborg, Sweden", "Gothenburg, Sweden"),
        ("Nürnberg, Germany", "Nuremberg, Germany"),
        ("Tiranë, Albania", "Tirana, Albania"),
        ("København, Denmark", "Copenhagen, Denmark"),
        ("Beograd, Serbia", "Belgrade, Serbia"),
        ("Lisboa, Portugal", "Lisbon, Portugal"),
    ],
)
def test_a_city_is_one_under_its_names_in_several_languages(one: str, other: str, tmp_path: Path) -> None:
    for number, where in enumerate((one, other)):
        told = f"On 3 June 2024, ICMPD held a workshop in {where}."
        news = f"Project News\nA workshop {number}\n\n1{number} June 2024\n\n{told}\n"
        (tmp_path / f"{number}.txt").write_text(news, encoding="utf-8")
    build([tmp_path], tmp_path / "kb", check=False, page=False)
    places = open_store(tmp_path / "kb" / "store").quads_for_pattern(None, terms.TYPE, terms.KINDS["Place"], None)
    assert len({quad.subject for quad in places}) == 1
