"""The annotations of real news, and the script that joins texts to them."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("real_news", ROOT / "scripts" / "real_news.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_annotations_are_of_the_guides_form_and_hold_no_text() -> None:
    gold = ROOT / "data" / "gold"
    call: list[str | Path] = [sys.executable, gold / "check.py", gold / "real" / "items.jsonl"]
    assert subprocess.run(call, capture_output=True, check=False).returncode == 0
    items = [json.loads(line) for line in (gold / "real" / "items.jsonl").read_text(encoding="utf-8").splitlines()]
    assert not any(one["title"] or "text" in one for one in items)


def test_texts_are_read_out_of_each_kind_of_file(script: ModuleType) -> None:
    message = (
        '<content lang="de"><lead>Nein</lead></content><content lang="en"><title>Talks</title><lead>They met.</lead>'
        '<text link="no">&lt;p&gt;In Bern&amp;nbsp;too.&lt;/p&gt;</text></content>'
    )
    assert script.of_swiss(message) == ("Talks", "They met.\n\nIn Bern too.")
    release = (
        '---\ntitle: "New centre."\n---\nMedia Release 5\n\nThe Minister today opened the new centre in Hobart.\n\n12\n'
    )
    assert script.of_release(release) == ("New centre", "The Minister today opened the new centre in Hobart.")
    page = "---\ntitle: 'A day'\n---\n# Head\n\nWe **met** [them](https://e.org)."
    assert script.of_markdown(page) == ("A day", "Head\nWe met them.")


def test_a_text_is_cut_at_the_end_of_a_sentence(script: ModuleType) -> None:
    assert script.cut("One two three. Four five.\nSix seven.", 4) == "One two three. Four five."


def test_texts_do_not_enter_the_repository(script: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "argv", ["real_news.py", str(tmp_path), str(ROOT / "data" / "real.jsonl")])
    with pytest.raises(SystemExit, match="lies in this repository"):
        script.main()
