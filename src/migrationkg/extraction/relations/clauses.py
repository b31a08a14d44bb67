"""Clauses of an encoded sentence: its words by class, its verb groups, and how each name hangs on them.

"⟨ICMPD⟩, together with ⟨the Police⟩, has organised a ⟨workshop⟩": one verb group ("organise"), of which ⟨ICMPD⟩ is the
subject and the ⟨workshop⟩ the object; ⟨the Police⟩ stand in an aside that "together with" leads. Classes of words and
verbs stand in `tables/frames.toml`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from migrationkg.extraction.relations.cells import LETTERS, Sentence
from migrationkg.extraction.tables.vocabulary import load_table, vocabulary

_TOKEN = re.compile(r"[\ue000-\ue010]|[^\W\d_]+(?:[-.'][^\W\d_]+)*|\d[\d.,]*|\S")
#: Letter of a name → how it is called in features.
CALLED = {
    LETTERS[kind]: f"<{name}>"
    for name, kinds in {
        "project": ("Project",),
        "org": ("InternationalOrganisation", "CivilSocietyOrganisation", "AcademicInstitution", "Company"),
        "body": ("Ministry", "GovernmentBody"),
        "office": ("ImplementingOffice",),
        "country": ("Country",),
        "demonym": ("Demonym",),
        "place": ("Place",),
        "person": ("Person", "Holder"),
        "event": ("Event",),
        "act": ("Act",),
        "date": ("Date",),
        "sum": ("Amount",),
    }.items()
    for kind in kinds
}
_OCCASIONS = (LETTERS["Event"], LETTERS["Act"])
_ASIDES = frozenset(("~company", "with", "through", "via", "under", "within", "as", "in", "including", "~help"))


class Verb(NamedTuple):
    """A verb group.

    Attributes:
        start: index of its first token.
        end: index after its last.
        lemma: the verb.
        group: its class in the table, or "" for a verb that is not there.
        passive: whether it is passive.
        negated: whether "not" or "never" stands in it.
        future: whether it tells of what may or will be.
    """

    start: int
    end: int
    lemma: str
    group: str
    passive: bool
    negated: bool
    future: bool


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


class _Form(NamedTuple):
    lemma: str
    group: str
    kinds: frozenset[str]


@cache
def _frames() -> Mapping[str, Mapping[str, list[str]]]:
    table: Mapping[str, Mapping[str, list[str]]] = load_table("frames")
    return table


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(_frames()["small"][name])


@cache
def _class_of_word() -> Mapping[str, str]:
    small = {
        word: word for name in ("prepositions", "determiners", "conjunctions") for word in _frames()["small"][name]
    }
    return small | {word: f"~{name}" for name, words in _frames()["words"].items() for word in words}


@cache
def _forms() -> Mapping[str, _Form]:
    """Return form of a verb → verb, class and which forms it may be."""
    found: dict[str, _Form] = {}
    for group, entries in _frames()["verbs"].items():
        for entry in entries:
            for form, kind in _inflected(entry):
                known = found.get(form, _Form(entry.split("/")[0], group, frozenset()))
                found[form] = known._replace(kinds=known.kinds | {kind})
    return found


def _inflected(entry: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of a verb: "run/ran/run" gives run, runs, running, ran, run."""
    lemma, *irregular = entry.split("/")
    y = re.search("[^aeiou]y$", lemma)
    stem = lemma[:-1] if re.search("[^eoy]e$", lemma) else lemma
    if re.search("(?:^|[^aeiou])[aeiou][bdgmnprt]$", lemma) and lemma not in _listed("not_doubled"):
        stem += lemma[-1]
    past = irregular[0] if irregular else f"{lemma[:-1]}ied" if y else f"{stem}ed"
    yield lemma, "base"
    yield f"{lemma[:-1]}ies" if y else f"{lemma}es" if re.search("(?:s|x|ch|sh|o)$", lemma) else f"{lemma}s", "third"
    yield f"{stem}ing", "ing"
    yield past, "past"
    yield irregular[1] if irregular[1:] else past, "participle"


@lru_cache(65_536)
def _class(word: str) -> str:
    """Return the class of a word: `~role`, `fund*`, `of`; "Xx" for another one with a capital, "~" for the rest."""
    low = word.lower()
    known = _class_of_word().get(low)
    if known:
        return known
    if word in vocabulary().roles:
        return "~role"
    for name in ("be", "have", "modal"):
        if low in _listed(name):
            return name
    form = _forms().get(low)
    if form:
        return f"{form.group}{'-ed' if 'participle' in form.kinds else ''}*"
    if not word[0].isalpha():
        return "#" if word[0].isdigit() else word
    return "Xx" if word[0].isupper() else "~"


@lru_cache(65_536)
def _word(token: str) -> str:
    return CALLED.get(token) or token.lower()


def read_clauses(sentence: Sentence, content: str) -> Clauses:
    """Read the clauses of an encoded sentence.

    Args:
        sentence: the sentence.
        content: the item's content, in which the words of occasions are looked up.
    """
    tokens: list[str] = []
    at: list[int] = []
    for match in _TOKEN.finditer(sentence.text):
        tokens.append(match[0])
        at.append(match.start())
    words = tuple(map(_word, tokens))
    classes = tuple([CALLED.get(token) or _class(token) for token in tokens])
    names = tuple([index for index, token in enumerate(tokens) if token in CALLED])
    acts = {
        index: content[sentence.cells[at[index]].start : sentence.cells[at[index]].end].lower()
        for index in names
        if tokens[index] in _OCCASIONS
    }
    verbs = tuple(_verb_groups(words, classes, acts))
    hanging = _hanging(classes, words, names, verbs)
    return Clauses(words, classes, tuple(at), names, verbs, hanging)


def _verb_groups(words: Sequence[str], classes: Sequence[str], acts: Mapping[int, str]) -> Iterator[Verb]:
    forms, adverbs = _forms(), _listed("adverbs")
    index, count = 0, len(words)
    while index < count:
        start = index
        seen: set[str] = set()
        while index < count and (classes[index] in ("be", "have", "modal") or (seen and words[index] in adverbs)):
            seen.add(words[index] if words[index] in ("not", "never") else classes[index])
            index += 1
        word = acts.get(index, "").split(" ")[0] if index in acts else words[index] if index < count else ""
        form = forms.get(word)
        if form is None and word.endswith("ed") and len(word) > 4 and index not in acts:
            form = _Form(word, "", frozenset({"past", "participle"}))
        before = classes[start - 1] if start else ""
        after = words[index + 1] if index + 1 < count else ""
        if form and (_is_verb(form, before, after) if not seen else True):
            passive = "participle" in form.kinds and (
                "be" in seen or ("have" not in seen and _is_reduced(before, after, index in acts))
            )
            negated = bool(seen & {"not", "never"})
            yield Verb(start, index + 1, form.lemma, form.group, passive, negated, "modal" in seen)
            index += 1
        elif seen & {"be", "have"}:
            yield Verb(
                start,
                index,
                "be" if "be" in seen else "have",
                "be",
                False,
                bool(seen & {"not", "never"}),
                "modal" in seen,
            )
        else:
            index = max(index, start + 1)


def _is_reduced(before: str, after: str, act: bool) -> bool:
    """Return whether a participle without "is" is passive all the same: "a workshop organised by", "held in"."""
    if after == "by":
        return True
    return (
        not act
        and after in _listed("prepositions")
        and before in ("<event>", "~", "<project>", "~project", "~occasion", "-")
    )


def _is_verb(form: _Form, before: str, after: str) -> bool:
    """Return whether a word that may be a verb is one here, by the class of the word before and the word behind."""
    named = before.startswith(("<", "~")) or before in ("Xx", ")", "")
    if "base" in form.kinds:
        return (named or before in (",", "and", "who", "to")) and (
            after in _listed("determiners") or after.startswith("<")
        )
    if form.kinds & {"past", "participle"}:
        return before not in _listed("determiners") and before != "of"
    if "third" in form.kinds:
        return (named or before in ("and", ",", "which", "who", "that", "~")) and after not in (",", ".", "and", "of")
    return before in ("", ",", "by", "after", "before", "while", "when", "and") and after not in (",", ".", "of", "and")


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
    breaks = [at for at, word in enumerate(words) if word in _listed("breaks") and at not in lifted]
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
    prepositions, determiners = _listed("prepositions"), _listed("determiners")
    lead: list[str] = []
    role = ""
    at = index - 1
    while at >= 0 and index - at < 9:
        word, kind = words[at], classes[at]
        if at in in_verbs or word in ("and", "or", ",") or word in _listed("breaks") or not word[0].isalpha():
            break
        if word in prepositions:
            role = word
            lead.append(word)
            if word not in ("of", "from", "for"):
                break
        elif word not in determiners and (not lead or lead[-1] in prepositions):
            lead.append(kind)
        at -= 1
    return " ".join(reversed(lead)), role
