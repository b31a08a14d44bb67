"""What the tagger sees of a word in the item as a whole: how and beside what it stands elsewhere."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from migrationkg.extraction.names.name import is_acronym
from migrationkg.extraction.names.runs import Runs
from migrationkg.extraction.names.words import classes, is_capital, is_in_vocabulary, telling
from migrationkg.extraction.tables.vocabulary import word_list
from migrationkg.extraction.text.analysis import Text

_SMALL_WORDS = frozenset(("in", "at", "near", "from", "to", "by", "with", "of", "under", "within", "the"))


def features_of_words(text: Text, runs: Runs) -> dict[str, list[str]]:
    """Return what the item as a whole says of a word that is written with a capital somewhere."""
    words = text.words
    found: dict[str, dict[str, None]] = {}
    firsts = {text.token_at(start) for start, _ in text.sentences}
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
