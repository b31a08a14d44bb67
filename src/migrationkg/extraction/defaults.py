"""What a short news item says without spelling it out: whose the occasion is, where it was, who was there.

These are weaker than the relations that words state, and carry a lower confidence. Each still rests on words: the
sentence that names both.
"""

import re
from collections.abc import Collection, Mapping

from migrationkg.extraction.cells import LETTERS, Sentence
from migrationkg.extraction.structure import Statement
from migrationkg.extraction.vocabulary import alternatives
from migrationkg.model import Entity

_WHERE = re.compile(
    r"(?:\b[Ii]n|\b[Aa]t|\bnear|\bvisited|\bvisits? to)(?: the)?"
    r"(?: (?:city|town|capital|village|border crossing|port|premises|headquarters)(?: of)?)? $"
)
#: What makes a state a topic rather than a venue: "people fleeing war in Ukraine".
_TOPIC = re.compile(
    r"\b(?:aggression|conflict|crisis|developments?|elections?|invasion|situation|war)(?: [\w-]+)? in(?: the)? $"
)
_GOAL = re.compile(r"\bto(?: the)? $")
#: What stands before a name that has its part in the project, not in the occasion.
_MEANS = re.compile(
    r"\b(?:through|via|(?:framework|auspices) of|(?:funded|financed|implemented|procured|purchased) by"
    r"|(?:funding|funds|financial (?:assistance|support)|grants?|money) (?:from|of))(?: the)? $"
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
    travels: bool,
) -> list[Statement]:
    """Return where an event of the sentence was held and who took part, as far as no rule said more.

    Args:
        sentence: a sentence that tells of the event.
        kinds: the item's entities by local id.
        event: the event.
        partners: offsets of names that are partners of a project; they take part where the event is told of.
        travels: whether the event is one that people travel to ("study visit to Estonia").
        taken: offsets of names to which a stated relation already gives another part.
    """
    if event is None:
        return []
    found = []
    tells = any(event in sentence.cells[at].entities for at in sentence.positions("event"))
    company = tells or bool(_COMPANY.search(sentence.text))
    for position in sentence.names:
        cell = sentence.cells[position]
        for entity in cell.entities:
            kind = kinds[entity].kind
            before = sentence.text[max(0, position - 30) : position]
            if _MEANS.search(before) or _MEMBERS.match(sentence.text, position + 1):
                continue
            if kind in ("Place", "Country"):
                if (
                    not tells
                    or _TOPIC.search(before)
                    or sentence.text.startswith("'s ", position + 1)
                    or sentence.text[position] == LETTERS["Demonym"]
                    or not (_WHERE.search(before) or (travels and _GOAL.search(before)))
                ):
                    continue
                found.append(_state(sentence, position, (event, "heldIn", entity), "held-where-told", 0.8))
            elif kind == "Person":
                found.append(
                    _state(sentence, position, (event, "hasParticipant", entity), "person-of-the-occasion", 0.85)
                )
            elif (
                company
                and kind not in ("Place", "Country", "Project", "Event")
                and cell.start not in taken
                and (tells or cell.start not in partners)
            ):
                found.append(
                    _state(sentence, position, (event, "hasParticipant", entity), "named-with-the-occasion", 0.75)
                )
    return found


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
