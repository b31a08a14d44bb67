"""Questions by name: one `.rq` file each, with a header that says what it asks."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from migrationkg.errors import InputError
from migrationkg.program import command
from migrationkg.resources import resource
from migrationkg.store.header import Parameter, read_header

#: How a query or update without braces begins.
_SPARQL = re.compile(
    r"\s*(?:PREFIX|BASE|SELECT|ASK|CONSTRUCT|DESCRIBE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\s", re.IGNORECASE
)
_PATTERN = re.compile(r"^(?:[^#\n].*)?WHERE\s*\{", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A SPARQL query, and what its header says of it.

    Attributes:
        name: the stem of its file (`funders-by-project`); empty for a query typed in.
        title: a few words.
        asks: the question in words.
        parameters: what the asker may set.
        example: name and value of parameters with which it may be tried.
        keywords: what it is about.
        text: the query itself, header and all.
        is_ours: whether the package carries it; its words then need no remark.
        group: heading under which a catalogue lists it.
        wordings: ways to ask it, with parameters in braces.
    """

    name: str
    title: str
    asks: str
    parameters: tuple[Parameter, ...]
    example: tuple[tuple[str, str], ...]
    keywords: tuple[str, ...]
    text: str
    is_ours: bool = False
    group: str = ""
    wordings: tuple[str, ...] = ()


def named_queries(folder: Path | None = None) -> tuple[NamedQuery, ...]:
    """Return the questions of a folder, by default those that the package carries, sorted by name.

    Raises:
        InputError: a file is no UTF-8 text, or lacks the header's `title` or `asks`.

    Example:
        >>> [question.title for question in named_queries() if question.name == "funders-by-project"]
        ['Funders by project']
    """
    questions = tuple(_read(path) for path in sorted((folder or resource("queries")).glob("*.rq")))
    for question in questions:
        if not (question.title and question.asks):
            raise InputError(f"{question.name}.rq: the header lacks '# title: …' or '# asks: …'; add them at the top")
    return questions


def find_query(wanted: str) -> NamedQuery:
    """Return the question that the user means: a name, the path of an `.rq` file, or the text of a query.

    Raises:
        InputError: there is no such question or file, or the file cannot be read.

    Example:
        >>> find_query("funders-by-project").title
        'Funders by project'
        >>> find_query("ASK { ?project mkg:fundedBy ?funder }").name
        ''
    """
    if "{" in wanted or _SPARQL.match(wanted):
        return _question("", wanted)
    if len(wanted.split()) > 1:
        raise InputError(f"'{wanted}' is no SPARQL query; a question in words is asked by: {command('ask', wanted)}")
    known = {question.name: question for question in named_queries()}
    if wanted in known:
        return replace(known[wanted], is_ours=True)
    if wanted.endswith(".rq"):
        return _read(Path(wanted))
    near = difflib.get_close_matches(wanted, known, n=1, cutoff=0.4)
    hint = f"; did you mean '{near[0]}'?" if near else ";"
    raise InputError(
        f"no question is called '{wanted}'{hint} `{command('queries')}` lists them; an own one is the path "
        "of a file that ends in .rq, or the text of a SPARQL query"
    )


def example_command(question: NamedQuery) -> str:
    """Return a command that asks a named question, with the parameters of its example.

    Example:
        >>> example_command(find_query("occasions"))
        'migrationkg query occasions --param country=AZ --param year=2023'
    """
    words = ["query", question.name]
    for name, value in question.example:
        words += ["--param", f"{name}={value}"]
    return command(*words)


def spelled_out(question: NamedQuery, values: Mapping[str, NamedNode | Literal]) -> str:
    """Return the text of a question with values of its parameters as VALUES, for any engine.

    They stand at the beginning of the pattern, so that FILTERs see them; that of a variable which the pattern makes
    with BIND, and which nothing may bind before, stands at the end.

    Args:
        question: of the catalogue; its pattern begins with `WHERE {`.
        values: as of `migrationkg.store.values.bind_values`.

    Example:
        >>> from pyoxigraph import Literal
        >>> '  VALUES ?text { "a" }' in spelled_out(find_query("find"), {"text": Literal("a")}).splitlines()
        True
    """
    return with_values(question.text, values)


def with_values(query: str, values: Mapping[str, NamedNode | Literal]) -> str:
    """Return the text of a query with values as VALUES, as `spelled_out`.

    Args:
        query: its text.
        values: name of a variable → the term that it stands for.

    Raises:
        InputError: there are values, and no `WHERE {` to put them behind.
    """
    if not values:
        return query
    made = {name for name in values if re.search(rf"\bBIND\(.*\bAS \?{name}\)", query)}
    lines = {name: f"VALUES ?{name} {{ {value} }}" for name, value in values.items()}
    begins = "".join(f"\n  {line}" for name, line in lines.items() if name not in made)
    ends = "".join(f"{line}\n" for name, line in lines.items() if name in made)
    if not _PATTERN.search(query):
        raise InputError("a query that takes parameters must write its pattern as WHERE { … }; add the word WHERE")
    return _PATTERN.sub(lambda found: found[0] + begins, query, count=1) + ends


def _read(path: Path) -> NamedQuery:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}; give the path of an .rq file") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is no UTF-8 text (byte {error.start}); save the query as UTF-8") from error
    try:
        return _question(path.stem, text)
    except InputError as error:
        raise InputError(f"{path}: {error}") from error


def _question(name: str, text: str) -> NamedQuery:
    header = read_header(text)
    return NamedQuery(
        name=name,
        title=header.title,
        asks=header.asks,
        parameters=header.parameters,
        example=header.example,
        keywords=header.keywords,
        text=text,
        group=header.group,
        wordings=header.wordings,
    )
