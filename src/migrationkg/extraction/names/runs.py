"""Runs of capitalised words, quotations and brackets: the stretches of a text in which names stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from migrationkg.extraction.names.name import is_numeral
from migrationkg.extraction.names.words import is_capital
from migrationkg.extraction.tables.vocabulary import vocabulary, word_list

#: How many tokens a quotation and a bracket may hold to be looked at.
_QUOTATION, _BRACKET = 40, 16


@dataclass(frozen=True, slots=True)
class Runs:
    """Where the runs of capitalised words, the quotations and the brackets of a text stand, in tokens.

    Attributes:
        run: for each token, (first, after the last) of the run that it belongs to, or None.
        quotation: for each token, the tokens of the quotation marks around it, or None.
        bracket: for each token, the tokens of the brackets around it, or None.
        the_project: the last token that speaks of "the project" or its like, or -1.
    """

    run: Sequence[tuple[int, int] | None]
    quotation: Sequence[tuple[int, int] | None]
    bracket: Sequence[tuple[int, int] | None]
    the_project: int


@lru_cache(maxsize=1)
def runs_of(words: tuple[str, ...]) -> Runs:
    """Return the runs, quotations and brackets of a text's words; those of the last text are remembered."""
    size = len(words)
    capital = list(map(is_capital, words))
    run: list[tuple[int, int] | None] = [None] * size
    after = 0
    for index, begins in enumerate(capital):
        if begins and index >= after:
            after = _end_of_run(words, capital, index)
            run[index:after] = [(index, after)] * (after - index)
    cues = word_list("project_cues")
    the_project = [at for at in range(1, size) if words[at] in cues and words[at - 1].lower() in ("the", "this")]
    quotation, bracket = _between(words, '"', '"', _QUOTATION), _between(words, "(", ")", _BRACKET)
    return Runs(run, quotation, bracket, the_project[-1] if the_project else -1)


def _end_of_run(words: Sequence[str], capital: Sequence[bool], index: int) -> int:
    """Return the index after the run that begins at `index`; joints belong to it where a capital follows them."""
    joints, size = vocabulary().joints, len(words)
    end = index + 1
    while end < size:
        ahead = end
        while ahead < size and ahead - end < 3 and words[ahead] in joints:
            ahead += 1
        if ahead < size and (capital[ahead] or (ahead == end and is_numeral(words[ahead]))):
            end = ahead + 1
        else:
            break
    return end


def _between(words: Sequence[str], opening: str, closing: str, most: int) -> list[tuple[int, int] | None]:
    found: list[tuple[int, int] | None] = [None] * len(words)
    if closing not in words:
        return found
    opened = None
    for index, word in enumerate(words):
        if word == closing and opened is not None and index - opened <= most:
            found[opened + 1 : index] = [(opened, index)] * (index - opened - 1)
            opened = None
        elif word == opening:
            opened = index
    return found


def in_title_case(headline: Sequence[str]) -> bool:
    """Return whether nearly all long words of a headline begin with a capital.

    Example:
        >>> in_title_case("New Centre for Young Migrants Opens Its Doors".split())
        True
    """
    long = [word for word in headline if word.isalpha() and len(word) > 3]
    return len(long) > 4 and sum(word[0].isupper() for word in long) > 0.85 * len(long)


@cache
def _long_heads() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return head nouns of several words by their first word: (their words, kind)."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for head, kind in vocabulary().heads.items():
        parts = tuple(head.replace("'s", " 's").split())
        if len(parts) > 1:
            table.setdefault(parts[0], []).append((parts, kind))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in table.items()}


def long_heads(words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (first, after the last, kind) of the head nouns of several words.

    Example:
        >>> list(long_heads(("the", "Federal", "Public", "Service", "Justice")))
        [(1, 4, 'Ministry')]
    """
    table = _long_heads()
    for index, word in enumerate(words):
        for parts, kind in table.get(word, ()):
            if tuple(words[index : index + len(parts)]) == parts:
                yield index, index + len(parts), kind
                break
