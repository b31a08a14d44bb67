"""The server as an assistant's program sees it: the official SDK's client, over standard input and output."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from tests import loops

from migrationkg.knowledge_base import build, decide

PROGRAM = str(Path(sys.executable).parent / "migrationkg")
ROOT = Path(__file__).parents[2]
TOOLS = ["search", "search_news", "fact_sheet", "questions", "ask_question", "sparql"]


def client(kb: Path, *options: str) -> Client:
    return Client(StdioServerParameters(command=PROGRAM, args=["mcp", str(kb), *options]))


async def told(one: Client, tool: str, **arguments: object) -> Any:
    result = await one.call_tool(tool, arguments)
    assert not result.is_error, result.content
    assert result.structured_content is not None
    return result.structured_content


async def failed(one: Client, tool: str, **arguments: object) -> str:
    result = await one.call_tool(tool, arguments)
    assert result.is_error
    return str(result.content[0].text)  # type: ignore[union-attr]


def test_an_assistant_searches_reads_and_asks_and_gets_the_sentences(kb: Path) -> None:
    async def talk() -> None:
        async with client(kb) as one:
            offered = (await one.list_tools()).tools
            assert [tool.name for tool in offered] == TOOLS
            assert all(tool.annotations and tool.annotations.read_only_hint and tool.output_schema for tool in offered)
            found = (await told(one, "search", words="LIBMITAF"))["result"]
            assert found[0]["thing"] == "project/libmitaf"
            sheet = (await told(one, "fact_sheet", thing=found[0]["thing"]))["result"]
            assert "co-funded by the EU and Switzerland” (5 June 2023, ICMPD organises a training" in sheet
            asked = await told(
                one, "ask_question", name="funders-by-project", parameters={"project": "project/libmitaf"}
            )
            assert [row["funderLabel"] for row in asked["rows"]] == ["European Union", "Switzerland"]
            assert "co-funded" in asked["sources"][0]["quote"]
            news = (await told(one, "search_news", words="Nakhchivan"))["result"]
            assert news[0]["published"] == "2023-06-19"
            counted = await told(one, "sparql", query="SELECT (COUNT(DISTINCT ?p) AS ?n) { ?p a mkg:Project }")
            assert int(counted["rows"][0]["n"]) > 5
            text = (await one.read_resource("migrationkg://ontology")).contents[0].text  # type: ignore[union-attr]
            assert "mkg:fundedBy" in text

    loops.run(talk())


def test_what_goes_wrong_is_told_in_words_and_the_server_goes_on(kb: Path) -> None:
    async def talk() -> None:
        async with client(kb, "--timeout", "0.5") as one:
            long = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
            assert "stopped after 0.5 s" in await failed(one, "sparql", query=long)
            assert "nothing is fetched from the network" in await failed(
                one, "sparql", query="SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"
            )
            assert "is called" in await failed(one, "fact_sheet", thing="Atlantis")
            assert "no question is called" in await failed(one, "ask_question", name="../../etc/passwd")
            assert (await told(one, "sparql", query="ASK {}"))["yes"] is True

    loops.run(talk())


def test_calls_at_once_are_all_answered(kb: Path) -> None:
    async def talk() -> None:
        async with client(kb) as one:
            calls = [told(one, "sparql", query=f"SELECT ({n} AS ?n) {{}}") for n in range(12)]
            assert [answer["rows"] for answer in await asyncio.gather(*calls)] == [[{"n": str(n)}] for n in range(12)]

    loops.run(talk())


def test_a_build_meanwhile_is_seen_by_the_next_call(tmp_path: Path) -> None:
    item = {"id": "a", "headline": "H", "published": "2023-06-01", "category": None, "url": None}
    item["text"] = "The MOBILAZE 2 project, funded by the European Union, held a workshop in Baku on 1 June 2023."
    (tmp_path / "news.jsonl").write_text(json.dumps(item), encoding="utf-8")
    build([tmp_path / "news.jsonl"], tmp_path / "kb", check=False, page=False)

    async def talk() -> None:
        async with client(tmp_path / "kb") as one:
            before = (await told(one, "search", words="MOBILAZE 2"))["result"][0]
            assert before["name"] == "MOBILAZE 2"
            decide(tmp_path / "kb", "rename", [before["thing"], "Mobility for Azerbaijan"], who="A", why="its name")
            build((), tmp_path / "kb", check=False, page=False)
            after = (await told(one, "search", words="Mobility for Azerbaijan"))["result"][0]
            assert (after["thing"], after["name"]) == (before["thing"], "Mobility for Azerbaijan")

    loops.run(talk())


def test_without_the_sdk_one_line_says_how_to_install_it(kb: Path) -> None:
    code = (
        "import sys; sys.modules['mcp'] = None\n"
        f"sys.argv = ['migrationkg', 'mcp', {str(kb)!r}]\n"
        "from migrationkg.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "pip install 'migrationkg[mcp]'" in done.stderr


@pytest.mark.parametrize("folder", ["nothing-here", "data"])
def test_where_there_is_no_knowledge_base_one_line_says_so(folder: str) -> None:
    done = subprocess.run([PROGRAM, "mcp", folder], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "no knowledge base" in done.stderr
