"""Stretches of text that may name a project, an organisation, a person or a place, and of which family they seem."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from migrationkg.extraction.models.tagger import Tagger
from migrationkg.extraction.names.beside_cues import names_beside_cues
from migrationkg.extraction.names.features import features
from migrationkg.extraction.names.gazetteer import Hit
from migrationkg.extraction.names.mending import joined, mended, with_subjects_before
from migrationkg.extraction.names.name import is_acronym
from migrationkg.extraction.names.offices import offices_of_known
from migrationkg.extraction.names.subjects import starts_of_others
from migrationkg.extraction.names.untagged import runs_untagged
from migrationkg.extraction.names.words import classes, is_capital
from migrationkg.extraction.tables.vocabulary import vocabulary, word_list
from migrationkg.extraction.text.analysis import Text, standing_alone

#: Sorts of known names that a state's are not among.
_KNOWN = {"organisation": "Organisation", "city": "Place", "region": "Place", "subdivision": "Place"}
_QUOTED = re.compile(r'"(?P<name>[A-Z][^"\n]{12,260}?)[.,]?"')
_SAID = re.compile(
    r"\b(?:said|says|told|title|titled|theme|motto|slogan|report|study|guide|brief|statement)(?: on)?,? $"
)
_THE_PROJECT = re.compile(r"\b[Tt]h(?:e|is) (?:project|programme|program|initiative|action|scheme)\b(?! [A-Z\"])")
#: What numbers something and names nothing: "No. 2019/412-345", "Contract 2020/418-225", "GB-GOV-1-300123".
_NUMBERED = re.compile(
    r"(?:[A-Z][a-z]+\.?:? ){0,2}(?:(?:[A-Za-z]+/)?[\d/.-]*\d[\d/.-]*|[A-Z]{2}(?:-[A-Z\d]+){2,}-?\d{3,})"
)
_IN = re.compile(r" in (?:the )?$")
#: Bodies whose names do not go on with the town or state that they are in.
_OF_NO_PLACE = frozenset(("AcademicInstitution", "CivilSocietyOrganisation", "Company", "Centre"))
_DIALOGUES = ("Process", "Dialogue")
_BODY_OF_DIALOGUE = re.compile(
    r" (?:[A-Z]\w+ ){0,3}?(?:Board|Bureau|Committee|Group|Network|Secretariat|Unit)\b"
    r"(?: on (?:the )?[A-Z]\w+(?: (?:(?:and|in|of) )?[A-Z]\w+){0,5})?"
)
_NAMES_OF_PERSONS = frozenset(("capital", "given-name"))
_BEFORE_STATES = frozenset(("in", "In", "to", "from", "From", "of", "for", "and", "across"))
#: A form that is shorter is not looked for elsewhere.
_SHORTEST = 3


class Stretch(Protocol):
    """What begins and ends somewhere in a text."""

    @property
    def start(self) -> int:
        """Offset of its first character."""

    @property
    def end(self) -> int:
        """Offset after its last."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of text that may name something.

    Attributes:
        start: offset of its first character.
        end: offset after its last.
        family: `Project`, `Organisation`, `Person` or `Place`.
        source: what proposes it: `tagged`, `known` (authority data), `inside` (known, within a longer candidate),
            `again` (a form that is tagged elsewhere in the item), `alias` (one that brackets introduce), `called`
            (a quoted name that the item goes on to call the project), `beside-cue` (beside "project", "NGO", …),
            `before-role` (an acronym before a role), `untagged` (a run of
            capitalised words that nothing else proposes), `titled` (a word behind one; a name
            that is a state's, too, beside another) or `office` (that of an organisation,
            by the place that it is in or for; a dialogue's secretariat).
    """

    start: int
    end: int
    family: str
    source: str


def find_candidates(text: Text, known: Sequence[Hit], tagger: Tagger) -> list[Candidate]:
    """Return the candidates in order of the text; a known name may lie inside another candidate, else none overlap.

    Args:
        text: the text.
        known: names that authority data knows.
        tagger: the model of names.
    """
    offices = [Candidate(start, end, "Organisation", "office") for start, end in offices_of_known(text, known)]
    taken = covered(offices, len(text.content))
    tagged = [one for one in _tagged(text, known, tagger) if taken.find(1, one.start, one.end) < 0]
    found = [*offices, *_with_bodies_of_dialogues(text, tagged)]
    found += _again(text, found, found)
    found += _called_the_project(text, found)
    found += _beside_cue(text, found, known)
    found += _before_role(text, found, known)
    found += _titled(text, found)
    found += _called_as_states(text, found)
    untagged = list(_untagged(text, found, known))
    found += untagged
    found += _again(text, untagged, found)
    found += _known(known, found, covered(found, len(text.content)))
    return sorted(found, key=lambda one: (one.start, -one.end))


def covered(spans: Iterable[Stretch], size: int) -> bytearray:
    """Return for each offset of a text whether a span covers it, 1 or 0.

    Args:
        spans: what has a start and an end.
        size: length of the text.
    """
    cover = bytearray(size)
    for span in spans:
        cover[span.start : span.end] = b"\1" * (span.end - span.start)
    return cover


def _tagged(text: Text, known: Sequence[Hit], tagger: Tagger) -> Iterator[Candidate]:
    """Yield what the tagger marks, but for states; its bounds are mended where rules know better."""
    states = [hit for hit in known if hit.known.sort in ("country", "demonym")]
    of_states = covered(states, len(text.content))
    places = {hit.end: hit for hit in known if hit.known.sort in ("country", "city", "subdivision")}
    bodies = {hit.start: hit.end for hit in known if hit.known.sort == "organisation"}
    owners = {hit.start for hit in known if hit.known.sort in ("demonym", "country", "organisation")}
    others, after = starts_of_others(known), 0
    for first, seen in features(text, known):
        marked = [(first + start, first + stop, family) for start, stop, family in stretches(tagger.labels(seen))]
        for stretch in with_subjects_before(text, joined(text.words, marked), others):
            for begin, close, family in mended(text, stretch, others, bodies):
                at = _body_behind(text, begin, close, bodies) if text.starts[begin] in owners else begin
                if at == close or _NUMBERED.fullmatch(text.content, text.starts[at], text.tokens[close - 1].end):
                    continue
                one = Candidate(text.tokens[at].start, text.tokens[close - 1].end, family, "tagged")
                is_state = family != "Person" and of_states.find(0, one.start, one.end) < 0
                if begin >= after and not is_state:
                    yield _without_place(text, one, places)
                after = max(after, close)


def _with_bodies_of_dialogues(text: Text, tagged: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield candidates, dialogues within the names of their bodies: "Rabat Process Secretariat"."""
    after = 0
    for one in tagged:
        if one.start < after:
            continue
        body = _BODY_OF_DIALOGUE.match(text.content, one.end) if one.family == "Project" else None
        if body and text.content.endswith(_DIALOGUES, one.start, one.end):
            after = body.end()
            yield Candidate(one.start, after, "Organisation", "office")
            yield replace(one, source="inside")
        else:
            yield one


def _body_behind(text: Text, first: int, end: int, bodies: Mapping[int, int]) -> int:
    """Return where the known body begins that an owner and words in small letters lead to: "Swedish agency Sida".

    It is `end` where the body stands behind the stretch: "Danish development agency" before "Danida".
    """
    small = first + 1
    while small < end and text.words[small][0].islower():
        small += 1
    if small == first + 1 or text.starts[small : small + 1] == () or text.starts[small] not in bodies:
        return first
    return small if small == end or bodies[text.starts[small]] == text.tokens[end - 1].end else first


def _without_place(text: Text, one: Candidate, places: Mapping[int, Hit]) -> Candidate:
    """Return a candidate without the place behind it: "MoI of Iraq", "Border Guard College in Riga"."""
    place = places.get(one.end)
    if place is None or place.start <= one.start:
        return one
    link = _IN.search(text.content, one.start, place.start)
    kinds = {vocabulary().heads.get(word) for word in text.content[one.start : place.start].split()}
    if link and one.family == "Organisation" and kinds & _OF_NO_PLACE:
        return replace(one, end=link.start())
    acronym, link_word, rest = text.content[one.start : place.start].partition(" of ")
    is_of_state = link_word and rest in ("", "the ") and place.known.sort == "country"
    return (
        replace(one, end=one.start + len(acronym))
        if is_of_state and is_acronym(acronym) and " " not in acronym
        else one
    )


def stretches(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (first, after the last, family) of the stretches that labels mark.

    Example:
        >>> list(stretches(["O", "B-Place", "I-Place", "B-Person"]))
        [(1, 3, 'Place'), (3, 4, 'Person')]
    """
    begun: int | None = None
    for index, (label, following) in enumerate(pairwise([*labels, "O"])):
        if label == "O":
            continue
        begun = index if begun is None or label.startswith("B-") else begun
        if following != f"I-{label[2:]}":
            yield begun, index + 1, label[2:]
            begun = None


def _again(text: Text, proposed: Sequence[Candidate], found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield where forms that are proposed once stand elsewhere, if nothing is found there."""
    taken = covered(found, len(text.content))
    forms = {text.content[one.start : one.end]: one.family for one in proposed}
    for form, family in sorted(forms.items(), key=lambda one: (-len(one[0]), one[0])):
        if len(form) < _SHORTEST or not any(char.isupper() for char in form):
            continue
        for start in standing_alone(form, text.content):
            end = start + len(form)
            if taken.find(1, start, end) < 0:
                taken[start:end] = b"\1" * len(form)
                yield Candidate(start, end, family, "again")


def _called_the_project(text: Text, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the quoted name that "the project" means where none is named before it."""
    later = _THE_PROJECT.search(text.content, text.headline_end)
    if later is None or any(one.family == "Project" and one.start < later.start() for one in found):
        return
    taken = covered(found, len(text.content))
    for match in _QUOTED.finditer(text.content, 0, later.start()):
        start, end = match.span("name")
        before = text.content[max(0, start - 30) : start - 1]
        if taken.find(1, start, end) < 0 and len(match["name"].split()) > 2 and not _SAID.search(before):
            yield Candidate(start, end, "Project", "called")
            return


def _beside_cue(text: Text, found: Sequence[Candidate], known: Sequence[Hit]) -> Iterator[Candidate]:
    """Yield what the words beside it may make a name, where nothing is named and authority data knows nothing."""
    taken, of_known = covered(found, len(text.content)), covered(known, len(text.content))
    for start, end, family in names_beside_cues(text):
        if taken.find(1, start, end) < 0 <= of_known.find(0, start, end):
            taken[start:end] = b"\1" * (end - start)
            yield Candidate(start, end, family, "beside-cue")


def _before_role(text: Text, found: Sequence[Candidate], known: Sequence[Hit]) -> Iterator[Candidate]:
    """Yield acronyms that a role follows: "CICA Secretary General"."""
    words, roles = text.words, vocabulary().roles
    taken = covered([*found, *known], len(text.content))
    for index in text.where(roles.__contains__):
        acronym = words[index - 1] if index else ""
        if len(acronym) > 2 and acronym.isupper() and acronym.isalpha() and words[index][0].isupper():
            token = text.tokens[index - 1]
            if taken.find(1, token.start, token.end) < 0 and token.end + 1 == text.starts[index]:
                yield Candidate(token.start, token.end, "Organisation", "before-role")


def _titled(text: Text, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield single words that a role or form of address makes a person's name: "Director General Spindelegger"."""
    words, taken = text.words, covered(found, len(text.content))
    telling = vocabulary().roles | vocabulary().titles
    for index in text.where(telling.__contains__):
        name, behind = index + 1, words[index + 2] if index + 2 < len(words) else "."
        if name == len(words) or classes(words[name]) != ("capital",) or behind[0].isupper():
            continue
        start, end = text.starts[name], text.tokens[name].end
        if start == text.tokens[index].end + 1 and taken.find(1, start, end) < 0:
            yield Candidate(start, end, "Person", "titled")


def _called_as_states(text: Text, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield persons whose given or family name is a state's, too: "Georgia Brown", "David Israel"."""
    words, taken = text.words, covered(found, len(text.content))
    for index in text.where(word_list("states_and_persons").__contains__):
        before, behind = words[index - 1] if index else ".", words[index + 1] if index + 1 < len(words) else "."
        if "given-name" in classes(before):
            first, last = index - 1, index
        elif _NAMES_OF_PERSONS.issuperset(classes(behind)) and before not in _BEFORE_STATES:
            first, last = index, index + 1
        else:
            continue
        start, end = text.starts[first], text.tokens[last].end
        goes_on = last + 1 < len(words) and words[last + 1][0].isupper()
        if not goes_on and text.content[start:end].count(" ") == 1 and taken.find(1, start, end) < 0:
            yield Candidate(start, end, "Person", "titled")


def _untagged(text: Text, found: Sequence[Candidate], known: Sequence[Hit]) -> Iterator[Candidate]:
    """Yield the runs of capitalised words that nothing else proposes, but for those of known names alone."""
    taken, of_known = covered(found, len(text.content)), covered(known, len(text.content))
    bodies = {hit.start: hit.end for hit in known if hit.known.sort == "organisation"}
    for first, end, family in runs_untagged(text, taken, starts_of_others(known), bodies):
        tokens = text.tokens[first:end]
        if any(is_capital(token.text) and not of_known[token.start] for token in tokens):
            yield Candidate(tokens[0].start, tokens[-1].end, family, "untagged")


def _known(known: Sequence[Hit], outer: Iterable[Candidate], taken: bytearray) -> Iterator[Candidate]:
    spans = {(one.start, one.end) for one in outer}
    for hit in known:
        if hit.known.sort not in _KNOWN or (hit.start, hit.end) in spans:
            continue
        if taken.find(1, hit.start, hit.end) < 0:
            yield Candidate(hit.start, hit.end, _KNOWN[hit.known.sort], "known")
        elif taken.find(0, hit.start, hit.end) < 0:
            yield Candidate(hit.start, hit.end, _KNOWN[hit.known.sort], "inside")
