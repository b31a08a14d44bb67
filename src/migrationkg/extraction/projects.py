"""Projects by how their names are introduced: quoted, before or after "project", built on "Process", or as acronyms.

No project is known by name. What makes a name a project's is its surroundings ("the KOMPLEKS project", "under
“…” (TIPVAP NG)"), its head noun ("Migration Partnership Facility") or its place at the head of a headline.
"""

import re
from collections.abc import Collection, Iterator

from migrationkg.extraction.gazetteer import Hit
from migrationkg.extraction.names import Name, is_acronym, is_function_word, is_numeral, run_left, run_right
from migrationkg.extraction.text import Text
from migrationkg.extraction.vocabulary import vocabulary

_CUE = r"(?:sub-?)?(?:projects?|programmes?|programs?|initiatives?|actions?|facility|scheme|dialogue)"
_COMMON_CUES = frozenset(
    [
        "project",
        "programme",
        "program",
        "initiative",
        "action",
        "facility",
        "scheme",
        "projects",
        "programmes",
        "initiatives",
        "actions",
        "dialogue",
        "process",
    ]
)
_HEADS = frozenset(
    [
        "Grant",
        "Aid",
        "Process",
        "Initiative",
        "Facility",
        "Programme",
        "Program",
        "Dialogue",
        "Scheme",
        "Mechanism",
        "Action",
        "Project",
        "Partnership",
        "Initiatives",
    ]
)
_GENERIC = frozenset(
    [
        "Project",
        "Projects",
        "Programme",
        "Program",
        "Initiative",
        "Facility",
        "Action",
        "Dialogue",
        "Partnership",
        "Mechanism",
        "Process",
        "Scheme",
        "Twinning",
        "Research",
        "Regional",
        "National",
        "Joint",
        "New",
        "Steering",
        "Committee",
        "Pilot",
        "Training",
        "EU",
        "Migration",
        "European",
        "Mobility",
        "Management",
        "Manager",
        "Officer",
        "Policy",
        "Political",
        "High-Level",
        "Peace",
        "Strategic",
        "Global",
        "Team",
        "Coordination",
        "Partners",
    ]
)
_OCCASIONS = frozenset(
    [
        "Trainers",
        "Meeting",
        "Meetings",
        "Conference",
        "Workshop",
        "Visit",
        "Event",
        "Committee",
        "Group",
        "Session",
        "Ceremony",
        "Launch",
        "Closing",
        "Opening",
        "Forum",
        "Summit",
        "Review",
        "Phase",
        "Training",
        "Course",
        "Team",
        "Experts",
        "Partners",
    ]
)
_SAME_AS_OCCASION = re.compile(r"(?:Trainings? of Trainers|Training|Workshop|Study Visit)s?$", re.IGNORECASE)
_GERUND = re.compile(
    r"(?:Strengthening|Supporting|Enhancing|Improving|Building|Promoting|Fostering|Addressing|Preventing|Combating|Developing|Empowering|Protecting|Advancing|Facilitating|Reinforcing|Capacity|Support|Towards|Increasing|Ensuring|Managing)$"
)
_QUOTED = re.compile(r'(?<!\w)["\'](?P<name>[^"\n]{3,260}?)["\'](?!\w)')
_BEFORE_QUOTE = re.compile(
    _CUE
    + r"(?:\s+(?:called|named|titled|entitled|with the (?:name|title)|under the (?:name|title)|on|for|of))?,?\s*$"
    r"|(?:part of|within|under|framework of|under the scope of|scope of|thanks to|through|marked the end of|come from|comes from|phase of|support of|end of|behind|into|on|committee of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_AFTER_QUOTE = re.compile(r"\s*(?:\([^()\n]{2,40}\)\s*)?,?\s*(?:\w+[ -]){0,6}?" + _CUE + r"\b", re.IGNORECASE)
_NOT_PROJECT_QUOTE = re.compile(
    r"(?:event|conference|workshop|training|seminar|webinar|meeting|panel|guide|report|handbook|study|publication|topic|theme|motto|title|session|course|book|film|exhibition|campaign|discussion|said|says|is|as|it)(?: \w+)?,?\s*$",
    re.IGNORECASE,
)
_CENTRE = re.compile(
    r"(?:(?:[A-Z]\w+ )+(?:Consultation|Information|Counselling|Advice|Advisory|Reintegration|Orientation|Career|Referral) (?:Centres?|Centers?))\b|(?:Migrants? Resource (?:Centres?|Centers?)|MRCs?)\b"
)
_ALIAS = re.compile(r"\s*\(([^()\n]{2,60})\)")


def find_projects(
    text: Text, known: Collection[Hit], bodies: Collection[Name], taken: Collection[str]
) -> list[Name]:
    """Return the projects, long names and acronyms alike.

    Args:
        text: the text.
        known: names that authority data knows.
        bodies: organisations found so far; no project lies inside one.
        taken: acronyms that the item gives to something else.
    """
    at = {hit.start: hit for hit in known}
    found = [
        *_quoted(text),
        *_before_cue(text, at),
        *_after_cue(text, at),
        *_by_head(text, at),
        *_centres(text, at),
        *_bracketed(text, at),
        *_initials(text),
    ]
    found = [
        name
        for name in found
        if name.rule != "bracketed-name"
        or not any(name.start < body.end and body.start < name.end for body in bodies)
    ]
    found += _headline(text, at, taken, bodies)
    return [
        name
        for name in found
        if not any(
            body.start <= name.start
            and name.end <= body.end
            and (body.end - body.start > name.end - name.start or body.rule == "authority")
            for body in bodies
        )
    ]


def _quoted(text: Text) -> Iterator[Name]:
    for match in _QUOTED.finditer(text.content):
        name = match["name"]
        before = text.content[max(0, match.start() - 60) : match.start()]
        after = text.content[match.end() : match.end() + 90].split("\n")[0]
        introduced = _BEFORE_QUOTE.search(before)
        followed = _AFTER_QUOTE.match(after) or re.match(r"\s*\([A-Z][^()]{2,30}\)", after)
        if _SAME_AS_OCCASION.match(name):
            continue
        if not name[0].isupper() or len(name.split()) < 2 or not (introduced or followed):
            continue
        if _NOT_PROJECT_QUOTE.search(before) and not re.search(_CUE, before[-25:], re.IGNORECASE):
            continue
        end = match.end("name") - (1 if name.endswith((",", ".")) else 0)
        inner = re.search(r"\s*\(([^()\n]{2,40})\)$", name)
        if inner:
            end = match.start("name") + inner.start()
        yield _project(text, match.start("name"), end, "quoted-name")


def _before_cue(text: Text, at: dict[int, Hit]) -> Iterator[Name]:
    """Names before "project": "the KOMPLEKS project", "Improving Migration Management (IMM) project"."""
    for index, token in enumerate(text.tokens):
        word = token.text
        if (
            word.lower()
            not in (
                "project",
                "programme",
                "program",
                "initiative",
                "action",
                "projects",
                "mechanism",
                "facility",
            )
            or index == 0
        ):
            continue
        last = index
        if text.tokens[last - 1].text in (")", '"'):
            last = _before_bracket(text, last)
        following = text.tokens[index + 1].text if index + 1 < len(text.tokens) else ""
        if word[0].isupper() and following in vocabulary().roles:
            continue
        if (
            last == index
            and word[0].isupper()
            and word not in ("Project", "Initiative", "PROJECT", "Programme")
        ):
            continue
        first = text.token_at(text.sentences[text.sentence_at(token.start)][0])
        start = _trim(text, run_left(text, last, first), last, at)
        words = [part.text for part in text.tokens[start:last]]
        if start >= last or all(part in _GENERIC or part in vocabulary().roles for part in words):
            continue
        if word in ("action", "actions", "mechanism", "facility") and not is_acronym(words[-1]):
            continue
        if (
            len(words) == 1
            and not is_acronym(words[0])
            and words[0] in vocabulary().subjects | vocabulary().common
        ):
            continue
        if (
            len(words) == 1
            and (hit := at.get(text.tokens[start].start))
            and hit.known.sort in ("demonym", "country", "organisation", "region")
        ):
            continue
        end = text.tokens[index].end if word == "Initiative" else text.tokens[last - 1].end
        yield _project(text, text.tokens[start].start, end, "before-project")


def _before_bracket(text: Text, index: int) -> int:
    """Return the index of the bracket that opens before the closing bracket at `index - 1`."""
    for opening in range(index - 2, max(index - 26, 0), -1):
        if text.tokens[opening].text == "(":
            return opening
    return index


def _after_cue(text: Text, at: dict[int, Hit]) -> Iterator[Name]:
    """Names after "project": "the project Netherlands Assistance to Lebanese Border Agencies", "Project CAIR"."""
    for index, token in enumerate(text.tokens[:-1]):
        if token.text.lower() not in ("project", "programme", "program", "initiative", "action"):
            continue
        begin = index + 1
        following = text.tokens[begin]
        if not following.is_name or is_function_word(following.text) or following.text in vocabulary().roles:
            continue
        sentence_end = text.sentences[text.sentence_at(token.start)][1]
        limit = text.token_at(sentence_end - 1) + 1
        end = run_right(text, begin, limit)
        end = _phase(text, end, limit)
        words = [part.text for part in text.tokens[begin:end]]
        capital = token.text[0].isupper()
        if not words:
            continue
        if capital and not (len(words) == 1 and is_acronym(words[0]) and following.start not in at):
            continue
        if not capital and len(words) < 2 and not is_acronym(words[0]):
            continue
        start = text.tokens[index if capital else begin].start
        yield _project(text, start, text.tokens[end - 1].end, "after-project")


def _phase(text: Text, end: int, limit: int) -> int:
    """Take in a bracketed abbreviation that the name goes on after, and ", Phase II" or "- Phase III"."""
    tokens = text.tokens
    if (
        end + 3 < limit
        and tokens[end].text == "("
        and tokens[end + 2].text == ")"
        and tokens[end + 3].text in ("in", "for", "of", "to")
    ):
        further = run_right(text, end + 4, limit)
        end = further if further > end + 4 else end
    if (
        end + 2 < limit
        and tokens[end].text in (",", "-", "–")
        and tokens[end + 1].text == "Phase"
        and is_numeral(tokens[end + 2].text)
    ):
        end += 3
    return end


def _by_head(text: Text, at: dict[int, Hit]) -> Iterator[Name]:
    """Names built on a head noun: "Prague Process", "Border Management Programme in Central Asia"."""
    for index, token in enumerate(text.tokens):
        if token.text not in _HEADS or token.text == "Project":
            continue
        first = text.token_at(text.sentences[text.sentence_at(token.start)][0])
        start = _trim(text, run_left(text, index, first), index, at)
        words = [part.text for part in text.tokens[start:index]]
        limit = text.token_at(text.sentences[text.sentence_at(token.start)][1] - 1) + 1
        end = index + 1
        if (
            end < limit
            and text.tokens[end].text in ("in", "for", "on", "of")
            and token.text
            in ("Programme", "Program", "Facility", "Initiative", "Partnership", "Dialogue", "Scheme")
        ):
            further = run_right(
                text, end + (2 if text.tokens[min(end + 1, limit - 1)].text == "the" else 1), limit
            )
            end = further if further > end + 1 else end
        if end < limit and is_numeral(text.tokens[end].text):
            end += 1
        if (
            end < limit
            and text.tokens[end].is_name
            and text.tokens[end].text not in ("Academy", "II", "III")
            and end == index + 1
        ):
            if text.tokens[end].text in vocabulary().roles | {
                "Office",
                "Team",
                "Steering",
                "Committee",
                "Directive",
            }:
                continue
        bare = not words or (all(part in _GENERIC for part in words) and len(words) < 2)
        if bare and end == index + 1:
            continue
        if (
            bare
            and end > index + 1
            and token.text in ("Partnership", "Dialogue", "Process", "Action", "Mechanism")
        ):
            continue
        if token.text in ("Action", "Mechanism") and len(words) < 3:
            continue
        if token.text == "Partnership" and (words[-1:] == ["Mobility"] or len(words) < 2):
            continue
        if token.text == "Process" and words[-1:] and words[-1] in vocabulary().subjects:
            continue
        if len(words) == 1 and (hit := at.get(text.tokens[start].start)) and hit.known.sort in ("demonym",):
            continue
        yield _project(text, text.tokens[start].start, text.tokens[end - 1].end, "project-head")
        if (
            end < limit
            and text.tokens[end].text == "Training"
            and end + 1 < limit
            and text.tokens[end + 1].text == "Academy"
        ):
            yield _project(text, text.tokens[start].start, text.tokens[end + 1].end, "project-head")


def _initials(text: Text) -> Iterator[Name]:
    """A name that opens the headline, and its acronym in the text: "Centre of Practical Skills: …", "the CoPS trainees"."""
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
    """Names that only their acronym in brackets marks: "Nordic Cooperation on Return in Iraq (NORAQ)"."""
    tokens = text.tokens
    for index, token in enumerate(tokens[:-2]):
        if token.text != "(" or not is_acronym(tokens[index + 1].text) or index == 0:
            continue
        first = text.token_at(text.sentences[text.sentence_at(token.start)][0])
        start = _trim(text, run_left(text, index, first), index, at)
        words = [part.text for part in tokens[start:index] if part.is_name]
        if len(words) < 2 or words[-1] in _OCCASIONS | {"Understanding", "Centres", "Mechanisms", "Airport"}:
            continue
        initials = "".join(word[0] for word in words)
        plain = tokens[index + 1].text.upper().rstrip("S") in initials.upper()
        around = (
            text.content[max(0, tokens[start].start - 40) : tokens[start].start]
            + text.content[tokens[index + 1].end : tokens[index + 1].end + 30]
        )
        if re.search(_CUE, around, re.IGNORECASE) or _GERUND.match(words[0]) or not plain:
            yield _project(text, tokens[start].start, tokens[index - 1].end, "bracketed-name")


def _centres(text: Text, at: dict[int, Hit]) -> Iterator[Name]:
    """Migrant Resource Centres, which run as a scheme; "MRC Tajikistan" is the scheme's centre there."""
    for match in _CENTRE.finditer(text.content):
        end = match.end()
        after = text.content[end : end + 1]
        if (
            after == " "
            and (hit := at.get(end + 1))
            and hit.known.sort == "country"
            and match[0].startswith("MRC")
        ):
            end = hit.end
        yield _project(text, match.start(), end, "resource-centre")


def _headline(
    text: Text, at: dict[int, Hit], taken: Collection[str], bodies: Collection[Name]
) -> Iterator[Name]:
    """Acronyms that are nobody's else: they name the project that the item is about."""
    for index, token in enumerate(text.tokens):
        word = token.text
        if (
            len(word) < 4
            or not is_acronym(word)
            or word in taken
            or token.start in at
            or (word.endswith("s") and word[:-1] in taken)
        ):
            continue
        if (
            word in vocabulary().common
            or word.startswith(("COVID", "EU-", "UN-", "AU-", "ICMPD-", "Q&A"))
            or is_numeral(word)
            or _all_capitals(text, index)
        ):
            continue
        if any(body.start <= token.start < body.end for body in bodies):
            continue
        limit = text.token_at(text.sentences[text.sentence_at(token.start)][1] - 1) + 1
        end = index + 1
        while end < limit and (
            is_numeral(text.tokens[end].text) or text.tokens[end].text in ("Plus", "UA", "NG")
        ):
            end += 1
        again = text.content.find(word, text.headline_end) >= 0 and token.end <= text.headline_end
        if (
            end < limit
            and text.tokens[end].text in vocabulary().subjects
            and end + 1 < limit
            and not text.tokens[end + 1].text[0].isupper()
        ):
            end += 1
        while end < limit and is_numeral(text.tokens[end].text):
            end += 1
        if again or _is_project_place(text, index, end):
            yield _project(text, token.start, text.tokens[end - 1].end, "acronym")


def _all_capitals(text: Text, index: int) -> bool:
    """Return whether the token stands in a row of capitals, as in a dateline or a shouted headline."""
    if (
        index + 1 < len(text.tokens)
        and text.tokens[index + 1].text in (",", ":", "–", "-")
        and text.tokens[index].text.isupper()
    ):
        before = text.content[: text.tokens[index].start]
        return before.endswith("\n") or not before
    return any(
        0 <= near < len(text.tokens)
        and text.tokens[near].text.isupper()
        and len(text.tokens[near].text) > 3
        and text.tokens[near].text.isalpha()
        for near in (index - 1, index + 1)
    )


def _is_project_place(text: Text, index: int, end: int) -> bool:
    tokens = text.tokens
    before = tokens[index - 1].text if index else ""
    after = tokens[end].text if end < len(tokens) else ""
    if before == "(" or (
        before == "the" and tokens[index].text.isupper() and after.lower() not in _COMMON_CUES
    ):
        return False
    if tokens[index].start == 0:
        return (
            after == ":"
            or after.lower() in _COMMON_CUES
            or after[:1].islower()
            or after in ("Study", "Training", "Workshop", "Project", "Closing", "Kick-off")
        )
    return (
        after.lower() in _COMMON_CUES
        or (
            before.lower()
            in (
                "under",
                "of",
                "for",
                "by",
                "within",
                "implement",
                "implements",
                "implementing",
                "from",
                "through",
            )
            and any(char.isdigit() or char.islower() for char in tokens[index].text)
        )
        or (tokens[index].start > text.headline_end and tokens[index - 1].text == "." and after[:1].islower())
    )


def _trim(text: Text, start: int, end: int, at: dict[int, Hit]) -> int:
    """Drop what stands before the name proper: "EU-funded", "ICMPD's", a leading demonym or donor with possessive."""
    tokens = text.tokens
    for index in range(start, end):
        word = tokens[index].text
        if (
            word in ("of", "for", "under", "within")
            and index > start
            and tokens[index - 1].text in _OCCASIONS
        ):
            start = index + 1
        if index + 1 < end and tokens[index + 1].text == "'s":
            start = index + 2
        if word.endswith(("-funded", "-financed", "-led", "-implemented", "-supported")):
            start = index + 1
    while start < end and (is_function_word(tokens[start].text) or tokens[start].text == "the"):
        start += 1
    hit = at.get(tokens[start].start) if start < end else None
    if hit and hit.known.sort == "organisation" and hit.known.kind and text.token_at(hit.end - 1) + 1 < end:
        after = text.token_at(hit.end - 1) + 1
        following = tokens[after].text
        if (
            hit.end - hit.start > 2
            and following not in ("and", "of", "for", "-", "–")
            and (is_acronym(following) or following in ("Anti-Trafficking",) or len(tokens[after:end]) > 1)
        ):
            start = after
    return start


def _project(text: Text, start: int, end: int, rule: str) -> Name:
    name = text.content[start:end]
    return Name("Project", start, end, name, rule=rule)
