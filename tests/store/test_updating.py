"""A store made from another by what differs: only files that never change are shared with the old one."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from migrationkg.store import disk, write_store
from migrationkg.store.disk import current_data, has_grown
from migrationkg.store.updating import write_changed_store

ITEM = NamedNode("https://example.org/news/1")
PROJECT = NamedNode("https://example.org/project/a")
FUNDED_BY = NamedNode("https://w3id.org/migrationkg/ontology#fundedBy")


def funding(funder: str) -> Quad:
    return Quad(PROJECT, FUNDED_BY, Literal(funder), ITEM)


def contents(store: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (store / current_data(store)).iterdir() if path.name != "LOCK"}


def test_a_file_that_a_build_may_still_change_is_a_copy(tmp_path: Path) -> None:
    write_store([funding("EU")], tmp_path / "old")
    before = contents(tmp_path / "old")
    write_changed_store(tmp_path / "old", [funding("EU")], [funding("Norway")], tmp_path / "new")
    fresh = tmp_path / "new" / current_data(tmp_path / "new")
    linked = {path.suffix for path in fresh.iterdir() if path.stat().st_nlink > 1}
    assert linked <= {".sst"}
    assert contents(tmp_path / "old") == before
    told = {quad.object.value for quad in Store.read_only(str(fresh)) if quad.predicate == FUNDED_BY}
    assert told == {"Norway"}


def test_a_store_that_small_writes_made_half_as_large_again_has_grown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "_LITTLE", 0)
    write_store([funding("EU")], tmp_path / "0")
    told = [funding(f"Funder {number}") for number in range(6000)]
    grown = []
    for step in range(1, 4):
        some = told[2000 * (step - 1) : 2000 * step]
        write_changed_store(tmp_path / str(step - 1), [], some, tmp_path / str(step))
        grown.append(has_grown(tmp_path / str(step)))
    assert grown == sorted(grown)
    assert grown[-1]
    write_store([funding("EU"), *told], tmp_path / "whole")
    assert not has_grown(tmp_path / "whole")
