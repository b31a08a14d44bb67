"""Facts on projects from what the rules find in marked sentences, each with the words that say it.

In a marked sentence projects, givers and sums are marks, as long as the words were, so that every offset stays.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from migrationkg.extraction.amounts import AmountMention
from migrationkg.extraction.projects.rules import GIVER, PROJECT, SUM, rules
from migrationkg.extraction.projects.times import end_of_years, months, time_value
from migrationkg.extraction.relations.rows import Row
from migrationkg.extraction.text.analysis import Text
from migrationkg.extraction.text.sieve import compiled
from migrationkg.model import ORGANISATION_KINDS, Amount, Entity, Evidence, Fact, GivenBy

#: How often what the rows read proved right on annotated news (docs/extraction.md).
_SURE: Final = 0.9
#: What takes back or only considers what follows, in the words before it.
_HELD_BACK = re.compile(r"\b(?:not|never|no longer|could|might|would|should|if|whether|proposed|hopes? to)\b[^,;:]*$")
#: What is a part of a project, told just before words on its time.
_PART = re.compile(r"\b(?:stage|phase|round|strand|component|cycle|pilot|edition|window|activit(?:y|ies))\b[^,;]*$")
_NOUN = re.compile(r"\b(?:project|programme|program|initiative|scheme)\b")
#: Years at the end of a name: "Norway Grants 2014-2021".
_YEARS = re.compile(r"\b(?P<first>20\d\d) ?[-–] ?(?P<last>(?:20)?\d\d)\)?$")
#: What has a project as its own: it is not the project that ended.
_OF = re.compile(
    r"\b(?:of|under|within|by|for|through|with|from|to)(?: (?:the|this|its|an?)(?: [\w-]+){0,2})? ?[\"']?$",
    re.IGNORECASE,
)
#: A part of a project, just before its name.
_PART_OF = re.compile(r"\b(?:stages?|phases?|rounds?|strands?|components?|cycles?|pilots?|editions?) of [^,;.]{0,30}$")
#: Days below which a span with both days is an occasion's.
_SHORTEST: Final = 60


_MARKS = {**dict.fromkeys((*ORGANISATION_KINDS, "Country"), GIVER), "Project": PROJECT}


@dataclass(frozen=True, slots=True)
class _Marked:
    """An item whose names are marks.

    Attributes:
        content: the text with marks.
        named: offset of a mark's beginning → local id of what is named there.
        sums: offset of a mark's beginning → the sum.
        projects: offset and local id of each mention of a project, in order.
    """

    content: str
    named: Mapping[int, str]
    sums: Mapping[int, AmountMention]
    projects: Sequence[tuple[int, str]]


def facts_of_projects(
    text: Text, entities: Iterable[Entity], sums: Sequence[AmountMention], amounts: Sequence[Amount]
) -> tuple[tuple[Fact, ...], tuple[Amount, ...]]:
    """Return what a text says of its projects by values, and its sums with who gives them where that is told.

    Args:
        text: the text.
        entities: what is named in it.
        sums: the sums of money in it.
        amounts: what of them is for a project or occasion.
    """
    entities = tuple(entities)
    item = _marked(text, entities, sums)
    if not item.projects:
        return (), tuple(amounts)
    found: dict[tuple[str, str, str], Fact] = {}
    givers: dict[tuple[object, str], GivenBy] = {}
    for start, end in _sentences(text):
        for rule, match in _matches(item.content[start:end]):
            words = slice(start + match.start(), start + match.end())
            evidence = Evidence(words.start, words.stop, text.original[words], f"project-{rule.name}", _SURE)
            if match.groupdict().get("giver"):
                one = item.sums[start + match.start("money")]
                giver = GivenBy(item.named[start + match.start("giver")], evidence)
                givers.setdefault((one.value, one.currency), giver)
            elif project := _meant(item, text, match, start):
                for relation, value in _told(match, rule, text.published):
                    found.setdefault((project, relation, value), Fact(project, relation, value, evidence))
    for project, relation, value, evidence in _in_names(entities):
        found.setdefault((project, relation, value), Fact(project, relation, value, evidence))
    return tuple(_settled([*found.values()])), tuple(
        replace(one, given=givers.get((one.value, one.currency))) for one in amounts
    )


def _in_names(entities: Iterable[Entity]) -> Iterator[tuple[str, str, str, Evidence]]:
    """Yield the years with which names of projects end."""
    for entity in entities:
        for one in entity.mentions if entity.kind == "Project" else ():
            years = _YEARS.search(one.text)
            last = end_of_years(years["first"], years["last"]) if years else None
            if years and last:
                evidence = Evidence(one.start, one.end, one.text, "project-years-in-name", _SURE)
                yield entity.id, "projectStart", years["first"], evidence
                yield entity.id, "projectEnd", last, evidence


def _sentences(text: Text) -> Iterator[tuple[int, int]]:
    """Yield the sentences; the stop of "project no. 5" ends none."""
    begun: int | None = None
    for start, end in text.sentences:
        begun = start if begun is None else begun
        if not text.content.endswith((" no.", " nr."), start, end):
            yield begun, end
            begun = None


def _matches(sentence: str) -> Iterator[tuple[Row, re.Match[str]]]:
    for rule in rules().passing(sentence):
        for match in compiled(rule.pattern).finditer(sentence):
            of = rule.whole and _OF.search(sentence, 0, match.start("project"))
            if not of and not _HELD_BACK.search(sentence, 0, match.start()):
                yield rule, match


def _meant(item: _Marked, text: Text, match: re.Match[str], start: int) -> str | None:
    """Return the project of which a match in the sentence from `start` on tells; None where that is not plain."""
    words = match.groupdict().get("project") or ""
    if words and _PART_OF.search(match.string, 0, match.start("project")):
        return None
    if PROJECT in words:
        return item.named[start + match.start("project") + words.index(PROJECT)]
    if _PART.search(match.string, 0, match.start()) or _PART.search(words):
        return None
    here = dict.fromkeys(thing for at, thing in item.projects if start <= at < start + match.end())
    if here:
        return _only(here)
    if words.lower() == "it":
        last = text.sentences[max(0, text.sentence_at(start) - 1)][0]
        told = [thing for at, thing in item.projects if last <= at < start]
        is_told = told or _NOUN.search(item.content, last, start)
        return _only(told or (thing for _, thing in item.projects)) if is_told else None
    return _only(thing for _, thing in item.projects) or (_spoken_of(item, text, start) if words else None)


def _spoken_of(item: _Marked, text: Text, start: int) -> str | None:
    """Return the first project of the last sentence before that names one."""
    before = [(text.sentence_at(at), thing) for at, thing in item.projects if at < start]
    return next((thing for at, thing in before if at == before[-1][0]), None)


def _only(things: Iterable[str]) -> str | None:
    found = set(things)
    return found.pop() if len(found) == 1 else None


def _told(match: re.Match[str], rule: Row, published: date) -> Iterator[tuple[str, str]]:
    """Yield relation and value of what a match tells."""
    told = {name: words for name, words in match.groupdict().items() if words}
    if "first" in told and (last := end_of_years(told["first"], told["last"])):
        yield "projectStart", told["first"]
        yield "projectEnd", last
    last = time_value(told["end"]) if "end" in told else None
    first = time_value(told["start"], last or "") if "start" in told else None
    if rule.status and not (rule.status == "pipeline" and first and first <= published.isoformat()[: len(first)]):
        yield "projectStatus", rule.status
    if not (first and last and not _is_span(first, last)):
        yield from (("projectStart", first),) if first else ()
        yield from (("projectEnd", last),) if last else ()
    if "months" in told and (number := months(told["months"])):
        yield "durationInMonths", number
    if "page" in told:
        yield "url", told["page"] if told["page"].startswith("http") else f"https://{told['page']}"
    if "identifier" in told:
        yield "identifier", re.sub(r" ?/ ?", "/", told["identifier"])


def _is_span(first: str, last: str) -> bool:
    """Return whether a project can run from one time to another: days of an occasion are too near."""
    if first > last:
        return False
    if len(first) == len(last) == len("2023-06-12"):
        return (date.fromisoformat(last) - date.fromisoformat(first)).days >= _SHORTEST
    return True


def _settled(facts: Sequence[Fact]) -> Iterator[Fact]:
    """Yield facts without those that say less than another of their thing: a year beside a day of it."""
    for one in facts:
        told = [other.object for other in facts if (other.subject, other.relation) == (one.subject, one.relation)]
        days = one.relation in ("projectStart", "projectEnd")
        if not (days and any(other != one.object and other.startswith(one.object) for other in told)):
            yield one


def _marked(text: Text, entities: Iterable[Entity], sums: Sequence[AmountMention]) -> _Marked:
    """Return a text with its names and sums as marks; of names within names the longer one is a mark."""
    found = [(one.start, one.end, SUM, "") for one in sums]
    for entity in entities:
        if mark := _MARKS.get(entity.kind):
            found += [(one.start, one.end, mark, entity.id) for one in entity.mentions]
    found.sort(key=lambda one: (one[0] - one[1], one[0], one[2], one[3]))
    letters, named = list(text.content), {}
    taken = bytearray(len(letters))
    for start, end, mark, thing in found:
        if not any(taken[start:end]):
            letters[start:end] = mark * (end - start)
            taken[start:end] = b"\x01" * (end - start)
            named[start] = thing
    projects = sorted((start, thing) for start, thing in named.items() if letters[start] == PROJECT)
    return _Marked("".join(letters), named, {one.start: one for one in sums if one.start in named}, projects)
