"""Search: things by their names, news by its words, questions by how they are asked."""

import asyncio
import sqlite3
import sys
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from migrationkg.search import FoundNews, FoundThing, Understood, find_news, find_things, index_of, understand
from migrationkg.server.pages.kept import kept
from migrationkg.server.pages.looks import page
from migrationkg.server.refusals import RefusedError
from migrationkg.server.served import Served
from migrationkg.store.prefixes import short_name
from migrationkg.views.wording import KIND_WORDS

_LONGEST = 300  # letters of what is looked for
_THINGS, _NEWS, _QUESTIONS, _SUGGESTED = 30, 20, 3, 8
_LIKE = 3.5  # likeness from which on a question may be what the words ask

_KINDS = {kind: words[0] for kind, words in KIND_WORDS.items()} | {"EventType": "Type of event", "Theme": "Theme"}


@dataclass(frozen=True, slots=True)
class _Found:
    """What words may mean."""

    things: tuple[FoundThing, ...] = ()
    news: tuple[FoundNews, ...] = ()
    questions: tuple[Understood, ...] = ()


async def search(request: Request) -> Response:
    """Show what is found for the words `q`."""
    words = _words(request)
    found = await _looked_up(request, words, _THINGS, _NEWS)
    values = {
        "words": words,
        "things": [(_KINDS[one.kind], short_name(one.iri), one) for one in found.things],
        "news": [(short_name(one.iri), one) for one in found.news],
        "questions": [(question_address(one), one) for one in found.questions],
    }
    return page(request, "search.html", values)


async def suggest(request: Request) -> Response:
    """Return what may be meant by unfinished words `q`, as JSON: name, kind, path and IRI of each."""
    words = _words(request)
    found = await _looked_up(request, words, _SUGGESTED, 0)
    told = [
        {"name": one.label, "kind": _KINDS[one.kind], "path": f"/{short_name(one.iri)}", "iri": one.iri}
        | ({"found": one.name} if one.name != one.label else {})
        for one in found.things
    ]
    asked = [{"name": _asked(one), "kind": "Question", "path": question_address(one)} for one in found.questions]
    return JSONResponse({"suggestions": [*told, *asked]}, headers={"Cache-Control": "no-cache"})


def question_address(one: Understood) -> str:
    """Return the address of the page that answers a question with its values."""
    return f"/question/{one.question.name}{'?' if one.values else ''}{urlencode(dict(one.values))}"


def _words(request: Request) -> str:
    words = request.query_params.get("q", "")
    if len(words) > _LONGEST:
        raise RefusedError(400, f"look for at most {_LONGEST} letters")
    return " ".join(words.split())


async def _looked_up(request: Request, words: str, things: int, news: int) -> _Found:
    index = await kept(request, "index", _index)
    if not words:
        return _Found()

    def found() -> _Found:
        asked = understand(index, words, today=date.today(), limit=_QUESTIONS) if " " in words else ()
        return _Found(
            find_things(index, words, limit=things),
            find_news(index, words, limit=news),
            tuple(one for one in asked if one.likeness >= _LIKE),
        )

    return await run_in_threadpool(found)


async def _index(served: Served) -> sqlite3.Connection:
    """Open the index; where it must be made first, another process does, so that this one goes on answering."""
    making = (sys.executable, "-m", "migrationkg.search", str(served.kb.folder.absolute()))
    await (await asyncio.create_subprocess_exec(*making)).wait()
    return await run_in_threadpool(index_of, served.kb)


def _asked(one: Understood) -> str:
    values = ", ".join(one.labels.values())
    return f"{one.question.title}{f': {values}' if values else ''}"
