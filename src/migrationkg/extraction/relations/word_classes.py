"""Words of an encoded sentence by what they do: forms of verbs, prepositions, nouns of roles and occasions.

The classes stand in `tables/frames.toml`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from migrationkg.extraction.relations.cells import LETTERS
from migrationkg.extraction.tables.vocabulary import load_table, vocabulary

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

#: Classes of words that tell nothing.
SKIPPED = frozenset(("the", "a", "an", "~title"))


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
def _frames() -> Mapping[str, Mapping[str, list[str]]]:
    table: Mapping[str, Mapping[str, list[str]]] = load_table("frames")
    return table


@cache
def listed(name: str) -> frozenset[str]:
    """Return the small words of a list of the table ("prepositions")."""
    return frozenset(_frames()["small"][name])


@cache
def _class_of_word() -> Mapping[str, str]:
    small = {
        word: word for name in ("prepositions", "determiners", "conjunctions") for word in _frames()["small"][name]
    }
    return small | {word: f"~{name}" for name, words in _frames()["words"].items() for word in words}


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
    known = CALLED.get(word) or _class_of_word().get(low)
    if known:
        return known
    if word in vocabulary().roles:
        return "~role"
    for name in ("be", "have", "modal"):
        if low in listed(name):
            return name
    form = forms().get(low)
    if form:
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
        if one in SKIPPED or (found and one == found[-1] and one in ("~", "Xx", "#", "~role")):
            continue
        found.append(one)
    return found
