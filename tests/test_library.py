"""The library offers what the commands do; its page is run, also in a notebook, and names everything that is public."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from playwright.sync_api import Browser, expect
from pyoxigraph import Literal, NamedNode

import migrationkg
from migrationkg.store import Answer

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
EXAMPLE, IN_NOTEBOOK = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Run the first example; return the folder in which it has built a knowledge base, and what it printed."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "data").symlink_to(ROOT / "data")
    command = [sys.executable, "-c", EXAMPLE]
    return folder, subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def shown(done: tuple[Path, subprocess.CompletedProcess[str]]) -> list[dict[str, Any]]:
    """Run the second example in a notebook, a cell a paragraph; return what each cell shows, by type."""
    cells = [
        {
            "cell_type": "code",
            "id": f"cell-{number}",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": cell,
        }
        for number, cell in enumerate(IN_NOTEBOOK.split("\n\n"))
    ]
    notebook = nbformat.from_dict({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})  # type: ignore[no-untyped-call]
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(done[0])}}).execute()
    return [cell.outputs[0].data for cell in notebook.cells if cell.outputs]


def test_the_example_of_the_page_runs(done: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, process = done
    assert process.returncode == 0, process.stderr
    assert "14 items, 0 left out" in process.stdout
    assert (folder / "kb" / "graph.jsonld").exists()


def test_a_notebook_shows_a_card_a_view_the_rows_and_a_frame(shown: list[dict[str, Any]]) -> None:
    card, view, rows, frame = (one["text/html"] for one in shown)
    assert "News items</th><td>14, 2023-" in card
    assert re.search(r"Projects</th><td>\d+", card)
    assert view.startswith("<iframe title=")
    assert "height: 600px" in view
    assert rows.startswith("<table><thead><tr><th>")
    assert 'class="dataframe"' in frame


def test_a_view_works_within_the_frame_of_a_notebook(browser: Browser, shown: list[dict[str, Any]]) -> None:
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.set_content(f"<p>A notebook</p>{shown[1]['text/html']}")
    inside = page.frame_locator("iframe")
    expect(inside.locator("#tabs [aria-pressed=true]")).to_have_text("Map")
    inside.get_by_role("button", name="Timeline").click()
    inside.locator("#drawn .mark").first.click()
    expect(inside.locator("#facts h2")).to_be_visible()
    inside.get_by_role("button", name="Undo").click()
    inside.locator(".save > summary").click()
    with page.expect_download():
        inside.get_by_role("button", name="Table (CSV)").click()
    assert told == []
    page.close()


def test_rows_are_escaped_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    thing = NamedNode("https://w3id.org/migrationkg/id/project/a-b")
    day = Literal("2023-06-12", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date"))
    names = ("project", "projectLabel", "day", "note")
    answer = Answer("select", names, ((thing, Literal("<b>A & B</b>"), day, None), (thing, None, None, Literal("1"))))
    shown = answer._repr_html_()
    assert "<th>project</th><th>day</th><th>note</th>" in shown
    assert '<td title="https://w3id.org/migrationkg/id/project/a-b">&lt;b&gt;A &amp; B&lt;/b&gt;</td>' in shown
    assert ">project/a-b</td><td></td><td>1</td>" in shown
    assert shown.endswith("<p>2 rows</p>")
    frame = answer.to_pandas()
    assert list(frame.columns) == list(names)
    assert str(frame["day"][0]) == "2023-06-12"
    monkeypatch.setitem(sys.modules, "pandas", None)  # as where it is not installed
    with pytest.raises(migrationkg.InputError, match="pip install pandas"):
        answer.to_pandas()


def test_every_public_name_is_on_the_page_and_loads() -> None:
    for name in migrationkg.__all__:
        if not name.startswith("__"):
            assert f"`{name}`" in PAGE
            assert getattr(migrationkg, name).__doc__


def test_importing_the_package_loads_no_heavy_library() -> None:
    code = "import sys, migrationkg; print({'rdflib', 'networkx', 'pyshacl', 'pyoxigraph'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
