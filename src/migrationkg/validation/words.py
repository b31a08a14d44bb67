"""Which words of which news item stand behind a finding."""

from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from migrationkg.graph import terms
from migrationkg.model import Source
from migrationkg.validation.report import Result, Term, Words
from migrationkg.validation.statements import Node, Statements, matching

#: Nodes of evidence of which is kept what was read of them.
_KEPT = 1 << 12


class News:
    """What the statements tell of news items: whom they mention, and their words as evidence."""

    def __init__(self, statements: Statements) -> None:
        """Take the statements of a graph."""
        self._statements = statements
        self._told = lru_cache(_KEPT)(self._read)

    def label(self, node: Term) -> str:
        """Return the English name of a node, else any, else the last part of its IRI."""
        labels = self._objects(node, terms.PREF_LABEL)
        names = [name for name in labels if isinstance(name, Literal) and name.value.strip()]
        if names:
            return min(names, key=lambda name: (name.language != "en", str(name))).value
        return f"_:{node.value}" if isinstance(node, BlankNode) else node.value.rstrip("/#").rpartition("/")[2]

    def said_by(self, result: Result) -> Node | None:
        """Return the evidence for the statement in question, or what comes nearest to it.

        In this order: what is evidence itself; evidence of the very statement; of another with the same subject and
        property; of one about the node; of one that leads to it; the item that first mentions it.
        """
        focus = result.focus
        if isinstance(focus, Literal):
            return None
        kinds = self._objects(focus, terms.TYPE)
        if terms.EVIDENCE in kinds:
            return focus
        found = [(self._distance(one, result), one) for one in self._evidence(focus)]
        if terms.NEWS_ITEM in kinds:
            found = [(distance, one) for distance, one in found if distance < 2]
        nearest = min((distance for distance, _ in found), default=None)
        near = [one for distance, one in found if distance == nearest]
        if near:
            return min(near, key=lambda one: (self.words(one), str(one)))
        if terms.NEWS_ITEM in kinds:
            return focus
        mentions = (quad.subject for quad in matching(self._statements, None, terms.MENTIONS, focus))
        items = (item for item in mentions if isinstance(item, NamedNode))
        return min(items, key=lambda item: item.value, default=None)

    def words(self, node: Node) -> Words | None:
        """Return the words of evidence, None where it is not whole; of a news item, that it is one."""
        told = self._told(node)
        if terms.EVIDENCE not in told.get(terms.TYPE, ()):
            return Words(node.value) if isinstance(node, NamedNode) else None
        parts = (terms.FROM_ITEM, terms.QUOTE_START, terms.QUOTE_END, terms.QUOTE)
        item, start, end, quote = (next(iter(told.get(part, ())), None) for part in parts)
        if not isinstance(item, NamedNode) or not isinstance(quote, Literal):
            return None
        return Words(item.value, _number(start), _number(end), quote.value)

    def _evidence(self, focus: Node) -> set[Node]:
        """Return the evidence, where it is whole, of statements about a node or that lead to it."""
        about = [*self._subjects(terms.SUBJECT, focus), *self._subjects(terms.OBJECT, focus)]
        return {node for node in about if terms.EVIDENCE in self._told(node).get(terms.TYPE, ()) and self.words(node)}

    def _distance(self, evidence: Node, result: Result) -> int:
        told = self._told(evidence)
        same_subject = result.focus in told.get(terms.SUBJECT, ())
        same_property = same_subject and result.path in told.get(terms.PREDICATE, ())
        if same_property and result.value in told.get(terms.OBJECT, ()):
            return 0
        return 1 if same_property else 2 if same_subject else 3

    def _subjects(self, property_: NamedNode, value: Term) -> list[Node]:
        quads = matching(self._statements, None, property_, value)
        return [quad.subject for quad in quads if not isinstance(quad.subject, Triple)]

    def _objects(self, node: Term, property_: NamedNode) -> list[Term]:
        if isinstance(node, Literal):
            return []
        objects = (quad.object for quad in matching(self._statements, node, property_, None))
        return [term for term in objects if not isinstance(term, Triple)]

    def _read(self, node: Node) -> dict[NamedNode, list[Term]]:
        """Return property → objects of all that is said of a node, which is read at once: most of it is asked for."""
        found: dict[NamedNode, list[Term]] = {}
        for quad in matching(self._statements, node, None, None):
            if not isinstance(quad.object, Triple):
                found.setdefault(quad.predicate, []).append(quad.object)
        return {
            property_: sorted(objects, key=str) if len(objects) > 1 else objects for property_, objects in found.items()
        }


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
