"""The comment lines at the top of a question: what it asks, and which parameters it takes.

    # title: Occasions of a country in a year
    # asks: Which occasions were held in a country, when, and by which project?
    # parameter: country (country, optional) – only occasions held in this country
    # parameter: year (year, default 2023) – only occasions that began in this year
    # example: country=AZ
    # keywords: occasions, countries
    # group: Events and time
    # wording: Which events were held in {country} in {year}?

A comment line that begins with two or more blanks goes on with the line above it. A `wording` is one of the ways in
which people ask the question, with parameters in braces; there may be many (`migrationkg.search.in_words` reads them).
"""

import re
import shlex
from dataclasses import dataclass

from migrationkg.errors import InputError

#: Type of a parameter → a value of that type, as an example for people.
PARAMETER_EXAMPLES = {
    "iri": "project/mobilaze-2",
    "country": "AZ",
    "text": "migration service",
    "date": "2023-06-30",
    "year": "2023",
}

_FIELDS = ("title", "asks", "parameter", "example", "keywords", "group", "wording")
_FIELD = re.compile(rf"#\s?({'|'.join(_FIELDS)}):\s*(.*)")
_CONTINUED = re.compile(r"#\s{2,}(\S.*)")
_PARAMETER = re.compile(
    rf"(?P<name>[A-Za-z]\w*) \((?P<type>{'|'.join(PARAMETER_EXAMPLES)})(?: of (?P<kind>\w+))?, "
    r"(?:(?P<need>required|optional)|default (?P<default>[^)]+))\) [–-] (?P<meaning>\S.*)"
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a question whose value the asker may set.

    Attributes:
        name: the variable, without its question mark.
        type: `iri` (an IRI, a local name such as `project/mobilaze-2`, or a resource's name), `country`
            (ISO 3166-1 code or name), `text`, `date` (ISO 8601) or `year`.
        required: whether the question makes no sense without it.
        default: the value that it takes when none is given, or None: all values are in the answer then.
        meaning: what it does, in words.
        kind: of an `iri`: local name of the class of ours that the header tells, as in `iri of Agent`, or else that the
            pattern gives it, as in `?office a mkg:ImplementingOffice`; else its own name with a capital, which may be
            no class.
    """

    name: str
    type: str
    required: bool
    default: str | None
    meaning: str
    kind: str = ""

    @property
    def example(self) -> str:
        """How to give it, such as `country=AZ`."""
        return f"{self.name}={self.default or PARAMETER_EXAMPLES[self.type]}"


@dataclass(frozen=True, slots=True)
class Header:
    """What a question says of itself; every part may be empty.

    Attributes:
        title: a few words.
        asks: the question in words.
        parameters: in the order of the header.
        example: name and value of parameters with which the question may be tried.
        keywords: what it is about.
        group: heading under which a catalogue lists it.
        wordings: ways to ask it, with parameters in braces.
    """

    title: str = ""
    asks: str = ""
    parameters: tuple[Parameter, ...] = ()
    example: tuple[tuple[str, str], ...] = ()
    keywords: tuple[str, ...] = ()
    group: str = ""
    wordings: tuple[str, ...] = ()


def read_header(query: str) -> Header:
    r"""Read the header of a query's text; a text that has none gives an empty header.

    Raises:
        InputError: a parameter or an example is not in the form that this module shows.

    Example:
        >>> read_header("# title: Late news\n# parameter: since (date, required) – after it\nASK {}").title
        'Late news'
    """
    fields = _fields(query)
    parameters = tuple(_parameter(value, query) for name, value in fields if name == "parameter")
    names = {parameter.name for parameter in parameters}
    first = dict(reversed([field for field in fields if field[0] != "parameter"]))
    return Header(
        title=first.get("title", ""),
        asks=first.get("asks", ""),
        parameters=parameters,
        example=_example(first.get("example", ""), names),
        keywords=tuple(word.strip() for word in first.get("keywords", "").split(",") if word.strip()),
        group=first.get("group", ""),
        wordings=tuple(_wording(value, names) for name, value in fields if name == "wording"),
    )


def _fields(query: str) -> list[tuple[str, str]]:
    fields: list[tuple[str, str]] = []
    for line in query.removeprefix("\ufeff").splitlines():
        if not line.startswith("#"):
            break
        if field := _FIELD.match(line):
            fields.append((field[1], field[2].strip()))
        elif fields and (more := _CONTINUED.match(line)):
            name, value = fields.pop()
            fields.append((name, f"{value} {more[1].strip()}"))
    return fields


def _parameter(line: str, query: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if not found:
        raise InputError(
            f"the header's line '# parameter: {line}' is not understood; write it as "
            "'# parameter: country (country, optional) – what it does', with the type one of "
            f"{', '.join(PARAMETER_EXAMPLES)}, then required, optional or 'default VALUE'"
        )
    return Parameter(
        name=found["name"],
        type=found["type"],
        required=found["need"] == "required",
        default=found["default"],
        meaning=found["meaning"],
        kind=(found["kind"] or _kind(found["name"], query)) if found["type"] == "iri" else "",
    )


def _kind(name: str, query: str) -> str:
    stated = re.search(rf"\?{name}\s+a\s+mkg:(\w+)", query)
    return stated[1] if stated else name[0].upper() + name[1:]


def _wording(line: str, names: set[str]) -> str:
    for name in re.findall(r"\{(.*?)\}", line):
        if name not in names:
            raise InputError(f"the header's line '# wording: {line}' must name declared parameters, not '{name}'")
    return line


def _example(line: str, names: set[str]) -> tuple[tuple[str, str], ...]:
    try:
        pairs = [word.partition("=") for word in shlex.split(line)]
    except ValueError as error:
        raise InputError(f"the header's line '# example: {line}' is not understood: {error}") from error
    for name, equals, _ in pairs:
        if not equals or name not in names:
            raise InputError(f"the header's line '# example: {line}' must give declared parameters, as in 'country=AZ'")
    return tuple((name, value) for name, _, value in pairs)
