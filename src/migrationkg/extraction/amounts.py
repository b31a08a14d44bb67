"""Find the sums of money that a text names, in the forms that English-language news uses.

The names and symbols of the world's present currencies are those of Unicode CLDR, which Babel carries.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from unicodedata import numeric

import ahocorasick
from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name

from migrationkg.extraction.tables.vocabulary import any_of
from migrationkg.extraction.text.sieve import compiled


@dataclass(frozen=True, slots=True)
class AmountMention:
    """A stretch of text that names a sum of money.

    Attributes:
        start: offset of the first character.
        end: offset after the last.
        text: the words, with the currency.
        value: the sum in whole units of the currency ("EUR 2.4 million" is 2400000).
        currency: ISO 4217 code.
    """

    start: int
    end: int
    text: str
    value: Decimal
    currency: str


def find_amounts(content: str, states: Collection[str] = ()) -> tuple[AmountMention, ...]:
    """Find the sums of money that a text names, in order and without overlap.

    A number is a sum only beside a currency. One mark before exactly three digits groups thousands
    ("EUR 1.250" is 1250), save a dot before a word such as "million" ("EUR 1.250 million" is 1250000); any
    other mark is a decimal one ("1,5 million euro"). "$" and "dollars" are US dollars, as in CLDR's English, save
    where one state alone of those that the text names counts its own money in dollars ("Canada will provide $4m").
    Left out are ranges ("EUR 2-3 million"), which name no one sum, and money that several states have
    ("5 million francs"), and sums of nothing ("$0").

    Args:
        content: the text.
        states: ISO 3166-1 alpha-2 codes of the states that it names.

    Example:
        >>> [(a.text, a.value, a.currency) for a in find_amounts("equipment worth EUR 2.4 million")]
        [('EUR 2.4 million', Decimal('2400000'), 'EUR')]
    """
    masked = _masked(content)
    if masked == content:
        return ()
    own = {_OWN_DOLLARS[state] for state in states if state in _OWN_DOLLARS}
    dollar = own.pop() if len(own) == 1 else "USD"
    found = (_mention(match, content, dollar) for match in compiled(_WHOLE).finditer(masked))
    return tuple(mention for mention in found if mention and not _in_range(masked, mention))


_MAGNITUDES = {
    **dict.fromkeys(("thousand", "k"), 10**3),
    **dict.fromkeys(("lakh", "lakhs"), 10**5),
    **dict.fromkeys(("million", "millions", "mio", "mill", "milj", "mln", "mn", "m"), 10**6),
    **dict.fromkeys(("crore", "crores"), 10**7),
    **dict.fromkeys(("billion", "billions", "bn", "mrd"), 10**9),
    **dict.fromkeys(("trillion", "trillions", "tn"), 10**12),
}
_UNITS = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMERALS = {
    **{word: number for number, word in enumerate((*_UNITS, *_TEENS), 1)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
}
#: "twelve", "twenty-five", "two hundred and fifty"
_BELOW_HUNDRED = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_UNITS)}))?|{'|'.join(reversed(_NUMERALS))})"
_SPELLED_NUMBER = rf"(?:(?:an?|{'|'.join(_UNITS)}) hundred(?: and {_BELOW_HUNDRED})?|{_BELOW_HUNDRED})"
_PARTS = {
    "a": Decimal(1),
    "half": Decimal("0.5"),
    "half a": Decimal("0.5"),
    "a quarter of a": Decimal("0.25"),
    "three quarters of a": Decimal("0.75"),
    "three-quarters of a": Decimal("0.75"),
}
_FRACTIONS = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
#: "two and a half", "3 and a quarter", "2½"
_MIXED = re.compile(
    rf"(?P<whole>\d{{1,3}}|{_SPELLED_NUMBER})(?: and an? (?P<part>{'|'.join(_FRACTIONS)})| ?(?P<sign>[½¼¾]))$",
    re.IGNORECASE,
)
# These mean other things as well ("COP 28", "TOP 10", "Euro 2024"): a bare number behind them is no sum.
_ALSO_WORDS = frozenset({"ALL", "BAM", "COP", "CUP", "GEL", "MAD", "MOP", "PEN", "SOS", "TOP", "TRY", "Euro"})
# Last words of currencies' names that mean other things as well, or another money ("króna").
_NOT_ALONE = frozenset({"gold", "mark", "real", "sol", "leone", "krona", "dong"})
#: States whose news counts in their own dollars, and that of the United States; news of others means the latter.
_OWN_DOLLARS = {"AU": "AUD", "CA": "CAD", "NZ": "NZD", "SG": "SGD", "US": "USD"}
_DOLLARS = frozenset({"$", "dollars"})
_OTHER_NAMES = {"American dollars": "USD", "U.S. dollars": "USD", "dollars": "USD", "pounds sterling": "GBP"}


@cache
def _currencies() -> tuple[dict[str, str], dict[str, str]]:
    """The symbols and codes of the currencies in use, and their names → ISO 4217 codes."""
    locale = Locale("en")
    codes = sorted(
        {
            code
            for currencies in get_global("territory_currencies").values()
            for code, _, until, tender in currencies
            if tender and until is None
        }
    )
    names = {get_currency_name(code, count, "en"): code for code in codes for count in (1, 2)}
    owners: dict[str, set[str]] = {}
    for name, code in names.items():
        owners.setdefault(name.split()[-1].lower(), set()).add(code)
    lone = {word: min(some) for word, some in owners.items() if len(some) == 1 and word not in _NOT_ALONE}
    names |= lone | _OTHER_NAMES
    symbols = {symbol: code for code in codes if not (symbol := locale.currency_symbols[code])[-1].isalnum()}
    signs = {code: code for code in codes} | symbols | {"US$": "USD", "US $": "USD", "C$": "CAD"}
    return signs, {form: code for name, code in names.items() for form in (name, name.lower(), name.title())}


@cache
def _money() -> ahocorasick.Automaton:
    """Return what finds the signs and names of currencies."""
    signs, names = _currencies()
    automaton = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
    for word in sorted({*signs, *names, "Euro"}):
        automaton.add_word(word)
    automaton.make_automaton()
    return automaton


def _currencies_in(content: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the signs and names of currencies behind which no word goes on ("European")."""
    for last, length in _money().iter(content):
        if not (content[last].isalpha() and content[last + 1 : last + 2].isalpha()):
            yield last + 1 - length, last + 1


#: What stands for a currency where sums are read: the first character of a sign or code, that of a name, any other.
_SIGN, _NAME, _REST = "\ue100", "\ue102", "\ue101"


def _masked(content: str) -> str:
    """Return a text, as long as it was, in which each currency is written in characters that no text has."""
    signs, _ = _currencies()
    masked, after = [], 0
    for start, end in sorted(_currencies_in(content), key=lambda one: (one[0], -one[1])):
        if start >= after:
            is_sign = content[start:end] in signs or content[start:end] == "Euro"
            masked += [content[after:start], _SIGN if is_sign else _NAME, _REST * (end - start - 1)]
            after = end
    return "".join((*masked, content[after:]))


_S = "[ \u00a0\u2009\u202f]"
# Atomic groups: digits are read once, however hostile the text.
_GROUPED = rf"\d{{1,3}}(?:{_S}\d{{3}}(?!\d)){{1,4}}(?:[.,]\d{{1,2}}(?!\d)|(?![.,]\d))"
_NUMBER = rf"(?>{_GROUPED}|\d{{1,15}}(?:[.,'’]\d{{1,15}}){{0,5}})"
_MAGNITUDE = rf"(?:{_S}?-?(?:(?i:{any_of(_MAGNITUDES)})(?!\w)|(?i:mio|mln|mn|bn)\.))"
_MIXED_FORM = rf"(?:(?:\d{{1,3}}|(?i:{_SPELLED_NUMBER}))(?i: and an? (?:{'|'.join(_FRACTIONS)}))|\d{{1,3}} ?[½¼¾])"
_IN_WORDS = rf"(?i:{any_of(_PARTS)}|{_SPELLED_NUMBER})"
_QUANTITY = (
    rf"(?:{_MIXED_FORM}{_MAGNITUDE}|{_NUMBER}{_MAGNITUDE}(?:{_S}(?:and )?\d{{1,3}}{_S}thousand)?|{_NUMBER}"
    rf"|\b(?<!and a )(?<!of a ){_IN_WORDS}{_MAGNITUDE})(?![\w%]|[.,]\d)"
)
#: "EUR 2 million 300 thousand"
_FURTHER = re.compile(rf"{_S}(?:and )?(?P<thousands>\d{{1,3}}){_S}thousand$")
_TRAILING_MAGNITUDE = re.compile(rf"(?:{_S}?-?)(?P<word>[A-Za-z]+)\.?$")

# Compiled where the first sum is found: that takes longer than to read an item.
_BEFORE = rf"(?<!\w){_SIGN}{_REST}*+{_S}?"
_AFTER = rf"{_S}?-?[{_SIGN}{_NAME}]{_REST}*+(?!\w)"
_TO = rf"{_S}?(?:[-\u2010-\u2015\u2212]|\bto\b|\bor\b){_S}?"
_END = rf"(?:{_BEFORE}{_NUMBER}|{_NUMBER}(?:{_MAGNITUDE}|{_AFTER}))"
_START = rf"{_NUMBER}{_MAGNITUDE}?(?:{_AFTER})?"
_WHOLE = (
    rf"(?P<before>{_BEFORE})(?P<quantity>{_QUANTITY})"
    rf"|(?<![\w.,'’-])(?P<count>{_QUANTITY})(?P<after>{_AFTER})(?!{_S}?\d)"
)
_RANGE_BEFORE = rf"(?:{_START}{_TO}|\b[Bb]etween{_S}(?:{_BEFORE})?{_START}{_S}and{_S})$"
_RANGE_BEHIND = rf"{_TO}{_END}|[-\u2010-\u2015\u2212]\d"
_BETWEEN_BEHIND = rf"{_S}and{_S}{_END}"


def _in_range(masked: str, mention: AmountMention) -> bool:
    near = masked[max(0, mention.start - 40) : mention.start]
    opened = near.rstrip().lower().endswith("between") and compiled(_BETWEEN_BEHIND).match(masked, mention.end)
    return bool(opened or compiled(_RANGE_BEFORE).search(near) or compiled(_RANGE_BEHIND).match(masked, mention.end))


def _mention(match: re.Match[str], content: str, dollar: str) -> AmountMention | None:
    signs, names = _currencies()
    name = content[slice(*match.span("before" if match["before"] else "after"))].strip(" \u00a0\u2009\u202f-")
    quantity = match["quantity"] or match["count"]
    value = _value(quantity)
    bare = quantity.isdigit() and len(quantity) < 5
    if not value or (bare and match["before"] and name in _ALSO_WORDS):
        return None
    currency = dollar if name in _DOLLARS else signs.get(name) or names[name]
    return AmountMention(match.start(), match.end(), content[match.start() : match.end()], value, currency)


def _value(quantity: str) -> Decimal | None:
    """Work out "2.4 million", "1.250,50" or "half a million"; None for what is no number ("12.06.2023")."""
    if further := _FURTHER.search(quantity):
        first = _value(quantity[: further.start()])
        return first and first + int(further["thousands"]) * 1000
    magnitude, digits = 1, quantity
    if word := _TRAILING_MAGNITUDE.search(quantity):
        magnitude, digits = _MAGNITUDES[word["word"].lower()], quantity[: word.start()]
    number = _in_words(digits.lower()) or _number(digits, scaled=magnitude > 1)
    if number is None:
        return None
    value = number * magnitude
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _in_words(words: str) -> Decimal | None:
    """Return the number that "two and a half", "twenty-five" or "2½" tells; None for other forms.

    Example:
        >>> _in_words("two hundred and fifty"), _in_words("2½"), _in_words("2.5")
        (Decimal('250'), Decimal('2.5'), None)
    """
    if words in _PARTS:
        return _PARTS[words]
    if match := _MIXED.match(words):
        whole = Decimal(match["whole"]) if match["whole"].isdigit() else _in_words(match["whole"])
        return whole and whole + (_FRACTIONS[match["part"]] if match["part"] else Decimal(numeric(match["sign"])))
    hundreds, _, rest = words.rpartition(" hundred")
    numbers = [_NUMERALS.get(word) for word in re.split("[ -]", rest.removeprefix(" and ")) if word]
    if hundreds:
        numbers.append(100 * _NUMERALS.get(hundreds, 1))
    return Decimal(sum(number or 0 for number in numbers)) if numbers and None not in numbers else None


def _number(digits: str, *, scaled: bool) -> Decimal | None:
    """Read digits with marks; `scaled` tells that a word such as "million" follows."""
    digits = re.sub(rf"{_S}|['’]", "", digits)
    if len(digits) > 15:
        return None
    marks = re.findall("[.,]", digits)
    groups = re.split("[.,]", digits)
    if len(marks) == 1 and (
        len(groups[1]) != 3 or len(groups[0]) > 3 or groups[0] == "0" or (scaled and marks == ["."])
    ):
        return Decimal(".".join(groups))
    has_decimals = len(set(marks)) == 2 and marks.count(marks[-1]) == 1
    thousands = groups[1:-1] if has_decimals else groups[1:]
    if any(len(group) != 3 for group in thousands) or (len(set(marks)) == 2 and not has_decimals):
        return None
    return Decimal("".join(groups[:-1]) + "." + groups[-1] if has_decimals else "".join(groups))
