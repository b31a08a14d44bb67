"""Letters without their accents, one for one, so that every offset in a text stays."""

import unicodedata


class _Plain(dict[int, int]):
    """Letter → the letter without accents; found out once."""

    def __missing__(self, letter: int) -> int:
        first = unicodedata.normalize("NFKD", chr(letter))[0]
        self[letter] = ord(first) if first.isascii() and first.isalpha() else letter
        return self[letter]


_PLAIN = _Plain({ord(one): ord(other) for one, other in zip("łŁđĐıøØ’‑‐", "lLdDioO'--", strict=True)})


def plain(words: str) -> str:
    """Return words without accents, of the same length; apostrophes and hyphens become the plain ones.

    Example:
        >>> plain("Diyarbakır, Łódź, Brașov, Saint John’s")
        "Diyarbakir, Lodz, Brasov, Saint John's"
    """
    return words if words.isascii() else words.translate(_PLAIN)
