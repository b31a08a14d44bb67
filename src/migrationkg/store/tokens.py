"""The words of a query, as far as a look at its text can tell: for remarks to people, never for what is allowed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, RdfFormat, parse

from migrationkg.store.prefixes import PREFIXES

_TOKEN = re.compile(
    r"""(?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
      | (?P<words>"{3}.*?"{3} | '{3}.*?'{3} | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
        (?P<tag>@[A-Za-z][A-Za-z0-9-]*|\^\^)?
      | \#[^\n\r]*
      | [?$]\w+
      | _:[\w.-]*\w
      | [+-]?(?:\d*\.\d+|\d+)(?:[eE][+-]?\d+)?
      | (?P<name>(?:[A-Za-z][\w.-]*)?:(?:[\w:-]|\.(?=[\w:%-])|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])*)
      | (?P<bare>[A-Za-z]+)
      | (?P<other>\S)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a query.

    Attributes:
        start: where it begins.
        end: where it ends, exclusive.
        text: as it is written.
        iri: what an IRI, a prefixed name or `a` stands for; else empty, as for one that is relative to no base.
        words: what a string says; else None.
        tag: a string's language, as `@en`, or `^^` before its datatype; else empty.
    """

    start: int
    end: int
    text: str
    iri: str = ""
    words: str | None = None
    tag: str = ""


def tokens(query: str) -> Iterator[Token]:
    """Yield the words of a query but comments and what declares its prefixes.

    Example:
        >>> [token.iri or token.text for token in tokens("PREFIX x: <urn:x#> ASK { ?s a x:y } # x:z")]
        ['ASK', '{', '?s', 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type', 'urn:x#y', '}']
    """
    prefixes: Mapping[str, str] = PREFIXES
    base, declared = "", list[str]()
    for found in _TOKEN.finditer(query):
        text = found[0]
        if text.startswith("#"):
            continue
        meaning = _meaning(found, prefixes, base)
        if declared:  # PREFIX name: <IRI> and BASE <IRI>
            declared.append(text)
            if found["iri"]:
                if declared[0].upper() == "BASE":
                    base = meaning
                else:
                    prefixes = {**prefixes, declared[-2].removesuffix(":"): meaning}
                declared = []
        elif text.upper() in {"PREFIX", "BASE"}:
            declared = [text]
        else:
            yield Token(found.start(), found.end(), text, meaning, _said(found["words"]), found["tag"] or "")


def _meaning(found: re.Match[str], prefixes: Mapping[str, str], base: str) -> str:
    if found["iri"]:
        return _resolved(found["iri"], base)
    if found["bare"] == "a":
        return f"{PREFIXES['rdf']}type"
    prefix, _, local = (found["name"] or "").partition(":")
    return prefixes[prefix] + local.replace("\\", "") if found["name"] and prefix in prefixes else ""


def _resolved(iri: str, base: str) -> str:
    """Return what an IRI in angle brackets stands for, its escapes and its base read as Turtle does; empty if none."""
    try:
        if not base and "\\" not in iri:
            return NamedNode(iri[1:-1]).value
        (statement,) = parse(f"{iri} a {iri} .", format=RdfFormat.TURTLE, base_iri=base or None)
    except (SyntaxError, ValueError):
        return ""
    return str(statement.subject)[1:-1]


def _said(words: str | None) -> str | None:
    if words is None:
        return None
    return words[3:-3] if words.startswith(('"""', "'''")) else words[1:-1]
