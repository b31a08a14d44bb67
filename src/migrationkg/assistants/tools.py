"""What an assistant may ask, as functions of a store."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from sqlite3 import Connection

from pyoxigraph import Literal, NamedNode, Store

from migrationkg.assistants.sources import Source, sources_by_row, sources_of
from migrationkg.errors import InputError
from migrationkg.resolution.name_keys import kind_fits
from migrationkg.search import FoundThing, find_news, find_things, understand
from migrationkg.sheets.describing import note_on
from migrationkg.sheets.gathering import sheet_of
from migrationkg.sheets.naming import thing_called
from migrationkg.sheets.plain_text import sheet_as_text
from migrationkg.sheets.sheet import Section
from migrationkg.store import Answer, NamedQuery, ask, find_query, labelled, named_queries, remarks
from migrationkg.store.answer import Cell
from migrationkg.store.prefixes import short_name
from migrationkg.views.evidence import news_items
from migrationkg.views.statements import Statements
from migrationkg.views.wording import KIND_WORDS

#: An assistant reads no more rows than these, nor more sources, nor more rows of a section of a sheet.
_ROWS, _SOURCES, _OF_SECTION = 100, 60, 25
#: Characters a line of a sheet: an assistant has no use for broken lines.
_WIDE = 10_000
#: Sources told of each thing that a search finds.
_OF_THING = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that a search finds.

    Attributes:
        name: its preferred name.
        found_as: the name in which the words were found.
        kind: what it is, in words.
        thing: its local name (`project/mobilaze-2`), as other tools take it.
        iri: its IRI.
        note: what tells it from others of its name.
        sources: sentences that speak of it, of the newest news.
    """

    name: str
    found_as: str
    kind: str
    thing: str
    iri: str
    note: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class NewsHit:
    """A news item in which words were found.

    Attributes:
        headline: its headline.
        published: the day, ISO 8601.
        thing: its local name, as SPARQL and `ask_question` take it (news-item).
        quote: words around the place.
        url: its page; empty where there is none.
    """

    headline: str
    published: str
    thing: str
    quote: str
    url: str


@dataclass(frozen=True, slots=True)
class Question:
    """A named question.

    Attributes:
        name: by which it is asked.
        asks: it, in words.
        parameters: a line each: name, type, whether it must be given, meaning.
        values: parameters as a sentence fills them, where one was given; else those of an example.
        unknown: words of the sentence that read like names, but that nothing in the graph is called by: the answer
            would not be about them.
    """

    name: str
    asks: str
    parameters: tuple[str, ...]
    values: dict[str, str]
    unknown: tuple[str, ...]


@dataclass(frozen=True)  # without slots: the SDK would take them for default values, and give no schema
class Answered:
    """The answer to a question, with what it stands on.

    Attributes:
        query: the SPARQL that was asked.
        columns: names of the columns; of triples subject, predicate and object.
        rows: column → value, where there is one; column `xLabel` has what the resources of column `x` are called.
        yes: the answer to an ASK; None for others.
        complete: whether all rows are here; else ask for fewer (a parameter, LIMIT, OFFSET).
        sources: the sentences behind the rows, in their order; none where rows name nothing that news tells of.
        remarks: what one should know of the query, such as a term that does not exist.
    """

    query: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    yes: bool | None
    complete: bool
    sources: tuple[Source, ...]
    remarks: tuple[str, ...]


def search(store: Store, index: Connection, words: str, kind: str | None = None, limit: int = 10) -> tuple[Hit, ...]:
    """Return the things with a name of which words begin so, in any language, the best known first.

    Args:
        store: of `open_store`.
        index: of `migrationkg.search`.
        words: a name or a part of one.
        kind: of `model.ENTITY_KINDS`, or "Organisation"; None for any.
        limit: how many at most.

    Raises:
        InputError: there is no such kind.
    """
    if kind is not None and kind not in {"Organisation", *KIND_WORDS}:
        raise InputError(f"'{kind}' is no kind; choose one of Organisation, {', '.join(KIND_WORDS)}")
    said = Statements(store)
    kinds = [one for one in KIND_WORDS if kind_fits(one, kind)]
    found = find_things(index, words, kinds=kinds, limit=limit)
    sources = sources_by_row(said, [[one.iri] for one in found])
    return tuple(_hit(said, one, behind[:_OF_THING]) for one, behind in zip(found, sources, strict=True))


def _hit(said: Statements, found: FoundThing, sources: tuple[Source, ...]) -> Hit:
    note = note_on(said, NamedNode(found.iri), {found.iri: found.kind})
    return Hit(found.label, found.name, KIND_WORDS[found.kind][0], short_name(found.iri), found.iri, note, sources)


def search_news(store: Store, index: Connection, words: str, limit: int = 10) -> tuple[NewsHit, ...]:
    """Return the news items that have all the words, in whatever form.

    Args:
        store: of `open_store`.
        index: of `migrationkg.search`.
        words: to be found in headline or text.
        limit: how many at most.
    """
    found = find_news(index, words, limit=limit)
    pages = news_items(Statements(store), [one.iri for one in found])
    return tuple(
        NewsHit(
            one.headline,
            one.published,
            short_name(one.iri),
            "".join(text for text, _ in one.passage),
            pages.get(one.iri, ("", "", ""))[2],
        )
        for one in found
    )


def fact_sheet(store: Store, thing: str, section: str | None = None) -> str:
    """Return all that is known of a thing as text, each statement with its sentences and their sources.

    Args:
        store: of `open_store`.
        thing: a name that only it has, a state's code, its IRI or its local name.
        section: the title of the one section that is wanted, in full; else all, the longest shortened.

    Raises:
        InputError: nothing, or more than one thing, is called so; there is no such section.
    """
    sheet = sheet_of(store, thing_called(store, thing))
    titles = [one.title for one in sheet.sections]
    if section is None:
        shown = tuple(replace(one, rows=one.rows[:_OF_SECTION]) for one in sheet.sections)
    elif section in titles:
        shown = (sheet.sections[titles.index(section)],)
    else:
        raise InputError(f"{sheet.name} has no section '{section}'; it has {', '.join(titles)}")
    text = sheet_as_text(replace(sheet, sections=shown), _WIDE)
    return text + "".join(_shortened(one) for one in sheet.sections if section is None)


def _shortened(section: Section) -> str:
    rows = len(section.rows)
    if rows <= _OF_SECTION:
        return ""
    return f"\n{section.title}: {_OF_SECTION} of {rows} are shown; ask for this section alone to see all\n"


def questions(index: Connection, words: str | None = None) -> tuple[Question, ...]:
    """Return all named questions, those about a subject, or those that a sentence may ask, with its names filled in.

    Args:
        index: of `migrationkg.search`.
        words: a keyword, or a question in words; the likeliest come first.
    """
    listed = [one for one in named_queries() if words is None or words.casefold() in one.keywords]
    if listed or words is None:
        return tuple(_question(one, dict(one.example)) for one in listed)
    meant = understand(index, words, today=date.today())
    return tuple(_question(one.question, one.values, one.unknown) for one in meant)


def _question(one: NamedQuery, values: Mapping[str, str], unknown: tuple[str, ...] = ()) -> Question:
    return Question(one.name, one.asks, tuple(_parameters(one)), dict(values), unknown)


def _parameters(question: NamedQuery) -> Iterable[str]:
    for one in question.parameters:
        yield f"{one.name} ({one.type}, {'required' if one.required else 'optional'}): {one.meaning}"


def ask_question(store: Store, name: str, parameters: Mapping[str, str], timeout: float) -> Answered:
    """Ask a named question.

    Args:
        store: of `open_store`.
        name: its name.
        parameters: name → value.
        timeout: seconds after which it is stopped.

    Raises:
        InputError: there is no such question, a parameter does not fit, or it takes too long.
    """
    asked = find_query(name) if name.replace("-", "").isalnum() else None
    if asked is None or not asked.is_ours:
        raise InputError(f"no question is called '{name}'; the tool `questions` lists them")
    return _answered(store, asked.text, ask(store, asked.text, parameters, timeout, _ROWS, most_triples=_ROWS), ())


def sparql(store: Store, query: str, timeout: float) -> Answered:
    """Ask a SPARQL query: SELECT, ASK, CONSTRUCT or DESCRIBE.

    Args:
        store: of `open_store`.
        query: its text; the prefixes of `migrationkg.store.prefixes` need no declaration.
        timeout: seconds after which it is stopped.

    Raises:
        InputError: it is not well-formed, changes data, calls another endpoint, or takes too long or too much memory.
    """
    answer = ask(store, query, None, timeout, _ROWS, most_triples=_ROWS, implied=True)
    return _answered(store, query, answer, remarks(store, query, answer))


def _answered(store: Store, query: str, answer: Answer, told: Iterable[str]) -> Answered:
    rows: Sequence[Sequence[Cell]] = answer.rows
    shown = labelled(store, answer)
    columns, cells = shown.variables, shown.rows
    if answer.kind == "construct":
        rows = [(one.subject, one.predicate, one.object) for one in answer.triples]
        columns, cells = ("subject", "predicate", "object"), tuple(map(tuple, rows))
    return Answered(
        query=query,
        columns=columns,
        rows=tuple({name: _text(cell) for name, cell in zip(columns, row, strict=True) if cell} for row in cells),
        yes=answer.boolean,
        complete=answer.complete,
        sources=sources_of(Statements(store), [list(map(_text, row)) for row in rows], _SOURCES),
        remarks=tuple(told),
    )


def _text(cell: Cell) -> str:
    if isinstance(cell, NamedNode | Literal):
        return cell.value
    return "" if cell is None else str(cell)
