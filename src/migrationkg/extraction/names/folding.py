"""The forms in which two spellings of a name compare equal."""

import re
import unicodedata
from functools import lru_cache

_ACUTE = str.maketrans({"ı": "i", "’": "'", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O"})


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """Return a name in the form in which two spellings of it compare equal.

    Example:
        >>> fold("The MOBILAZE 2 Project") == fold("MOBILAZE2")
        True
        >>> fold("Interior Ministry") == fold("Ministry of the Interior")
        True
    """
    text = unicodedata.normalize("NFKD", name.translate(_ACUTE))
    text = "".join(char for char in text if not unicodedata.combining(char)).casefold()
    text = re.sub(r"'s\b|^(?:the|project) ", "", text)
    text = re.sub(r"(?<=[a-z])(?=\d)|[^\w]+", " ", text)
    text = re.sub(r" (?:project|programme|program)$", "", text.strip())
    text = re.sub(r"\bcenter", "centre", text).replace("organiz", "organis").replace(" the ", " ")
    return re.sub(r"^(?P<of>\w+(?: (?:and \w+|\w+))*) ministry$", r"ministry of \g<of>", text)
