"""News is read on the workers of a Dask cluster, and the result is that of one machine."""

import os
import signal
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from distributed import Client, LocalCluster

from migrationkg.errors import InputError
from migrationkg.extraction import extractor
from migrationkg.knowledge_base import build, cluster
from migrationkg.knowledge_base.cluster import version
from migrationkg.model import NewsItem

NEWS = Path(__file__).parents[2] / "data" / "news"
MADE = ("items.jsonl", "identities.csv", "doubtful.jsonl", "graph.ttl", "graph.trig", "state.json")


@pytest.fixture(scope="module")
def scheduler() -> Iterator[LocalCluster]:
    """A cluster of two workers on this machine, each a process."""
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as two:
        yield two


def written_down(folder: Path, number: int) -> int:
    """Leave a file for each time that a part was begun."""
    (folder / f"{number}-{os.getpid()}-{time.monotonic_ns()}").touch()
    time.sleep(0.1)
    return number * number


def test_a_lost_worker_costs_only_what_it_had_and_the_order_stays(scheduler: LocalCluster, tmp_path: Path) -> None:
    found: list[int] = []
    with cluster.cluster(scheduler.scheduler_address) as spread:
        for square in spread(partial(written_down, tmp_path), range(20)):
            found.append(square)
            if len(found) == 4:
                os.kill(int(next(tmp_path.iterdir()).name.split("-")[1]), signal.SIGKILL)
    assert found == [number * number for number in range(20)]
    begun = [int(path.name.split("-")[0]) for path in tmp_path.iterdir()]
    assert set(begun) == set(range(20))
    assert len(begun) < 20 + 10


def test_a_build_on_a_cluster_gives_the_same_bytes_although_a_worker_is_lost(
    scheduler: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extractor, "_CHUNK", 2)
    with Client(scheduler.scheduler_address, set_as_default=False) as client:
        client.wait_for_workers(1, timeout=60)
        pid = client.submit(os.getpid, pure=False).result()
    lost = []

    def losing(_step: str, items: Sequence[NewsItem]) -> Iterable[NewsItem]:
        for number, item in enumerate(items):
            if number == 3:
                lost.append(item)
                os.kill(pid, signal.SIGKILL)
            yield item

    address = scheduler.scheduler_address
    build([NEWS], tmp_path / "cluster", check=False, page=False, dask=address, progress=losing)
    build([NEWS], tmp_path / "here", check=False, page=False)
    assert lost
    for name in MADE:
        assert (tmp_path / "cluster" / name).read_bytes() == (tmp_path / "here" / name).read_bytes(), name


def test_a_worker_with_another_version_is_refused(
    scheduler: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "version", lambda: "0.0.1 (other)")
    with pytest.raises(InputError) as told:
        build([NEWS], tmp_path / "kb", dask=scheduler.scheduler_address)
    assert f"has migrationkg {version()}, and here is 0.0.1 (other); install the same on both" in str(told.value)
    assert "\n" not in str(told.value)
    assert not (tmp_path / "kb").exists()


def test_no_scheduler_is_told_in_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_CONNECTING", 0.2)
    with pytest.raises(InputError, match="no Dask scheduler answers") as told:
        build([NEWS], tmp_path / "kb", dask="tcp://127.0.0.1:1")
    assert "\n" not in str(told.value)
    with pytest.raises(InputError, match="no Dask scheduler answers"):
        build([NEWS], tmp_path / "kb", dask="nonsense://x")
