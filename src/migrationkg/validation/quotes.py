"""Whether the words of evidence stand in the text of its item.

A graph does not carry the text; a knowledge base does.
"""

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, Store

from migrationkg.graph import terms
from migrationkg.validation.report import Result
from migrationkg.validation.statements import asked

_SHAPE = "https://w3id.org/migrationkg/shape/QuoteOfItem"
_MESSAGE = "The item does not say these words where the evidence says that it does; one of the two was changed."
_QUOTES = f"""
    SELECT ?evidence ?item ?quote ?start ?end WHERE {{
      ?evidence a {terms.EVIDENCE} ; {terms.FROM_ITEM} ?item ; {terms.QUOTE} ?quote .
      OPTIONAL {{ ?evidence {terms.QUOTE_START} ?start }}
      OPTIONAL {{ ?evidence {terms.QUOTE_END} ?end }}
      FILTER (ISIRI(?evidence) && ISLITERAL(?quote))
    }}"""


def judge_quotes(store: Store, texts: Mapping[str, str]) -> Iterator[Result]:
    """Yield a violation for each evidence whose quote is not what the item says there.

    Args:
        store: the graph, as default graph.
        texts: IRI of a news item → its headline and text, as offsets count.
    """
    for evidence, item, quote, *offsets in asked(store, _QUOTES) if texts else ():
        text = texts.get(item.value)
        start, end = (int(one.value) if isinstance(one, Literal) and one.value.isdecimal() else 0 for one in offsets)
        if text is not None and text[start:end] != quote.value:
            yield Result("Violation", evidence, terms.QUOTE, Literal(quote.value), _MESSAGE, _SHAPE, _SHAPE)
