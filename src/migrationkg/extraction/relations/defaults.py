"""What a short news item says without spelling it out: whose the occasion is, where it was, who was there.

These are weaker than the relations that words state, and carry a lower confidence. Each still rests on words: the
sentence that names both.
"""

import re
from collections.abc import Collection, Mapping

from migrationkg.extraction.relations.cells import LETTERS, Sentence
from migrationkg.extraction.relations.structure import Statement
from migrationkg.extraction.tables.vocabulary import alternatives
from migrationkg.model import Entity

#: Types of events to which people travel, away from where the project works.
TRAVEL = frozenset({"study-visit", "visit", "mission"})

_WHERE = re.compile(
    r"(?:\b[Ii]n|\b[Aa]t|\bnear|\bvisited|\bvisits? to)(?: the)?"
    r"(?: (?:city|town|capital|village|border crossing|port|premises|headquarters)(?: of)?)? $"
)
#: What makes a state a topic rather than a venue: "people fleeing war in Ukraine".
_TOPIC = re.compile(
    r"\b(?:aggression|conflict|crisis|developments?|elections?|invasion|situation|war)(?: [\w-]+)? in(?: the)? $"
)
#: What makes a place that of a project or agency, not of the occasion: "the ALPHA project in Jordan".
_OF_PROJECT = re.compile(r"\b(?:project|programme|action|agency) in(?: the)? $")
_CENTRES = re.compile(r"\bCent(?:re|er)s\b|MRCs")
_BEHIND_PROJECT = re.compile(rf"{LETTERS['Project']} in(?: the)? $")
#: "the standards of the EU": what an organisation owns does not take part, who belongs to it does.
_OF = re.compile(r"\b(?P<noun>[a-z][\w-]+) of (?:the |its )?(?:new )?$")
_GROUP = re.compile(
    r"(?:agents|and|attendance|behalf|board|chiefs|authorities|colleagues|consist\w*|consultants|counsellors|delegat\w+|directors|employees|executives|experts"
    r"|graduates|group|guards|guests|heads?|instructors|invitation|judges|leaders|managers|members|officers|officials"
    r"|participants|participation|personnel|police|practitioners|presence|professors|prosecutors|rector|representative"
    r"|representatives|specialists|staff|students|support|teams?|trainers|volunteers|visit)"
)
#: "signed at the Ministry": where an occasion was, by which nobody takes part.
_HELD_AT = re.compile(r"\b(?:celebrated|convened|held|hosted|place|signed) at (?:the )?$")
_RUN_BY = re.compile(
    r"\b(?:project|programme)(?: \S+)? (?:led|implemented|run|carried out|managed|coordinated) by [^.;]*$"
)
_GOAL = re.compile(r"\bto(?: the)? $")
#: What stands before a name that has its part in the project, not in the occasion.
_MEANS = re.compile(
    r"\b(?:through|via|(?:framework|auspices) of|(?:funded|financed|implemented|procured|purchased) by"
    r"|(?:funding|funds|financial (?:assistance|support)|grants?|money) (?:from|of)|thank(?:ed|s)|thanks to)(?: the)? $"
)
#: What stands behind a name that only describes it: "EU Member States", "EU standards".
_MEMBERS = re.compile(
    r" (?:[Mm]ember|[Pp]artner) (?:[Ss]tates|[Cc]ountries)"
    r"| (?:accession|acquis|borders?|citizens|countries|funds|funding|grant|integration|law|legislation|market|norms"
    r"|policy|policies|requirements|rules|standards|support|territory|values)\b"
)
_COMPANY = re.compile(rf"\b{alternatives('company_patterns')}\b")
_SERVED = re.compile(
    rf"^(?:(?:,| and|, and)(?: the)? {LETTERS['Demonym']})*"
    rf"(?: {alternatives('served_between')}){{0,3}} {alternatives('served_patterns')}"
)


def place_and_company(  # noqa: PLR0913 - what is known of the sentence
    sentence: Sentence,
    kinds: Mapping[str, Entity],
    event: str | None,
    taken: Collection[int],
    partners: Collection[int],
    types: Mapping[str, str],
) -> list[Statement]:
    """Return where an event of the sentence was held and who took part, as far as no rule said more.

    Args:
        sentence: a sentence that tells of the event.
        kinds: the item's entities by local id.
        event: the event.
        partners: offsets of names that are partners of a project; they take part where the event is told of.
        types: event → its type.
        taken: offsets of names to which a stated relation already gives another part.
    """
    if event is None:
        return []
    found = []
    told = [(at, entity) for at in sentence.positions("event") for entity in sentence.cells[at].entities]
    tells = any(event in sentence.cells[at].entities for at in sentence.positions("event"))
    company = tells or bool(_COMPANY.search(sentence.text))
    for position in sentence.names:
        cell = sentence.cells[position]
        for entity in cell.entities:
            kind = kinds[entity].kind
            before = sentence.text[max(0, position - 30) : position]
            where = next((one for at, one in reversed(told) if at < position), event)
            if _MEANS.search(before) or _MEMBERS.match(sentence.text, position + 1):
                continue
            if kind in ("Place", "Country"):
                if (
                    not tells
                    or _TOPIC.search(before)
                    or sentence.text.startswith("'s ", position + 1)
                    or _OF_PROJECT.search(before)
                    or _is_of_project(sentence, kinds, position, types.get(where))
                    or sentence.text[position] == LETTERS["Demonym"]
                    or not (_WHERE.search(before) or (types.get(where) in TRAVEL and _GOAL.search(before)))
                ):
                    continue
                found.append(_state(sentence, position, (where, "heldIn", entity), "held-where-told", 0.8))
            elif types.get(event) == "publication" and not _COMPANY.search(sentence.text):
                continue
            elif kind == "Person":
                found.append(
                    _state(sentence, position, (event, "hasParticipant", entity), "person-of-the-occasion", 0.85)
                )
            elif (
                company
                and kind not in ("Place", "Country", "Project", "Event")
                and cell.start not in taken
                and not _is_apart(sentence, position)
                and (tells or cell.start not in partners)
            ):
                found.append(
                    _state(sentence, position, (event, "hasParticipant", entity), "named-with-the-occasion", 0.75)
                )
    return found


def _is_apart(sentence: Sentence, position: int) -> bool:
    """Return whether an organisation is named for something of its own, or as one that runs a project."""
    if _HELD_AT.search(sentence.text, max(0, position - 40), position):
        return True
    owned = _OF.search(sentence.text, max(0, position - 40), position)
    if owned and not _GROUP.fullmatch(owned["noun"]):
        return True
    return bool(_RUN_BY.search(sentence.text, 0, position))


def _is_of_project(sentence: Sentence, kinds: Mapping[str, Entity], position: int, type_: str | None) -> bool:
    """Return whether a place stands right behind a project's name; centres are where they are opened."""
    match = _BEHIND_PROJECT.search(sentence.text, max(0, position - 10), position)
    if not match:
        return False
    names = [name for entity in sentence.cells[match.start()].entities for name in kinds[entity].names]
    centres = any("Cent" in name or name.startswith("MRC") for name in names)
    several = any(_CENTRES.search(name) for name in names)
    return type_ not in ("opening", "launch", "visit") and (several or not centres)


def _state(sentence: Sentence, position: int, fact: tuple[str, str, str], rule: str, confidence: float) -> Statement:
    """Return the fact of an event, its words reaching from the event to the name at `position`."""
    subject, relation, target = fact
    events = [at for at in sentence.positions("event") if subject in sentence.cells[at].entities]
    ends = [position, *events[:1]]
    start, end = sentence.cells[min(ends)].start, sentence.cells[max(ends)].end
    return Statement(subject, relation, target, start, end, rule, confidence)


def beneficiary_states(sentence: Sentence) -> list[tuple[str, int, int]]:
    """Return (country, start, end) of the states whose people or bodies the sentence names as those worked with."""
    found = []
    for position in sentence.positions("demonym"):
        match = _SERVED.match(sentence.text[position + 1 : position + 60])
        if match:
            cell = sentence.cells[position]
            end = sentence.cells[min(position + match.end(), len(sentence.cells) - 1)].end
            found += [(entity, cell.start, end) for entity in cell.entities]
    return found
