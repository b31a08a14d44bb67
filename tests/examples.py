"""The commands that the manual, the help and the questions show, run as a reader would on the demo's knowledge base.

A block ```sh of a page holds commands; a block ```text right behind it is what the last of them prints, to the letter.
`python -m tests.examples` runs the pages that have such blocks and writes what the commands print today.
"""

import contextlib
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from typer.main import get_group

from migrationkg.cli import app
from migrationkg.store import example_command, named_queries
from tests.forks import called

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted((ROOT / "docs").glob("*.md"))
#: Columns of the terminal on which the pages are made.
WIDTH = 110
#: What a reader has of his own, as the pages call it.
_OWN = ROOT / "tests" / "fixtures" / "manual"
#: A site that stands for the one of which the page about fetching speaks.
_SITE = ROOT / "tests" / "fixtures" / "manual-site"
_ITS_NAME = "https://www.example.org"
_FETCHING = ROOT / "docs" / "fetching.md"
#: A store that takes updates, as the pages call it.
_STORE = "http://localhost:7878/"
_QUESTIONS = ROOT / "docs" / "queries.md"
_BIN = Path(sys.executable).parent
#: What a command finds in its environment.
_ENVIRONMENT = {"PATH": f"{_BIN}:/usr/bin:/bin", "COLUMNS": str(WIDTH), "TERM": "dumb", "LANG": "C.UTF-8"}
#: What only a shell understands.
_FOR_A_SHELL = re.compile(r"[|<>;&$*`~]")
_BLOCK = re.compile(r"^```sh\n(?P<commands>.*?)^```\n(?:\n```text\n(?P<printed>.*?)^```\n)?", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """A command that a reader may paste.

    Attributes:
        where: where it stands, for the one who has to mend it.
        command: as it stands there.
        printed: what it prints, where the page tells.
    """

    where: str
    command: str
    printed: str | None = None


def examples_of(page: Path) -> list[Example]:
    """Return our commands of a page, in its order; of other programs none."""
    text = page.read_text(encoding="utf-8")
    found = []
    for block in _BLOCK.finditer(text):
        place = f"{page.name}:{text.count(chr(10), 0, block.start()) + 1}"
        lines = re.sub(r"\\\n\s*", "", block["commands"]).splitlines()
        commands = [line for line in lines if re.match(r"(\.venv/bin/)?migrationkg ", line)]
        last = len(commands) - 1
        found += [Example(place, one, block["printed"] if at == last else None) for at, one in enumerate(commands)]
    return found


def examples_of_help() -> Iterator[Example]:
    """Yield the commands that `migrationkg COMMAND --help` shows."""
    for name, command in get_group(app).commands.items():
        for one in re.split(r"\s{3,}or\s{3,}", str(command.epilog).removeprefix("Example: ")):
            yield Example(f"migrationkg {name} --help", one)


def examples_of_questions() -> Iterator[Example]:
    """Yield a command for each question, with the parameters of its header."""
    for question in named_queries():
        yield Example(f"queries/{question.name}.rq", example_command(question))


def checkout(folder: Path, kb: Path) -> Path:
    """Make a folder look like a checkout after `make demo`, with the reader's own files of which the pages speak."""
    folder.mkdir(parents=True)
    for part in ("data", "ontology"):
        (folder / part).symlink_to(ROOT / part)
    for name in ("kb", "kb-2023"):
        shutil.copytree(kb, folder / name)
    for path in _OWN.iterdir():
        shutil.copy(path, folder)
    own_question = re.search(
        r"^```sparql\n(# title: .*?)^```$", _QUESTIONS.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert own_question, "the page shows a question of a reader's own"
    (folder / "implementers.rq").write_text(own_question[1], encoding="utf-8")
    return folder


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, in a shell, as a reader does who has our programs on his path."""
    line, environment = command.replace(".venv/bin/", ""), _ENVIRONMENT
    if re.search(r"\bmigrationkg serve\b", line):
        return _served(line, folder, environment)
    if _STORE in line:
        return _beside_a_store(line, folder)
    if re.search(r"\bmigrationkg fetch\b", line):
        return _fetched(line, folder, environment)
    if _FOR_A_SHELL.search(line):
        return _in_shell(line, folder, environment)
    return called(shlex.split(line), folder, environment)


def _in_shell(line: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        line,
        shell=True,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        stdin=subprocess.DEVNULL,
    )


def _beside_a_store(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command while Oxigraph serves the store of the pages, at a free port; it keeps what it holds."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        address = f"127.0.0.1:{one.getsockname()[1]}"
    serving = [str(_BIN / "oxigraph"), "serve", "--location", str(folder / "oxigraph"), "--bind", address]
    with subprocess.Popen(serving, stderr=subprocess.DEVNULL) as server:
        for _ in range(100):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://{address}/", timeout=30):
                break
            time.sleep(0.1)
        try:
            return run(line.replace(_STORE, f"http://{address}/"), folder)
        finally:
            server.kill()


def _served(line: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command that serves until it is ended, at a free port where it names none, and end it once it serves."""
    line = line if "--port" in line else f"{line} --port 0"
    with subprocess.Popen(
        f"exec {line}",
        shell=True,
        cwd=folder,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        env=environment,
    ) as server:
        assert server.stderr is not None
        told = next((said for said in server.stderr if said.startswith("serving ")), "")
        if address := re.search(r"http://\S+/", told):
            with urllib.request.urlopen(f"{address[0]}ready", timeout=30):
                server.send_signal(signal.SIGINT)
        told += server.stderr.read()
    return subprocess.CompletedProcess(line, server.returncode if told.startswith("serving ") else 1, "", told)


def _fetched(line: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command that fetches what the page about it lists, of a site on this machine that stands for that one."""
    listed = re.search(r"^```toml\n(.*?)^```$", _FETCHING.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert listed, "the page shows a list of what to fetch"
    address = _site()
    own = re.sub(r"(?m)^delay = .*", "delay = 0", listed[1].replace(_ITS_NAME, address))
    (folder / "feeds.toml").write_text(own, encoding="utf-8")
    done = _in_shell(f"{line} --allow-private", folder, environment)
    done.stdout, done.stderr = (text.replace(address, _ITS_NAME) for text in (done.stdout, done.stderr))
    return done


@cache
def _site() -> str:
    """Return the address of the site, which is served as long as the process lives: a second round finds it again."""
    site = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(_SITE)))
    threading.Thread(target=site.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{site.server_address[1]}"


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def printed_by(done: subprocess.CompletedProcess[str]) -> str:
    """Return what a reader sees, without blanks at the ends of lines, files named from where he stands."""
    seen = (done.stdout + done.stderr).replace(f"{ROOT}/", "")
    return "".join(f"{line.rstrip()}\n" for line in seen.splitlines())


def renew(page: Path, kb: Path) -> None:
    """Write into a page what its commands print today."""
    text = page.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as place:
        folder = checkout(Path(place) / "checkout", kb)
        for one in examples_of(page):
            done = run(one.command, folder)
            if one.printed is not None:
                told = f"{one.command}\n```\n\n```text\n"
                text = text.replace(f"{told}{one.printed}", f"{told}{printed_by(done)}", 1)
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        built = run(f"migrationkg --quiet build {ROOT / 'data' / 'news'} --kb kb", Path(made))
        assert built.returncode == 0, built.stderr
        for changed in PAGES:
            if any(one.printed is not None for one in examples_of(changed)):
                renew(changed, Path(made) / "kb")
