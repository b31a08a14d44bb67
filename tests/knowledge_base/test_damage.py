"""A damaged knowledge base: damage is found, told in one line with the way out, and nothing that was read is lost."""

import hashlib
import json
import os
import shutil
import threading
from pathlib import Path
from unittest.mock import Mock

import pytest

from migrationkg.errors import InputError
from migrationkg.knowledge_base import (
    build,
    building,
    check_again,
    damage,
    export_knowledge_base,
    folder,
    locking,
    open_knowledge_base,
)
from migrationkg.knowledge_base.drawing import is_drawn
from migrationkg.knowledge_base.folder import KnowledgeBase
from migrationkg.store import ask, open_store

from .test_build import ONE, TWO, write_pages
from .test_crashes import State, state_of

#: With what is not sure, so that no file of doubts is empty.
DOUBTED = f"{TWO}ALPHA works with Norway and the Ministry of Interior of Albania.\n"
MADE_ANEW = ("graph.ttl", "graph.trig", "items.rules", "state.json", "doubtful.jsonl", "memory.sqlite")
MADE_EACH_TIME = (
    "validation.ttl",
    ".findings.json",
    "validation.html",
    "network.html",
    "dataset.ttl",
    ".review.sqlite",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("made")
    build([write_pages(place / "news", one=ONE, two=DOUBTED)], place / "kb")
    return place / "kb"


@pytest.fixture
def kb(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "kb"))


@pytest.fixture
def right(made: Path) -> State:
    return state_of(made)


def readable(state: State) -> State:
    """Return a state without the database, which counts how often it was written."""
    return {name: said for name, said in state.items() if name != "memory.sqlite"}


def half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def longer(path: Path) -> None:
    with path.open("ab") as stream:
        stream.write(b"<a:a> <a:a> <a:a> .\n")


def binary(path: Path) -> None:
    path.write_bytes(b"\xff\x00\xfe" * 99)


def gone(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("names", [*((name,) for name in MADE_ANEW), MADE_EACH_TIME], ids=lambda names: names[0])
def test_a_file_that_is_gone_is_made_anew_and_told(names: tuple[str, ...], kb: Path, right: State) -> None:
    for name in names:
        gone(kb / name)
    done = build((), kb)
    assert state_of(kb) == right
    assert {f"{kb / name}: not as the last build left it; made anew" for name in names} == set(done.mended)


@pytest.mark.parametrize("how", [half, longer, binary, empty, a_folder])
def test_damaged_files_are_made_anew_and_told(how: object, kb: Path, right: State) -> None:
    assert callable(how)
    for name in (*MADE_ANEW, *MADE_EACH_TIME):
        how(kb / name)
    done = build((), kb)
    assert state_of(kb) == right
    assert len(done.mended) == len((*MADE_ANEW, *MADE_EACH_TIME))
    assert build((), kb).mended == ()


def test_what_is_only_looked_at_costs_no_build_from_nothing(
    made: Path, kb: Path, right: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone(kb / "network.html")
    monkeypatch.setattr(building, "_made", Mock(side_effect=AssertionError("everything is made anew")))
    build([made.parent / "news"], kb)
    assert readable(state_of(kb)) == readable(right)


def test_a_page_that_is_not_asked_for_gives_way_to_one_that_tells_how_to_draw_it(kb: Path) -> None:
    half(kb / "network.html")
    done = build((), kb, page=False)
    assert done.mended == (f"{kb / 'network.html'}: not as the last build left it; made anew",)
    assert not is_drawn(kb / "network.html")


@pytest.mark.parametrize("how", [half, longer, binary, empty, a_folder])
def test_damaged_digests_are_made_anew_and_told(how: object, kb: Path, right: State) -> None:
    assert callable(how)
    how(kb / ".digests")
    assert build((), kb).mended == (f"{kb / '.digests'}: not as the last build left it; made anew",)
    assert state_of(kb) == right


@pytest.mark.parametrize("told", ["[]", '{"code": 5}', "[" * 100_000, "null"])
def test_without_digests_a_damaged_state_is_passed_over(told: str, kb: Path, right: State) -> None:
    (kb / ".digests").unlink()
    (kb / "state.json").write_text(told, encoding="utf-8")
    half(kb / "graph.trig")
    build((), kb)
    assert state_of(kb) == right


@pytest.mark.parametrize(
    ("part", "how"),
    [
        *(("CURRENT", how) for how in (half, binary, gone, empty)),
        ("*.sst", half),
        ("MANIFEST-*", gone),
        ("OPTIONS-*", empty),
    ],
)
def test_a_damaged_store_is_made_anew_and_told(part: str, how: object, kb: Path, right: State) -> None:
    assert callable(how)
    for path in sorted(kb.glob(f"store/data-*/{part}"))[:1]:
        how(path)
    done = build((), kb)
    assert done.mended == (f"{kb / 'store'}: not as the last build left it; made anew",)
    assert state_of(kb) == right


@pytest.mark.parametrize("how", [half, binary, gone, empty, a_folder])
def test_a_damaged_mark_of_the_store_is_made_anew(how: object, kb: Path, right: State) -> None:
    assert callable(how)
    how(kb / "store" / "store.txt")
    assert build((), kb).mended
    assert state_of(kb) == right


@pytest.mark.parametrize("as_file", [True, False])
def test_a_store_that_is_no_folder_is_made_anew(as_file: bool, kb: Path, right: State) -> None:
    shutil.rmtree(kb / "store")
    if as_file:
        (kb / "store").write_text("x", encoding="utf-8")
    assert build((), kb).mended
    assert state_of(kb) == right


def test_a_damaged_graph_is_mended_by_a_build_with_news_too(kb: Path, tmp_path: Path) -> None:
    half(kb / "graph.ttl")
    done = build([write_pages(tmp_path / "news", three=ONE.replace("ALPHA", "GAMMA"))], kb)
    assert len(done.mended) == 1
    told = (kb / "graph.ttl").read_text(encoding="utf-8")
    assert all(name in told for name in ("ALPHA", "BETA", "GAMMA"))


def change(path: Path, **values: object) -> None:
    """Change the first item."""
    first, *others = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([json.dumps(json.loads(first) | values) + "\n", *others]), encoding="utf-8")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"entities": 5}, "'entities' must be a list"),
        ({"entities": [{"id": 1}]}, r"'entities\[0\]' lacks"),
        ({"title": None}, "'title' must be a text"),
        ({"date": "2023-02-30"}, "day is out of range"),
        ({"source": ["a"]}, "not enough values"),
        ({"text": "other words"}, "is not what its text says there"),
        ({"entities": []}, "it knows no"),
        ({"evidence": [{"fact": ["a"], "start": 0, "end": 0, "quote": "", "rule": "", "confidence": 1}]}, "values"),
    ],
)
def test_an_item_of_another_form_is_told_with_its_line_and_the_way_out(
    values: dict[str, object], told: str, kb: Path
) -> None:
    change(kb / "items.jsonl", **values)
    gone(kb / "memory.sqlite")  # which would bring the items back
    before = (kb / "items.jsonl").read_bytes()
    with pytest.raises(InputError, match=rf"items\.jsonl:1: damaged \(.*{told}.*\); delete the line") as error:
        build((), kb)
    assert "\n" not in str(error.value)
    assert (kb / "items.jsonl").read_bytes() == before


@pytest.mark.parametrize("line", [b"\xff\xfe", b"[" * 100_000, b"{", b"5", b"null", b'{"id": 9' + b"9" * 5000 + b"}"])
def test_a_line_that_is_no_item_is_told_with_its_number(line: bytes, kb: Path) -> None:
    with (kb / "items.jsonl").open("ab") as stream:
        stream.write(line + b"\n")
    gone(kb / "memory.sqlite")
    with pytest.raises(InputError, match=r"items\.jsonl:3: damaged"):
        build((), kb)


@pytest.mark.parametrize("how", [half, binary, gone, a_folder])
@pytest.mark.parametrize("name", ["items.jsonl", "identities.csv"])
def test_items_and_registry_are_brought_back_where_the_database_has_them(
    name: str, how: object, kb: Path, right: State
) -> None:
    assert callable(how)
    how(kb / name)
    was, told = (kb / name).exists(), f"{kb / name}: brought back as the last build left it"
    done = build((), kb)
    assert done.mended == (told + (f"; what stood there is in {kb / name}.damaged" if was else ""),)
    damaged = kb / f"{name}.damaged"
    assert damaged.exists() == was
    shutil.rmtree(damaged) if damaged.is_dir() else damaged.unlink(missing_ok=True)
    assert readable(state_of(kb)) == readable(right)


def test_items_cut_off_are_told_with_the_way_out_and_stay_in_the_graph(kb: Path) -> None:
    before = (kb / "graph.ttl").read_bytes()
    half(kb / "items.jsonl")
    gone(kb / "memory.sqlite")
    with pytest.raises(InputError, match=r"items\.jsonl:\d: damaged .* build again with the item's source"):
        build((), kb)
    assert (kb / "graph.ttl").read_bytes() == before


def test_a_line_less_is_told_and_the_source_brings_it_back(kb: Path, tmp_path: Path, right: State) -> None:
    lines = (kb / "items.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (kb / "items.jsonl").write_text(lines[0], encoding="utf-8")
    done = build((), kb)
    assert [str(one) for one in done.problems if "items.jsonl: not as the last build left it" in str(one)]
    build([write_pages(tmp_path.parent / "again", one=ONE, two=DOUBTED)], kb)
    assert state_of(kb)["graph.ttl"] == right["graph.ttl"]


@pytest.mark.parametrize("name", ["items.jsonl", "identities.csv"])
@pytest.mark.parametrize("news", [True, False])
def test_what_nothing_else_holds_is_asked_back_when_it_is_gone(name: str, news: bool, kb: Path, tmp_path: Path) -> None:
    (kb / name).unlink()
    gone(kb / "memory.sqlite")
    graph = (kb / "graph.ttl").read_bytes()
    with pytest.raises(InputError, match=r"is gone, and nothing else holds what it held; take it from a copy"):
        build([write_pages(tmp_path / "news", one=ONE)] if news else (), kb)
    assert (kb / "graph.ttl").read_bytes() == graph


@pytest.mark.parametrize("name", ["decisions.csv", "dataset.toml"])
def test_what_people_wrote_is_asked_back_when_it_is_gone_and_may_be_empty(name: str, kb: Path) -> None:
    (kb / "decisions.csv").write_text("decision,thing,relation,object,item,source,who,when,why\n", encoding="utf-8")
    (kb / "dataset.toml").write_text('title = "Ours"\n', encoding="utf-8")
    build((), kb, page=False)
    (kb / name).unlink()
    with pytest.raises(InputError, match=rf"{name}: is gone.* take it from a copy.*put an empty file in its place"):
        build((), kb, page=False)
    (kb / name).touch()
    assert build((), kb, page=False).problems == ()


def test_a_folder_in_the_place_of_a_report_is_taken_away(kb: Path) -> None:
    a_folder(kb / "validation.html")
    build((), kb, check=False)
    assert not (kb / "validation.html").exists()


def test_a_folder_in_the_place_of_a_file_is_told(kb: Path) -> None:
    a_folder(kb / "identities.csv")
    gone(kb / "memory.sqlite")
    with pytest.raises(InputError, match=r"identities\.csv: .*Is a directory.*copy of the knowledge base"):
        build((), kb)


def test_who_asks_where_the_items_are_gone_is_told_how_they_come_back(kb: Path) -> None:
    gone(kb / "items.jsonl")
    with pytest.raises(InputError, match=r"items\.jsonl: is gone; bring it back with: migrationkg build --kb"):
        open_knowledge_base(kb)


def test_a_graph_cut_off_at_the_end_of_a_statement_is_not_handed_on(kb: Path, tmp_path: Path) -> None:
    whole = (kb / "graph.trig").read_text(encoding="utf-8")
    (kb / "graph.trig").write_text(whole[: whole.index("\n\n", len(whole) // 3)] + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"graph\.trig: not as the last build left it; make it anew with: migrationkg"):
        export_knowledge_base(kb, "turtle", tmp_path / "out.ttl")


def test_a_quote_altered_at_equal_length_is_found_where_the_text_is_at_hand(kb: Path) -> None:
    text = (kb / "graph.trig").read_text(encoding="utf-8")
    begin = text.index('mkg:quote "') + len('mkg:quote "')
    (kb / "graph.trig").write_text(f"{text[:begin]}~{text[begin + 1 :]}", encoding="utf-8")
    report, _ = check_again(kb)
    (finding,) = (one for one in report.findings if one.severity == "Violation")
    assert finding.message.startswith("The item does not say these words")
    assert finding.quote is not None
    assert finding.quote.startswith("~")


def test_a_validation_leaves_nothing_that_the_next_build_takes_for_damage(kb: Path) -> None:
    check_again(kb)
    ask(open_store(kb / "store"), "SELECT * { ?a ?b ?c }")
    assert build((), kb).mended == ()


def test_readers_find_a_knowledge_base_while_builds_put_new_states_in_place(kb: Path, tmp_path: Path) -> None:
    shutil.copytree(kb, tmp_path / "state", ignore=shutil.ignore_patterns(".*"))
    over, faults, moved = threading.Event(), [], 0

    def move_again_and_again() -> None:
        nonlocal moved
        try:
            while not over.is_set() or moved < 40:
                with locking.locked(kb), folder.replacing(kb) as fresh:
                    shutil.copytree(tmp_path / "state", fresh.folder, dirs_exist_ok=True)
                moved += 1
                over.wait(0.02)  # no build is as quick as a copy in memory
        except Exception as error:  # noqa: BLE001 - told below
            faults.append(error)

    writer = threading.Thread(target=move_again_and_again)
    writer.start()
    try:
        for _ in range(12):
            known = open_knowledge_base(kb)
            assert len(ask(open_store(known.store), "SELECT ?item { ?item a mkg:NewsItem }").rows) == 2
            assert known.trig.stat().st_size > 1000
    finally:
        over.set()
        writer.join()
    assert faults == []
    assert moved >= 40


def test_a_store_that_was_opened_answers_after_the_next_build(kb: Path) -> None:
    store = open_store(kb / "store")
    build((), kb)
    assert len(ask(store, "SELECT ?item { ?item a mkg:NewsItem }").rows) == 2


def test_a_move_cut_off_anywhere_is_finished_by_the_next_who_comes(kb: Path, right: State) -> None:
    fresh = kb / ".next"
    shutil.copytree(kb / "store", fresh / "store")
    (fresh / "complete").touch()
    (data,) = (fresh / "store").glob("data-*")
    data.rename(kb / "store" / "data-7")  # killed between this and the mark
    (kb / "graph.ttl").rename(fresh / "graph.ttl")
    open_knowledge_base(kb)
    assert state_of(kb) == right
    assert (kb / "store" / "store.txt").read_text(encoding="utf-8").splitlines()[1] == "data-7"
    assert not fresh.exists()


def test_a_file_of_another_time_is_read_and_one_of_the_same_size_and_time_is_not(
    kb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Mock(wraps=damage.has_digest)
    monkeypatch.setattr(damage, "has_digest", read)
    assert damage.odd_files(KnowledgeBase(kb)) == []
    assert read.call_count == 0
    (kb / "graph.ttl").touch()
    assert damage.odd_files(KnowledgeBase(kb)) == []
    assert [one.args[0] for one in read.call_args_list] == [kb / "graph.ttl"]


def test_digests_of_a_version_that_kept_no_sizes_are_passed_over(kb: Path, right: State) -> None:
    told = dict.fromkeys(("items.jsonl", "identities.csv", "graph.trig"), "0" * 32)
    (kb / ".digests").write_text(json.dumps(told), encoding="utf-8")
    assert build((), kb).mended == ()
    assert readable(state_of(kb)) == readable(right)


def test_digests_that_earlier_versions_kept_are_held_to(kb: Path) -> None:
    told = json.loads((kb / ".digests").read_bytes())
    earlier = hashlib.blake2b((kb / "graph.ttl").read_bytes(), digest_size=16).hexdigest()
    told["graph.ttl"][0] = earlier
    (kb / ".digests").write_text(json.dumps(told), encoding="utf-8")
    (kb / "graph.ttl").touch()
    assert damage.odd_files(KnowledgeBase(kb)) == []
    text = (kb / "graph.ttl").read_bytes()
    (kb / "graph.ttl").write_bytes(text.replace(b"a", b"b"))
    assert damage.odd_files(KnowledgeBase(kb)) == [kb / "graph.ttl"]


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files and folders that were made to reach the disk, by their paths, in order; and "complete"."""
    told: list[str] = []
    fsync, touch = os.fsync, Path.touch

    def remembered(descriptor: int) -> None:
        told.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        fsync(descriptor)

    def marked(path: Path) -> None:
        told.append(path.name)
        touch(path)

    monkeypatch.setattr(os, "fsync", remembered)
    monkeypatch.setattr(Path, "touch", marked)
    return told


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc to tell the names of open files")
def test_all_files_and_names_are_on_disk_before_the_mark(tmp_path: Path, synced: list[str]) -> None:
    source = write_pages(tmp_path / "news", one=ONE)
    for _ in range(2):  # made from nothing, and out of the last one
        synced.clear()
        build([source], tmp_path / "kb")
        before = {Path(path).name for path in synced[: synced.index("complete")]}
        kb = KnowledgeBase(tmp_path / "kb")
        wanted = (kb.memory, kb.memory.with_suffix(".rules"), kb.state, kb.identities, kb.turtle, kb.trig, kb.network)
        assert {path.name for path in wanted} <= before
        assert {"store.txt", ".next", "store", "CURRENT"} <= before
        data = next(path for path in sorted(kb.store.glob("data-*"), reverse=True))
        assert {path.name for path in data.glob("*.sst")} <= before
        after = synced[synced.index("complete") + 1 :]
        assert str(tmp_path / "kb") in after
