"""Of which kind a thing is that an item names, or whether its candidates name anything: what is seen of all of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from migrationkg.extraction.names.candidates import Candidate
from migrationkg.extraction.names.gazetteer import Hit
from migrationkg.extraction.names.runs import Runs, long_heads, runs_of
from migrationkg.extraction.names.words import TELLING, classes, shape
from migrationkg.extraction.tables.vocabulary import word_list
from migrationkg.extraction.text.analysis import Text
from migrationkg.model import ORGANISATION_KINDS

_OF = re.compile(r"(?: \([^()\n]{2,12}\))? (?:of|at|in) (?:the )?")
#: The label of candidates that name nothing.
NOTHING = "nothing"
#: A thing that is likelier nothing than this, or no kind as likely as that, is none.
_NOTHING, _LEAST = 0.5, 0.35
#: Words that end names, by the kind of organisation that they make of them.
_LEGAL_FORMS = {"Company": "legal_forms_of_companies", "CivilSocietyOrganisation": "legal_forms_of_societies"}
#: Features that by themselves tell a body, and of which kind it is where nothing is sure.
_KNOWN = frozenset(
    (
        *(f"known={kind}" for kind in ORGANISATION_KINDS),
        *(f"legal-form={kind}" for kind in _LEGAL_FORMS),
        "long-head=Ministry",
    )
)


def features_of_things(
    text: Text, known: Sequence[Hit], things: Sequence[Sequence[Candidate]]
) -> list[tuple[str, ...]]:
    """Return what is seen of some things.

    Args:
        text: the text.
        known: names that authority data knows.
        things: of each thing, all candidates that may name it.
    """
    starts, ends = {hit.start: hit for hit in known}, {hit.end: hit for hit in known}
    runs = runs_of(text.words)

    def seen(candidates: Sequence[Candidate]) -> Iterator[str]:
        tags = sorted({one.family for one in candidates if one.source == "tagged"})
        yield from (f"tag={family}" for family in tags)
        yield "tags=" + "+".join(tags)
        yield f"times={min(len(candidates), 4)}"
        for one in candidates:
            yield f"source={one.source}"
            yield from _context(text, runs, one)
            yield from _known(text.content, one, starts, ends)
        for form in dict.fromkeys(text.content[one.start : one.end] for one in candidates):
            yield from _of_form(form)

    return [tuple(dict.fromkeys(seen(candidates))) for candidates in things]


def _known(content: str, one: Candidate, starts: Mapping[int, Hit], ends: Mapping[int, Hit]) -> Iterator[str]:
    """Yield what authority data says of a candidate, of its first and last words, and of its owner."""
    first, last = starts.get(one.start), ends.get(one.end)
    if first and first is last:
        yield f"known={first.told}"
    else:
        if first:
            yield f"begins-with={first.told}"
            if first.known.sort == "demonym" and last and last.start == first.end + 1:
                yield f"known={last.told}"
        if last:
            yield f"ends-with={last.told}"
    owner = _OF.match(content, one.end)
    if owner and (hit := starts.get(owner.end())):
        yield f"of={hit.told}"
    if content.endswith("'s ", 0, one.start) and (hit := ends.get(one.start - 3)):
        yield f"owner={hit.told}"
    if content.endswith(" ", 0, one.start) and (hit := ends.get(one.start - 1)):
        yield f"beside={hit.told}"


@lru_cache(65_536)
def _of_form(form: str) -> tuple[str, ...]:
    words = form.replace("'s", " 's").split()
    found = [f"word={word.lower()}" for word in words]
    found += [f"first={words[0].lower()}", f"last={words[-1].lower()}", f"long={min(len(words), 6)}"]
    for word, behind in pairwise((*words, "of")):
        if "acronym-of-ministry" in classes(word):
            found.append("long-head=Ministry")
        told = [one for one in classes(word) if one.startswith(TELLING)]
        found += [f"has={one}" for one in told]
        found += [f"head={one}" for one in told if behind in ("of", "for", "on", "to")]
    ending = words[-1] if words[1:] else ""
    found += [f"legal-form={kind}" for kind, forms in _LEGAL_FORMS.items() if ending in word_list(forms)]
    for _, end, kind in long_heads(words):
        found += [f"long-head={kind}", f"long-head={kind} {'last' if end == len(words) else 'within'}"]
    heads = [one for word in words for one in classes(word) if one.startswith("head-")]
    found += [f"first-{heads[0].replace('-', '=', 1)}", f"last-{heads[-1].replace('-', '=', 1)}"] if heads else []
    if len(words) == 1:
        low = form.lower()
        found += [f"alone={shape(form)}", f"begins={low[:2]}", f"begins={low[:3]}", f"ends={low[-2:]}"]
        found += [f"ends={low[-3:]}", f"letters={min(len(form), 8)}"]
    else:
        found.append(f"shape={shape(words[0])} {shape(words[-1])}")
    return tuple(dict.fromkeys(found))


def _context(text: Text, runs: Runs, one: Candidate) -> Iterator[str]:
    words = text.words
    place = text.tokens_at(one.start, one.end)
    if run := runs.run[place[-1]]:
        beyond = "".join(words[run[1] : run[1] + 1]).lower()
        yield f"run>{beyond}"
        if beyond in word_list("project_cues"):
            yield f"run>cue {shape(text.content[one.start : one.end])}"
    left, right = words[max(0, place.start - 3) : place.start], words[place.stop : place.stop + 3]
    before, behind = "".join(left[-1:]).lower(), "".join(right[:1]).lower()
    yield f"<{before}"
    yield f">{behind}"
    if left[:-1]:
        yield f"<<{left[-2].lower()} {before}"
    if right[1:]:
        yield f">>{behind} {right[1].lower()}"
    for side, near in (("<", left), (">", right)):
        yield from (f"near{side}{told}" for word in near for told in classes(word) if told not in ("small", "capital"))
    if one.start < text.headline_end:
        yield "headline"


def kind_of_thing(chances: Mapping[str, float], seen: Sequence[str]) -> str:
    """Return the likeliest kind of a thing, or NOTHING where that or no kind is likely.

    What bears the name of an organisation that authority data knows is of that organisation's kind.

    Args:
        chances: how likely each kind is.
        seen: what is seen of the thing.

    Example:
        >>> kind_of_thing({"Person": 0.6, NOTHING: 0.4}, []), kind_of_thing({"Person": 0.3, NOTHING: 0.2}, [])
        ('Person', 'nothing')
    """
    if "source=inside" not in seen and (known := next((one for one in seen if one in _KNOWN), None)):
        return known.partition("=")[2]
    kind = max((one for one in chances if one != NOTHING), key=lambda one: (chances[one], one))
    if "known=region" in seen and kind in ORGANISATION_KINDS:
        return "Place"
    return NOTHING if chances[NOTHING] > _NOTHING or chances[kind] < _LEAST else kind
