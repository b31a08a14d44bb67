"""Projects by how their names are introduced: quoted, beside "project", built on "Process", or as acronyms.

No project is known by name. What makes a name a project's is its surroundings ("the KOMPLEKS project", "under
“…” (TIPVAP NG)"), its head noun ("Migration Partnership Facility") or its place at the head of a headline.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from migrationkg.extraction.names.gazetteer import Hit
from migrationkg.extraction.names.name import Name, is_acronym, run_left, run_right
from migrationkg.extraction.names.organisation_extent import head_at
from migrationkg.extraction.names.project_acronyms import find_acronyms
from migrationkg.extraction.names.project_anaphors import find_called_the_project
from migrationkg.extraction.names.project_heads import find_headed
from migrationkg.extraction.names.project_names import find_beside_cues, project, without_opening
from migrationkg.extraction.tables.vocabulary import alternatives, word_list
from migrationkg.extraction.text.analysis import Text
from migrationkg.extraction.text.sieve import guarded

_CUE = alternatives("project_cues")
_QUOTED = re.compile(r'(?P<quote>["\'])(?<!\w["\'])(?P<name>[^"\n]{3,260}?)(?P=quote)(?!\w)')
#: A quote that somebody forgot to close behind the name of a project.
_UNCLOSED = re.compile(r'"(?P<name>[A-Z][^"\n;()]{8,200}?),? ?(?=\([A-Z][^()\s]{2,30}\)(?![^"\n]*"))')
_BEFORE_QUOTE = re.compile(
    rf"(?:{_CUE}(?: (?:called|named|titled|entitled|(?:with|under) the (?:name|title)|on|for|of))?(?:[,:]|, namely)?"
    rf"|{alternatives('quote_leads')}(?: the)?)\s*$",
    re.IGNORECASE,
)
_AFTER_QUOTE = re.compile(rf"\s*(?:\([^()\n]{{2,40}}\)\s*)?,?\s*(?:\w+[ -]){{0,6}}?{_CUE}\b", re.IGNORECASE)
_ACRONYM_BEHIND = re.compile(r"\s*\([A-Z][^()]{2,30}\)")
_INNER_ACRONYM = re.compile(r"\s*\(([^()\n]{2,40})\)$")
_OTHER_QUOTE = re.compile(
    rf"{alternatives('quote_is_other')}(?: (?!of\b)\w+)?,?\s*$|{alternatives('quote_is_other')} [^.;\"]{{0,30}} on\s*$",
    re.IGNORECASE,
)
_OCCASION = re.compile(r"(?:Trainings? of Trainers|Training|Workshop|Study Visit)s?$", re.IGNORECASE)
_CENTRE = guarded(
    rf"(?:[A-Z]\w+ )+{alternatives('centre_kinds')} Cent(?:re|er)s?\b|(?:Migrants? Resource Cent(?:re|er)s?|MRCs?)\b"
)
_NO_PROJECT_BEFORE_ACRONYM = frozenset({"Understanding", "Centres", "Mechanisms", "Airport", "System", "Systems"})


def find_projects(
    text: Text, known: Collection[Hit], bodies: Collection[Name], taken: Collection[str], quoted: Collection[Name]
) -> list[Name]:
    """Return the projects, long names and acronyms alike.

    Args:
        text: the text.
        known: names that authority data knows.
        bodies: organisations found so far; no project lies inside one.
        taken: acronyms that the item gives to something else.
        quoted: what `find_quoted` finds.
    """
    at = {hit.start: hit for hit in known}
    apart = [name for name in _bracketed(text, at) if not any(_overlap(name, body) for body in bodies)]
    found = [
        *quoted,
        *find_beside_cues(text, at),
        *find_headed(text, at),
        *_centres(text, at),
        *apart,
        *_initials(text),
        *find_called_the_project(text, known),
        *find_acronyms(text, at, taken, bodies),
    ]
    found = [name for name in found if not any(_is_within(name, body) for body in bodies)]
    owners = {hit.end: hit for hit in known if hit.known.sort == "country"}
    return [_with_state_of_acronym(text, name, owners) for name in found]


def _with_state_of_acronym(text: Text, name: Name, owners: Mapping[int, Hit]) -> Name:
    """Return a name with the state before it that its acronym names too: "Libya's … Assistance Facility (LIBMITAF)"."""
    owner = owners.get(name.start - len("'s "))
    acronym = _ACRONYM_BEHIND.match(text.content, name.end)
    if owner is None or acronym is None or not text.content.startswith("'s ", owner.end):
        return name
    letters = text.content[owner.start : owner.end][:3].upper()
    return replace(name, start=owner.start) if acronym[0].strip(" (").upper().startswith(letters) else name


def _overlap(name: Name, body: Name) -> bool:
    return name.start < body.end and body.start < name.end


def _is_within(name: Name, body: Name) -> bool:
    """Return whether a name lies within a body's, or is the name of one that authority data knows."""
    if name.start < body.start or name.end > body.end:
        return False
    return body.end - body.start > name.end - name.start or body.rule == "authority"


def find_quoted(text: Text) -> Iterator[Name]:
    """Yield the quoted names that their surroundings show to be projects'."""
    for match in _QUOTED.finditer(text.content):
        name = match["name"]
        if not name[0].isupper() or len(name.split()) < 2 or _OCCASION.match(name):
            continue
        before = text.content[max(0, match.start() - 60) : match.start()]
        after = text.content[match.end() : match.end() + 90].split("\n")[0]
        if not (_BEFORE_QUOTE.search(before) or _AFTER_QUOTE.match(after) or _ACRONYM_BEHIND.match(after)):
            continue
        if _OTHER_QUOTE.search(before) and not re.search(_CUE, before[-25:], re.IGNORECASE):
            continue
        inner = _INNER_ACRONYM.search(name)
        end = inner.start() if inner else len(name.rstrip(",."))
        yield project(text, match.start("name"), match.start("name") + end, "quoted-name")
    for match in _UNCLOSED.finditer(text.content):
        if _BEFORE_QUOTE.search(text.content[max(0, match.start() - 60) : match.start()]):
            yield project(text, match.start("name"), match.end("name"), "quoted-name")


def _initials(text: Text) -> Iterator[Name]:
    """Yield a name that opens the headline and its acronym: "Centre of Practical Skills: …", "the CoPS trainees"."""
    end = run_right(text, 0, len(text.tokens) - 1)
    if end < 3 or text.tokens[end].text != ":":
        return
    key = text.content[: text.tokens[end - 1].end]
    initials = "".join(token.text[0] for token in text.tokens[:end]).casefold()
    for token in text.tokens[end:]:
        if is_acronym(token.text) and token.text.casefold() == initials:
            yield Name("Project", 0, len(key), key, rule="initials")
            yield Name("Project", token.start, token.end, key, rule="initials")


def _bracketed(text: Text, at: dict[int, Hit]) -> Iterator[Name]:
    """Yield names that only their acronym in brackets marks: "Nordic Cooperation on Return in Iraq (NORAQ)"."""
    tokens = text.tokens
    for index in text.where("(".__eq__):
        if not 0 < index < len(tokens) - 2 or not is_acronym(tokens[index + 1].text):
            continue
        token = tokens[index]
        first = text.token_at(text.sentences[text.sentence_at(token.start)][0])
        start = without_opening(text, run_left(text, index, first), index, at)
        if start > first + 1 and tokens[start - 1].text == "," and tokens[start].text[0] != tokens[index + 1].text[0]:
            start = without_opening(text, run_left(text, start - 1, first), start - 1, at)
        if tokens[start].start in at and at[tokens[start].start].known.sort == "city":
            continue
        if _closes_before_body(text, index) or _is_known(text, index + 1, at):
            continue
        words = [part.text for part in tokens[start:index] if part.is_name]
        if len(words) < 2 or words[-1] in word_list("occasion_words") | _NO_PROJECT_BEFORE_ACRONYM:
            continue
        initials = "".join(word[0] for word in words)
        plain = tokens[index + 1].text.upper().rstrip("S") in initials.upper()
        before = text.content[max(0, tokens[start].start - 40) : tokens[start].start]
        around = before + text.content[tokens[index + 1].end : tokens[index + 1].end + 30]
        if (
            not plain
            or "Project" in words
            or words[0] in word_list("project_openers")
            or re.search(_CUE, around, re.IGNORECASE)
        ):
            last = tokens[index - 2 if tokens[index - 1].text == "," else index - 1]
            yield project(text, tokens[start].start, last.end, "bracketed-name")


def _is_known(text: Text, index: int, at: dict[int, Hit]) -> bool:
    """Return whether brackets hold an organisation that authority data knows: "Fabrice Leggeri (Frontex)"."""
    hit = at.get(text.tokens[index].start)
    return hit is not None and hit.known.sort == "organisation" and text.content.startswith(")", hit.end)


def _closes_before_body(text: Text, index: int) -> bool:
    """Return whether a body's head noun follows the bracket at token `index`: "Home Affairs (LIBE) Committee"."""
    close = next((at for at in range(index, min(index + 6, len(text.tokens))) if text.tokens[at].text == ")"), None)
    return close is not None and close + 1 < len(text.tokens) and head_at(text, close + 1) is not None


def _centres(text: Text, at: dict[int, Hit]) -> Iterator[Name]:
    """Yield Migrant Resource Centres, which run as a scheme; "MRC Tajikistan" is the scheme's centre there."""
    for match in _CENTRE.finditer(text.content):
        state = at.get(match.end() + 1)
        is_short = match[0].startswith("MRC") and text.content[match.end() : match.end() + 1] == " "
        end = state.end if is_short and state and state.known.sort == "country" else match.end()
        yield project(text, match.start(), end, "resource-centre")
