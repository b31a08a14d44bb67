"""What the values of an authority file may be: kinds, states, IRIs."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from migrationkg.authority.crosswalk import find_country
from migrationkg.model import ENTITY_KINDS

#: What an entry may be: a kind of the model, or any organisation. Occasions have no names of their own.
ENTRY_KINDS = ("Organisation", *(kind for kind in ENTITY_KINDS if kind != "Event"))


def checked_kind(text: str, kinds: Iterable[str] = ENTRY_KINDS) -> str | None:
    """Return the kind that a text names, capitals or not; None where it is empty.

    Args:
        text: the text.
        kinds: those to choose from.

    Raises:
        ValueError: it names none; the message lists them.

    Example:
        >>> checked_kind("ministry"), checked_kind("")
        ('Ministry', None)
    """
    known = {kind.casefold(): kind for kind in kinds}
    if text and text.casefold() not in known:
        raise ValueError(f"{text[:60]!r} is no type; choose one of {', '.join(known.values())}")
    return known.get(text.casefold())


def checked_state(text: str) -> str | None:
    """Return the alpha-2 code of the country that a text names, by a name or any code; None where it is empty.

    Raises:
        ValueError: it names none.

    Example:
        >>> checked_state("Albania"), checked_state("ALB"), checked_state("")
        ('AL', 'AL', None)
    """
    country = find_country(text)
    if text and country is None:
        raise ValueError(f"{text[:60]!r} is no country; give its name or ISO 3166-1 code")
    return country.iso if country else None


def checked_iris(texts: Iterable[str]) -> tuple[str, ...]:
    """Return IRIs sorted, each once.

    Raises:
        ValueError: one is no IRI of http or https.

    Example:
        >>> checked_iris(["https://ror.org/00x5wnx94"])
        ('https://ror.org/00x5wnx94',)
    """
    return tuple(sorted(set(map(checked_iri, texts))))


def checked_iri(text: str) -> str:
    """Return an IRI as it is.

    Raises:
        ValueError: it is none of http or https.

    Example:
        >>> checked_iri("https://ror.org/00x5wnx94")
        'https://ror.org/00x5wnx94'
    """
    if not _is_web_iri(text):
        raise ValueError(f"{text[:80]!r} is no IRI of http or https; correct it")
    return text


def _is_web_iri(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.netloc) and bool(NamedNode(text).value)
    except ValueError:
        return False
