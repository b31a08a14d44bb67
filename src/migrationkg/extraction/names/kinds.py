"""Of which kind a thing is that an item names, or whether its candidates name anything: what is seen of all of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from migrationkg.extraction.names.candidates import Candidate
from migrationkg.extraction.names.gazetteer import Hit
from migrationkg.extraction.names.runs import Runs, long_heads, runs_of
from migrationkg.extraction.names.words import classes, shape
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


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A text with the names that authority data knows, by where they begin and end.

    Attributes:
        text: the text.
        spans: known names by (start, end).
        starts: known names by their start.
        ends: known names by their end.
        runs: the runs of capitalised words of the text.
    """

    text: Text
    spans: Mapping[tuple[int, int], Hit]
    starts: Mapping[int, Hit]
    ends: Mapping[int, Hit]
    runs: Runs


def surroundings(text: Text, known: Sequence[Hit]) -> Surroundings:
    """Return a text with the names that authority data knows, by where they stand."""
    return Surroundings(
        text,
        {(hit.start, hit.end): hit for hit in known},
        {hit.start: hit for hit in known},
        {hit.end: hit for hit in known},
        runs_of(text.words),
    )


def features_of_thing(around: Surroundings, candidates: Sequence[Candidate]) -> list[str]:
    """Return what is seen of a thing.

    Args:
        around: the text.
        candidates: all candidates that may name the thing.
    """
    text = around.text
    found: dict[str, None] = {}
    tags = [one.family for one in candidates if one.source == "tagged"]
    found.update(dict.fromkeys(f"tag={family}" for family in sorted(set(tags))))
    found["tags=" + "+".join(sorted(set(tags)))] = None
    found[f"times={min(len(candidates), 4)}"] = None
    for one in candidates:
        found[f"source={one.source}"] = None
        found.update(dict.fromkeys(_context(around, one)))
        found.update(dict.fromkeys(_known(around, one)))
    for form in dict.fromkeys(text.content[one.start : one.end] for one in candidates):
        found.update(dict.fromkeys(_of_form(form)))
    return list(found)


def _sort(hit: Hit) -> str:
    return hit.known.kind or "InternationalOrganisation" if hit.known.sort == "organisation" else hit.known.sort


def _known(around: Surroundings, one: Candidate) -> Iterator[str]:
    """Yield what authority data says of a candidate, of its first and last words, and of its owner."""
    content = around.text.content
    if hit := around.spans.get((one.start, one.end)):
        yield f"known={_sort(hit)}"
    else:
        if first := around.starts.get(one.start):
            yield f"begins-with={_sort(first)}"
            rest = around.spans.get((first.end + 1, one.end))
            if first.known.sort == "demonym" and rest:
                yield f"known={_sort(rest)}"
        if last := around.ends.get(one.end):
            yield f"ends-with={_sort(last)}"
    owner = _OF.match(content, one.end)
    if owner and (hit := around.starts.get(owner.end())):
        yield f"of={_sort(hit)}"
    if content.endswith("'s ", 0, one.start) and (hit := around.ends.get(one.start - 3)):
        yield f"owner={_sort(hit)}"
    if content.endswith(" ", 0, one.start) and (hit := around.ends.get(one.start - 1)):
        yield f"beside={_sort(hit)}"


@lru_cache(65_536)
def _of_form(form: str) -> tuple[str, ...]:
    words = form.replace("'s", " 's").split()
    found = [f"word={word.lower()}" for word in words]
    found += [f"first={words[0].lower()}", f"last={words[-1].lower()}", f"long={min(len(words), 6)}"]
    for index, word in enumerate(words):
        if "acronym-of-ministry" in classes(word):
            found.append("long-head=Ministry")
        told = [one for one in classes(word) if one.startswith(("head-", "project-head", "Cue", "role", "opener"))]
        found += [f"has={one}" for one in told]
        if index == len(words) - 1 or (index + 1 < len(words) and words[index + 1] in ("of", "for", "on", "to")):
            found += [f"head={one}" for one in told]
    found += [
        f"legal-form={kind}" for kind, forms in _LEGAL_FORMS.items() if words[1:] and words[-1] in word_list(forms)
    ]
    for _, end, kind in long_heads(words):
        found += [f"long-head={kind}", f"long-head={kind} {'last' if end == len(words) else 'within'}"]
    heads = [one for word in words for one in classes(word) if one.startswith("head-")]
    found += [f"first-{heads[0].replace('-', '=', 1)}", f"last-{heads[-1].replace('-', '=', 1)}"] if heads else []
    if len(words) == 1:
        low = form.lower()
        found += [
            f"alone={shape(form)}",
            f"begins={low[:2]}",
            f"begins={low[:3]}",
            f"ends={low[-2:]}",
            f"ends={low[-3:]}",
        ]
        found += [f"letters={min(len(form), 8)}"]
    else:
        found.append(f"shape={shape(words[0])} {shape(words[-1])}")
    return tuple(dict.fromkeys(found))


def _context(around: Surroundings, one: Candidate) -> Iterator[str]:
    text = around.text
    first, last = text.token_at(one.start), text.token_at(one.end - 1)
    if run := around.runs.run[last]:
        behind = text.words[run[1]].lower() if run[1] < len(text.words) else ""
        yield f"run>{behind}"
        if behind in word_list("project_cues"):
            yield f"run>cue {shape(text.content[one.start : one.end])}"
    words, size = text.words, len(text.words)
    before = words[first - 1] if first else ""
    behind = words[last + 1] if last + 1 < size else ""
    yield f"<{before.lower()}"
    yield f">{behind.lower()}"
    if first > 1:
        yield f"<<{words[first - 2].lower()} {before.lower()}"
    if last + 2 < size:
        yield f">>{behind.lower()} {words[last + 2].lower()}"
    for near in words[max(0, first - 3) : first]:
        yield from (f"near<{told}" for told in classes(near) if told not in ("small", "capital"))
    for near in words[last + 1 : last + 4]:
        yield from (f"near>{told}" for told in classes(near) if told not in ("small", "capital"))
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
