"""From whatever names a state to the state: codes of any list, names in the languages of the EU, words for citizens."""

import re
from collections.abc import Mapping
from functools import cache
from gettext import NullTranslations, translation

import pycountry
from babel import Locale

from migrationkg.authority.countries import Country, countries, country_names, demonyms

#: The official languages of the European Union, by ISO 639-1.
EU_LANGUAGES = (
    *("bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr"),
    *("hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv"),
)


#: What formal names put before the usual one, also where ISO 3166 knows no formal name.
_FORM_OF_STATE = re.compile(r"(?:the )?(?:republic|kingdom) of (?:the )?")
#: Is not China.
_TAIWAN = "republic of china"


@cache
def names_by_language(iso: str) -> Mapping[str, str]:
    """Return language → usual name of a state, for the EU's languages, as Unicode CLDR has it (Babel).

    Example:
        >>> names_by_language("AT")["de"], names_by_language("AT")["fr"]
        ('Österreich', 'Autriche')
    """
    return {language: _territories(language)[iso] for language in EU_LANGUAGES if iso in _territories(language)}


@cache
def formal_names(iso: str) -> tuple[str, ...]:
    """Return the formal names of a state in the EU's languages, each once, as ISO 3166 has it (pycountry).

    Example:
        >>> {"Tschechische Republik", "République tchèque"} <= set(formal_names("CZ"))
        True
    """
    country = pycountry.countries.get(alpha_2=iso)
    name = getattr(country, "official_name", None)
    if name is None:
        return ()
    return tuple(dict.fromkeys(_formal(language).gettext(name) for language in EU_LANGUAGES))


def find_country(text: str) -> Country | None:
    """Return the state that a code, a name or a word for its citizens means; None where it is none or several.

    Codes are those of ISO 3166-1 (two letters, three letters or three digits), which are also those of UN M49 and of
    the EU's country authority; names, usual and formal, those of English and of the EU's languages. Capitals do not
    count.

    Example:
        >>> [find_country(text).iso for text in ("AZ", "aze", "031", "Azerbaijani", "Aserbaidschan", "Azerbaïdjan")]
        ['AZ', 'AZ', 'AZ', 'AZ', 'AZ', 'AZ']
        >>> find_country("Republic of Georgia").iso, find_country("Atlantis") is None
        ('GE', True)
    """
    plain = _plain(text)
    found = _isos().get(plain) or _isos_of_formal_names().get(plain)
    if found is None and plain != _TAIWAN and (form := _FORM_OF_STATE.match(plain)):
        found = _isos().get(plain[form.end() :])
    return countries().get(found or "")


@cache
def _territories(language: str) -> Mapping[str, str]:
    return {code: str(name) for code, name in Locale(language).territories.items()}


@cache
def _formal(language: str) -> NullTranslations:
    return translation("iso3166-1", pycountry.LOCALES_DIR, [language], fallback=True)


@cache
def _isos_of_formal_names() -> Mapping[str, str]:
    found: dict[str, set[str]] = {}
    for iso in countries():
        for name in formal_names(iso):
            found.setdefault(_plain(name), set()).add(iso)
    return {name: min(isos) for name, isos in found.items() if len(isos) == 1}


def _plain(text: str) -> str:
    return text.strip().replace("’", "'").casefold()


@cache
def _isos() -> Mapping[str, str]:
    """Return code, name or word → alpha-2 code; what is more telling comes last and so prevails."""
    by_language: dict[str, set[str]] = {}
    for iso in countries():
        for name in names_by_language(iso).values():
            by_language.setdefault(_plain(name), set()).add(iso)
    found = {name: min(isos) for name, isos in by_language.items() if len(isos) == 1}
    for words in (demonyms(), country_names()):
        found |= {_plain(word): iso for word, iso in words.items()}
    for country in countries().values():
        found |= {_plain(code): country.iso for code in (country.numeric, country.alpha3, country.iso) if code}
    return found
