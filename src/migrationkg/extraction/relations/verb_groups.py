"""The verb groups of a sentence: "has not been organised" is one, passive and negated."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from migrationkg.extraction.relations.word_classes import Form, forms, listed


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
