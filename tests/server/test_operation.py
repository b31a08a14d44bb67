"""What docs/serving.md and the Containerfile give to those who run a server holds."""

import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from starlette.routing import Match

from migrationkg.commands.serving import serve_command
from migrationkg.server.routes import ROUTES
from migrationkg.server.settings import Settings

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "serving.md").read_text(encoding="utf-8")
CONTAINER = (ROOT / "Containerfile").read_text(encoding="utf-8")


def indented(first: str) -> str:
    """Return the indented block of the page that begins with a line."""
    lines = PAGE[PAGE.index(f"    {first}") :].splitlines()
    end = next(place for place, line in enumerate(lines) if line and not line.startswith("    "))
    return textwrap.dedent("\n".join(lines[:end])).strip() + "\n"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "migrationkg.service"
    text = indented("[Unit]").replace("/opt/migrationkg/bin/migrationkg", sys.executable)
    unit.write_text(text, encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    ours = [line for line in done.stderr.splitlines() if "migrationkg.service" in line]
    assert ours == []


def test_the_commands_of_unit_and_container_have_options_that_there_are() -> None:
    known = {f"--{name}" for name in serve_command.__annotations__}
    unit = re.search(r"^ExecStart=(.*)$", indented("[Unit]"), re.MULTILINE)
    entry = re.search(r"^ENTRYPOINT (.*)$", CONTAINER, re.MULTILINE)
    assert unit
    assert entry
    for told in (unit[1], entry[1]):
        assert "serve" in told
        assert set(re.findall(r"--[a-z-]+", told)) <= known


def test_the_proxy_hands_on_who_was_asked_for() -> None:
    """Host and scheme stand in the links of the server; an answer is not held back; bodies are as large as ours."""
    nginx = indented("server {")
    for line in ("Host $host", "X-Forwarded-Proto $scheme", "X-Forwarded-For $proxy_add_x_forwarded_for"):
        assert f"proxy_set_header {line};" in nginx
    assert "proxy_buffering off;" in nginx
    assert f"client_max_body_size {Settings(ROOT).largest_body >> 20}m;" in nginx
    assert nginx.count("{") == nginx.count("}")


def test_the_container_is_made_of_what_the_repository_has_and_runs_as_nobody_special() -> None:
    lines = re.sub(r"\\\n\s*", "", CONTAINER).splitlines()
    instructions = [line.split(maxsplit=1) for line in lines if line and not line.startswith("#")]
    known = {"FROM", "WORKDIR", "COPY", "RUN", "USER", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT"}
    assert {name for name, _ in instructions} <= known
    for name, rest in instructions:
        if name == "COPY" and "--from" not in rest:
            assert all((ROOT / source).exists() for source in rest.split()[:-1]), rest
        if name == "RUN" and "requirements.lock" in rest:
            assert "--require-hashes" in rest
    last = [name for name, _ in instructions]
    assert last.index("USER") < last.index("ENTRYPOINT")
    assert dict(instructions)["USER"] not in {"root", "0"}
    wheel = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("force-include]")[2].partition("\n\n")[0]
    copied = {rest.split()[0] for name, rest in instructions if name == "COPY"}
    assert {source.split("/")[0] for source in re.findall(r'^"([^"]+)"', wheel, re.MULTILINE)} <= copied


def is_there(builder: str) -> bool:
    if not shutil.which(builder):
        return False
    return subprocess.run([builder, "info"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not is_there("docker"), reason="there is no builder of containers here")
def test_a_builder_finds_no_fault_in_the_container_file() -> None:
    call = ["docker", "build", "--check", "-f", "Containerfile", "."]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    if "unknown flag" in done.stderr:
        pytest.skip("this docker has no checks")
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_path_that_the_page_names_leads_somewhere() -> None:
    rows = re.findall(r"^\| (`/[^|]*) \|", PAGE, re.MULTILINE)
    named = [path.replace("…", "x") for row in rows for path in re.findall(r"`(/[^`?]*)", row)]
    assert len(named) >= 8
    for path in named:
        asked = {"type": "http", "path": path, "method": "GET", "headers": []}
        assert any(route.matches(asked)[0] == Match.FULL for route in ROUTES), path
