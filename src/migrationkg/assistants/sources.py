"""The sentences behind what an answer says, and where they were published."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import NamedNode

from migrationkg.graph import terms
from migrationkg.store.prefixes import short_name
from migrationkg.views.evidence import Sentence, authority_statements, doubtful_statements, sentences
from migrationkg.views.network import kinds_of
from migrationkg.views.statements import Statements, text

#: (subject, predicate, object): IRIs, or the text of a literal.
Statement = tuple[str, str, str]

_CONCEPTS = (terms.EVENT_TYPES, terms.THEMES)

#: So many sentences are told of one statement, and of one thing of which a row says no more: the newest.
_OF_STATEMENT, _OF_THING = 2, 3
#: So many statements are looked at in which a thing is the object: thousands name a state.
_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Source:
    """What a statement stands on.

    Attributes:
        statement: it, in words: "MOBILAZE 2 fundedBy European Union".
        basis: "news"; "doubtful" (words that may say it, but not surely); "curator"; "authority" (reference data).
        quote: the words of the news; the reason of a curator; on what authority data stand.
        headline: that of the news item, or who added the statement.
        published: the day of publication, ISO 8601; empty where it is not told.
        url: the page of the item; empty where there is none.
    """

    statement: str
    basis: str
    quote: str
    headline: str
    published: str
    url: str


def sources_of(said: Statements, rows: Sequence[Sequence[str]], most: int) -> tuple[Source, ...]:
    """Return what the rows of an answer stand on, row by row, each source once.

    Args:
        said: what the store says.
        rows: the IRIs and the texts of literals in each row.
        most: how many sources at most.
    """
    found = dict.fromkeys(source for row in sources_by_row(said, rows) for source in row)
    return tuple(found)[:most]


def sources_by_row(said: Statements, rows: Sequence[Sequence[str]]) -> list[tuple[Source, ...]]:
    """Return what each row of an answer stands on.

    Of a row that names both ends of statements, the sentences of these are told; of any other, sentences that speak of
    the things it names. Numbers that a query works out have no sentence of their own.

    Args:
        said: what the store says.
        rows: the IRIs and the texts of literals in each row.
    """
    things = kinds_of(said)
    # Types of occasions and themes are no things, but statements lead to them.
    named = {cell for row in rows for cell in row if cell in things or cell.startswith(_CONCEPTS)}
    known = _statements(said, (named | _subjects_beside(said, named)) & things.keys())
    by_end: dict[str, list[Statement]] = {}
    for one in known:
        for end in {one[0], one[2]}:
            by_end.setdefault(end, []).append(one)
    return [tuple(source for one in _behind(row, by_end, named) for source in known[one]) for row in rows]


def _behind(row: Sequence[str], by_end: Mapping[str, list[Statement]], named: Collection[str]) -> list[Statement]:
    """Return the statements that a row shows; where it shows none, some about the things that it names."""
    cells = set(row)
    touching = list(dict.fromkeys(one for cell in row if cell in named for one in by_end.get(cell, ())))
    inside = [one for one in touching if one[0] in cells and one[2] in cells]
    shown = [one for one in inside if one[1] in cells]  # a row that names the relation too
    return shown or inside or touching[:_OF_THING]


def _statements(said: Statements, subjects: Iterable[str]) -> dict[Statement, list[Source]]:
    """Return the statements about some things that stand on something, those of the newest news first."""
    wanted = set(subjects)
    doubtful = doubtful_statements(said)
    told = {
        one: list(_told(said, one, behind, is_doubtful=one in doubtful))
        for one, behind in sentences(said, wanted).items()
        if one[0] in wanted
    }
    for one, ground in authority_statements(said).items():
        if one[0] in wanted and one not in told:
            told[one] = [Source(_in_words(said, one), "authority", ground, "", "", "")]
    return dict(sorted(told.items(), key=lambda one: max(source.published for source in one[1]), reverse=True))


def _told(said: Statements, one: Statement, behind: Sequence[Sentence], *, is_doubtful: bool) -> Iterator[Source]:
    for sentence in behind[:_OF_STATEMENT]:
        basis = "curator" if sentence.confidence is None else "doubtful" if is_doubtful else "news"
        yield Source(_in_words(said, one), basis, sentence.quote, sentence.headline, sentence.published, sentence.url)


def _subjects_beside(said: Statements, named: Iterable[str]) -> set[str]:
    """Return subjects of statements whose object an answer names."""
    found: set[str] = set()
    for one in named:
        try:
            node = NamedNode(one)
        except ValueError:  # a text that only begins like an IRI
            continue
        for quad in islice(said.matching(None, terms.OBJECT, node), _LOOKED_AT):
            found.update(text(subject.object) for subject in said.matching(quad.subject, terms.SUBJECT, None))
    return found


def _in_words(said: Statements, one: Statement) -> str:
    return f"{_called(said, one[0])} {short_name(one[1]).removeprefix('mkg:')} {_called(said, one[2])}"


def _called(said: Statements, value: str) -> str:
    if "://" not in value:
        return value
    return said.first_text(NamedNode(value), terms.PREF_LABEL, terms.LABEL) or short_name(value)
