"""Normal forms of names: what stays of a name when spelling, case and punctuation do not count."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

Tokens = tuple[str, ...]

#: How many names are kept with what was found of them: those of a knowledge base of some 50,000 items.
CACHED = 1 << 17


@dataclass(frozen=True, slots=True)
class ProjectName:
    """The name of a project, apart from the number of its phase.

    Attributes:
        tokens: the words of the name without "project", "programme", the "initiative" behind an acronym, and the phase.
        phase: 2 for "MOBILAZE 2" and "MOBILAZE II"; None where the name has no number.
    """

    tokens: Tokens
    phase: int | None


@lru_cache(CACHED)
def normal(name: str) -> Tokens:
    """Return the words of a name without case, accents, punctuation, possessives, articles and Americanisms.

    Example:
        >>> normal("The Organization's Centre for Türkiye") == normal("Organisation Center for Turkiye")
        True
    """
    text = name.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = _POSSESSIVE.sub("", text).replace("&", " and ").replace("+", " plus ")
    words = [_BRITISH.get(word, _IZE.sub("is", word)) for word in _WORD.findall(text)]
    kept = [word for word in words if word != "the"]
    if len(kept) > 1 and kept[0] in {"a", "an"}:
        del kept[0]
    return tuple(kept)


@lru_cache(CACHED)
def project_name(name: str) -> ProjectName:
    """Return the normal form of a project's name, its phase apart.

    Example:
        >>> project_name("MOBILAZE2 Project") == project_name("MOBILAZE-2")
        True
        >>> project_name("MIEUX Initiative").tokens, project_name("Programme MPRR-Niger").tokens
        (('mieux',), ('mprr', 'niger'))
        >>> project_name("EUROMED Migration V")
        ProjectName(tokens=('euromed', 'migration'), phase=5)
    """
    tokens = normal(name)
    acronym = is_acronym(name)
    while len(tokens) > 1 and (tokens[-1] in _PROJECT_WORDS or (acronym and tokens[-1] == "initiative")):
        tokens = tokens[:-1]
    if len(tokens) > 1 and (tokens[0] == "project" or (tokens[0] == "programme" and _AN_ACRONYM_NEXT.match(name))):
        tokens = tokens[1:]
    attached = _ATTACHED.fullmatch(tokens[-1]) if tokens else None
    if attached:
        return ProjectName((*tokens[:-1], attached["word"]), int(attached["phase"]))
    if len(tokens) < 2 or not (tokens[-1].isdecimal() or tokens[-1] in _ROMAN):
        return ProjectName(tokens, None)
    phase = _ROMAN[tokens[-1]] if tokens[-1] in _ROMAN else int(tokens[-1])
    base = tokens[:-2] if tokens[-2] == "phase" and len(tokens) > 2 else tokens[:-1]
    return ProjectName(base, phase)


def compact(tokens: Tokens) -> str:
    """Join words, so that hyphens and spaces do not count ("EU4 SAFEALB", "EU4SAFEALB")."""
    return "".join(tokens)


@lru_cache(CACHED)
def is_acronym(name: str) -> bool:
    """Tell whether a name consists of acronyms and numbers alone, but for words such as "project".

    Example:
        >>> is_acronym("MOBILAZE2 Project"), is_acronym("Frontex"), is_acronym("ICMPD Azerbaijan")
        (True, False, False)
    """
    words = [word for word in _WORD.findall(name) if word.casefold() not in _FILLERS]
    capitals = [sum(letter.isupper() for letter in word) for word in words]
    return any(count >= 2 for count in capitals) and all(
        word.isdecimal() or word.casefold() in _ROMAN or (count >= 2 and count * 2 >= len(word))
        for word, count in zip(words, capitals, strict=True)
    )


def telling(tokens: Tokens) -> frozenset[str]:
    """Return the words of a name that carry meaning."""
    return frozenset(tokens) - _STOP_WORDS


@lru_cache(CACHED)
def slug(tokens: Tokens) -> str:
    """Write words as the last part of an IRI: ASCII, at most 80 characters, never empty.

    Letters that have no ASCII form are replaced by a hash of the whole.

    Example:
        >>> slug(normal("State Migration Service"))
        'state-migration-service'
    """
    ascii_words = [re.sub("[^a-z0-9]", "", word) for word in tokens]
    text = "-".join(word for word in ascii_words if word)
    if not text or any(len(kept) < len(word) for word, kept in zip(tokens, ascii_words, strict=True)):
        text = f"{text[: _SLUG - 10]}-{fingerprint(' '.join(tokens))}".lstrip("-")
    if len(text) > _SLUG:
        text = text[: text.rfind("-", 0, _SLUG + 1)] if "-" in text[:_SLUG] else text[:_SLUG]
    return text


def fingerprint(text: str) -> str:
    """Return eight hexadecimal digits that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


_SLUG = 80
# Latin letters that Unicode does not take apart into a base letter and an accent.
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ə": "e",
        "ħ": "h",
        "ŋ": "n",
    }
)
_POSSESSIVE = re.compile(r"['’ʼ](?:s\b|(?!\w))")
_WORD = re.compile(r"[^\W_]+")
_IZE = re.compile(r"(?<=[a-z])iz(?=(?:ations?|e|ed|es|ers?|ing)$)")
_BRITISH = {
    "center": "centre",
    "centers": "centres",
    "defense": "defence",
    "labor": "labour",
    "neighborhood": "neighbourhood",
    "program": "programme",
    "programs": "programmes",
}
_PROJECT_WORDS = frozenset({"project", "projects", "programme", "programmes"})
_FILLERS = _PROJECT_WORDS | {"the", "phase", "initiative"}
_AN_ACRONYM_NEXT = re.compile(r"(?:[Tt]he )?\w+ [A-Z]{2}")
_ATTACHED = re.compile(r"(?P<word>.*[^\W\d]{3})(?P<phase>[0-9]{1,2})")
_ROMAN = {
    numeral: value
    for value, numeral in enumerate(
        ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"), 1
    )
}
_STOP_WORDS = frozenset({"and", "at", "by", "for", "from", "in", "of", "on", "through", "to", "with"})
