"""Every command that the manual, the help and the questions show runs on the demo's knowledge base as it stands."""

import re
from pathlib import Path

import pytest

from tests import examples
from tests.examples import ROOT, Example

#: What a language model is needed for: told in one line where none is set up.
_NEEDS_A_MODEL = re.compile(r"--extractor (llm|both)")
#: What no item of the sample tells.
_NOT_IN_SAMPLE = re.compile(r"query project-periods\b")
_RENEW = "what it prints has changed; if that is right: python -m tests.examples"


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    made = examples.run(f"migrationkg --quiet build {ROOT / 'data' / 'news'} --kb kb", folder)
    assert made.returncode == 0, made.stderr
    return folder / "kb"


def run_in_order(shown: list[Example], folder: Path) -> None:
    for one in shown:
        done = examples.run(one.command, folder)
        told = f"{one.where}: {one.command}\n{done.stderr[-2000:]}"
        if _NEEDS_A_MODEL.search(one.command):
            assert (done.returncode, done.stderr.count("\n")) == (2, 1), told
            assert "MIGRATIONKG_LLM_BASE_URL" in done.stderr, told
            continue
        assert done.returncode == 0, told
        assert ">" in one.command or done.stdout or done.stderr, f"{told}it prints nothing"
        empty = done.stdout.startswith("no rows")
        assert empty == bool(_NOT_IN_SAMPLE.search(one.command)), f"{told}the answer is {'' if empty else 'not '}empty"
        if one.printed is not None:
            assert examples.printed_by(done) == one.printed, f"{one.where}: {one.command}\n{_RENEW}"


@pytest.mark.parametrize("page", examples.PAGES, ids=lambda page: page.stem)
def test_the_commands_of_a_page_run_in_its_order(page: Path, kb: Path, tmp_path: Path) -> None:
    run_in_order(examples.examples_of(page), examples.checkout(tmp_path / "checkout", kb))


def test_the_examples_of_the_help_run(kb: Path, tmp_path: Path) -> None:
    shown = list(examples.examples_of_help())
    assert len(shown) >= 15
    run_in_order(shown, examples.checkout(tmp_path / "checkout", kb))


def test_the_examples_in_the_headers_of_questions_are_among_those_that_run() -> None:
    (manual,) = (page for page in examples.PAGES if page.name == "queries.md")
    shown = {one.command for one in examples.examples_of(manual)}
    assert {one.command for one in examples.examples_of_questions()} <= shown
