"""What the tagger sees of a word beyond its sentence's next words: elsewhere in the item, and in a list with commas."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from migrationkg.extraction.names.name import is_acronym
from migrationkg.extraction.names.runs import Runs
from migrationkg.extraction.names.words import built, classes, is_capital, is_in_vocabulary, telling
from migrationkg.extraction.tables.vocabulary import vocabulary, word_list
from migrationkg.extraction.text.analysis import Text

_SMALL_WORDS = frozenset(("in", "at", "near", "from", "to", "by", "with", "of", "under", "within", "the"))


def features_of_words(text: Text, runs: Runs) -> dict[str, list[str]]:
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
    if index + 1 < len(words):
        yield from _before(words[index + 1])
    if index:
        before = words[index - 1]
        told = classes(before)
        yield from (f"item<{one}" for one in ("role", "title", "given-name") if one in told)
        if before.lower() in word_list("project_cues"):
            yield "item<cue"
        if before == "." and index > 1 and "title" in classes(words[index - 2]):
            yield "item<title"
        if before.lower() in _SMALL_WORDS:
            yield f"item<{before.lower()}"


def _before(behind: str) -> Iterator[str]:
    if behind.lower() in word_list("project_cues"):
        yield "item>cue"
    elif behind in ("'s", "-"):
        yield f"item>{behind}"
    elif "saying" in classes(behind):
        yield "item>saying"


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
        beside = {words[index - 1].lower(), words[bracket[1] + 1].lower() if bracket[1] + 1 < len(words) else ""}
        if beside & word_list("project_cues"):
            yield following, "introduced-beside-cue"


def features_in_lists(words: Sequence[str]) -> Iterator[tuple[int, str]]:
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
