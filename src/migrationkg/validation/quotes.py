"""Whether the words of evidence stand in the text of its item.

A graph does not carry the text; a knowledge base does.
"""

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from migrationkg.graph import terms
from migrationkg.validation.report import Result
from migrationkg.validation.surroundings import Statements, matching
from migrationkg.validation.words import News

_SHAPE = "https://w3id.org/migrationkg/shape/QuoteOfItem"
_MESSAGE = "The item does not say these words where the evidence says that it does; one of the two was changed."


def judge_quotes(data: Statements, texts: Mapping[str, str]) -> Iterator[Result]:
    """Yield a violation for each evidence whose quote is not what the item says there.

    Args:
        data: the graph.
        texts: IRI of a news item → its headline and text, as offsets count.
    """
    news = News(data)
    for quad in matching(data, None, terms.TYPE, terms.EVIDENCE):
        if not isinstance(quad.subject, NamedNode) or (words := news.words(quad.subject)) is None:
            continue
        text = texts.get(words.item)
        if text is not None and text[max(words.start, 0) : max(words.end, 0)] != words.quote:
            yield Result("Violation", quad.subject, terms.QUOTE, Literal(words.quote), _MESSAGE, _SHAPE, _SHAPE)
