"""What the tagger sees of each token: features as strings that a person can read.

`w=`, `s=`, `c=` are a word, its shape and the classes that the vocabulary gives it, of the token itself (`0:`) and of
its neighbours (`-1:`, `1:`); `g=` what authority data knows; `q`, `b`, `r` what is true of the quotation, the bracket
and the run of capitalised words around; `item` what the same word is beside anywhere in the item.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, pairwise

from migrationkg.extraction.names.gazetteer import Hit
from migrationkg.extraction.names.name import is_acronym, is_numeral
from migrationkg.extraction.tables.vocabulary import vocabulary, word_list
from migrationkg.extraction.text.analysis import Text

_CAPITALS = re.compile(r"[A-ZÀ-ÖØ-Þ]+")
_SMALL_LETTERS = re.compile(r"[^\W\d_A-Z]+")
_DIGITS = re.compile(r"\d+")
#: Acronyms that ministries have in English; MoU, MoA and MoC are memoranda.
_MINISTRY = re.compile(r"(?:Mo(?![UAC]s?$)[A-Z]{1,5}|MFA)$")
#: How many tokens a quotation and a bracket may hold to be looked at.
_QUOTATION, _BRACKET = 40, 16
#: Classes of words that tell what a run of capitalised words is, wherever in the run they stand.
_TELLING = ("head-", "project-head", "Cue", "role", "opener")


@lru_cache(65_536)
def shape(word: str) -> str:
    """Return how a word is written: "Xx", "XX", "xX", "XX9".

    Example:
        >>> [shape(word) for word in ("Kyiv", "NAPTIP", "EU4IBM", "I", "and")]
        ['Xx', 'XX', 'XX9XX', 'X', 'x']
    """
    form = _CAPITALS.sub(lambda run: "X" if len(run[0]) == 1 else "XX", word)
    return _DIGITS.sub("9", _SMALL_LETTERS.sub("x", form))[:8]


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    """Return the classes that the vocabulary gives each word."""
    words, table = vocabulary(), dict[str, list[str]]()

    def add(class_of_words: str, members: Iterable[str]) -> None:
        for word in members:
            table.setdefault(word, []).append(class_of_words)

    for head, kind in words.heads.items():
        add(f"head-{kind}", [head] if " " not in head else [])
    for noun, kind in words.introduced.items():
        add(f"introduces-{kind}", [noun])
    add("subject", words.subjects)
    add("role", words.roles)
    add("role", [role.lower() for role in words.roles])
    add("title", words.titles)
    add("common", words.common)
    add("joint", words.joints)
    add("particle", words.particles)
    add("cue", word_list("project_cues"))
    add("Cue", [cue.capitalize() for cue in word_list("project_cues")])
    add("project-head", word_list("project_heads"))
    add("opener", word_list("project_openers"))
    add("occasion", word_list("occasion_words"))
    add("occasion", [word.lower() for word in word_list("occasion_words")])
    for name in ("months", "weekdays", "before_places", "saying", "doing", "paying"):
        add(name, word_list(name))
    return {word: tuple(classes) for word, classes in table.items()}


@lru_cache(65_536)
def classes(word: str) -> tuple[str, ...]:
    """Return the classes of a word: those of the vocabulary, and how it is built.

    Example:
        >>> classes("Inspectorate")
        ('head-GovernmentBody', 'capital')
    """
    return (*_table().get(word, ()), _built(word))


def _built(word: str) -> str:
    if _MINISTRY.match(word):
        return "acronym-of-ministry"
    if is_numeral(word):
        return "number"
    if is_acronym(word):
        return "acronym"
    if word[0].isupper():
        return "capital"
    if not word[0].isalpha():
        return word[:1]
    return "small-ed" if word.endswith("ed") else "small"


@lru_cache(262_144)
def _of_word(word: str, offset: int) -> tuple[str, ...]:
    """Return what is seen of a word that stands `offset` tokens away."""
    found = [f"{offset}:w={word.lower()}", *(f"{offset}:c={one}" for one in classes(word))]
    if abs(offset) < 2:
        found.append(f"{offset}:s={shape(word)}")
    if offset == 0:
        low = word.lower()
        found += [f"begins={low[:3]}", f"ends={low[-2:]}", f"ends={low[-3:]}", f"ends={low[-4:]}"]
    return tuple(found)


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


def _is_capital(word: str) -> bool:
    return word[0].isupper() or is_acronym(word)


def runs_of(words: Sequence[str]) -> Runs:
    """Return the runs, quotations and brackets of a text's words."""
    size = len(words)
    run: list[tuple[int, int] | None] = [None] * size
    index = 0
    while index < size:
        end = _end_of_run(words, index)
        run[index:end] = [(index, end)] * (end - index)
        index = max(end, index + 1)
    cues = word_list("project_cues")
    the_project = [at for at in range(1, size) if words[at] in cues and words[at - 1].lower() in ("the", "this")]
    quotation, bracket = _between(words, '"', '"', _QUOTATION), _between(words, "(", ")", _BRACKET)
    return Runs(run, quotation, bracket, the_project[-1] if the_project else -1)


def _end_of_run(words: Sequence[str], index: int) -> int:
    """Return the index after the run that begins at `index`; joints belong to it where a capital follows them."""
    joints, size = vocabulary().joints, len(words)
    if not _is_capital(words[index]):
        return index
    end = index + 1
    while end < size:
        ahead = end
        while ahead < size and ahead - end < 3 and words[ahead] in joints:
            ahead += 1
        if ahead < size and (_is_capital(words[ahead]) or (ahead == end and is_numeral(words[ahead]))):
            end = ahead + 1
        else:
            break
    return end


def _between(words: Sequence[str], opening: str, closing: str, most: int) -> list[tuple[int, int] | None]:
    found: list[tuple[int, int] | None] = [None] * len(words)
    opened = None
    for index, word in enumerate(words):
        if word == closing and opened is not None and index - opened <= most:
            found[opened + 1 : index] = [(opened, index)] * (index - opened - 1)
            opened = None
        elif word == opening:
            opened = index
    return found


def features(text: Text, known: Sequence[Hit]) -> list[list[str]]:
    """Return the features of each token.

    Args:
        text: the text.
        known: names that authority data knows.
    """
    words, size = text.words, len(text.words)
    found = [list(_of_word(word, 0)) for word in words]
    for offset in (-2, -1, 1, 2):
        for index, own in enumerate(found):
            near = index + offset
            own.extend(_of_word(words[near], offset) if 0 <= near < size else (f"{offset}:none",))
    runs = runs_of(words)
    of_item = _of_item(text, runs)
    for index, own in enumerate(found):
        own.extend(of_item.get(words[index], ()))
        if 0 < index < size - 1 and _is_capital(words[index]):
            own.append(f"between={classes(words[index - 1])[0]} {classes(words[index + 1])[0]}")
        own.extend(_of_runs(words, runs, index))
    for index, one in chain(_known(text, known), _places(text), _in_lists(words), _heads(words)):
        found[index].append(one)
    return found


#: How far a word of a name is looked for from another of the same run; names are hardly ever longer.
_NEAR = 20


def _of_runs(words: Sequence[str], runs: Runs, index: int) -> Iterator[str]:
    if quotation := runs.quotation[index]:
        yield from _of_quotation(words, *quotation, index, quotation[1] < runs.the_project)
    if bracket := runs.bracket[index]:
        yield from _of_bracket(words, *bracket)
    if run := runs.run[index]:
        yield from _of_run(words, *run, index)


def _in_lists(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield (token, the telling word before it in a list that commas join): "Ministry of Labour, Youth and Sport"."""
    joints, size = vocabulary().joints, len(words)
    head, commas, begun = "", 0, False
    for index, word in enumerate(words):
        capital = _is_capital(word)
        if word == "," and begun and index + 1 < size and _is_capital(words[index + 1]):
            commas += 1
        elif not capital and word not in joints:
            head, commas, begun = "", 0, False
        if head:
            yield index, f"list={head} {min(commas, 3)}"
            if word in (",", "and", "&"):
                behind = words[index + 1] if index + 1 < size else ""
                yield (
                    index,
                    f"list={head} {word} {'subject' if 'subject' in classes(behind) else _built(behind or '.')}",
                )
                if word == ",":
                    yield index, f"list={head} and-ahead={_and_ahead(words, index)}"
        if capital:
            begun = True
            told = [one for one in _telling((word,)) if one.startswith("head-")]
            if told:
                head, commas = told[0], 0


def _and_ahead(words: Sequence[str], index: int) -> str:
    """Return what follows the next "and" of a list: a subject, an article, another word; nothing if there is none."""
    for ahead in range(index + 1, min(index + 10, len(words) - 1)):
        word = words[ahead]
        if word in ("and", "&"):
            behind = words[ahead + 1]
            return "the" if behind == "the" else "subject" if "subject" in classes(behind) else _built(behind)
        if word != "," and not _is_capital(word) and word not in vocabulary().joints:
            return ""
    return ""


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


def _heads(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    for first, end, kind in long_heads(words):
        for index in range(first, end):
            yield index, f"head={kind} {'last' if index == end - 1 else index - first}"
        if end < len(words):
            yield end, f"behind-head={kind}"


def _known(text: Text, known: Sequence[Hit]) -> Iterator[tuple[int, str]]:
    """Yield (token, what authority data says of it)."""
    for hit in known:
        sort = hit.known.kind or "InternationalOrganisation" if hit.known.sort == "organisation" else hit.known.sort
        first, last = text.token_at(hit.start), text.token_at(hit.end - 1)
        for index in range(first, last + 1):
            told = f"g={'B' if index == first else 'I'}-{sort}"
            yield index, told
            if index:
                yield index - 1, f"1:{told}"
            if index + 1 < len(text.tokens):
                yield index + 1, f"-1:{told}"


def _places(text: Text) -> Iterator[tuple[int, str]]:
    """Yield (token, where it stands): in the headline or the body, first of its sentence or not."""
    words = text.words
    firsts = [text.token_at(start) for start, _ in text.sentences]
    body = text.token_at(text.headline_end + 2) if text.headline_end + 2 < len(text.content) else len(words)
    first = set(firsts)
    long = [word for word in words[:body] if word.isalpha() and len(word) > 3]
    capitals = len(long) > 4 and sum(word[0].isupper() for word in long) > 0.85 * len(long)
    for index in range(len(words)):
        where = "headline" if index < body else "body"
        yield index, f"at={where}{'-first' if index in first else ''}"
        if capitals and index < body:
            yield index, "capitals-everywhere"


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


def _of_run(words: Sequence[str], first: int, end: int, index: int) -> Iterator[str]:
    before = words[first - 1].lower() if first else ""
    behind = words[end].lower() if end < len(words) else ""
    cues = word_list("project_cues")
    yield f"r<{before}"
    if first > 1:
        yield f"r<<{words[first - 2].lower()} {before}"
    yield f"r>{behind}"
    yield f"r-from-first={min(index - first, 3)}"
    yield f"r-to-last={min(end - 1 - index, 3)}"
    yield f"r-long={min(end - first, 6)}"
    yield f"r-first={words[first].lower()}"
    yield f"r-last={words[end - 1].lower()}"
    if behind in cues:
        yield "r>cue"
    if before in cues:
        yield "r<cue"
    if behind == "(":
        yield "r>bracket"
    yield from (f"left={one}" for one in dict.fromkeys(_telling(words[max(first, index - _NEAR) : index])))
    yield from (f"right={one}" for one in dict.fromkeys(_telling(words[index + 1 : min(end, index + 1 + _NEAR)])))


def _telling(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield from (one for one in classes(word) if one.startswith(_TELLING))


def _of_item(text: Text, runs: Runs) -> dict[str, list[str]]:
    """Return what the item as a whole says of a word that is written with a capital somewhere."""
    words = text.words
    found: dict[str, dict[str, None]] = {}
    firsts = {text.token_at(start) for start, _ in text.sentences}
    small = {word for word in words if word[0].islower()}
    for index, word in enumerate(words):
        if not _is_capital(word):
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
        if word not in _table() or is_acronym(word):
            own.update(dict.fromkeys(_beside(words, index)))
    for acronym, told in _introduced(words, runs):
        found[acronym][told] = None
    return {word: list(own) for word, own in found.items()}


def _beside(words: Sequence[str], index: int) -> Iterator[str]:
    """Yield what a word of the item stands beside."""
    cues = word_list("project_cues")
    if index + 1 < len(words):
        behind = words[index + 1]
        if behind.lower() in cues:
            yield "item>cue"
        elif behind in ("'s", "-"):
            yield f"item>{behind}"
        elif "saying" in classes(behind):
            yield "item>saying"
    if index:
        before = words[index - 1]
        told = classes(before)
        if before.lower() in cues:
            yield "item<cue"
        if "role" in told:
            yield "item<role"
        if "title" in told or (before == "." and index > 1 and "title" in classes(words[index - 2])):
            yield "item<title"
        if before.lower() in ("in", "at", "near", "from", "to", "by", "with", "of", "under", "within", "the"):
            yield f"item<{before.lower()}"


def _introduced(words: Sequence[str], runs: Runs) -> Iterator[tuple[str, str]]:
    """Yield (acronym, what the words before its bracket say): "Ministry of Interior (MoI)"."""
    for index, (word, following) in enumerate(pairwise(words)):
        bracket = runs.bracket[index + 1]
        if word != "(" or bracket is None or index == 0 or not _is_capital(following):
            continue
        run = runs.run[index - 1] or (runs.run[index - 2] if index > 1 else None)
        if run:
            before = words[run[0] : run[1]]
            initials = "".join(one[0] for one in before if one[0].isupper())
            yield following, "introduced"
            if following.upper().rstrip("S") in initials:
                yield following, "introduced-by-initials"
            for told in _telling(before):
                yield following, f"introduced={told}"
        beside = {words[index - 1].lower(), words[bracket[1] + 1].lower() if bracket[1] + 1 < len(words) else ""}
        if beside & word_list("project_cues"):
            yield following, "introduced-beside-cue"
