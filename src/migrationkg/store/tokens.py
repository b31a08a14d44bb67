"""The words of a query, as far as a look at its text can tell: for remarks to people, never for what is allowed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from migrationkg.store.prefixes import PREFIXES

_TOKEN = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<words>"{3}.*?"{3} | '{3}.*?'{3} | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
        (?P<tag>@[A-Za-z-]+|\^\^)?
      | \#[^\n\r]*
      | [?$]\w+
      | (?P<name>(?:[A-Za-z][\w.-]*)?:(?:[\w:%-]|\.(?=[\w:%-])|\\.)*)
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
        iri: what an IRI, a prefixed name or `a` stands for; else empty.
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
    declared: list[str] = []
    for found in _TOKEN.finditer(query):
        text = found[0]
        if declared:  # PREFIX name: <IRI> and BASE <IRI>
            declared.append(text)
            if found["iri"]:
                prefixes = {**prefixes, declared[-2].removesuffix(":"): text[1:-1]}
                declared = []
        elif text.upper() in {"PREFIX", "BASE"}:
            declared = [text]
        elif not text.startswith("#"):
            yield Token(
                found.start(), found.end(), text, _meaning(found, prefixes), _said(found["words"]), found["tag"] or ""
            )


def _meaning(found: re.Match[str], prefixes: Mapping[str, str]) -> str:
    if found["iri"]:
        return found["iri"][1:-1]
    if found["bare"] == "a":
        return f"{PREFIXES['rdf']}type"
    prefix, _, local = (found["name"] or "").partition(":")
    return prefixes[prefix] + local.replace("\\", "") if found["name"] and prefix in prefixes else ""


def _said(words: str | None) -> str | None:
    if words is None:
        return None
    return words[3:-3] if words.startswith(('"""', "'''")) else words[1:-1]
