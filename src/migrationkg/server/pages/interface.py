"""The description of our resources for programs: OpenAPI 3.1, and the catalogue of questions as linked data."""

from functools import cache
from typing import Any

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from migrationkg import __version__
from migrationkg.server.pages.answers import FORMS
from migrationkg.server.pages.questions import catalogue
from migrationkg.server.pages.things import ENDINGS, KINDS
from migrationkg.store import NamedQuery
from migrationkg.store.executables import QUESTIONS, SH, executables
from migrationkg.store.header import Parameter
from migrationkg.store.prefixes import PREFIXES

#: Type of a parameter → JSON schema of its values.
_SCHEMAS: dict[str, dict[str, Any]] = {
    "date": {"type": "string", "format": "date"},
    "year": {"type": "integer", "minimum": 1000, "maximum": 2999},
}
_WORDS = {"type": "string", "minLength": 1, "maxLength": 500, "pattern": r"[^\s\x1c-\x1f\x85]"}
_LINE = {"text/plain": {"schema": {"type": "string"}}}
_REFUSALS = {
    "400": {"description": "a parameter does not fit; the line says which", "content": _LINE},
    "404": {"description": "nothing is called so here", "content": _LINE},
    "503": {"description": "busy, or the answer took too long", "content": _LINE},
}
_RESULTS = {
    "type": "object",
    "required": ["head", "results"],
    "properties": {
        "head": {"type": "object", "properties": {"vars": {"type": "array", "items": {"type": "string"}}}},
        "results": {"type": "object", "required": ["bindings"]},
    },
}


async def openapi(_: Request) -> Response:
    """Give the description in OpenAPI 3.1."""
    return JSONResponse(description())


@cache
def description() -> dict[str, Any]:
    """Return the description of questions, things and suggestions in OpenAPI 3.1."""
    paths = {f"/question/{question.name}.{{form}}": {"get": _question(question)} for question in catalogue().values()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "migrationkg",
            "version": __version__,
            "description": "Who funds, implements and partners in projects of migration policy: the questions of the "
            "catalogue, and what is said of each thing. SPARQL 1.1 is spoken at /sparql.",
        },
        "paths": {**paths, "/{kind}/{name}.{form}": {"get": _thing()}, "/suggest": {"get": _suggest()}},
    }


def _question(question: NamedQuery) -> dict[str, Any]:
    forms = ["ttl", "xlsx"] if "CONSTRUCT" in question.text else ["csv", "json", "xlsx"]
    content = {FORMS[form].partition(";")[0]: {"schema": _RESULTS if form == "json" else {}} for form in forms}
    return {
        "operationId": question.name,
        "summary": question.title,
        "description": question.asks,
        "tags": [question.group],
        "parameters": [_part("form", {"enum": forms}), *map(_parameter, question.parameters)],
        "responses": {"200": {"description": "the answer", "content": content}, **_REFUSALS},
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": f"{parameter.meaning}, such as {parameter.example.partition('=')[2]}",
        "schema": _SCHEMAS.get(parameter.type, _WORDS),
    }


def _thing() -> dict[str, Any]:
    forms = [ending for ending in ENDINGS if ending != "html"]
    return {
        "operationId": "thing",
        "summary": "What is said of a thing, with the evidence",
        "parameters": [
            _part("kind", {"enum": list(KINDS)}),
            _part("name", {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$", "maxLength": 100}),
            _part("form", {"enum": forms}),
        ],
        "responses": {
            "200": {"description": "RDF", "content": {ENDINGS[form].media_type: {"schema": {}} for form in forms}},
            "301": {"description": "the IRI is out of use; the address of what stands for it"},
            **_REFUSALS,
        },
    }


def _suggest() -> dict[str, Any]:
    found = {
        "type": "object",
        "required": ["name", "kind", "path"],
        "properties": {name: {"type": "string"} for name in ("name", "kind", "path", "iri", "found")},
    }
    answer = {
        "type": "object",
        "required": ["suggestions"],
        "properties": {"suggestions": {"type": "array", "items": found}},
    }
    words = {"name": "q", "in": "query", "required": False, "schema": {"type": "string", "maxLength": 300}}
    return {
        "operationId": "suggest",
        "summary": "What unfinished words may mean",
        "parameters": [words],
        "responses": {
            "200": {"description": "the likeliest first", "content": {"application/json": {"schema": answer}}},
            **_REFUSALS,
        },
    }


def _part(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": schema}


async def examples(request: Request) -> Response:
    """Give the catalogue as linked data, in the form in which editors of SPARQL look for examples."""
    endpoint = NamedNode(f"{request.base_url}sparql")
    target = NamedNode(PREFIXES["schema"] + "target")
    triples = [*executables(), *(Triple(NamedNode(QUESTIONS + name), target, endpoint) for name in catalogue())]
    used = {"sh": SH, **{prefix: PREFIXES[prefix] for prefix in ("rdf", "rdfs", "schema")}}
    content = serialize(triples, format=RdfFormat.TURTLE, prefixes=used)
    return Response(content, media_type="text/turtle")
