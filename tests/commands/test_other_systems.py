"""What Python has on POSIX systems only is needed nowhere: all of the main job runs without it, as on Windows.

No Windows is at hand here; Python is made to lack what it lacks there.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: Run by Python itself at each start, that of a worker process too.
_AS_ON_WINDOWS = """
import multiprocessing, os, sys
for name in ("fcntl", "grp", "pwd", "resource", "syslog", "termios", "tty"):
    sys.modules[name] = None
for name in ("fork", "forkpty", "getuid", "geteuid", "fchmod", "chown", "killpg", "sysconf"):
    delattr(os, name)
multiprocessing.get_all_start_methods = lambda: ["spawn"]
multiprocessing.set_start_method("spawn")
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("windows")
    (place / "sitecustomize.py").write_text(_AS_ON_WINDOWS, encoding="utf-8")
    run(place, "build", str(ROOT / "data" / "news"), "--kb", "kb")
    return place


def run(folder: Path, *words: str, expected: int = 0, **environment: str) -> str:
    done = subprocess.run(
        [Path(sys.executable).parent / "migrationkg", *words],
        cwd=folder, capture_output=True, check=False,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONIOENCODING": "cp1252", **environment},
    )  # fmt: skip
    assert done.returncode == expected, done.stderr.decode()
    return (done.stderr if expected else done.stdout).decode("utf-8")


def test_the_lack_is_real(folder: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import os; print(hasattr(os, 'fork')); import resource"],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(folder)},
    )  # fmt: skip
    assert told.stdout == "False\n"
    assert "resource" in told.stderr


def test_the_graph_is_the_same(folder: Path, tmp_path: Path) -> None:
    words = ("build", str(ROOT / "data" / "news"), "--kb", str(tmp_path / "kb"))
    subprocess.run([Path(sys.executable).parent / "migrationkg", *words], capture_output=True, check=True)
    for name in ("graph.trig", "validation.ttl", "network.html"):
        assert (folder / "kb" / name).read_bytes() == (tmp_path / "kb" / name).read_bytes()


@pytest.mark.parametrize(("words", "told"), [
    ("query funders-by-project --kb kb", "European Union"),
    ("query find --param text=Türkiye --kb kb --format json", "Türkiye"),
    ("sheet LIBMITAF --kb kb --format text", "Switzerland"),
    ("explain LIBMITAF --kb kb", "LIBMITAF"),
    ("validate kb", "conforms"),
    ("review --kb kb", "to look at"),
    ("decide rename project/libmitaf Facility --why shorter --who Ana --kb kb", "decided"),
    ("decisions --kb kb", "Ana"),
    ("export --kb kb --format jsonld", "LIBMITAF"),
    ("extract " + str(ROOT / "data" / "news"), "ş"),
])  # fmt: skip
def test_a_command_does_its_work(folder: Path, words: str, told: str) -> None:
    assert told in run(folder, *words.split())


def test_a_user_without_a_name_says_who_decides(folder: Path) -> None:
    nameless = dict.fromkeys(("LOGNAME", "USER", "LNAME", "USERNAME"), "")
    told = run(folder, "decide", "reject", "project/libmitaf", "--why", "b", "--kb", "kb", expected=2, **nameless)
    assert told == "migrationkg: who decides is not known here; tell it by --who NAME\n"


def test_a_build_adds_to_what_is_there(folder: Path) -> None:
    assert "(0 new, 0 changed)" in run(folder, "build", str(ROOT / "data" / "news"), "--kb", "kb")
