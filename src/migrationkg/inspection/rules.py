"""What each rule that can stand behind a fact reads, in words."""

from collections.abc import Mapping
from functools import cache

from migrationkg.extraction.relations.rows import rows
from migrationkg.extraction.tables.vocabulary import load_table


@cache
def rules() -> Mapping[str, str]:
    """Return rule → what it reads: the example of a row of `relations.toml`, or a sentence of `rules.toml`.

    Example:
        >>> rules()["funded-by"]
        'reads “The ALPHA project is funded by Norway.”'
    """
    examples = {row.name: f"reads “{row.example}”" for row in rows()}
    return {**load_table("rules")["rules"], **examples}
