"""The forms in which English-language news writes dates: patterns only, which `dates` interprets."""

import re

# Not calendar.month_name, which changes with the locale.
# fmt: off
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on
_ABBREVIATED = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec")
_MONTH_FORMS = (
    *(form for name in MONTHS for form in (name, name.upper())),
    *(name.lower() for name in MONTHS if name not in {"March", "May"}),  # verbs, when in small letters
    *(form + r"\.?" for name in _ABBREVIATED for form in (name, name.upper())),
)


_S = "[ \t\u00a0\u2007\u2009\u202f]"
_DASH = "[-\u2010-\u2015\u2212]"
_WEEKDAY = rf"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day|\.)?,?{_S})"
_MONTH = rf"(?:{'|'.join(_MONTH_FORMS)})(?!\w)"
_YEAR = r"(?:(?:19|20)\d\d)(?!\d)"
_NUMBER = (
    r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\w|[.:]\d|,\d{3}\b|%)"
    rf"(?:\.(?={_S}?{_DASH}{_S}?\d|{_S}(?:{'|'.join(MONTHS)})\b))?"
)

_JOINED = rf"(?:(?:on|from){_S})?{_WEEKDAY}?(?:the{_S})?"
_TO = rf"(?:,?{_S}?(?:{_DASH}|\b(?:to|until|till|through)\b){_S}?{_JOINED})"
_AND = rf"(?:,?{_S}?(?:/|&|\band\b){_S}?{_JOINED})"
_COMMA = rf"(?:,{_S}{_JOINED})"


def _days(number: str) -> str:
    """Pattern of one or several days of a month; "Room 5, 12 June" is no list, for it lacks the "and"."""
    return rf"{number}(?:{_TO}{number}|(?:{_COMMA}{number}(?:{_TO}{number})?){{0,4}}{_AND}{number}){{0,4}}"


# A number behind the month is no day where it counts something or has a month of its own:
# "April 9 and 10 experts", "April 25 to 3 May".
_NO_NOUN = (
    rf"(?:(?=,?{_S}{_YEAR}|[^\w \t\u00a0]|$|{_S}[A-Z(]"
    rf"|{_S}(?:and|at|in|by|for|of|on|to|with|the|under|within|during|when|where|online)\b))"
)
_LATER_NUMBER = rf"{_NUMBER}(?!{_S}(?:of{_S})?{_MONTH})"
_DAYS_AFTER_MONTH = (
    rf"(?:the{_S})?{_LATER_NUMBER}(?:{_TO}{_LATER_NUMBER}"
    rf"|(?:{_COMMA}{_LATER_NUMBER}){{0,4}}{_AND}{_LATER_NUMBER}{_NO_NOUN}){{0,4}}"
)

_BEGINNINGS = sorted(
    {
        word[:3].lower()
        for word in (
            *MONTHS,
            *("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "the"),
            *("early", "mid", "late", "beginning", "start", "middle", "end", "half"),
        )
    }
)
#: What a date begins with, so that no other word is tried; classes are faster than to ignore case.
_OPENING = (
    rf"(?=[\d{''.join(sorted({char for word in _BEGINNINGS for char in word[0] + word[0].upper()}))}])"
    rf"(?=\d|{'|'.join(''.join(f'[{char.upper()}{char}]' for char in word) for word in _BEGINNINGS)})"
)

EXPRESSION = re.compile(
    rf"""\b{_OPENING}(?<!\d[.,:-])(?<![A-Za-z]-)(?:
      (?P<iso_year>{_YEAR})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)(?![\d-])
    | (?:(?P<from_day>\d{{1,2}})(?:\.(?P<from_month>\d\d?))?\.?{_S}?{_DASH}{_S}?)?
      (?P<one>\d{{1,2}})(?P<mark>[./-])(?P<two>\d{{1,2}})(?P=mark)(?P<numeric_year>{_YEAR})
    | {_WEEKDAY}?(?:[Tt]he{_S})?(?P<days_before>{_days(_NUMBER)})
      (?:{_S}(?:of{_S})?|-)(?P<month_after>{_MONTH})(?:(?:,?{_S}(?:of{_S})?|,|-)(?P<year_after>{_YEAR}))?
    | {_WEEKDAY}?(?<!\b[Ii]n{_S})(?P<month_before>{_MONTH}){_S}(?P<days_after>{_DAYS_AFTER_MONTH})
      (?:(?:,?{_S}|,)(?P<year_last>{_YEAR}))?
    | (?:(?<!\w{_S})|(?<=\bin{_S})|(?<=\bof{_S}))(?P<slashed_month>0?[1-9]|1[0-2])/(?P<slashed_year>{_YEAR})(?!/)
    | (?P<part>(?i:early|mid|late|(?:beginning|start|middle|end|half){_S}of)(?:-|{_S}))?
      (?P<month_alone>{_MONTH})(?:,?{_S}(?:of{_S})?(?P<year_alone>{_YEAR}))?
    )""",
    re.VERBOSE,
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
#: A day told by the day of telling; a weekday before or behind a date belongs to that date.
RELATIVE = re.compile(
    rf"\b(?:(?P<today>[Tt]oday)|(?P<yesterday>[Yy]esterday)"
    rf"|(?:(?P<last>[Ll]ast|[Pp]ast){_S}|(?P<next>[Nn]ext|[Cc]oming){_S}|[Tt]his{_S})?(?P<weekday>{'|'.join(WEEKDAYS)}))"
    rf"\b(?!,?{_S}(?:the{_S})?(?:\d|{'|'.join(MONTHS)})|'?s\b)(?<!\d{_S}\w\w\w\w\w\w)"
)
DAY_NUMBER = re.compile(_NUMBER)
ARTICLE = re.compile(rf"[Tt]he{_S}")
JOINT = re.compile(rf"(?P<range>{_TO})|(?P<list>{_AND})|(?P<comma>{_COMMA})")

_LEAD = rf"(?:{_S}(?:the|dates{_S}of|days{_S}of|on|from))*{_S}$"
BETWEEN = re.compile(r"\bbetween" + _LEAD, re.IGNORECASE)
FROM = re.compile(r"\b(?:from|starting|beginning)" + _LEAD, re.IGNORECASE)
SINCE = re.compile(rf"\b(?:since|after|as{_S}(?:of|from))" + _LEAD, re.IGNORECASE)
UNTIL = re.compile(rf"\b(?:until|till|before|through|by|up{_S}to|later{_S}than)" + _LEAD, re.IGNORECASE)
ONWARD = re.compile(rf"{_S}onwards?\b")
# What makes a lone word the month, not the verb "May" or a person called April or June.
IN = re.compile(
    rf"\b(?:in|during|throughout|since|until|till|(?:month|course){_S}of)(?:{_S}the{_S}month{_S}of)?{_S}$",
    re.IGNORECASE,
)
FROM_OR_BETWEEN = re.compile(r"\b(?:from|between)" + _LEAD, re.IGNORECASE)
LOOK_BACK = 40
_YEAR_SAID = r"(?P<year>last|this|next)"
YEAR_BEHIND = re.compile(rf",?{_S}(?:of{_S})?{_YEAR_SAID}{_S}year\b", re.IGNORECASE)
YEAR_BEFORE = re.compile(rf"\b{_YEAR_SAID}{_S}year,?{_S}(?:on|in|from|between){_S}(?:the{_S})?$", re.IGNORECASE)
#: Words that put what follows into the future, in the clause of a date.
ANNOUNCED = re.compile(r"\b(?:will|(?:is|are) (?:to|planned|scheduled|expected)|to be held)\b[^.;:,()\n]*$")
#: What stands in a dateline before the day and behind it: names, marks and small words, no word of a sentence.
OPENING_OF_DATELINE = re.compile(r"[(\[]?(?:(?:[^\W\d_a-z][\w'.-]*|[(),/|–—-]|[A-Z]\.|de|of|and|el|la)[ ,.–—-]*){0,9}")
END_OF_DATELINE = re.compile(r"(?:,? ?[(/\[]?[^\W\d_a-z][\w'.-]*[)/\]]?){0,4} ?(?:[)\]]? ?[–—:-]|[)\].]|\n)")
