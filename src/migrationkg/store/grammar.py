"""The words of a SPARQL query that may be keywords, found without a parser.

Oxigraph does not hand out its parse tree, and it would call whatever endpoint a `SERVICE` names. So this
reading errs on the safe side: whatever Oxigraph takes for a keyword is among the words, and now and then a
word that is none.
"""

import re

_TOKEN = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | "{3}(?:[^"\\]|\\.|"{1,2}(?!"))*"{3} | '{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
      | \#[^\n\r]*
      | [?$]\w+
      | (?P<prefix>[\w.-]*:)(?:[\w.:%-]|\\.)*
      | (?P<word>[A-Za-z]+)""",
    re.VERBOSE | re.DOTALL,
)

#: `<2)SERVICE#>` may be an IRI, or "less than" and more; only with one of these can the second hide a word.
_AMBIGUOUS = re.compile(r"[)'#]")


def bare_words(query: str) -> list[str]:
    """Return the words outside IRIs, strings, comments, variables and local names, in the order of the text.

    A prefix counts as a word and keeps its colon, since `SERVICE:x` may be read as a keyword and a name.

    Example:
        >>> bare_words('ASK { ?service skos:prefLabel "SERVICE" } # SERVICE')
        ['ASK', 'skos:']
    """
    words: dict[int, str] = {}
    ahead = [0]
    seen: set[int] = set()
    while ahead:
        found = _TOKEN.search(query, ahead.pop())
        if not found or found.start() in seen:
            continue
        seen.add(found.start())
        ahead.append(found.end())
        if found["iri"] and _AMBIGUOUS.search(found["iri"]):
            ahead.append(found.start() + 1)
        if word := found["word"] or found["prefix"]:
            words[found.start()] = word
    return [words[place] for place in sorted(words)]
