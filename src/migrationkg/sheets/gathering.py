"""The sheet of one thing, read out of a store."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode, Store, Triple

from migrationkg.graph import terms
from migrationkg.graph.values import web_page
from migrationkg.sheets.contents import CONTENTS, LOOKED_FOR
from migrationkg.sheets.describing import first_day, last_day, name_of, note_on, path_of
from migrationkg.sheets.naming import Named
from migrationkg.sheets.sheet import BASES, Item, Row, Said, Section, Sheet
from migrationkg.sheets.ways import Found, Value, follow
from migrationkg.store.prefixes import short_name
from migrationkg.views.evidence import Sentence, authority_statements, doubtful_statements, news_items, sentences
from migrationkg.views.network import Kinds
from migrationkg.views.statements import Statements, text
from migrationkg.views.wording import KIND_WORDS, readable_date

_Sentences = Mapping[tuple[str, str, str], tuple[Sentence, ...]]
_Ground = tuple[tuple[str, ...], tuple[Sentence, ...], tuple[str, ...]]

#: So many names stand in the brief line of a section.
_NAMED = 8


@dataclass(frozen=True, slots=True)
class _Graph:
    """A store, what it says, the kind of each of its things, and what stands behind the statements of the sheet."""

    store: Store
    said: Statements
    kinds: Mapping[str, str]
    evidence: _Sentences
    authority: Mapping[tuple[str, str, str], str]
    doubtful: frozenset[tuple[str, str, str]]


def sheet_of(store: Store, thing: Named, *, most: int | None = None) -> Sheet:
    """Return all that a store says of a thing, each statement with what it stands on.

    Args:
        store: of `open_store`.
        thing: as of `naming.thing_called`.
        most: how many rows a section has at most; it tells how many more there are.
    """
    said, node, kind = Statements(store), NamedNode(thing.iri), thing.kind
    kinds = Kinds(said)
    found = [one for entry in CONTENTS[kind] for one in follow(said, node, entry) if _fits(one, kinds)]
    subjects = {text(triple.subject) for one in found for triple in one.triples}
    behind = sentences(said, subjects), authority_statements(said), doubtful_statements(said)
    graph = _Graph(store, said, kinds, *behind)
    by_title: dict[str, list[Found]] = {entry.section: [] for entry in CONTENTS[kind]}
    for one in found:
        by_title[one.entry.section].append(one)
    return Sheet(
        kind=KIND_WORDS[kind][0],
        name=name_of(said, node),
        path=short_name(thing.iri),
        iri=thing.iri,
        names=_other_names(said, node),
        elsewhere=tuple(
            url for url in said.texts(node, terms.EXACT_MATCH) + said.texts(node, terms.URL) if web_page(url)
        ),
        sections=tuple(_section(title, ones, graph, most) for title, ones in by_title.items() if ones),
        missing=tuple(title for title in LOOKED_FOR.get(kind, ()) if not by_title[title]),
        decisions=_decisions(said, node),
        news=_news(said, node),
    )


def _fits(found: Found, kinds: Mapping[str, str]) -> bool:
    kind = kinds.get(found.row.value) if isinstance(found.row, NamedNode) else None
    return kind is None or kind in found.entry.kinds


def _other_names(said: Statements, node: NamedNode) -> tuple[str, ...]:
    names = [
        *said.texts(node, terms.ALT_LABEL),
        *said.texts(node, terms.ISO_ALPHA2),
        *said.texts(node, terms.ISO_ALPHA3),
    ]
    return tuple(name for name in dict.fromkeys(names) if name != name_of(said, node))


def _section(title: str, found: Iterable[Found], graph: _Graph, most: int | None) -> Section:
    said = graph.said
    by_row: dict[Value, list[Found]] = {}
    for one in found:
        by_row.setdefault(one.row, []).append(one)
    order = sorted(by_row, key=lambda row: (first_day(said, row), name_of(said, row).casefold(), row.value))
    rows = tuple(
        Row(
            name=name_of(said, row),
            path=path_of(row, graph.kinds),
            note=note_on(said, row, graph.kinds),
            said=_told(by_row[row], graph),
            day=first_day(said, row),
        )
        for row in order[:most]
    )
    days = [day for row in order for day in (first_day(said, row), last_day(said, row)) if day]
    return Section(title, rows, _brief(rows, len(order), days), len(order) - len(rows))


def _brief(rows: Sequence[Row], count: int, days: Sequence[str]) -> str:
    if days:
        first, last = readable_date(min(days)), readable_date(max(days))
        return f"{count}: {first}" if first == last else f"{count}: {first} to {last}"
    named = "; ".join(row.name for row in rows[:_NAMED])
    return named if count <= _NAMED else f"{count}: {named}; and {count - _NAMED} more"


def _told(found: Iterable[Found], graph: _Graph) -> tuple[Said, ...]:
    """Return how a row stands to the thing: each words once, and what the same sentences say together."""
    triples: dict[str, list[Triple]] = {}
    for one in found:
        words = one.entry.words.format(*(name_of(graph.said, node) for node in one.nodes))
        triples.setdefault(words, []).extend(one.triples)
    by_ground: dict[_Ground, list[str]] = {}
    for words, statements in triples.items():
        by_ground.setdefault(_ground(statements, graph), []).append(words)
    return tuple(Said("; ".join(words), *ground) for ground, words in by_ground.items())


def _ground(statements: Iterable[Triple], graph: _Graph) -> _Ground:
    """Return on what statements stand: the kinds of ground, the sentences (however sure each is), the reasons."""
    each = list(dict.fromkeys(statements))
    bases = {_basis(one, graph) for one in each}
    behind = [sentence for one in each for sentence in graph.evidence.get(_key(one), ())]
    alike = dict.fromkeys(replace(sentence, confidence=None) for sentence in behind)
    reasons = dict.fromkeys(graph.authority[_key(one)] for one in each if _key(one) in graph.authority)
    return tuple(base for base in BASES if base in bases), tuple(alike), tuple(reasons)


def _key(triple: Triple) -> tuple[str, str, str]:
    return text(triple.subject), text(triple.predicate), text(triple.object)


def _basis(triple: Triple, graph: _Graph) -> str:
    """Return on what a statement stands: which kind of named graph makes it."""
    quads = graph.store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    names = [quad.graph_name for quad in quads if isinstance(quad.graph_name, NamedNode)]
    if any(next(graph.said.matching(name, terms.TYPE, terms.NEWS_ITEM), None) for name in names):
        return "doubtful" if _key(triple) in graph.doubtful else "news"
    if triple.predicate == terms.FOLLOWS:
        return "derived"
    if any(name.value.endswith("/curation") for name in names):
        return "curator"
    if names:
        return "authority"
    return "news" if graph.evidence.get(_key(triple)) else "none"


def _decisions(said: Statements, node: NamedNode) -> tuple[str, ...]:
    told = []
    for quad in said.matching(None, terms.CONCERNS, node):
        decision = quad.subject
        kind = said.first_text(decision, terms.DECIDED)
        curator = next((one.object for one in said.matching(decision, terms.ASSOCIATED_WITH, None)), None)
        day, why = said.first_text(decision, terms.DATE), said.first_text(decision, terms.DESCRIPTION)
        told.append((day, f"{readable_date(day)}, {said.first_text(curator, terms.PREF_LABEL)}: {kind}, because {why}"))
    return tuple(line for _, line in sorted(set(told)))


def _news(said: Statements, node: NamedNode) -> tuple[Item, ...]:
    telling = {
        quad.subject.value
        for term in (terms.MENTIONS, terms.REPORTS_ON)
        for quad in said.matching(None, term, node)
        if isinstance(quad.subject, NamedNode)
    }
    found = news_items(said, telling)
    items = [
        Item(day, headline, page.value if (page := web_page(url)) else "", short_name(iri))
        for iri, (day, headline, url) in found.items()
    ]
    by_headline = sorted(items, key=lambda one: (one.headline, one.url))
    return tuple(sorted(by_headline, key=lambda one: one.published, reverse=True))
