"""What there is to see of a head: whether it tells of an occasion of the story."""

import re
from collections.abc import Iterable, Iterator

from migrationkg.extraction.events.heads import Head
from migrationkg.extraction.events.surroundings import Surroundings
from migrationkg.extraction.tables.vocabulary import alternatives
from migrationkg.extraction.text.alike import groups

_HELD = re.compile(rf"\b{alternatives('holding_patterns')}\b")
_PLANNED = re.compile(rf"\b(?:{alternatives('planning_patterns')}|will)\b")
_BEFOREHAND = re.compile(
    r"\b(?:[Ff]ollowing|[Aa]fter|[Ss]ince|[Pp]rior to|[Uu]pon|[Bb]efore|ahead of) (?:the |its |a )?(?:\w+ )?$"
)
_ASIDE = re.compile(r"\b(?:margins|sidelines|fringes|eve|wake) of (?:the |a |an )?(?:[\w-]+ ){0,2}$")
_DETERMINER = re.compile(
    r"\b(?P<word>the|this|these|its|their|his|her|our|an?|another|each|every|any|several|many|some|such|which|one|two|three"
    r"|four|five|six|first|second|third|last|final|annual|next|previous|other|various|future|no)(?: [\w'-]+){0,3} $",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w'-]+|[^\w\s]")

_BEFORE = {
    "negated": re.compile(
        r"\b(?:no|not|never|without(?: a| any)?|instead of(?: a| the)?|rather than(?: a| the)?)(?: \w+)? $",
        re.IGNORECASE,
    ),
    "beforehand": _BEFOREHAND,
    "aside": _ASIDE,
    "described": re.compile(
        r"\b(?:agreement|phase|programme|program|project|strategy|initiative|law|plan|policy|report|office|scheme|campaign"
        r"|action|facility)s?,? (?:which |that )?(?:is |was |were )?(?:first |initially )?$"
    ),
}
_BEHIND = {
    "at a place": re.compile(r"(?: (?:on|with) [\w ]{1,50}?)? (?:in|to|at|with) (?:the )?[^\W\d_a-z]|, at which"),
    "object is occasion": re.compile(
        r" (?:an?|the|its|their|this)(?: [\w-]+){0,3}?"
        r" (?:ceremony|conference|consultation|course|event|exhibition|forum|meeting|panel|round ?table|seminar|session"
        r"|talks|training|webinar|workshop)s?\b",
        re.IGNORECASE,
    ),
    "object is project": re.compile(
        r" (?:an?|the|its|their|this|two|three)?(?: [\w'/-]+){0,5}? ?"
        r"(?:project|programme|program|initiative|campaign|platform|scheme)s?\b",
        re.IGNORECASE,
    ),
}


def place_in_item(sentence: int) -> str:
    """Return where a sentence stands, in words."""
    return ("headline", "opening", "second", "third")[sentence] if sentence < 4 else "later"


def determiner(before: str) -> str:
    """Return the article, pronoun or number that leads to the words behind `before`, "-" for none.

    Example:
        >>> determiner("they held a two-day "), determiner("at the opening of the ")
        ('a', 'the')
    """
    match = _DETERMINER.search(before)
    return match["word"].lower() if match else "-"


def stands_beside(before: str) -> bool:
    """Return whether an occasion only stood beside another: "following the …", "on the margins of …"."""
    return bool(_BEFOREHAND.search(before) or _ASIDE.search(before))


def features_of_head(around: Surroundings, number: int) -> list[str]:
    """Return what there is to see of a head: whether it tells of an occasion of the story."""
    head, sentence = around.heads[number], around.sentence[number]
    before, behind = around.before(head.start), around.behind(head)
    near = [word.lower() for word in ["^", "^", *_WORD.findall(before)][-2:]]
    after = [word.lower() for word in [*_WORD.findall(behind)[:2], "$", "$"][:2]]
    place, sort = place_in_item(sentence), "act" if head.act else "noun"
    found = [
        "bias", f"words={head.words}", f"type={head.type}", f"strength={head.strength} {sort}",
        f"before={near[1]}", f"before={' '.join(near)}", f"words={head.words} before={near[1]}",
        f"after={after[0]}", f"after={' '.join(after)}", f"words={head.words} after={after[0]}",
        f"place={place}", f"place={place} type={head.type}", f"place={place} {sort}",
    ]  # fmt: skip
    found += form_of_head(around, head)
    found += _like_words(head, behind)
    found += [f"dated={one}" for one in dates_of_head(around, number)]
    found += [f"type={head.type} {one}" for one in found if one.startswith(("held", "dated", "determiner"))]
    alike = around.alike[head.type]
    found.append(f"alike={min(len(alike), 3)} {'first' if alike[0] == number else 'again'}")
    if sentence and around.sentence[alike[0]] == 0:
        found.append("type stands in the headline")
    others = [other for other in around.heads_in[sentence] if other < number]
    if others:
        other = around.heads[others[-1]].type
        found += [f"behind={other}", f"type={head.type} behind={other}"]
    if around.spoken[number]:
        found.append("in direct speech")
    return found


def _like_words(head: Head, behind: str) -> Iterator[str]:
    """Yield the groups of words that stand in like company, of a head and of the words behind it."""
    yield from (f"{told} {'act' if head.act else 'noun'}" for told in like("alike", head.words.split()[-1:]))
    words = [word for word in _WORD.findall(behind) if word[0].isalpha()][:4]
    told = dict.fromkeys(like("behind alike", words))
    yield from told
    yield from (f"type={head.type} {one.replace('behind alike', 'behind')}" for one in told)


def like(what: str, words: Iterable[str], fine: int = 2) -> Iterator[str]:
    """Yield the groups of words that stand in like company, from a grouping on."""
    return (f"{what}={group}" for word in words for group in groups(word)[fine:])


def form_of_head(around: Surroundings, head: Head) -> list[str]:
    """Return what the words beside a head make of it."""
    before, behind = around.before(head.start), around.behind(head)
    start, end = around.text.sentences[around.text.sentence_at(head.start)]
    article, sort = determiner(before), "act" if head.act else "noun"
    words = around.text.content[head.start : head.end]
    held = _HELD.search(around.text.content, max(start, head.start - 80), min(end, head.end + 80))
    found = [f"determiner={article}", f"held={held[0].lower() if held else '-'}"]
    if not head.act and words.endswith("s") and not words.endswith(("'s", "ss")):
        found += ["plural", f"plural determiner={article}"]
    if head.start > start and words[:1].isupper():
        found.append("capital")
    if is_planned(around, head):
        found.append("planned")
    if before.endswith("to ") and head.act:
        found.append("infinitive")
    seen = [name for name, pattern in _BEFORE.items() if pattern.search(before)]
    seen += [name for name, pattern in _BEHIND.items() if pattern.match(behind)]
    return [*found, *seen, *(f"{name} {sort}" for name in seen)]


def is_planned(around: Surroundings, head: Head) -> bool:
    """Return whether a head's sentence says before it, or just behind, that something will be."""
    start, end = around.text.sentences[around.text.sentence_at(head.start)]
    return bool(_PLANNED.search(around.text.content, start, min(end, head.end + 40)))


def dates_of_head(around: Surroundings, number: int) -> list[str]:
    """Return how the nearest date of a head's sentence tells its day, alone and with how far it is."""
    near = around.nearest_day(number)
    if near is None:
        return ["no, but in the dateline" if around.dateline else "no"]
    sort, far = around.sort_of(near), around.distance(near, around.heads[number])
    return [sort, f"{sort} {'near' if far < 30 else 'apart' if far < 90 else 'far'}"]
