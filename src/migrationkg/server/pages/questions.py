"""The catalogue: a page with a form for each question, its answer as a table and as files."""

import shlex
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from migrationkg.errors import InputError
from migrationkg.reading.web_address import TRACKING
from migrationkg.search.in_words import taken_by
from migrationkg.server.pages.answers import FORMS, MOST, Table, file_of, table_of
from migrationkg.server.pages.choosing import Choice, choices
from migrationkg.server.pages.kept import kept
from migrationkg.server.pages.looks import page
from migrationkg.server.refusals import RefusedError
from migrationkg.server.served import served_of
from migrationkg.server.streaming import streamed
from migrationkg.store import NamedQuery, named_queries
from migrationkg.store.header import PARAMETER_EXAMPLES, Parameter

_MOST_CHOICES = 2000  # names that a field offers; beyond them a reader types one
#: Form of a file → what readers call it.
FORM_NAMES = {"xlsx": "Excel", "csv": "CSV", "json": "JSON", "ttl": "Turtle"}

_LONGEST = 500  # letters of a value


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter as a field of a form.

    Attributes:
        parameter: of the question.
        label: its name in words.
        given: what the reader gave.
        choices: what may be chosen; empty where it is typed.
        example: of what may be typed.
    """

    parameter: Parameter
    label: str
    given: str
    choices: tuple[Choice, ...]
    example: str


@cache
def catalogue() -> Mapping[str, NamedQuery]:
    """Return the questions by name."""
    return {question.name: question for question in named_queries()}


@cache
def by_group() -> Mapping[str, tuple[NamedQuery, ...]]:
    """Return the questions by the heading under which they are listed."""
    groups: dict[str, list[NamedQuery]] = {}
    for question in named_queries():
        groups.setdefault(question.group or "Others", []).append(question)
    return {group: tuple(ones) for group, ones in sorted(groups.items())}


async def questions(request: Request) -> Response:
    """Show the catalogue."""
    return page(request, "questions.html", {"groups": by_group()})


async def question(request: Request) -> Response:
    """Show a question as a form, with its answer where nothing that it needs is lacking; or give it as a file."""
    name, dot, form = request.path_params["name"].partition(".")
    asked = catalogue().get(name)
    if asked is None or (dot and form not in FORMS):
        raise RefusedError(404, "there is no such question")
    values = values_of(request, asked)
    if dot:
        answer = await served_of(request).pool.stream(file_of, asked, values, form)
        return await streamed(request, answer, file_headers(name, form))
    table, problem = await answer_of(request, asked, values)
    fields = await fields_of(request, asked, values)
    sent = urlencode(values)
    query = urlencode({"query": table.sparql}) if table else ""
    shown = {
        "question": asked,
        "fields": fields,
        "table": table,
        "problem": problem,
        "most": MOST,
        "forms": [(FORM_NAMES[form], f"/question/{name}.{form}?{sent}") for form in (table.forms if table else ())],
        "network": f"/sparql/network?{query}" if table and table.has_network else "",
        "command": shlex.join(["migrationkg", "query", name, *_options(values)]),
        "example": urlencode(dict(asked.example)),
        "others": [one for one in by_group()[asked.group or "Others"] if one != asked],
    }
    return page(request, "question.html", shown, status=400 if problem else 200)


def values_of(request: Request, asked: NamedQuery, beside: Container[str] = ()) -> dict[str, str]:
    """Return the values that an address gives the parameters of a question; an empty field of the form is none.

    Args:
        request: with the address.
        asked: the question.
        beside: what else may stand in the address, as what trackers add may.

    Raises:
        RefusedError: the address holds anything else, or too much.
    """
    values = {}
    known = {parameter.name for parameter in asked.parameters}
    for name, value in request.query_params.multi_items():
        if name in beside or TRACKING.fullmatch(name):
            continue
        if name not in known or name in values or len(value) > _LONGEST:
            raise RefusedError(400, f"the question takes, once each: {', '.join(sorted(known)) or 'no parameters'}")
        if value.strip() or "." in request.path_params["name"]:
            values[name] = value.strip()
    return values


async def answer_of(request: Request, asked: NamedQuery, values: dict[str, str]) -> tuple[Table | None, str]:
    """Return the answer to a question, or why there is none; neither where a value is lacking.

    Args:
        request: what is answered.
        asked: the question.
        values: of its parameters, by name.

    Raises:
        RefusedError: the server is busy, or the answer took too long.
    """
    lacking = [one for one in asked.parameters if one.required and one.name not in values]
    if lacking:
        return None, ""
    try:
        return await served_of(request).pool.run(table_of, asked, values), ""
    except RefusedError as error:
        if error.status != 404:
            raise
        return None, str(error)
    except InputError as error:
        return None, str(error)


def _options(values: Mapping[str, str]) -> list[str]:
    return [part for name, value in values.items() for part in ("--param", f"{name}={value}")]


async def fields_of(request: Request, asked: NamedQuery, values: Mapping[str, str]) -> list[Field]:
    """Return the parameters of a question as fields.

    Args:
        request: what is answered.
        asked: the question.
        values: of its parameters, by name.
    """
    known = await kept(request, "choices", lambda served: served.pool.run(choices)) if asked.parameters else {}
    fields = []
    for parameter in asked.parameters:
        offered = [choice for kind in sorted(taken_by(parameter)) for choice in known.get(kind, ())]
        few = tuple(sorted(offered, key=lambda one: one.name.casefold())) if len(offered) <= _MOST_CHOICES else ()
        fields.append(
            Field(
                parameter,
                label=_in_words(parameter.name),
                given=values.get(parameter.name, ""),
                choices=few,
                example=dict(asked.example).get(parameter.name, PARAMETER_EXAMPLES[parameter.type]),
            )
        )
    return fields


def _in_words(name: str) -> str:
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).capitalize()


def file_headers(name: str, form: str) -> dict[str, str]:
    """Return the headers of an answer as a file: what it is to be called where it is no form for programs."""
    return {"Content-Disposition": f'attachment; filename="{name}.{form}"'} if form in {"xlsx", "csv"} else {}
