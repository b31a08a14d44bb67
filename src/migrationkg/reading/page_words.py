"""What pages say around news: names by which they mark a date or a byline, and words that are no part of an item."""

import re
from collections.abc import Sequence

#: What a part of a page is for → words of its class, id or property that say so.
_ROLES = {
    "noise": """
        readmore more share sharing social comment comments hits tags tagged caption credit copyright pager
        pagination breadcrumb breadcrumbs print skip
    """,
    "changed": "modified updated changed lastmod",
    "author": "author authors byline creator createdby writer vcard",
    "date": """
        date dates time datetime published pubdate created posted timestamp newsdate postdate day month year meta
        submitted datum
    """,
    "category": "category categories cat kicker eyebrow topic topics type section rubric overline badge theme taxonomy",
    "place": "place location loc city country venue duty",
    "title": "title headline heading",
    "text": "text teaser summary excerpt body description lead intro abstract copy deck standfirst snippet",
}
_SURE = ("noise", "changed", "author", "date")
_ROLE_OF = {word: role for role, words in reversed(_ROLES.items()) for word in words.split()}

#: Classes that say of what kind a field of a content management system is, not what it is for.
_OF_SYSTEM = re.compile(
    r"(?:field|node|views?|item|content)-{1,2}(?:type|label|view-mode|formatter)\b.*|h-entry|hentry"
    r"|(?:category|tag|topic|type|term)-(?!(?:name|link|label|list|title|tag|badge|category)).+"
)

_BYLINE = re.compile(
    r"(?:(?:posted|written|submitted|published|created|photo|text|words|story) )?by:?(?: [^\W\d_][\w.'’&-]*,?){1,6}"
    r"|(?:author|editor|source|photo)s?: .{1,60}",
    re.IGNORECASE,
)
_NAMES_AFTER_BY = re.compile(r"By (?!(?:the|a|an|land|sea|air|then|now|far) )(?:[A-Z][\w.'’-]*,? ?|and |of |the ){1,6}")

_MORE = re.compile(
    r"(?:(?:read|learn|see|find out|discover|know|show|load|view)(?: (?:the|this|our))?(?: full)?"
    r" (?:more|on|story|article|text|news|details|all|release|report|post)|continue(?: reading)?"
    r"|more(?: details| info(?:rmation)?)?|full (?:story|article|text)|details|\[?…\]?"
    r"|weiterlesen|mehr(?: lesen)?|en savoir plus|lire (?:la suite|plus)|leer más)"
)
_MORE_ALONE = re.compile(rf"{_MORE.pattern}[\s.…:›»>→+)\]-]*", re.IGNORECASE)
_MORE_ABOUT = re.compile(rf"{_MORE.pattern}\b.{{0,300}}", re.IGNORECASE | re.DOTALL)

_FURNITURE = re.compile(
    r"\d+ (?:comments?|views?|likes?|shares?|min(?:ute)?s?(?: read)?)"
    r"|(?:no|leave a|add a|post a) comments?(?: .{0,80})?|comments? off(?: .{0,80})?"
    r"|(?:hits|views|reading time|tags?|tagged|share|keywords)\b:? ?.{0,80}"
    r"|share|print|e-?mail|tweet|facebook|twitter|linkedin|whatsapp|copy link|download|image|photo|new!?|video"
    r"|(?:last )?(?:updated|modified|changed)(?: on)?:? .{0,40}"
    r"|« ?\w*|\w* ?»|(?:next|previous|first|last)(?: page)?|page \d+(?: of \d+)?"
    r"|(?:posted|published|submitted|created|written|date)? ?(?:on|in|at|by)?:?|and|\W*|\d{1,3}",
    re.IGNORECASE,
)

_CATEGORY_LABEL = re.compile(
    r"(?:(?:posted|published|filed) (?:in|under)|categor(?:y|ies)|topics?|type)\b:? ?", re.IGNORECASE
)

_LABEL = re.compile(
    r"(?:(?:posted|published|filed|submitted|written|created) )?(?:in|under|by)|categor(?:y|ies)|topics?|tags?|tagged"
    r"|authors?|source|hits",
    re.IGNORECASE,
)

_DATELINE = re.compile(r"(?!(?:by|published|posted|updated|submitted)\b)[^\d|•·]{2,60}, [^|•·]{0,30}\d", re.IGNORECASE)

_SEPARATORS = " \t\n\xa0|·•–—-,:;/›»>()[]"


def role_of(names: Sequence[str]) -> str:
    """Return what an element is for by its names, or nothing.

    What is surely no text counts first, then the last name ("teaser__category" is no teaser).

    Example:
        >>> role_of(["entry", "date", "published"]), role_of(["teaser", "category"]), role_of(["card"])
        ('date', 'category', '')
    """
    known = {_ROLE_OF[name] for name in names if name in _ROLE_OF}
    if {"changed", "date"} <= known and "published" in names:
        return "date"
    sure = next((role for role in _SURE if role in known), "")
    return sure or next((_ROLE_OF[name] for name in reversed(names) if name in _ROLE_OF), "")


def names_in(attribute: str) -> tuple[str, ...]:
    """Return the words of a class, id or property.

    Example:
        >>> names_in("news-list-date field--type-text catItemTitle")
        ('news', 'list', 'date', 'cat', 'item', 'title')
    """
    tokens = [token for token in attribute.split() if not _OF_SYSTEM.fullmatch(token)]
    return tuple(word.lower() for token in tokens for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", token))


def is_byline(text: str) -> bool:
    """Tell whether a short line says who wrote it.

    Example:
        >>> is_byline("by press office"), is_byline("By Ana Petrova"), is_byline("By sea and by land: a story")
        (True, True, False)
    """
    if len(text) > 80 or not _BYLINE.fullmatch(text):
        return False
    return not text.startswith("By ") or bool(_NAMES_AFTER_BY.fullmatch(text))


def is_more(text: str, *, is_link: bool = False) -> bool:
    """Tell whether a line only leads on ("Read more »"); a link may say what it leads to."""
    return bool((_MORE_ABOUT if is_link else _MORE_ALONE).fullmatch(text.strip("[]() ")))


def is_furniture(text: str) -> bool:
    """Tell whether a short line is of the page's machinery: counters, buttons, labels without what they label."""
    return len(text) <= 120 and bool(_FURNITURE.fullmatch(text))


def is_label(text: str) -> bool:
    """Tell whether words say what the ones after them are ("Posted in", "by", "Tags")."""
    return bool(_LABEL.fullmatch(text))


def is_dateline(text: str) -> bool:
    """Tell whether a line is the place and day that open a paragraph ("Brussels, 3 May 2024").

    Example:
        >>> is_dateline("Brussels, 3 May 2024"), is_dateline("By Ana Petrova, 3 May 2024")
        (True, False)
    """
    return bool(_DATELINE.fullmatch(text))


def category_in(text: str) -> str:
    """Return a category without its label ("Posted in Project News")."""
    found = _CATEGORY_LABEL.match(text)
    return text[found.end() :] if found else text


def is_about(text: str) -> bool:
    """Tell whether words beside a date say something about the item, and are no words of it."""
    return is_byline(text) or is_furniture(text) or category_in(text) != text


def trimmed(text: str) -> str:
    """Return text without the signs that part it from what stands beside it."""
    return text.strip(_SEPARATORS)
