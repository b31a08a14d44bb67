"""The rows of `tables/projects.toml`: patterns over sentences in which projects, givers and sums are marks."""

from functools import cache
from typing import Final

from migrationkg.extraction.projects.times import BEGINNING, DURATION, MONTH_OR_YEAR, TIME
from migrationkg.extraction.relations.rows import Rows

#: Characters that no text has after `analyse`: of a project, of who may give money, of a sum.
PROJECT: Final = "\ue201"
GIVER: Final = "\ue202"
SUM: Final = "\ue203"

_NOUN = r"(?:[Pp]roject|[Pp]rogramme|[Pp]rogram|[Ii]nitiative|[Ss]cheme|[Aa]ction|[Ff]acility|[Uu]ndertaking)"
_WORD = rf"(?:(?!(?:of|in|for|on|by|to|at|and|the|with|from|under|within|through)\b)[\w{GIVER}'-]+ )"
_NAMED = (
    rf"(?:[Tt]he {_WORD}{{0,4}}?)?[\"']?(?<!{PROJECT}){PROJECT}+[\"']?(?: {_NOUN}\b)?"
    rf"(?:,? \(?[\"']?{PROJECT}+[\"']?\)?)?(?: {_NOUN}\b)?"
)
_MEANT = rf"(?:[Tt]he|[Tt]his|[Ii]ts|[Tt]heir|[Oo]ur) {_WORD}{{0,4}}?{_NOUN}\b"
_HOST = r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"
#: What stands for the names of a pattern.
_PARTS = {
    "named": rf"(?P<project>{_NAMED})",
    "project": rf"(?P<project>{_NAMED}|{_MEANT})(?! (?:stage|phase|year|team|partner|office|manager|coordinator)\b)",
    "subject": rf"(?P<project>{_NAMED}|{_MEANT}|\b[Ii]t\b)(?!'|-| (?:stage|phase|year|team|partner|office)\b)",
    "it": r"(?P<project>\b[Ii]t)\b",
    "noun": _NOUN,
    "word": f"{_WORD}{{0,4}}?",
    "w": rf"[\w{GIVER}{PROJECT}'-]",
    "aside": r"(?:,[\"']?[^,.;\"]{1,110}(?:,[^,.;\"]{1,80}){0,2},|,? \([^()]{1,80}\)){0,2}",
    "verbs": (
        r"(?:,? (?:which|that|and|will|is|was|were|has|had|have|been|being|be|to|set|due|expected|planned|scheduled"
        r"|foreseen|officially|formally|first|now|currently|itself|jointly|also|already|initially|originally|just"
        r"|successfully)\b){0,6}"
    ),
    "start": rf"(?P<start>{TIME})",
    "month": rf"(?P<start>{MONTH_OR_YEAR})",
    "beginning": rf"(?P<start>{BEGINNING})",
    "end": rf"(?P<end>{TIME})",
    "years": r"(?<![\w-])(?P<first>20\d\d) ?[-–—/] ?(?P<last>(?:20)?\d\d)(?![\w-])",
    "months": rf"(?P<months>{DURATION})",
    "page": (
        rf"(?P<page>(?:https?://{_HOST}|www\.{_HOST}|\b(?:[a-z0-9-]{{2,40}}\.){{1,3}}(?:eu|org|int|net|info|com)\b)"
        r"(?::\d{2,5})?(?:/(?:[A-Za-z0-9._~/?#&=+-]{0,200}[A-Za-z0-9/])?)?)(?![\w@-])"
    ),
    "identifier": r"(?P<identifier>[A-Z0-9](?=[^\s]*\d|[\w ./-]{0,20}\d)[\w.-]*(?: ?/ ?[\w.-]*\w)*)",
    "money": rf"(?<!{SUM})(?P<money>{SUM}+)",
    "giver": (
        "".join(
            f"(?<!{GIVER}{joint}{the})" for joint in (" and ", " of ", " to ", " in ", ", ") for the in ("", "the ")
        )
        + rf"(?:the )?(?:[Gg]overnments? of (?:the )?)?(?<!{GIVER})(?P<giver>{GIVER}+)"
        rf"(?: [Gg]overnment\b)?(?: \([^()]{{1,40}}\))?(?! ?(?:and|,|/|-|'|&) ?(?:the )?{GIVER})(?!'s|-|'|\w)"
    ),
    "GIVER": GIVER,
    "PROJECT": PROJECT,
    "SUM": SUM,
}


@cache
def rules() -> Rows:
    """Return the rows of the table.

    The groups `start`, `end`, `first` and `last` (years), `months`, `page`, `identifier`, `money` and `giver` of their
    patterns are what they tell, `project` is of whom.
    """
    return Rows.of("projects", _filled)


def _filled(pattern: str) -> str:
    for name, part in _PARTS.items():
        pattern = pattern.replace(f"{{{name}}}", part)
    return pattern
