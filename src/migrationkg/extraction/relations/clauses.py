"""Clauses of an encoded sentence: its words by class, its verb groups, and how each name hangs on them.

"⟨ICMPD⟩, together with ⟨the Police⟩, has organised a ⟨workshop⟩": one verb group ("organise"), of which ⟨ICMPD⟩ is the
subject and the ⟨workshop⟩ the object; ⟨the Police⟩ stand in an aside that "together with" leads. Classes of words and
verbs stand in `tables/frames.toml`.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from migrationkg.extraction.relations.cells import LETTERS, Sentence
from migrationkg.extraction.relations.word_classes import CALLED, Verb, called, class_of, listed, verb_groups

_TOKEN = re.compile(r"[\ue000-\ue010]|[^\W\d_]+(?:[-.'][^\W\d_]+)*|\d[\d.,]*|\S")
_OCCASIONS = (LETTERS["Event"], LETTERS["Act"])
_ASIDES = frozenset(("~company", "with", "through", "via", "under", "within", "as", "in", "including", "~help"))


class Hanging(NamedTuple):
    """How a name hangs on the verbs of its sentence.

    Attributes:
        role: "subject", "object", "bare", or the preposition that leads to it ("by", "with").
        verb: number of the verb group, or -1.
        lead: the words that lead to the name: prepositions and nouns by class ("with <group> of").
        aside: what leads the aside in which it stands, or "".
    """

    role: str
    verb: int
    lead: str
    aside: str


@dataclass(frozen=True, slots=True)
class Clauses:
    """What a sentence's words do.

    Attributes:
        words: its words and marks, the names by their kind ("<project>").
        classes: the same by class ("<role>", "fund*"), those without a class as "~" or "Xx".
        at: the position in the sentence's text of each.
        names: the indices of the names.
        verbs: the verb groups.
        hanging: index of a name → how it hangs on them.
    """

    words: tuple[str, ...]
    classes: tuple[str, ...]
    at: tuple[int, ...]
    names: tuple[int, ...]
    verbs: tuple[Verb, ...]
    hanging: Mapping[int, Hanging]


def read_clauses(sentence: Sentence, content: str) -> Clauses:
    """Read the clauses of an encoded sentence.

    Args:
        sentence: the sentence.
        content: the item's content, in which the words of occasions are looked up.
    """
    tokens = _TOKEN.findall(sentence.text)
    at = tuple([match.start() for match in _TOKEN.finditer(sentence.text)])
    words, classes = tuple(map(called, tokens)), tuple(map(class_of, tokens))
    names = tuple([index for index, token in enumerate(tokens) if token in CALLED])
    acts = {
        index: content[sentence.cells[at[index]].start : sentence.cells[at[index]].end].lower()
        for index in names
        if tokens[index] in _OCCASIONS
    }
    verbs = tuple(verb_groups(words, classes, acts)) if names else ()
    return Clauses(words, classes, at, names, verbs, _hanging(classes, words, names, verbs))


def _aside_spans(classes: Sequence[str], verbs: Sequence[Verb]) -> list[tuple[int, int, str]]:
    """Return (start, end, lead) of the asides: between commas and led by "together with", "through", …, or brackets."""
    found: list[tuple[int, int, str]] = []
    commas = [index for index, word in enumerate(classes) if word == ","]
    starts = {verb.start for verb in verbs}
    for index in commas:
        if index + 2 < len(classes) and classes[index + 1] in _ASIDES and not (found and index < found[-1][1]):
            end = next((other for other in commas if other > index and other + 1 in starts), None)
            if end is not None and end - index < 40:
                lead = [word for word in classes[index + 1 : index + 5] if word in _ASIDES or word == "of"]
                found.append((index, end + 1, " ".join(lead[:2])))
    opened = None
    for index, word in enumerate(classes):
        if word == "(":
            opened = index
        elif word == ")" and opened is not None:
            found.append((opened, index + 1, "("))
            opened = None
    return found


def _hanging(
    classes: Sequence[str], words: Sequence[str], names: Sequence[int], verbs: Sequence[Verb]
) -> dict[int, Hanging]:
    asides = _aside_spans(classes, verbs)
    lifted = {at for start, end, _ in asides for at in range(start, end)}
    main = [number for number, verb in enumerate(verbs) if verb.start not in lifted]
    ends = [verbs[number].end for number in main]
    in_verbs = {at for verb in verbs for at in range(verb.start, verb.end)}
    breaks = [at for at, word in enumerate(words) if word in listed("breaks") and at not in lifted]
    found: dict[int, Hanging] = {}
    for index in names:
        lead, role = _lead(classes, words, in_verbs, index)
        aside = next((one for one in asides if one[0] < index < one[1]), None)
        place = bisect_left(ends, index + 1)  # of the first verb that ends behind the name
        before, after = main[place - 1] if place else -1, main[place] if place < len(main) else -1
        if after >= 0 and verbs[after].start <= index < verbs[after].end:
            found[index] = Hanging("verb", after, lead, "")
            continue
        if before >= 0 and bisect_left(breaks, verbs[before].end) != bisect_left(breaks, index):
            before = -1
        if aside:
            inner = next((n for n, verb in enumerate(verbs) if aside[0] < verb.start and verb.end <= index), -1)
            found[index] = Hanging(role or "bare", inner if inner >= 0 else after, lead, aside[2])
        elif role:
            found[index] = Hanging(role, before if before >= 0 else after, lead, "" if before >= 0 else "fronted")
        elif before >= 0:
            found[index] = Hanging("object", before, lead, "")
        else:
            found[index] = Hanging("subject" if after >= 0 else "bare", after, lead, "")
    return found


def _lead(classes: Sequence[str], words: Sequence[str], in_verbs: set[int], index: int) -> tuple[str, str]:
    """Return the words that lead to a name, and the outermost preposition."""
    prepositions, determiners = listed("prepositions"), listed("determiners")
    lead: list[str] = []
    role = ""
    for at in range(index - 1, max(-1, index - 9), -1):
        word = words[at]
        if at in in_verbs or word in ("and", "or", ",") or word in listed("breaks") or not word[0].isalpha():
            break
        if word in prepositions:
            role = word
            lead.append(word)
            if word not in ("of", "from", "for"):
                break
        elif word not in determiners and (not lead or lead[-1] in prepositions):
            lead.append(classes[at])
    return " ".join(reversed(lead)), role
