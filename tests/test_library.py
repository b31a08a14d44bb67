"""The library offers what the commands do; its page is run, and names everything that is public."""

import re
import subprocess
import sys
from pathlib import Path

import migrationkg

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")


def test_the_example_of_the_page_runs(tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(ROOT / "data")
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    done = subprocess.run([sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "14 items, 0 left out" in done.stdout
    assert (tmp_path / "kb" / "graph.jsonld").exists()


def test_every_public_name_is_on_the_page_and_loads() -> None:
    for name in migrationkg.__all__:
        if not name.startswith("__"):
            assert f"`{name}`" in PAGE
            assert getattr(migrationkg, name).__doc__


def test_importing_the_package_loads_no_heavy_library() -> None:
    code = "import sys, migrationkg; print({'rdflib', 'networkx', 'pyshacl', 'pyoxigraph'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
