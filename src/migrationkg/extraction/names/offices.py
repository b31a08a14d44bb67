"""Offices of known organisations: "IOM Ukraine", "ICMPD's Regional Office for the Mediterranean"."""

import re
from collections.abc import Iterator, Sequence

from migrationkg.extraction.names.gazetteer import Hit
from migrationkg.extraction.tables.vocabulary import alternatives, vocabulary, word_list
from migrationkg.extraction.text.analysis import Text

#: What follows the organisation's name, its acronym and its genitive, up to the place that the office is in or for.
_OFFICE = re.compile(
    rf"(?: \([A-Z]{{2,8}}\))?(?:'s)? (?:{alternatives('office_adjectives')}[ -]?)*{alternatives('office_heads')}"
    r" (?:in|for|to) (?:the )?"
)
#: What may follow the organisation's name and a state: "ICMPD Türkiye Country Office".
_OF_STATE = re.compile(rf"(?: {alternatives('office_adjectives')})* (?:Office|Mission|Delegation|Bureau)\b")
#: The EU's delegations go on with their state, and are called so in small letters too; others' may be their people.
_DELEGATIONS = {
    "EU Delegation": re.compile(r" (?:in|to) (?:the )?"),
    "European Union": re.compile(rf"(?:{_OFFICE.pattern}| delegation (?:in|to) (?:the )?)"),
}
#: What a state's adjective names, in small letters too: "the Danish embassy".
_EMBASSY = re.compile(r" (?:[Ee]mbassy|[Cc]onsulate(?: [Gg]eneral)?)\b")
#: A place that is not known: one to four words with capitals.
_PLACE = re.compile(r"[A-Z][\w-]+(?: [A-Z][\w-]+){0,3}(?!\w)")
_OF_PLACES = frozenset(("country", "city", "region", "subdivision"))
#: Organisations that name no office by a state behind them: "the EU Ukraine Association Agreement".
_UNIONS = frozenset(("African Union", "European Union", "United Nations"))
#: What goes on with a name behind the state: "IOM Iraq Mission" is named otherwise, "IOM Iraq Chief of Mission" is not.
_GOES_ON = re.compile(r"-\w|(?:'s)? (?P<word>[A-Z][\w-]*)")


def offices_of_known(text: Text, known: Sequence[Hit]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the offices that are named by a known organisation and the place that they are in or for.

    A state right behind the organisation names one too: "IOM Ukraine".

    The tagger alone often marks the organisation and leaves the rest.
    """
    places = {hit.start: hit.end for hit in known if hit.known.sort in _OF_PLACES}
    states = {hit.start for hit in known if hit.known.sort == "country"}
    for hit in known:
        embassy = _EMBASSY.match(text.content, hit.end) if hit.known.sort == "demonym" else None
        if embassy and not text.content.endswith("Royal ", 0, hit.start):
            yield hit.start, embassy.end()
        if hit.known.sort != "organisation" or hit.known.kind == "Ministry":
            continue
        state = places.get(hit.end + 1, 0) if hit.end + 1 in states and hit.known.name not in _UNIONS else 0
        of_state = _OF_STATE.match(text.content, state) if state else None
        if state and text.content[hit.end] == " " and (of_state or not _goes_on(text, state)):
            yield hit.start, of_state.end() if of_state else state
        office = _DELEGATIONS.get(hit.known.name, _OFFICE).match(text.content, hit.end)
        if office is None:
            continue
        place = _PLACE.match(text.content, office.end())
        end = places.get(office.end()) or (place and place.end())
        if end:
            yield hit.start, end


def _goes_on(text: Text, end: int) -> bool:
    """Return whether a name that could end here goes on: with a hyphen, or with capitals up to a head noun."""
    behind = _GOES_ON.match(text.content, end)
    if behind is None or not behind["word"]:
        return behind is not None
    word = behind["word"]
    return word in vocabulary().heads or word in word_list("office_heads") or word in word_list("project_heads")
