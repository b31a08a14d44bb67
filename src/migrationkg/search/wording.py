"""The words of a question that tell what it asks: without those that every question has, synonyms made one."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

#: Words of any question, whatever it asks.
_EMPTY = frozenset(
    "a an and any are as at be been being can could did do does far for from get give had has have i is it its list me "
    "my named of on or our out please show so tell than that the their them there these they this to up us was we were "
    "what which with you your".split()
)

_WORD = re.compile(r"[^\W_]+")


def telling_words(text: str) -> list[str]:
    """Return the words of a text that tell what is asked, in lower case; each synonym by the word that stands for it.

    Args:
        text: a question, or one of its wordings.

    Example:
        >>> telling_words("Which donors work with the Ministry?")
        ['fund', 'partner', 'ministry']
    """
    lowered = " ".join(_WORD.findall(text.casefold()))
    found = _forms().sub(lambda form: _synonyms()[form[0]], lowered)
    return [word for word in found.split() if word not in _EMPTY]


@cache
def _synonyms() -> Mapping[str, str]:
    table = tomllib.loads((files(__package__) / "synonyms.toml").read_text(encoding="utf-8"))
    return {form: word for word, forms in table.items() for form in forms}


@cache
def _forms() -> re.Pattern[str]:
    longest_first = sorted(_synonyms(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")
