"""What the tagger sees of each token: features as strings that a person can read.

`w=`, `s=`, `c=`, `a=` are a word, its shape, the classes that the vocabulary gives it and the groups of words that
stand in like company, of the token itself (`0:`) and of its neighbours (`-1:`, `1:`); `g=` what authority data knows;
`q`, `b`, `r` what is true of the quotation, the bracket and the run of capitalised words around; `item` what the same
word is beside anywhere in the item.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise

from migrationkg.extraction.names.gazetteer import Hit
from migrationkg.extraction.names.name import is_acronym
from migrationkg.extraction.names.runs import Runs, in_title_case, long_heads, runs_of
from migrationkg.extraction.names.words import built, classes, is_capital, is_in_vocabulary, shape, telling
from migrationkg.extraction.tables.vocabulary import vocabulary, word_list
from migrationkg.extraction.text.alike import groups
from migrationkg.extraction.text.analysis import Text

#: How far a word of a name is looked for from another of the same run; names are hardly ever longer.
_NEAR = 20
#: How many tokens before and behind a run of capitalised words may belong to a name: "el-Mansouri", "people in motion".
_BESIDE = 2
_SMALL_WORDS = frozenset(("in", "at", "near", "from", "to", "by", "with", "of", "under", "within", "the"))


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
    for index, one in chain(_known(text, known), _in_lists(words), _heads(words)):
        told.setdefault(index, []).append(one)
    of_item, place = _of_item(text, runs), _places(text)
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
    yield f"q<{_small(words, opened - 1)}"
    yield f"q>{_small(words, closed + 1)}"
    if index == opened + 1:
        yield "q-first"
    if goes_on:
        yield "q-the-project-behind"
    for mark, beside in (("q<cue", range(opened - 3, opened)), ("q>cue", range(closed + 1, closed + 5))):
        if any(_small(words, at) in word_list("project_cues") for at in beside):
            yield mark


def _of_bracket(words: Sequence[str], opened: int, closed: int) -> Iterator[str]:
    yield f"b-long={min(closed - opened - 1, 4)}"
    yield f"b>{_small(words, closed + 1)}"
    if opened:
        yield f"b<{words[opened - 1].lower()}"
        yield from (f"b<c={one}" for one in classes(words[opened - 1]))


def _of_run(words: Sequence[str], first: int, end: int) -> list[str]:
    """Return what is seen of a run, the same for all its tokens."""
    before, behind, cues = _small(words, first - 1), _small(words, end), word_list("project_cues")
    found = [f"r<{before}", f"r>{behind}", f"r-long={min(end - first, 6)}"]
    found += [f"r-first={words[first].lower()}", f"r-last={words[end - 1].lower()}"]
    if first > 1:
        found.append(f"r<<{words[first - 2].lower()} {before}")
    marks = {"r>cue": behind in cues, "r<cue": before in cues, "r>bracket": behind == "("}
    return [*found, *(mark for mark, holds in marks.items() if holds)]


def _small(words: Sequence[str], index: int) -> str:
    """Return a word in small letters; nothing before the first and behind the last."""
    return words[index].lower() if 0 <= index < len(words) else ""


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


def _of_item(text: Text, runs: Runs) -> dict[str, list[str]]:
    """Return what the item as a whole says of a word that is written with a capital somewhere."""
    words = text.words
    found: dict[str, dict[str, None]] = {}
    firsts = text.first_tokens()
    small = {word for word in words if word[0].islower()}
    for index, word in enumerate(words):
        if not is_capital(word):
            continue
        own = found.setdefault(word, {})
        if word.lower() in small:
            own["item:small"] = None
        in_headline = text.starts[index] < text.headline_end
        if not in_headline and index not in firsts:
            own["item:capital-within"] = None
        if "item:seen" in own:
            own["item:again"] = None
        own["item:seen"] = None
        own["item:in-headline" if in_headline else "item:in-body"] = None
        if not is_in_vocabulary(word) or is_acronym(word):
            own.update(dict.fromkeys(_beside(words, index)))
    for acronym, told in _introduced(words, runs):
        found[acronym][told] = None
    return {word: list(own) for word, own in found.items()}


def _beside(words: Sequence[str], index: int) -> Iterator[str]:
    """Yield what a word of the item stands beside."""
    before, behind, cues = _small(words, index - 1), _small(words, index + 1), word_list("project_cues")
    if behind in cues:
        yield "item>cue"
    elif behind in ("'s", "-"):
        yield f"item>{behind}"
    elif behind and "saying" in classes(words[index + 1]):
        yield "item>saying"
    told = classes(words[index - 1]) if before else ()
    yield from (f"item<{one}" for one in ("role", "title", "given-name") if one in told)
    if before in cues:
        yield "item<cue"
    if before == "." and index > 1 and "title" in classes(words[index - 2]):
        yield "item<title"
    if before in _SMALL_WORDS:
        yield f"item<{before}"


def _introduced(words: Sequence[str], runs: Runs) -> Iterator[tuple[str, str]]:
    """Yield (acronym, what the words before its bracket say): "Ministry of Interior (MoI)"."""
    for index, (word, following) in enumerate(pairwise(words)):
        if word != "(" or index == 0 or not is_capital(following) or (bracket := runs.bracket[index + 1]) is None:
            continue
        run = runs.run[index - 1] or (runs.run[index - 2] if index > 1 else None)
        if run:
            before = words[run[0] : run[1]]
            initials = "".join(one[0] for one in before if one[0].isupper())
            yield following, "introduced"
            if following.upper().rstrip("S") in initials:
                yield following, "introduced-by-initials"
            for told in (one for word_before in before for one in telling(word_before)):
                yield following, f"introduced={told}"
        beside = {_small(words, index - 1), _small(words, bracket[1] + 1)}
        if beside & word_list("project_cues"):
            yield following, "introduced-beside-cue"


def _in_lists(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield (token, what is seen): the head noun before it in the list, how many commas ago, how the list goes on."""
    joints, size = vocabulary().joints, len(words)
    head, commas, begun = "", 0, False
    for index, word in enumerate(words):
        capital = is_capital(word)
        if word == "," and begun and index + 1 < size and is_capital(words[index + 1]):
            commas += 1
        elif not capital and word not in joints:
            head, commas, begun = "", 0, False
        if head:
            yield index, f"list={head} {min(commas, 3)}"
            if word in (",", "and", "&"):
                behind = words[index + 1] if index + 1 < size else "."
                yield index, f"list={head} {word} {_subject_or_built(behind)}"
                if word == ",":
                    yield index, f"list={head} and-ahead={_and_ahead(words, index)}"
        if capital:
            begun = True
            told = next((one for one in telling(word) if one.startswith("head-")), None)
            if told:
                head, commas = told, 0


def _and_ahead(words: Sequence[str], index: int) -> str:
    """Return what follows the next "and" of a list: a subject, an article, another word; nothing if there is none."""
    for ahead in range(index + 1, min(index + 10, len(words) - 1)):
        word = words[ahead]
        if word in ("and", "&"):
            behind = words[ahead + 1]
            return "the" if behind == "the" else _subject_or_built(behind)
        if word != "," and not is_capital(word) and word not in vocabulary().joints:
            return ""
    return ""


def _subject_or_built(word: str) -> str:
    return "subject" if "subject" in classes(word) else built(word)
