"""Words of an encoded sentence by what they do: verbs and their groups, prepositions, nouns of roles and occasions.

The classes stand in `tables/frames.toml`. "Has not been organised" is one group of verbs, passive and negated.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from migrationkg.extraction.relations.cells import LETTERS
from migrationkg.extraction.tables.vocabulary import load_table, vocabulary

#: Letter of a name → how it is called in features.
CALLED = {
    LETTERS[kind]: f"<{name}>"
    for name, kinds in {
        "org": ("InternationalOrganisation", "CivilSocietyOrganisation", "AcademicInstitution", "Company"),
        "body": ("Ministry", "GovernmentBody"),
        "office": ("ImplementingOffice",),
        "person": ("Person", "Holder"),
        "sum": ("Amount",),
        **{kind.lower(): (kind,) for kind in ("Project", "Country", "Demonym", "Place", "Event", "Act", "Date")},
    }.items()
    for kind in kinds
}

#: Classes of words that tell nothing.
SKIPPED = frozenset(("the", "a", "an", "~title"))


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

    @property
    def voice(self) -> str:
        """The word that tells a passive verb in features."""
        return "passive " if self.passive else ""


class Form(NamedTuple):
    """What a word that may be a verb's form stands for.

    Attributes:
        lemma: the verb.
        group: its class in the table.
        kinds: which forms it may be: "base", "third", "ing", "past", "participle".
    """

    lemma: str
    group: str
    kinds: frozenset[str]


@cache
def _frames() -> dict[str, Any]:
    return load_table("frames")


@cache
def listed(name: str) -> frozenset[str]:
    """Return the small words of a list of the table ("prepositions")."""
    return frozenset(_frames()["small"][name])


@cache
def _class_of_word() -> Mapping[str, str]:
    lists, words = _frames()["small"], _frames()["words"]
    small = {word: word for name in ("prepositions", "determiners", "conjunctions") for word in lists[name]}
    return small | {word: f"~{name}" for name, some in words.items() for word in some}


@cache
def forms() -> Mapping[str, Form]:
    """Return form of a verb → verb, class and which forms it may be."""
    found: dict[str, Form] = {}
    for group, entries in _frames()["verbs"].items():
        for entry in entries:
            for form, kind in _inflected(entry):
                known = found.get(form, Form(entry.split("/")[0], group, frozenset()))
                found[form] = known._replace(kinds=known.kinds | {kind})
    return found


def _inflected(entry: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of a verb: "run/ran/run" gives run, runs, running, ran, run."""
    lemma, *irregular = entry.split("/")
    y = re.search("[^aeiou]y$", lemma)
    stem = lemma[:-1] if re.search("[^eoy]e$", lemma) else lemma
    if re.search("(?:^|[^aeiou]|qu)[aeiou][bdgmnprt]$", lemma) and lemma not in listed("not_doubled"):
        stem += lemma[-1]
    past = irregular[0] if irregular else f"{lemma[:-1]}ied" if y else f"{stem}ed"
    yield lemma, "base"
    yield f"{lemma[:-1]}ies" if y else f"{lemma}es" if re.search("(?:s|x|ch|sh|o)$", lemma) else f"{lemma}s", "third"
    yield f"{stem}ing", "ing"
    yield past, "past"
    yield irregular[1] if irregular[1:] else past, "participle"


@lru_cache(65_536)
def class_of(word: str) -> str:
    """Return the class of a word: `~role`, `fund*`, `of`, that of a name as it is called; "Xx" or "~" for the rest."""
    low = word.lower()
    if known := CALLED.get(word) or _class_of_word().get(low):
        return known
    if word in vocabulary().roles:
        return "~role"
    if auxiliary := next((name for name in ("be", "have", "modal") if low in listed(name)), None):
        return auxiliary
    if form := forms().get(low):
        return f"{form.group}{'-ed' if 'participle' in form.kinds else ''}*"
    if not word[0].isalpha():
        return "#" if word[0].isdigit() else word
    return "Xx" if word[0].isupper() else "~"


@lru_cache(65_536)
def called(token: str) -> str:
    """Return a word in small letters, a name as it is called in features."""
    return CALLED.get(token) or token.lower()


def squeezed(classes: Sequence[str]) -> list[str]:
    """Return classes of words without articles, runs of untold words as one."""
    found: list[str] = []
    for one in classes:
        again = found[-1:] == [one] and one in ("~", "Xx", "#", "~role")
        if one not in SKIPPED and not again:
            found.append(one)
    return found


def verb_groups(words: Sequence[str], classes: Sequence[str], acts: Mapping[int, str]) -> Iterator[Verb]:
    """Yield the verb groups of a sentence.

    Args:
        words: its words.
        classes: their classes.
        acts: index of a name that is an occasion → its own words, which may be a verb ("handed over").
    """
    known, adverbs = forms(), listed("adverbs")
    index, count = 0, len(words)
    while index < count:
        start = index
        seen: set[str] = set()
        while index < count and (classes[index] in ("be", "have", "modal") or (seen and words[index] in adverbs)):
            seen.add(words[index] if words[index] in ("not", "never") else classes[index])
            index += 1
        negated = not seen.isdisjoint(("not", "never"))
        word = acts[index].split(" ")[0] if index in acts else words[index] if index < count else ""
        form = known.get(word)
        if form is None and word.endswith("ed") and len(word) > 4 and index not in acts:
            form = Form(word, "", frozenset({"past", "participle"}))
        before = classes[start - 1] if start else ""
        after = words[index + 1] if index + 1 < count else ""
        if form and (seen or _is_verb(form, before, after)):
            passive = "participle" in form.kinds and (
                "be" in seen or ("have" not in seen and _is_reduced(before, after, index in acts))
            )
            yield Verb(start, index + 1, form.lemma, form.group, passive, negated, "modal" in seen)
            index += 1
        elif seen & {"be", "have"}:
            yield Verb(start, index, "be" if "be" in seen else "have", "be", False, negated, "modal" in seen)
        else:
            index = max(index, start + 1)


def _is_reduced(before: str, after: str, act: bool) -> bool:
    """Return whether a participle without "is" is passive all the same: "a workshop organised by", "held in"."""
    named = before in ("<event>", "~", "<project>", "~project", "~occasion", "-")
    return after == "by" or (not act and after in listed("prepositions") and named)


def _is_verb(form: Form, before: str, after: str) -> bool:
    """Return whether a word that may be a verb is one here, by the class of the word before and the word behind."""
    named = before.startswith(("<", "~")) or before in ("Xx", ")", "")
    if "base" in form.kinds:
        return (named or before in (",", "and", "who", "to")) and (
            after in listed("determiners") or after.startswith("<")
        )
    if form.kinds & {"past", "participle"}:
        return before not in listed("determiners") and before != "of"
    if "third" in form.kinds:
        return (named or before in ("and", ",", "which", "who", "that", "~")) and after not in (",", ".", "and", "of")
    return before in ("", ",", "by", "after", "before", "while", "when", "and") and after not in (",", ".", "of", "and")
