"""What the tagger sees of each token: features as strings that a person can read.

`w=`, `s=`, `c=`, `a=` are a word, its shape, the classes that the vocabulary gives it and the groups of words that
stand in like company, of the token itself (`0:`) and of its neighbours (`-1:`, `1:`); `g=` what authority data knows;
`q`, `b`, `r` what is true of the quotation, the bracket and the run of capitalised words around; `item` what the same
word is beside anywhere in the item.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from migrationkg.extraction.names.gazetteer import Hit
from migrationkg.extraction.names.in_item import features_in_lists, features_of_words
from migrationkg.extraction.names.runs import Runs, in_title_case, long_heads, runs_of
from migrationkg.extraction.names.words import classes, is_capital, shape, telling
from migrationkg.extraction.tables.vocabulary import word_list
from migrationkg.extraction.text.alike import groups
from migrationkg.extraction.text.analysis import Text

#: How far a word of a name is looked for from another of the same run; names are hardly ever longer.
_NEAR = 20
#: How many tokens before and behind a run of capitalised words may belong to a name: "el-Mansouri", "people in motion".
_BESIDE = 2


def _stretches_to_tag(text: Text, runs: Runs) -> list[tuple[int, int]]:
    """Return (first, after the last) of the stretches of tokens in which names may stand, each within one sentence.

    They may stand near or in a run of capitalised words, or in a quotation that holds one.
    """
    near: set[int] = set()
    for index, run in enumerate(runs.run):
        if run is not None:
            near.update(range(index - _BESIDE, index + _BESIDE + 1))
            if quotation := runs.quotation[index]:
                near.update(range(quotation[0], quotation[1] + 1))
    firsts = text.first_tokens()
    found: list[tuple[int, int]] = []
    for index in sorted(near.intersection(range(len(text.words)))):
        if found and found[-1][1] == index and index not in firsts:
            found[-1] = found[-1][0], index + 1
        else:
            found.append((index, index + 1))
    return found


def features(text: Text, known: Sequence[Hit]) -> list[tuple[int, list[list[str]]]]:
    """Return (first token, features of it and of those that follow) of each stretch in which names may stand."""
    words = text.words
    runs = runs_of(words)
    told: dict[int, list[str]] = {}
    for index, one in chain(_known(text, known), features_in_lists(words), _heads(words)):
        told.setdefault(index, []).append(one)
    of_item, place = features_of_words(text, runs), _places(text)
    of_run: dict[tuple[int, int], list[str]] = {}
    padded = ("", "", *words, "", "")
    found = []
    for first, end in _stretches_to_tag(text, runs):
        stretch = []
        for index in range(first, end):
            before2, before, word, behind, behind2 = padded[index : index + 5]
            own = [
                *_of_word(word, 0), *_of_word(before2, -2), *_of_word(before, -1), *_of_word(behind, 1),
                *_of_word(behind2, 2), *place[index], *told.get(index, ()), *of_item.get(word, ()),
            ]  # fmt: skip
            if before and behind and is_capital(word):
                own.append(f"between={classes(before)[0]} {classes(behind)[0]}")
            if quotation := runs.quotation[index]:
                own += _of_quotation(words, *quotation, index, quotation[1] < runs.the_project)
            if bracket := runs.bracket[index]:
                own += _of_bracket(words, *bracket)
            if run := runs.run[index]:
                if run not in of_run:
                    of_run[run] = _of_run(words, *run)
                own += of_run[run]
                own += _within_run(words, *run, index)
            stretch.append(own)
        found.append((first, stretch))
    return found


@lru_cache(262_144)
def _of_word(word: str, offset: int) -> tuple[str, ...]:
    """Return what is seen of a word that stands `offset` tokens away; of no word, that there is none."""
    if not word:
        return (f"{offset}:none",)
    found = [f"{offset}:w={word.lower()}", *(f"{offset}:c={one}" for one in classes(word))]
    found += [f"{offset}:a={group}" for group in groups(word) or ("none",)]
    if abs(offset) < 2:
        found.append(f"{offset}:s={shape(word)}")
    if offset == 0:
        low = word.lower()
        found += [f"begins={low[:3]}", f"ends={low[-2:]}", f"ends={low[-3:]}", f"ends={low[-4:]}"]
    return tuple(found)


def _heads(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    for first, end, kind in long_heads(words):
        for index in range(first, end):
            yield index, f"head={kind} {'last' if index == end - 1 else index - first}"
        if end < len(words):
            yield end, f"behind-head={kind}"


def _known(text: Text, known: Sequence[Hit]) -> Iterator[tuple[int, str]]:
    """Yield (token, what authority data says of it)."""
    for hit in known:
        place = text.tokens_at(hit.start, hit.end)
        for index in place:
            told = f"g={'B' if index == place.start else 'I'}-{hit.told}"
            yield index, told
            if index:
                yield index - 1, f"1:{told}"
            if index + 1 < len(text.tokens):
                yield index + 1, f"-1:{told}"


def _places(text: Text) -> list[tuple[str, ...]]:
    """Return where each token stands: in the headline or the body, first of its sentence or not."""
    words = text.words
    body = text.token_at(text.headline_end + 2) if text.headline_end + 2 < len(text.content) else len(words)
    everywhere = ("capitals-everywhere",) if in_title_case(words[:body]) else ()
    found: list[tuple[str, ...]] = [("at=headline", *everywhere)] * body + [("at=body",)] * (len(words) - body)
    for index in text.first_tokens() if words else ():
        found[index] = ("at=headline-first", *everywhere) if index < body else ("at=body-first",)
    return found


def _of_quotation(words: Sequence[str], opened: int, closed: int, index: int, goes_on: bool) -> Iterator[str]:
    length = closed - opened - 1
    capitals = sum(word[0].isupper() for word in words[opened + 1 : closed])
    yield "q"
    yield f"q-long={min(length, 6)}"
    yield f"q-capitals={3 * capitals // max(1, length)}"
    yield f"q<{words[opened - 1].lower() if opened else ''}"
    yield f"q>{words[closed + 1].lower() if closed + 1 < len(words) else ''}"
    if index == opened + 1:
        yield "q-first"
    if goes_on:
        yield "q-the-project-behind"
    cues = word_list("project_cues")
    if any(word.lower() in cues for word in words[max(0, opened - 3) : opened]):
        yield "q<cue"
    if any(word.lower() in cues for word in words[closed + 1 : closed + 5]):
        yield "q>cue"


def _of_bracket(words: Sequence[str], opened: int, closed: int) -> Iterator[str]:
    yield f"b-long={min(closed - opened - 1, 4)}"
    yield f"b>{words[closed + 1].lower() if closed + 1 < len(words) else ''}"
    if opened:
        yield f"b<{words[opened - 1].lower()}"
        yield from (f"b<c={one}" for one in classes(words[opened - 1]))


def _of_run(words: Sequence[str], first: int, end: int) -> list[str]:
    """Return what is seen of a run, the same for all its tokens."""
    before = words[first - 1].lower() if first else ""
    behind = words[end].lower() if end < len(words) else ""
    cues = word_list("project_cues")
    found = [
        f"r<{before}", f"r>{behind}", f"r-long={min(end - first, 6)}",
        f"r-first={words[first].lower()}", f"r-last={words[end - 1].lower()}",
    ]  # fmt: skip
    if first > 1:
        found.append(f"r<<{words[first - 2].lower()} {before}")
    if behind in cues:
        found.append("r>cue")
    if before in cues:
        found.append("r<cue")
    if behind == "(":
        found.append("r>bracket")
    return found


def _within_run(words: Sequence[str], first: int, end: int, index: int) -> Iterator[str]:
    """Yield where in its run a token stands, and what tells on its left and right."""
    yield f"r-from-first={min(index - first, 3)}"
    yield f"r-to-last={min(end - 1 - index, 3)}"
    if end - first == 1:
        return
    for side, some in (
        ("left", words[max(first, index - _NEAR) : index]),
        ("right", words[index + 1 : min(end, index + 1 + _NEAR)]),
    ):
        yield from {f"{side}={one}": None for word in some for one in telling(word)}
