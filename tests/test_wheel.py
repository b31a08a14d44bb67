"""The wheel carries all that the main job needs, and works away from the checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "build", "--wheel", "--outdir", place, ROOT, cwd=place)
    (built,) = place.glob("*.whl")
    return built


def test_the_wheel_carries_what_the_code_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = [f"migrationkg/_resources/{path.relative_to(ROOT)}" for path in (ROOT / "ontology").glob("*.*")]
    wanted += [f"migrationkg/_resources/queries/{path.name}" for path in (ROOT / "queries").glob("*.rq")]
    wanted += [f"migrationkg/_resources/data/authority/{path.name}" for path in (ROOT / "data/authority").glob("*.csv")]
    package = ROOT / "src"
    wanted += [
        str(path.relative_to(package))
        for path in (package / "migrationkg").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    ]
    assert set(wanted) - names == set()


def test_the_main_job_runs_from_the_wheel_in_a_clean_environment(wheel: Path, tmp_path: Path) -> None:
    _run(sys.executable, "-m", "venv", tmp_path / "venv", cwd=tmp_path)
    python = tmp_path / "venv" / "bin" / "python"
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    _run(*pip, "--require-hashes", "-r", ROOT / "requirements.lock", cwd=tmp_path)
    _run(*pip, "--no-deps", wheel, cwd=tmp_path)
    command = tmp_path / "venv" / "bin" / "migrationkg"
    told = _run(command, "build", ROOT / "data" / "news", "--kb", "kb", cwd=tmp_path)
    assert "14 items" in told
    assert "conforms" in told
    assert "LIBMITAF" in _run(command, "query", "neighbourhood", "--param", "project=project/libmitaf", cwd=tmp_path)
    assert (tmp_path / "kb" / "network.html").stat().st_size > 100_000
