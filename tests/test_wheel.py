"""The wheel carries all that the main job needs, and works away from the checkout."""

import json
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _run(*command: str | Path, cwd: Path, complaints: bool = False) -> list[str]:
    """Return the lines that a command prints, or those that it complains in."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return (done.stderr if complaints else done.stdout).splitlines()


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


def test_the_wheel_carries_what_runs_in_the_browser_with_its_licences(wheel: Path) -> None:
    files = zipfile.ZipFile(wheel)
    scripts = {path.stem for path in (ROOT / "browser").glob("*.js")}
    assert scripts <= {Path(name).stem for name in files.namelist() if name.startswith("migrationkg/bundles/")}
    licences = files.read("migrationkg/bundles/LICENSES.txt").decode()
    for package in json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]:
        assert f"{package} " in licences


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel from a folder of wheels, with no index, into an environment of its own; return the command."""
    place = tmp_path_factory.mktemp("installed")
    _run(sys.executable, "-m", "venv", place / "venv", cwd=place)
    pip = (place / "venv" / "bin" / "python", "-m", "pip", "--quiet", "--disable-pip-version-check")
    locked = ("--require-hashes", "-r", ROOT / "requirements.lock")
    told = _run(*pip, "download", "--no-deps", "--dest", "wheels", *locked, cwd=place, complaints=True)
    assert [line for line in told if "Location 'file:" not in line] == [], "as `make demo` calls pip; mirrors may warn"
    shutil.copy(wheel, place / "wheels")
    _run(*pip, "install", "--no-index", "--find-links", "wheels", "migrationkg", cwd=place)
    return place / "venv" / "bin" / "migrationkg"


def test_the_main_job_runs_from_the_wheel_in_a_clean_environment(installed: Path, tmp_path: Path) -> None:
    assert _run(installed, "--version", cwd=tmp_path) == [f"migrationkg {version('migrationkg')}"]
    told = _run(installed, "build", ROOT / "data" / "news", "--kb", "kb", cwd=tmp_path)
    assert "14 items" in told[0]
    assert any("conforms" in line for line in told)
    assert (tmp_path / "kb" / "network.html").stat().st_size > 100_000
    about = ("neighbourhood", "--param", "project=project/libmitaf", "--kb", "kb")
    assert any("LIBMITAF" in line for line in _run(installed, "query", *about, cwd=tmp_path))
    funders = _run(installed, "query", "funders-by-project", "--kb", "kb", "--format", "csv", cwd=tmp_path)
    assert any("European Union" in line for line in funders)


def test_a_web_page_is_read_by_what_the_wheel_brings(installed: Path, tmp_path: Path) -> None:
    text = "".join(f"<p>Malta and Austria met for the {day}th time in Valletta.</p>" for day in range(4, 40))
    head = '<h1>Talks in Malta</h1><time datetime="2025-06-30">30 June 2025</time>'
    page = f"<html><head><title>Talks in Malta</title></head><body><article>{head}{text}</article></body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    assert any("Valletta" in line for line in _run(installed, "extract", "page.html", cwd=tmp_path))


def test_what_is_locked_is_all_that_the_wheel_requires(installed: Path, tmp_path: Path) -> None:
    assert _run(installed.parent / "python", "-m", "pip", "check", cwd=tmp_path) == ["No broken requirements found."]
