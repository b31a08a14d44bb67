"""Questions in words: which question of the catalogue a sentence asks, and with which values, without any model.

Each question says in its header in which words people ask it (`# wording: Who funds projects in {country}?`). A
sentence is compared with all these words by SQLite's full-text search (BM25 over word stems), after names in it, which
the graph tells, have given way to their kinds: "Who funds projects in Moldova?" is then the wording above, and Moldova
the value of its parameter.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import product

from migrationkg.model import ENTITY_KINDS, ORGANISATION_KINDS
from migrationkg.search.mentions import Candidate, Mention, mentions_in, unknown_names
from migrationkg.search.wording import telling_words
from migrationkg.store.header import Parameter
from migrationkg.store.prefixes import short_name
from migrationkg.store.questions import NamedQuery, named_queries

_ORGANISATIONS = frozenset(ORGANISATION_KINDS)
_ALL = frozenset(ENTITY_KINDS)

#: What parameters take whose kind is no class of the ontology; others take a thing of any class.
_TAKES: Mapping[str, frozenset[str]] = {
    "Organisation": _ORGANISATIONS,
    "Funder": _ORGANISATIONS | {"Country"},
    "Agent": _ORGANISATIONS | {"Country"},
    "Who": _ORGANISATIONS | {"Country", "Person"},
    "Type": frozenset({"EventType"}),
    "Theme": frozenset({"Theme"}),
    "NewsItem": frozenset({"NewsItem"}),
    "Relation": frozenset(),
}
_TAKES_VALUE: Mapping[str, str] = {"country": "Country", "year": "Year", "date": "Date", "text": "Text"}

#: Kinds whose names are ordinary words too: a sentence may say "training" and mean no more than the word.
_ORDINARY = frozenset({"EventType", "Theme"})

#: How much of its likeness a question keeps for each name of the sentence that it has no use for, and for each value
#: that it, or the wording, needs and the sentence does not give.
_UNUSED, _LACKING = 0.35, 0.7

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Understood:
    """A question of the catalogue that a sentence may ask.

    Attributes:
        question: of the catalogue.
        values: parameter → value, as `ask` takes it.
        labels: parameter → what the value is called.
        lacking: parameters that must be given and are not in the sentence.
        unused: words of the sentence that name something, but that the question has no use for.
        unknown: words of the sentence that read like names, but that nothing in the graph is called by.
        likeness: to the sentence; 0 for none, only to be compared with that of other questions.
    """

    question: NamedQuery
    values: Mapping[str, str]
    labels: Mapping[str, str]
    lacking: tuple[str, ...]
    unused: tuple[str, ...]
    unknown: tuple[str, ...]
    likeness: float


def understand(
    index: sqlite3.Connection,
    sentence: str,
    *,
    today: date,
    questions: Sequence[NamedQuery] | None = None,
    limit: int = 5,
) -> tuple[Understood, ...]:
    """Return the questions of the catalogue that a sentence may ask, the likeliest first.

    Args:
        index: of `index_of`, by which names of the graph are known.
        sentence: what a reader asks, in English.
        today: by which a day without a year is read.
        questions: the catalogue; by default that of the package.
        limit: how many at most.
    """
    catalogue = tuple(questions) if questions is not None else named_queries()
    mentions = mentions_in(index, sentence, today)
    wordings = _wordings(catalogue)
    unknown = tuple(name for name in unknown_names(sentence, mentions) if not _is_asked_with(wordings, name))
    by_name = {question.name: _filled(question, sentence, mentions) for question in catalogue}
    best: dict[str, float] = {}
    for name, asked_for, likeness in _alike(wordings, _masked(sentence, mentions)):
        lacking = asked_for - by_name[name].values.keys() - set(by_name[name].lacking)
        best[name] = max(likeness * _LACKING ** len(lacking), best.get(name, 0.0))
    found = [
        replace(one, likeness=one.likeness * best[name], unknown=unknown)
        for name, one in by_name.items()
        if name in best
    ]
    return tuple(sorted(found, key=lambda one: (-one.likeness, one.question.name))[:limit])


@cache
def _wordings(catalogue: tuple[NamedQuery, ...]) -> sqlite3.Connection:
    """Return the wordings of a catalogue as a table of full text, names given way to kinds."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.execute(
        "CREATE VIRTUAL TABLE wordings USING "
        "fts5(text, question UNINDEXED, parameters UNINDEXED, tokenize = 'porter unicode61')"
    )
    for question in catalogue:
        for wording in (*question.wordings, question.title, question.asks):
            names = " ".join(_PLACEHOLDER.findall(wording))
            rows = [(" ".join(telling_words(text)), question.name, names) for text in _with_kinds(question, wording)]
            connection.executemany("INSERT INTO wordings VALUES (?, ?, ?)", rows)
    return connection


def _with_kinds(question: NamedQuery, wording: str) -> Iterator[str]:
    """Yield a wording with the kinds of things that its parameters take in their places, in each combination."""
    parameters = {parameter.name: parameter for parameter in question.parameters}
    names = _PLACEHOLDER.findall(wording)
    marks = [sorted({_mark(kind) for kind in taken_by(parameters[name])}) for name in names]
    for kinds in product(*marks):
        yield wording.format(**dict(zip(names, kinds, strict=True)))


def taken_by(parameter: Parameter) -> frozenset[str]:
    """Return the kinds of things that a parameter takes, as `Candidate` names them.

    Args:
        parameter: of a question.
    """
    if parameter.type != "iri":
        return frozenset({_TAKES_VALUE[parameter.type]})
    if parameter.kind in _ALL:
        return frozenset({parameter.kind})
    return _TAKES.get(parameter.kind, _ALL)


def _mark(kind: str) -> str:
    """Return a word that stands for a kind and that no sentence holds."""
    return f"kindof{'organisation' if kind in _ORGANISATIONS and kind != 'Ministry' else kind.lower()}"


def _masked(sentence: str, mentions: Iterable[Mention]) -> list[str]:
    """Return the words of a sentence, with kinds in the place of names; ordinary words stay beside their kind."""
    words: list[str] = []
    last = 0
    for one in mentions:
        words.append(sentence[last : one.start])
        kinds = {candidate.kind for candidate in one.candidates}
        words += sorted({_mark(kind) for kind in kinds})
        if kinds <= _ORDINARY:
            words.append(sentence[one.start : one.end])
        last = max(last, one.end)
    return telling_words(" ".join([*words, sentence[last:]]))


def _alike(wordings: sqlite3.Connection, words: Iterable[str]) -> Iterator[tuple[str, set[str], float]]:
    """Yield the question of each wording that shares some words, the parameters in the wording, and its likeness."""
    query = " OR ".join(f'"{word}"' for word in dict.fromkeys(words))
    if query:
        for name, parameters, likeness in wordings.execute(
            "SELECT question, parameters, -bm25(wordings) FROM wordings WHERE wordings MATCH ?", (query,)
        ):
            yield name, set(parameters.split()), likeness


def _is_asked_with(wordings: sqlite3.Connection, name: str) -> bool:
    """Tell whether each word of what reads like a name is one in which the catalogue's questions are asked."""
    asked = "SELECT 1 FROM wordings WHERE wordings MATCH ? LIMIT 1"
    return all(wordings.execute(asked, (f'"{word}"',)).fetchone() for word in telling_words(name))


def _filled(question: NamedQuery, sentence: str, mentions: Iterable[Mention]) -> Understood:
    """Return a question with the values that a sentence has for it; its likeness is the share that they leave of it."""
    free = list(question.parameters)
    values: dict[str, str] = {}
    labels: dict[str, str] = {}
    unused: list[str] = []
    for mention in mentions:
        written = sentence[mention.start : mention.end].strip(' .,;:?!"“”„«»')
        placed = next(_places(free, mention), None)
        if placed is not None:
            parameter, fitting = placed
            free.remove(parameter)
            values[parameter.name] = _value(parameter, fitting[0]) if len(fitting) == 1 else written
            labels[parameter.name] = fitting[0].label if len(fitting) == 1 else written
        elif not {candidate.kind for candidate in mention.candidates} <= _ORDINARY:
            unused.append(written)
    lacking = tuple(parameter.name for parameter in free if parameter.required)
    return Understood(
        question=question,
        values=values,
        labels=labels,
        lacking=lacking,
        unused=tuple(unused),
        unknown=(),
        likeness=_UNUSED ** len(unused) * _LACKING ** len(lacking),
    )


def _places(free: Iterable[Parameter], mention: Mention) -> Iterator[tuple[Parameter, list[Candidate]]]:
    """Yield the parameters that take what a mention means, each with what of it they take."""
    for parameter in free:
        kinds = taken_by(parameter)
        if fitting := [candidate for candidate in mention.candidates if candidate.kind in kinds]:
            yield parameter, fitting


def _value(parameter: Parameter, meant: Candidate) -> str:
    if parameter.type == "country" and meant.state:
        return meant.state
    return short_name(meant.iri)
