"""The sentences behind the statements of a store."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Final

from pyoxigraph import Literal, NamedNode

from migrationkg.graph import terms
from migrationkg.model import EXERCISE
from migrationkg.views.statements import Node, Statements, text


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """Words of the news that say a fact.

    Attributes:
        published: the day of publication, ISO 8601; empty where the store does not tell.
        headline: the headline of the item.
        quote: the words.
        url: the page of the item; empty where there is none.
        confidence: how often facts read by this rule proved right, 0 to 1; None where unknown.
    """

    published: str
    headline: str
    quote: str
    url: str
    confidence: float | None


#: What is told of a piece of evidence, beside its subject; and up to how many are looked up one after the other.
_PARTS: Final = (terms.PREDICATE, terms.OBJECT, terms.FROM_ITEM, terms.QUOTE, terms.CONFIDENCE)
_FEW: Final = 5_000
#: The evidence of some subjects, each with all that the shapes ask of it. Each property is a query of its own inside,
#: so that it is read in one run and joined in memory. Looked up for one piece of evidence after the other, 25,000 take
#: half as long again.
_OF_SUBJECTS: Final = f"""
SELECT ?subject ?predicate ?object ?item ?quote ?confidence {{
  {{SELECT ?evidence ?subject {{VALUES ?subject {{%s}} ?evidence {terms.SUBJECT} ?subject}}}}
  {{SELECT ?evidence ?predicate {{?evidence {terms.PREDICATE} ?predicate}}}}
  {{SELECT ?evidence ?object {{?evidence {terms.OBJECT} ?object}}}}
  {{SELECT ?evidence ?item {{?evidence {terms.FROM_ITEM} ?item}}}}
  {{SELECT ?evidence ?quote {{?evidence {terms.QUOTE} ?quote}}}}
  {{SELECT ?evidence ?confidence {{?evidence {terms.CONFIDENCE} ?confidence}}}}
}}"""
#: What tells of some items, likewise.
_OF_ITEMS: Final = f"""
SELECT ?item ?published ?title ?label ?url ?source ?category {{
  VALUES ?item {{%s}}
  OPTIONAL {{SELECT ?item ?published {{?item {terms.PUBLISHED} ?published}}}}
  OPTIONAL {{SELECT ?item ?title {{?item {terms.PREF_LABEL} ?title}}}}
  OPTIONAL {{SELECT ?item ?label {{?item {terms.LABEL} ?label}}}}
  OPTIONAL {{SELECT ?item ?url {{?item {terms.URL} ?url}}}}
  OPTIONAL {{SELECT ?item ?source {{?item {terms.SOURCE} ?source}}}}
  OPTIONAL {{SELECT ?item ?category {{?item {terms.CATEGORY} ?category}}}}
}}"""


def sentences(said: Statements, subjects: Iterable[str]) -> dict[tuple[str, str, str], tuple[Sentence, ...]]:
    """Return the sentences behind each statement about some subjects, the newest news first.

    Args:
        said: what the store says.
        subjects: their IRIs.

    Returns:
        Subject, predicate and object of the statement (IRIs, or the text of a literal) → its sentences.
    """
    found: dict[tuple[str, str, str], set[Sentence]] = {}
    answers = list(_evidence_of(said, sorted(subjects)))
    items = news_items(said, {item.value for _, _, _, item, _, _ in answers if isinstance(item, NamedNode)})
    for subject, predicate, target, item, quote, confidence in answers:
        published, headline, url = items.get(text(item), ("", "", ""))
        sentence = Sentence(published, headline, text(quote), url, _number(confidence))
        found.setdefault((text(subject), text(predicate), text(target)), set()).add(sentence)
    for statement, decision in _added(said):
        found.setdefault(statement, set()).add(decision)
    return {statement: _newest_first(evidence) for statement, evidence in found.items()}


def _evidence_of(said: Statements, subjects: Sequence[str]) -> Iterator[Sequence[Node | None]]:
    """Yield subject, predicate, object, item, quote and confidence of each piece of evidence about some subjects."""
    about = ((node, one) for node in map(NamedNode, subjects) for one in said.matching(None, terms.SUBJECT, node))
    few = list(islice(((node, quad.subject) for node, quad in about), _FEW + 1))
    if len(few) > _FEW:
        yield from (list(row) for row in said.answers(_OF_SUBJECTS % " ".join(f"<{one}>" for one in subjects)))
        return
    for subject, evidence in few:
        values = [{quad.object for quad in said.matching(evidence, term, None)} for term in _PARTS]
        yield from ([subject, *parts] for parts in product(*values))


def authority_statements(said: Statements) -> dict[tuple[str, str, str], str]:
    """Return subject, predicate and object of each statement that authority data make → what it stands on.

    Args:
        said: what the store says.
    """
    found: dict[tuple[str, str, str], str] = {}
    for quad in said.matching(None, terms.TYPE, terms.AUTHORITY_STATEMENT):
        found[_statement(said, quad.subject)] = said.first_text(quad.subject, terms.DESCRIPTION)
    return found


def doubtful_statements(said: Statements) -> frozenset[tuple[str, str, str]]:
    """Return subject, predicate and object of each statement with nothing but doubtful evidence behind it.

    Args:
        said: what the store says.
    """
    doubtful = {quad.subject for quad in said.matching(None, terms.TYPE, terms.DOUBTFUL_EVIDENCE)}
    statements = {_statement(said, evidence) for evidence in doubtful}
    sure = {
        _statement(said, quad.subject)
        for subject, _, _ in statements
        for quad in said.matching(None, terms.SUBJECT, NamedNode(subject))
        if quad.subject not in doubtful and any(said.matching(quad.subject, terms.TYPE, terms.EVIDENCE))
    }
    return frozenset(statements - sure)


def _statement(said: Statements, evidence: Node) -> tuple[str, str, str]:
    subject, predicate, target = (
        said.first_text(evidence, term) for term in (terms.SUBJECT, terms.PREDICATE, terms.OBJECT)
    )
    return subject, predicate, target


def news_items(said: Statements, items: Iterable[str]) -> dict[str, tuple[str, str, str]]:
    """Return day, headline and page of news items; of several, the first by the alphabet. Exercises are marked."""
    found: dict[str, list[set[str]]] = {}
    for item, *values in said.answers(_OF_ITEMS % " ".join(f"<{item}>" for item in sorted(items))):
        for known, value in zip(found.setdefault(text(item), [set() for _ in values]), values, strict=True):
            known.add(text(value))
    told = {item: [min(known - {""}, default="") for known in values] for item, values in found.items()}
    return {
        item: (day, f"{title or label}{' (annotated exercise)' if category == EXERCISE else ''}", url or source)
        for item, (day, title, label, url, source, category) in told.items()
    }


def _added(said: Statements) -> Iterator[tuple[tuple[str, str, str], Sentence]]:
    """Yield the statements that curators added, each with who did and why in the place of words of the news."""
    for quad in said.matching(None, terms.DECIDED, Literal("add")):
        parts = {one.predicate: one.object for one in said.matching(quad.subject, None, None)}
        subject, predicate, target = (text(parts.get(term)) for term in (terms.SUBJECT, terms.PREDICATE, terms.OBJECT))
        curator = said.first_text(parts.get(terms.ASSOCIATED_WITH), terms.PREF_LABEL)
        source = text(parts.get(terms.SOURCE))
        yield (
            (subject, predicate, target),
            Sentence(
                published=text(parts.get(terms.DATE)),
                headline=f"Added by {curator}" + (f" from {source}" if source else ""),
                quote=text(parts.get(terms.DESCRIPTION)),
                url=source if source.startswith(("http://", "https://")) else "",
                confidence=None,
            ),
        )


def _newest_first(found: set[Sentence]) -> tuple[Sentence, ...]:
    by_words = sorted(found, key=lambda one: (one.headline, one.quote, one.url, one.confidence or 0.0))
    return tuple(sorted(by_words, key=lambda one: one.published, reverse=True))


def _number(node: Node | None) -> float | None:
    try:
        return float(text(node))
    except ValueError:
        return None
