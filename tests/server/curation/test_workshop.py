"""Jobs in processes of their own: how they end, and how they are ended."""

import asyncio
import os
import time
from pathlib import Path

import pytest
from tests import loops

from migrationkg.errors import InputError
from migrationkg.server.curation.workshop import Workshop, in_a_process


def _add(one: int, other: int) -> int:
    return one + other


def _refuse() -> None:
    raise InputError("no decision: it is none")


def _break() -> None:
    raise ZeroDivisionError("by nothing")


def _die() -> None:
    os._exit(3)


def _write_late(path: Path, number: Path) -> None:
    number.write_text(str(os.getpid()), encoding="ascii")
    time.sleep(60)
    path.touch()


def do(job: object, *values: object) -> object:
    return loops.run(in_a_process(job, values, lambda _: None))  # type: ignore[arg-type]


def test_a_job_returns_what_it_returns_or_refuses() -> None:
    assert do(_add, 1, 2) == 3
    with pytest.raises(InputError, match="no decision: it is none"):
        do(_refuse)


def test_a_job_that_breaks_says_where() -> None:
    with pytest.raises(RuntimeError, match=r"ZeroDivisionError: by nothing \(.*test_workshop.py:\d+\)"):
        do(_break)
    with pytest.raises(RuntimeError, match="its process ended"):
        do(_die)


def test_a_job_ends_with_the_waiting_for_it(tmp_path: Path) -> None:
    async def leave() -> None:
        waiting = asyncio.create_task(in_a_process(_write_late, (tmp_path / "late", tmp_path / "pid"), print))
        async with asyncio.timeout(30):
            while not (tmp_path / "pid").exists():
                await asyncio.sleep(0.05)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)

    loops.run(leave())
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text(encoding="ascii")), 0)
    assert not (tmp_path / "late").exists()


def test_a_build_that_fails_says_why_and_another_may_begin(tmp_path: Path) -> None:
    looked: list[str] = []

    async def afterwards() -> None:
        looked.append("again")

    async def fail() -> None:
        workshop = Workshop(tmp_path / "nothing")
        for _ in range(2):
            workshop.build(afterwards)
            assert workshop.is_building
            while workshop.is_building:
                await asyncio.sleep(0.05)
            assert workshop.last
            assert "no knowledge base" in workshop.last.failure

    loops.run(fail())
    assert looked == ["again", "again"]
