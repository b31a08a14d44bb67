"""Offices of international organisations: "ICMPD's Regional Office for the Mediterranean", "IOM Azerbaijan"."""

import re
from collections.abc import Collection

from migrationkg.extraction.names.gazetteer import Hit
from migrationkg.extraction.names.name import Name, run_right
from migrationkg.extraction.text.analysis import Text

_OFFICE = re.compile(
    r"(?:'s)? (?P<office>(?:[^\W\d_a-z][\w'-]+ (?:and |for )?){0,6}?"
    r"(?:Office|office|Mission|Sub-Office|Liaison Office|Representation|Centre(?= in )|Presence(?= in ))\b)"
    r"(?P<link> (?:for|in|to)(?: the)? )?"
)
_COUNTRY_OFFICE = re.compile(r" (?:Country |Liaison |Regional )?(?:Office|Mission)\b")
_NO_OFFICES = frozenset(
    {"EU", "European Union", "European Commission", "EMN", "UN", "United Nations", "African Union", "Council of Europe"}
)


def find_offices(text: Text, known: Collection[Hit]) -> list[Name]:
    """Return the offices that stand behind the name of a known international organisation.

    Args:
        text: the text.
        known: names that authority data knows.
    """
    found = []
    at = {hit.start: hit for hit in known}
    for hit in known:
        agency = hit.known.kind == "GovernmentBody" and hit.known.sort == "organisation"
        if (
            not (agency or hit.known.kind == "InternationalOrganisation")
            or text.content[hit.start : hit.end] in _NO_OFFICES
        ):
            continue
        state = at.get(hit.end + 1)
        if (
            text.content[hit.end : hit.end + 1] == " "
            and state
            and state.known.sort in ("country", "city")
            and _is_short(text, hit)
        ):
            further = _COUNTRY_OFFICE.match(text.content, state.end)
            found.append(_office(text, hit.start, further.end() if further else state.end))
            continue
        match = _OFFICE.match(text.content, hit.end) if not agency or _is_short(text, hit) else None
        if match and match["office"] == "office" and match["link"] != " in ":
            continue
        if match:
            end = match.end("office")
            if match["link"]:
                token = text.token_at(match.end("link"))
                limit = text.token_at(text.sentences[text.sentence_at(hit.start)][1] - 1) + 1
                after = run_right(text, token, limit)
                end = text.tokens[after - 1].end if after > token else end
            found.append(_office(text, hit.start, end))
    return found


def _is_short(text: Text, hit: Hit) -> bool:
    return " " not in text.content[hit.start : hit.end] and text.content[hit.start : hit.end] not in _NO_OFFICES


def _office(text: Text, start: int, end: int) -> Name:
    return Name("ImplementingOffice", start, end, text.content[start:end], rule="office")
