"""Which words of which news item stand behind a finding."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from migrationkg.graph import terms
from migrationkg.model import Source
from migrationkg.validation.report import Result, Term
from migrationkg.validation.surroundings import Statements, matching


@dataclass(frozen=True, slots=True, order=True)
class Words:
    """Words of a news item.

    Attributes:
        item: IRI of the item.
        start: offset of the first character in its headline and text; -1 where no words but the item is meant.
        end: offset after the last.
        quote: the words.
    """

    item: str
    start: int = -1
    end: int = -1
    quote: str = ""


#: Nodes of which is kept what was read of them.
_KEPT = 1 << 12


class News:
    """What the statements tell of news items: whom they mention, and their words as evidence."""

    def __init__(self, statements: Statements) -> None:
        """Take the statements of a graph."""
        self._statements = statements
        self._said = lru_cache(_KEPT)(self._read)

    def label(self, node: Term) -> str:
        """Return the English name of a node, else any, else the last part of its IRI."""
        names = [name for name in self._objects(node, terms.PREF_LABEL) if isinstance(name, Literal)]
        if names:
            return min(names, key=lambda name: (name.language != "en", str(name))).value
        return f"_:{node.value}" if isinstance(node, BlankNode) else node.value.rstrip("/#").rpartition("/")[2]

    def behind(self, result: Result) -> Words | None:
        """Return the words that say the statement in question, or come nearest to it.

        In this order: what is evidence itself; evidence of the very statement; of another with the same subject and
        property; of one about the node; of one that leads to it; the item that first mentions it.
        """
        focus = result.focus
        if isinstance(focus, Literal):
            return None
        if terms.EVIDENCE in self._objects(focus, terms.TYPE):
            return self._words(focus)
        found = [(self._distance(one, result), self._words(one)) for one in self._evidence(focus)]
        near = [(distance, words) for distance, words in found if words is not None]
        if terms.NEWS_ITEM in self._objects(focus, terms.TYPE):
            exact = [words for distance, words in near if distance < 2]
            return min(exact, default=Words(focus.value))
        if near:
            return min(near)[1]
        mentions = matching(self._statements, None, terms.MENTIONS, focus)
        return min(
            (Words(quad.subject.value) for quad in mentions if isinstance(quad.subject, NamedNode)), default=None
        )

    def headline(self, item: str) -> str:
        """Return the headline of an item."""
        return self.label(NamedNode(item))

    def _evidence(self, focus: NamedNode | BlankNode) -> set[Term]:
        about = [*self._subjects(terms.SUBJECT, focus), *self._subjects(terms.OBJECT, focus)]
        return {node for node in about if terms.EVIDENCE in self._objects(node, terms.TYPE)}

    def _distance(self, evidence: Term, result: Result) -> int:
        same_subject = result.focus in self._objects(evidence, terms.SUBJECT)
        same_property = same_subject and result.path in self._objects(evidence, terms.PREDICATE)
        if same_property and result.value in self._objects(evidence, terms.OBJECT):
            return 0
        return 1 if same_property else 2 if same_subject else 3

    def _words(self, evidence: Term) -> Words | None:
        """Return the words of evidence; None where it is not whole."""
        parts = (terms.FROM_ITEM, terms.QUOTE_START, terms.QUOTE_END, terms.QUOTE)
        values = [next(iter(self._objects(evidence, part)), None) for part in parts]
        item, start, end, quote = values
        if not isinstance(item, NamedNode) or not isinstance(quote, Literal):
            return None
        return Words(item.value, _number(start), _number(end), quote.value)

    def _subjects(self, property_: NamedNode, value: Term) -> list[Term]:
        quads = matching(self._statements, None, property_, value)
        return [quad.subject for quad in quads if not isinstance(quad.subject, Triple)]

    def _objects(self, node: Term, property_: NamedNode) -> Sequence[Term]:
        return () if isinstance(node, Literal) else self._said(node).get(property_, ())

    def _read(self, node: NamedNode | BlankNode) -> dict[NamedNode, list[Term]]:
        """Return property → objects of all that is said of a node, which is read at once: most of it is asked for."""
        found: dict[NamedNode, list[Term]] = {}
        for quad in matching(self._statements, node, None, None):
            if not isinstance(quad.object, Triple):
                found.setdefault(quad.predicate, []).append(quad.object)
        return {property_: sorted(objects, key=str) for property_, objects in found.items()}


def _number(term: Term | None) -> int:
    return int(term.value) if isinstance(term, Literal) and term.value.isdecimal() else -1


def place(words: Words, headline: str, source: Source) -> str:
    """Return where words stand, as "news.txt:17".

    The text itself is not in the graph: of a text of several paragraphs the first and last line are told.

    Example:
        >>> place(Words("news/1", 3, 8, "Dhermi"), "In Dhermi", Source("news.txt", 17, (20,)))
        'news.txt:17'
        >>> place(Words("news/1", 13, 18, "Tirana"), "In Dhermi", Source("news.txt", 17, (20, 22)))
        'news.txt:20-22'
    """
    if source.line == 0:
        return source.name
    if words.end <= len(headline) or not source.paragraph_lines:
        return f"{source.name}:{source.line}"
    first, last = source.paragraph_lines[0], source.paragraph_lines[-1]
    return f"{source.name}:{first}" if first == last else f"{source.name}:{first}-{last}"
