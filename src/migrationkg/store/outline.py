"""What stands where in a query: its verbs with what they join, and what a CONSTRUCT makes of them.

No engine hands out a parse tree. This follows the grammar of SPARQL as far as needed to tell a verb, which may be a
path, from a term anywhere else, which may not. Of a text that is not well-formed it tells something, never what
matters: the engine refuses it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate

from migrationkg.store.tokens import Token

_END = Token(0, 0, "")
_BETWEEN = {".", ")", "WHERE", "OPTIONAL", "MINUS", "UNION", "LATERAL"}  # no triple begins so
_DEEPEST = 200  # brackets in brackets; nobody writes more, and of more nothing is told
_OF_PATHS = tuple("?$^!(")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of a pattern.

    Attributes:
        subject: what stands before it; of a list or a blank node in brackets, how it begins.
        path: its words.
        objects: what stands behind it, told as a subject is.
        commas: what stands between the objects.
    """

    subject: Token
    path: tuple[Token, ...]
    objects: tuple[Token, ...]
    commas: tuple[Token, ...]


@dataclass(slots=True)
class Outline:
    """What stands where.

    Attributes:
        verbs: those of patterns, never those of a template.
        template: the words of what a CONSTRUCT makes, where the query tells it apart from its pattern, and of what a
            DESCRIBE names.
        short: of a CONSTRUCT whose pattern is its template: where the template would stand, and where the pattern
            begins and ends.
    """

    verbs: list[Verb] = field(default_factory=list)
    template: frozenset[Token] = frozenset()
    short: tuple[int, int, int] | None = None


def outline(words: Iterable[Token]) -> Outline:
    """Return what stands where in a query.

    Args:
        words: those of `migrationkg.store.tokens.tokens`.

    Example:
        >>> from migrationkg.store.tokens import tokens
        >>> found = outline(tokens("CONSTRUCT { ?p a mkg:Known } WHERE { ?p mkg:fundedBy/a ?kind }"))
        >>> [[word.text for word in verb.path] for verb in found.verbs]
        [['mkg:fundedBy', '/', 'a']]
    """
    walk = _Walk(words)
    if walk.depth() <= _DEEPEST:
        walk.clauses()
    return walk.found


class _Walk:
    """A walk over the words; each method takes those of one part of the grammar."""

    def __init__(self, words: Iterable[Token]) -> None:
        self._words = list(words)
        self._at = 0
        self.found = Outline()

    def depth(self) -> int:
        """Return how many brackets stand in each other at most."""
        steps = ((word.text in {"(", "[", "{"}) - (word.text in {")", "]", "}"}) for word in self._words)
        return max(accumulate(steps), default=0)

    def clauses(self) -> None:
        """Take what stands outside of patterns, up to the end or the brace that closes a sub-query."""
        construct = None
        while (word := self._take()).text not in {"}", ""}:
            keyword = word.text.upper()
            if keyword == "VALUES":
                self._past("}")
            elif keyword == "DESCRIBE" or (keyword == "CONSTRUCT" and self._next().text == "{"):
                self._template()
            elif keyword == "CONSTRUCT":
                construct = word
            elif keyword == "{":
                self._group()
                if construct and not self.found.short:
                    self.found.short = construct.end, word.start, self._words[self._at - 1].end

    def _template(self) -> None:
        begin = self._at
        if self._next().text == "{":
            self._past("}")
        while self._next().iri or self._next().text.startswith(("?", "$", "*")):
            self._take()
        self.found.template = frozenset(self._words[begin : self._at])

    def _group(self) -> None:
        while (word := self._take()).text not in {"}", ""}:
            keyword = word.text.upper()
            if keyword == "{":
                self._group()
            elif keyword == "SELECT":
                self.clauses()
                return
            elif keyword == "VALUES":
                self._past("}")
            elif keyword in {"FILTER", "BIND"}:
                self._expression()
            elif keyword in {"GRAPH", "SERVICE"}:
                self._take(2 if self._next().text.upper() == "SILENT" else 1)
            elif keyword not in _BETWEEN:
                self._properties(self._term(word))

    def _expression(self) -> None:
        """Take what FILTER or BIND says: a pattern stands in it behind EXISTS only."""
        depth = 0
        while True:
            word = self._take()
            if word.text == "{":
                self._group()
            elif word.words is None:  # also of `?a<3&&(?b>2)`, in which `<3&&(?b>` looks like an IRI
                depth += word.text.count("(") - word.text.count(")")
            if not word.text or (depth <= 0 and word.text[-1] in "{)"):
                return

    def _properties(self, subject: Token) -> None:
        while self._next().iri or self._next().text.startswith(_OF_PATHS):
            begin = self._at
            self._path()
            path = self._words[begin : self._at]
            objects, commas = [self._term(self._take())], []
            while self._next().text == ",":
                commas.append(self._take())
                objects.append(self._term(self._take()))
            self.found.verbs.append(Verb(subject, tuple(path), tuple(objects), tuple(commas)))
            while self._next().text == ";":
                self._take()

    def _path(self) -> None:
        while True:
            while self._next().text in {"^", "!"}:
                self._take()
            if self._take().text == "(":
                while self._next().text not in {")", ""}:
                    self._path()
                self._take()
            while self._next().text in {"*", "+", "?"}:
                self._take()
            if self._next().text not in {"/", "|"}:
                return
            self._take()

    def _term(self, word: Token) -> Token:
        """Take the rest of a term, and return how it begins."""
        if word.text == "[":
            self._properties(word)
            self._take()
        elif word.text == "(":
            while (item := self._take()).text not in {")", ""}:
                self._term(item)
        elif word.tag == "^^":
            self._take()
        return word

    def _next(self) -> Token:
        return self._words[self._at] if self._at < len(self._words) else _END

    def _take(self, count: int = 1) -> Token:
        word = self._next()
        self._at = min(self._at + count, len(self._words))
        return word

    def _past(self, closing: str) -> None:
        while self._take().text not in {closing, ""}:
            pass
