"""Stretches of text that may name a project, an organisation, a person or a place, and of which family they seem."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from migrationkg.extraction.models.tagger import Tagger
from migrationkg.extraction.names.features import features
from migrationkg.extraction.names.gazetteer import Hit
from migrationkg.extraction.names.mending import Mender
from migrationkg.extraction.names.name import Name, is_acronym
from migrationkg.extraction.names.offices import offices_of_known
from migrationkg.extraction.names.untagged import names_beside_cues, runs_untagged
from migrationkg.extraction.names.words import is_capital
from migrationkg.extraction.tables.vocabulary import vocabulary
from migrationkg.extraction.text.analysis import Text, standing_alone

#: Sorts of known names that a state's are not among.
_KNOWN = {"organisation": "Organisation", "city": "Place", "region": "Place", "subdivision": "Place"}
#: What numbers something and names nothing: "No. 2019/412-345", "Contract 2020/418-225", "GB-GOV-1-300123".
_NUMBERED = re.compile(
    r"(?:[A-Z][a-z]+\.?:? ){0,2}(?:(?:[A-Za-z]+/)?[\d/.-]*\d[\d/.-]*|[A-Z]{2}(?:-[A-Z\d]+){2,}-?\d{3,})"
)
#: What stands between a given name and an organisation: "Perez of the".
_SURNAME = re.compile(r" (?P<word>[A-Z][^\W\d_]+)(?: of |, )(?:the )?")
_IN = re.compile(r" in (?:the )?$")
#: Place, day and who reports, at the beginning of a text.
_DATELINE = re.compile(r"\s*[^()\n]{2,60}\((?P<agency>[A-Z][^()\n,/]{1,40})\)(?: ?[–—]| -|:)")
#: Bodies whose names do not go on with the town or state that they are in.
_OF_NO_PLACE = frozenset(("AcademicInstitution", "CivilSocietyOrganisation", "Company", "Centre", "Ministry"))
#: A form that is shorter is not looked for elsewhere.
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of text that may name something.

    Attributes:
        start: offset of its first character.
        end: offset after its last.
        family: `Project`, `Organisation`, `Person` or `Place`.
        source: what proposes it: `tagged`, `known` (authority data), `inside` (known, within a longer candidate),
            `dateline` (who reports), `again` (a form that is tagged elsewhere in the item), `alias` (one that brackets
            introduce), `beside-cue` (beside "project", "NGO", …), `untagged` (a run of capitalised words that nothing
            else proposes) or `office` (that of an organisation, by the place that it is in or for).
    """

    start: int
    end: int
    family: str
    source: str


def find_candidates(text: Text, known: Sequence[Hit], tagger: Tagger) -> list[Candidate]:
    """Return the candidates in order of the text; a known name may lie inside another candidate, else none overlap."""
    size = len(text.content)
    offices = [Candidate(start, end, "Organisation", "office") for start, end in offices_of_known(text, known)]
    agencies = list(_in_dateline(text, known))
    mender = Mender(text, known)
    marked = list(free(_tagged(text, known, tagger, mender), [*offices, *agencies], size))
    beside = list(_beside_cue(text, known))
    tagged = list(_whole(marked, beside, covered([*marked, *known], size)))
    reported = covered(agencies, size)
    found = [*agencies, *(one for one in offices if reported.find(1, one.start, one.end) < 0), *tagged]
    found += free(_again(text, found), found, size)
    found += free(beside, found, size)
    found += free(_called_as_states(text, known), found, size)
    found += list(_untagged(text, found, known, mender))
    found += _known(known, found, covered(found, size))
    return sorted(found, key=lambda one: (one.start, -one.end))


def covered(spans: Iterable[Candidate | Hit | Name], size: int) -> bytearray:
    """Return for each offset of a text of some size whether a span covers it, 1 or 0."""
    cover = bytearray(size)
    for span in spans:
        cover[span.start : span.end] = b"\1" * (span.end - span.start)
    return cover


def free(proposed: Iterable[Candidate], found: Iterable[Candidate], size: int) -> Iterator[Candidate]:
    """Yield what overlaps neither what was found nor what was proposed before it, in a text of some size."""
    taken = covered(found, size)
    for one in proposed:
        if taken.find(1, one.start, one.end) < 0:
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            yield one


def _called_as_states(text: Text, known: Sequence[Hit]) -> Iterator[Candidate]:
    """Yield persons whose given name is that of a state, where their organisation follows: "Israel Perez of UNDP"."""
    organisations = {hit.start for hit in known if hit.known.sort == "organisation"}
    for hit in known:
        surname = _SURNAME.match(text.content, hit.end) if hit.known.sort == "country" else None
        if surname and surname.end() in organisations and surname["word"] not in vocabulary().heads:
            yield Candidate(hit.start, surname.end("word"), "Person", "untagged")


def _in_dateline(text: Text, known: Sequence[Hit]) -> Iterator[Candidate]:
    """Yield who reports, in the brackets of a dateline: "DHAKA (Bengal Wire) –"."""
    dateline = _DATELINE.match(text.content, text.headline_end)
    if dateline and covered(known, len(text.content)).find(0, *dateline.span("agency")) >= 0:
        yield Candidate(*dateline.span("agency"), "Organisation", "dateline")


def _tagged(text: Text, known: Sequence[Hit], tagger: Tagger, mender: Mender) -> Iterator[Candidate]:
    """Yield what the tagger marks, but for states; its bounds are mended where rules know better."""
    states = [hit for hit in known if hit.known.sort in ("country", "demonym")]
    of_states = covered(states, len(text.content))
    places = {hit.end: hit for hit in known if hit.known.sort in ("country", "city", "subdivision")}
    after = 0
    for first, seen in features(text, known):
        for start, stop, tagged in stretches(tagger.labels(seen)):
            for begin, close, family in mender.names_in(first + start, first + stop, tagged):
                one = Candidate(text.tokens[begin].start, text.tokens[close - 1].end, family, "tagged")
                if _NUMBERED.fullmatch(text.content, one.start, one.end):
                    continue
                is_state = family != "Person" and of_states.find(0, one.start, one.end) < 0
                if begin >= after and not is_state:
                    yield _without_place(text, one, places)
                after = max(after, close)


def _without_place(text: Text, one: Candidate, places: Mapping[int, Hit]) -> Candidate:
    """Return a candidate without the place behind it: "MoI of Iraq", "Border Guard College in Riga"."""
    place = places.get(one.end)
    if place is None or place.start <= one.start:
        return one
    link = _IN.search(text.content, one.start, place.start)
    kinds = {vocabulary().heads.get(word) for word in text.content[one.start : place.start].split()}
    if link and one.family == "Organisation" and kinds & _OF_NO_PLACE:
        return replace(one, end=link.start())
    acronym, of, rest = text.content[one.start : place.start].partition(" of ")
    is_of_state = of and rest in ("", "the ") and place.known.sort == "country" and " " not in acronym
    return replace(one, end=one.start + len(acronym)) if is_of_state and is_acronym(acronym) else one


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


def _again(text: Text, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield where forms that are proposed once stand, the longest first."""
    forms = {text.content[one.start : one.end]: one.family for one in found}
    for form, family in sorted(forms.items(), key=lambda one: (-len(one[0]), one[0])):
        if len(form) >= _SHORTEST and any(map(str.isupper, form)):
            for start in standing_alone(form, text.content):
                yield Candidate(start, start + len(form), family, "again")


def _whole(marked: Iterable[Candidate], beside: Iterable[Candidate], taken: bytearray) -> Iterator[Candidate]:
    """Yield what the tagger marks but for what goes on, untaken, up to a cue: "Zonal Access and Mobility project"."""
    ends = {one.start: one.end for one in beside}
    for one in marked:
        end = ends.get(one.start, one.end)
        if end <= one.end or taken.find(1, one.end, end) >= 0:
            yield one


def _beside_cue(text: Text, known: Sequence[Hit]) -> Iterator[Candidate]:
    """Yield what the words beside it may make a name, where authority data does not know all of it."""
    of_known = covered(known, len(text.content))
    for start, end, family in names_beside_cues(text):
        if of_known.find(0, start, end) >= 0:
            yield Candidate(start, end, family, "beside-cue")


def _untagged(text: Text, found: Sequence[Candidate], known: Sequence[Hit], mender: Mender) -> Iterator[Candidate]:
    """Yield the runs of capitalised words that nothing else proposes, but for those of known names alone."""
    taken, of_known = covered(found, len(text.content)), covered(known, len(text.content))
    for first, end, family in runs_untagged(text, taken, mender):
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
        elif hit.known.sort != "region" and taken.find(0, hit.start, hit.end) < 0:  # it is no place of its own
            yield Candidate(hit.start, hit.end, _KNOWN[hit.known.sort], "inside")
