"""`data/gold/identity.csv` is well-formed, the figures over it are right, and the resolver stays above its floors."""

import csv
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from migrationkg.errors import InputError
from migrationkg.evaluation.identity import Pair, Side, compare_identity, evaluate_identity, things_of
from migrationkg.evaluation.identity_file import COLUMNS, IdentityGold, read_identity
from migrationkg.model import ENTITY_KINDS
from migrationkg.resolution import resolve

FILE = Path(__file__).parents[2] / "data" / "gold" / "identity.csv"

#: A change that lowers a figure below these is refused.
LEAST_PAIRWISE, LEAST_BCUBED = 0.98, 0.99


@pytest.fixture(scope="module")
def gold() -> IdentityGold:
    """Reading checks that items and names exist, that no pair stands twice, and that no rows contradict."""
    return read_identity(FILE)


def test_resolution_stays_above_its_floors(gold: IdentityGold) -> None:
    outcome = evaluate_identity(gold.pairs, gold.extractions)
    assert outcome.all_pairs.f1 >= LEAST_PAIRWISE
    assert outcome.bcubed.f1 >= LEAST_BCUBED


def test_the_file_has_pairs_of_both_sorts_of_every_kind_and_many_clusters(gold: IdentityGold) -> None:
    sorts = Counter((pair.kind, pair.same) for pair in gold.pairs)
    assert all(sorts[kind, same] for kind in ENTITY_KINDS for same in (True, False))
    assert sum(count for (_, same), count in sorts.items() if same) >= 200
    assert sum(count for (_, same), count in sorts.items() if not same) >= 200
    assert sum(len(keys) >= 3 for keys in things_of(gold.pairs).sets()) >= 40


def test_of_all_that_the_resolver_joins_people_have_said_whether_it_is_one(gold: IdentityGold) -> None:
    things, iris = things_of(gold.pairs), resolve(gold.extractions).iris
    different = {frozenset(things.find(side.key) for side in pair.sides) for pair in gold.pairs if not pair.same}
    joined: dict[str, dict[object, str]] = {}
    for pair in gold.pairs:
        for side in pair.sides:
            joined.setdefault(iris[side.key], {}).setdefault(things.find(side.key), f"{side.item} {side.name}")
    untold = [
        f"add a row: {first} / {second}"
        for found in joined.values()
        for (one, first), (other, second) in combinations(found.items(), 2)
        if frozenset((one, other)) not in different
    ]
    assert untold == []


def pair(first: str, second: str, *, same: bool) -> Pair:
    one, other = (Side((name, "e"), "", name) for name in (first, second))
    return Pair(2, "Project", one, other, same, "by hand")


def test_the_figures_of_an_example_are_those_worked_out_by_hand() -> None:
    # A, B and C are one, D another; nobody said anything of E and A, though the resolver joins them.
    pairs = [pair("A", "B", same=True), pair("B", "C", same=True), pair("C", "D", same=False)]
    pairs.append(pair("E", "F", same=False))
    resources = {"A": "1", "B": "1", "D": "1", "E": "1", "C": "2", "F": "3"}
    outcome = compare_identity(pairs, {(name, "e"): iri for name, iri in resources.items()})
    assert (outcome.all_pairs.precision, outcome.all_pairs.recall) == (1, 1 / 2)
    # Precision: A and B 2/3, D 1/3, the others 1. Recall: A and B 2/3, C 1/3, the others 1.
    assert outcome.bcubed.precision == pytest.approx((2 / 3 + 2 / 3 + 1 + 1 / 3 + 1 + 1) / 6)
    assert outcome.bcubed.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1 + 1) / 6)
    assert (outcome.bcubed.entities, outcome.bcubed.things) == (6, 4)
    assert outcome.joined == ()
    assert [pair.second.name for pair in outcome.apart] == ["C"]


def test_a_pair_joined_wrongly_is_listed() -> None:
    outcome = compare_identity([pair("A", "B", same=False)], {("A", "e"): "1", ("B", "e"): "1"})
    assert [pair.why for pair in outcome.joined] == ["by hand"]
    assert outcome.all_pairs.precision == 0


def test_all_joined_and_all_apart_are_told_apart_by_precision_and_recall() -> None:
    pairs = [pair("A", "B", same=True), pair("B", "C", same=False)]
    one = compare_identity(pairs, dict.fromkeys([("A", "e"), ("B", "e"), ("C", "e")], "1"))
    none = compare_identity(pairs, {("A", "e"): "1", ("B", "e"): "2", ("C", "e"): "3"})
    assert (one.bcubed.recall, none.bcubed.precision) == (1, 1)
    assert one.bcubed.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)
    assert none.bcubed.recall == pytest.approx((1 / 2 + 1 / 2 + 1) / 3)


ITEM = "sample/2023-06-09-ucc-opening"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["Project,,A,,B,maybe,x"], r":2: 'same' must be yes or no, and 'why' must give the reason"),
        (["Project,,A,,B,yes,"], r":2: 'same' must be yes or no, and 'why' must give the reason"),
        (["Projet,,A,,B,yes,x"], r":2: 'Projet' is no kind of entity"),
        (["Project,,A,,,yes,x"], r":2: a side has no name; write one"),
        (["Project,,A,,A,yes,x"], r":2: both sides are one entity of one item"),
        (["Project,,A,,B,yes,x,y"], r":2: 8 cells instead of 7; put quotation marks around a cell that holds a comma"),
        (["Place,,Tripoli (ZZ),,Tripoli (LY),no,x"], r":2: 'ZZ' is no code of a country"),
        (["Place,2023-06-09,A,,B,no,x"], r":2: '2023-06-09' names no item; write file/id"),
        (["Place,../x/y,A,,B,no,x"], r":2: '\.\./x/y' names no item; write file/id"),
        (["Place,other/y,A,,B,no,x"], r":2: 'other/y': there is no .*other\.jsonl; correct the file's name"),
        (["Place,sample/y,A,,B,no,x"], r":2: there is no item 'sample/y'; correct its id"),
        ([f"Place,{ITEM},Kyiv,,B,no,x"], r":2: .* has no Place 'Kyiv'; it has: Prague; Berlin; Gdansk"),
        ([f"Ministry,{ITEM},Ministry of Interior,,B,no,x"], r":2: .* has several Ministry 'Ministry of Interior'; "),
        (["Project,,A,,B,yes,x", "Project,,B,,A,no,x"], r":3: the pair stands on line 2 too"),
        (
            ["Project,,A,,B,yes,x", "Project,,B,,C,yes,x", "Project,,A,,C,no,x"],
            r":4: 'A' and 'C' are told to be two, but other lines join them; correct one",
        ),
    ],
)
def test_a_bad_row_is_told_with_its_line(tmp_path: Path, rows: list[str], message: str) -> None:
    path = tmp_path / "identity.csv"
    (tmp_path / "sample.jsonl").write_bytes((FILE.parent / "sample.jsonl").read_bytes())
    path.write_text("\n".join([",".join(COLUMNS), *rows]), encoding="utf-8")
    with pytest.raises(InputError, match=message) as told:
        read_identity(path)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"kind,name\n", r"identity\.csv:1: the header must be kind,item_a,"),
        (b"", r"identity\.csv:1: the header must be kind,item_a,"),
        (b"\xff\xfe\x00", r"identity\.csv: cannot be read"),
        (",".join(COLUMNS).encode() + b'\nProject,"A', r"identity\.csv: cannot be read"),
    ],
)
def test_what_is_no_file_of_pairs_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "identity.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_identity(path)


def test_a_gold_item_of_another_form_is_refused(tmp_path: Path) -> None:
    place = '{"id": "e1", "type": "Place", "names": ["A"]}'
    broken = f'{{"id": "y", "title": "A", "date": "x", "entities": [{place}], "facts": []}}'
    (tmp_path / "other.jsonl").write_text(broken, encoding="utf-8")
    path = tmp_path / "identity.csv"
    path.write_text(f"{','.join(COLUMNS)}\nPlace,other/y,A,,B,no,x\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"other\.jsonl:1: no annotated item; its date is 'x'; write a day such as"):
        read_identity(path)


def test_an_entity_without_an_item_has_its_country_from_the_brackets(tmp_path: Path) -> None:
    path = tmp_path / "identity.csv"
    rows = ["Place,,Tripoli (LY),,Tripoli (LB),no,x", "Country,,Burma,,Myanmar,yes,x"]
    path.write_text("\n".join([",".join(COLUMNS), *rows]), encoding="utf-8")
    told = [
        (entity.kind, entity.names, entity.iso) for one in read_identity(path).extractions for entity in one.entities
    ]
    assert ("Place", ("Tripoli",), None) in told
    assert ("Country", ("Lebanon",), "LB") in told
    assert ("Country", ("Burma",), "MM") in told


def test_the_rows_are_as_a_csv_writer_writes_them() -> None:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert all(cell == cell.strip() for row in rows for cell in row)
    assert b"\r" not in FILE.read_bytes()
