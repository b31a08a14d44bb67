"""What each rule that can stand behind a fact reads, in words."""

from collections.abc import Mapping
from functools import cache

from migrationkg.extraction.projects.rules import rules as project_rules
from migrationkg.extraction.relations.rows import rows
from migrationkg.extraction.tables.vocabulary import load_table

#: How the name of a rule begins that stands for the words between two names, where no row reads them.
_WORDS = "words: "


@cache
def rules() -> Mapping[str, str]:
    """Return rule → what it reads: the example of a row of the tables, or a sentence of `rules.toml`.

    Example:
        >>> rules()["funded-by"]
        'reads “The ALPHA project is funded by Norway.”'
    """
    told = {row.name: row.example for row in rows()} | {
        f"project-{one.name}": one.example for one in project_rules().rows
    }
    return {**load_table("rules")["rules"], **{name: f"reads “{example}”" for name, example in told.items()}}


def meaning(rule: str) -> str:
    """Return what a rule reads; nothing for one that is unknown.

    Example:
        >>> meaning("words: staged by")
        'no row reads it: the words beside and between the names were weighed'
    """
    if rule.startswith(_WORDS):
        return "no row reads it: the words beside and between the names were weighed"
    return rules().get(rule, "")
