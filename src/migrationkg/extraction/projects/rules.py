"""The rows of `tables/projects.toml`: patterns over sentences in which projects, givers and sums are marks."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from migrationkg.extraction.projects.marking import GIVER, PROJECT, SUM
from migrationkg.extraction.projects.times import BEGINNING, DURATION, MONTH_OR_YEAR, TIME
from migrationkg.extraction.tables.vocabulary import load_table
from migrationkg.extraction.text.sieve import Sieve, sieve_of


@dataclass(frozen=True, slots=True)
class Rule:
    """A row.

    Attributes:
        name: its name.
        pattern: what it looks for; the groups `start`, `end`, `first` and `last` (years), `months`, `page`,
            `identifier`, `money` and `giver` are what it tells, `project` is of whom.
        whole: whether the project must not stand behind "of" or the like ("the meeting of the ALPHA project ended").
        status: the status that the words tell, or empty.
        example: a sentence in which it finds `says`.
        says: relation and value, each.
    """

    name: str
    pattern: str
    whole: bool
    status: str
    example: str
    says: tuple[str, ...]


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
def rules() -> tuple[Rule, ...]:
    """Return the rows in the order of the table.

    Example:
        >>> next(rule.says for rule in rules() if rule.name == "runs-until")
        ('projectEnd 2024-12',)
    """
    return tuple(_rule(row) for row in load_table("projects")["row"])


@cache
def sieve() -> Sieve:
    """Return the sieve of the rows' patterns, so that few are tried on a sentence."""
    return sieve_of([rule.pattern for rule in rules()])


def _rule(row: dict[str, Any]) -> Rule:
    pattern = row["pattern"]
    for name, part in _PARTS.items():
        pattern = pattern.replace(f"{{{name}}}", part)
    says = tuple(row["says"].split("; "))
    return Rule(
        name=row["name"],
        pattern=pattern,
        whole=row.get("whole", False),
        status=row.get("status", ""),
        example=row["example"],
        says=says,
    )
