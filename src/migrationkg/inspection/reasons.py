"""What weighed most for a fact and against it, in words: the scorer's features, read out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from migrationkg.extraction.extractor import before_relations
from migrationkg.extraction.models import Models, default_models
from migrationkg.extraction.relations.scoring import alone
from migrationkg.extraction.relations.second_look import Others
from migrationkg.extraction.relations.statements import viewed
from migrationkg.inspection.rules import meaning
from migrationkg.model import Entity, Fact, NewsItem

#: Beginning of a feature → what it says; `{}` is the rest, `⟨S⟩` the subject and `⟨O⟩` the object.
_SAYINGS = (
    (r"row=(.+)", "the row {} fires"),
    (r"frame=(.+) and aside (.+)", "⟨S⟩ {0:is}, and ⟨O⟩ stands in an aside with “{1}”"),
    (r"frame=(.+) and (.+) of (passive )?(.+?)( type=.*)?", "⟨S⟩ {0:is} and ⟨O⟩ {1:is}, at {3}{2}"),
    (r"roles=(.+), (.+)", "⟨S⟩ {0:is} and ⟨O⟩ {1:is}, of different verbs"),
    (r"drawn together", "⟨S⟩ and ⟨O⟩ are drawn together"),
    (r"(?:between|shape|drawn shape|telling|role path)[<>]", "nothing stands between them"),
    (r"verbs between[<>]", "no verb stands between them"),
    (r"left of both[<>]", "nothing stands before both"),
    (r"right of both[<>]", "nothing stands behind both"),
    (r"names between[<>]0", "no other name stands between them"),
    (r"dealt to it", "the list gives ⟨O⟩ to ⟨S⟩"),
    (r"dealt to another", "the list gives ⟨O⟩ to another"),
    (r"(?:between|shape|drawn shape|telling)[<>](.+)", "between them stands “{0}”"),
    (r"begins[<>](.+)", "what stands between them begins with “{0}”"),
    (r"ends[<>](.+)", "what stands between them ends with “{0}”"),
    (r"(?:has|word)[<>](.+)", "“{0}” stands between them"),
    (r"verbs between[<>](.+)", "the verb “{0}” stands between them"),
    (r"left of both[<>](.+)", "“{0}” stands before both"),
    (r"right of both[<>](.+)", "“{0}” stands behind both"),
    (r"names between[<>](.+)", "{0} names stand between them"),
    (r"another (\w+) between.+", "another {0} is named between them"),
    (r"another (\w+) in the sentence", "the sentence of ⟨O⟩ names another {0}"),
    (r"words apart=(.+)", "they stand {0} words apart"),
    (r"sentences apart=(.+)", "they stand {0} sentences apart"),
    (r"subjects=(.+)", "the item has {0} things such as ⟨S⟩"),
    (r"subject is nearest", "nothing else such as ⟨S⟩ is nearer"),
    (r"another subject is nearer", "another thing such as ⟨S⟩ is nearer"),
    (r"subject named (before|behind)", "⟨S⟩ is named {0} ⟨O⟩"),
    (r"name holds the object's", "the name of ⟨S⟩ holds that of ⟨O⟩"),
    (r"name holds it behind “\^”", "the name of ⟨S⟩ begins with that of ⟨O⟩"),
    (r"name holds it before “\$”", "the name of ⟨S⟩ ends with that of ⟨O⟩"),
    (r"name holds it (?:behind|before|as) (.+)", "the name of ⟨S⟩ holds that of ⟨O⟩ at {0}"),
    (r"heads=(.+) in (.+)", "⟨S⟩ is called “{0}” and ⟨O⟩ “{1}”"),
    (r"role path(?: begins| ends)?[<>](.+)", "between them stands “{0}”, where ROLE is a role"),
    (r"far(?: (without|with) a role)?: (.+)", "no sentence names both; ⟨O⟩ among its sort: “{1}”"),
    (r"an office of a state(?:, .+)?: (.+)", "⟨S⟩ has an office of a state; ⟨O⟩ among the states: “{0}”"),
    (r"office (.+): (.+)", "⟨S⟩ is told as “{0}”; ⟨O⟩ among the states: “{1}”"),
    (r"others: another object: (\w+) over (.+)", "“⟨S⟩ {0} …” is likely of another thing than ⟨O⟩ (over {1})"),
    (r"others: another object is likelier: (\w+)", "“⟨S⟩ {0} …” is likelier of another thing than ⟨O⟩"),
    (r"others: another subject: (\w+) over (.+)", "“… {0} ⟨O⟩” is likely of another thing than ⟨S⟩ (over {1})"),
    (r"others: another subject is likelier: (\w+)", "“… {0} ⟨O⟩” is likelier of another thing than ⟨S⟩"),
    (r"others: listed with: (\w+) over (.+)", "“⟨S⟩ {0} …” is likely of what is listed with ⟨O⟩ (over {1})"),
    (
        r"others: of a third thing: (\w+)([<>]) (\w+)([<>]) over (.+)",
        "a third thing joins them by {0} and {2} (over {4})",
    ),
)
_OF_ONE = (
    (r"left=", "nothing stands before {side}"),
    (r"right=", "nothing stands behind {side}"),
    (r"in a list", "{side} stands in a list"),
    (r"inside another name's phrase", "{side} stands within another name's phrase"),
    (r"role=(.+)", "the role of {side} has “{0}”"),
    (r"head=(.+)", "{side} is called “{0}”"),
    (r"left=(.+)", "before {side} stands “{0}”"),
    (r"right=(.+)", "behind {side} stands “{0}”"),
    (r"word (before|behind)=(.+)", "{0} {side} stands “{1}”"),
    (r"lead=(.+)", "“{0}” leads to {side}"),
    (r"aside=(.+)", "{side} stands in an aside with “{0}”"),
    (r"(.+) of nothing", "{side} hangs on no verb"),
    (r"(.+) of a verb", "{side} {0:is}, at a verb"),
    (r"(.+) of (passive )?(.+)", "{side} {0:is}, at {2}{1}"),
    (r"type=(.+)", "{side} is a {0}"),
    (r"first in sentence headline", "{side} is first named in the headline"),
    (r"first in sentence (.+)", "{side} is first named in sentence {0}"),
    (r"(.+)", "{side}: {0}"),
)

#: The role that a thing has in its clause → how it stands there; other roles are prepositions that lead to it.
_STANDING = {
    "subject": "is subject",
    "object": "is object",
    "verb": "is told by the verb",
    "bare": "stands without a preposition",
}
#: What stands in a feature for any name of a kind.
_OF_KIND = re.compile(r"<([a-z]+)>")

#: Features that only repeat how likely the relation was when the pair was looked at alone.
_OWN = re.compile(r"others: (?:\w+ )?\w+ over ")
#: Features that tell nothing which an analyst could check in the words.
_DULL = re.compile(
    r"(?:^|: )(?:kind|named|of its sort|its number|first in sentence|status|strength|likely|rule|subjects)="
)


@dataclass(frozen=True, slots=True)
class Reasons:
    """What weighed most.

    Attributes:
        speaking_for: for the fact, the strongest first.
        speaking_against: against it.
    """

    speaking_for: tuple[str, ...]
    speaking_against: tuple[str, ...]


def reasons(item: NewsItem, fact: Fact, ends: tuple[Entity, Entity], models: Models | None = None) -> Reasons | None:
    """Return what weighed most for a relation and against it; None where it was not weighed, but follows or was told.

    Args:
        item: the news.
        fact: the relation.
        ends: its two things.
        models: what was learned; the package's own where none is given.
    """
    models = models or default_models()
    view = viewed(before_relations(item, models.names, models.events))
    known = all(view.entities.get(end.id) and view.entities[end.id].names == end.names for end in ends)
    one = next((one for one in view.pairs if (one.subject, one.object) == (fact.subject, fact.object)), None)
    model = models.relations
    if one is None or not known or one.pair not in model.labels:
        return None
    others = Others.of(view.seen.scene, alone(view.seen, view.pairs, model))
    beside = [told for told in others.features(one) if not _OWN.match(told)]
    shares = model.contributions(one.pair, 0, view.seen.features(one), fact.relation)
    shares += model.contributions(one.pair, -1, beside, fact.relation)
    shares.sort(key=lambda told: -abs(told[1]))
    return Reasons(
        tuple(_named(words, ends) for words in _first(4, (feature for feature, share in shares if share > 0))),
        tuple(_named(words, ends) for words in _first(3, (feature for feature, share in shares if share < 0))),
    )


def _named(words: str, ends: tuple[Entity, Entity]) -> str:
    """Return what a feature says with the names of the two things."""
    subject, target = (end.names[0] if end.names else f"the {end.kind.lower()}" for end in ends)
    return words.replace("⟨S⟩", subject).replace("⟨O⟩", target)


def _first(count: int, features: Iterator[str]) -> list[str]:
    said = dict.fromkeys(in_words(feature) for feature in features if not _DULL.search(feature))
    return list(said)[:count]


def in_words(feature: str) -> str:
    """Return what a feature says.

    Example:
        >>> in_words("o: left=ed by"), in_words("frame=subject and object of organise*")
        ('before ⟨O⟩ stands “ed by”', '⟨S⟩ is subject and ⟨O⟩ is object, at a verb such as “organise”')
    """
    if feature.startswith("row="):
        name = feature.removeprefix("row=").split(" type=")[0]
        return f"the row {name} fires, which {meaning(name)}"
    side, _, rest = feature.partition(": ")
    if side == "others" or side.startswith(("far", "office ", "an office ")):
        return _filled(feature, _SAYINGS, "")
    if side in ("s", "o"):
        return _filled(rest.removeprefix("headline "), _OF_ONE, f"⟨{side.upper()}⟩")
    if rest:
        return f"{_filled(rest.removeprefix('headline '), _OF_ONE, '⟨O⟩')}, at a {side}"
    return _filled(feature, _SAYINGS, "")


def _filled(feature: str, sayings: tuple[tuple[str, str], ...], side: str) -> str:
    for pattern, saying in sayings:
        if match := re.fullmatch(pattern, feature):
            parts = [_Part(_plain(part or "")) for part in match.groups()]
            return saying.format(*parts, side=side)
    return feature


def _plain(part: str) -> str:
    """Return a part of a feature without the signs of classes: `organise*` is a verb such as "organise"."""
    if part == "passive ":
        return " in the passive"
    if part.endswith("*") and " " not in part:
        return f"a verb such as “{part.removesuffix('*').removesuffix('-ed')}”"
    return _OF_KIND.sub(r"[\1]", part).replace("*", "").replace("~", "")


class _Part(str):
    """A part of a feature; formatted with `is`, how a thing that has this part in its clause stands there."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return _STANDING.get(self, f"stands behind “{self}”") if spec == "is" else str(self)
