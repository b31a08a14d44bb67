"""Persons: runs of capitalised words that nothing else claims, where a title, a role or grammar shows a person."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from migrationkg.extraction.names.gazetteer import Hit
from migrationkg.extraction.names.name import Name, is_function_word
from migrationkg.extraction.tables.vocabulary import alternatives, vocabulary
from migrationkg.extraction.text.analysis import Text, standing_alone
from migrationkg.model import ORGANISATION_KINDS

#: Words of roles that tell a person by themselves, before the name ("the expert Steve Harvey") or behind it.
_ROLES = (
    r"(?:Ambassador|Advis[eo]r|Attaché|Chair(?:man|person|woman)?|Chancellor|Chief|Commissioner|Commander|Consul|Coordinator"
    r"|Counsellor|Dean|Delegate|Director(?:-General)?|Envoy|Expert|Governor|Head|Judge|Lecturer|Manager|Mayor|Minister"
    r"|Officer|Ombuds(?:man|person)|President|Professor|Prosecutor|Rapporteur|Rector|Representative|Researcher"
    r"|Secretary(?:-General)?|Spokes(?:man|person|woman)|Specialist)\b"
)
_ROLE_BEHIND = re.compile(rf", (?:(?:the|an?|its|then) )?(?:[^\W\d_a-z][\w'-]* |'s ){{0,5}}?(?:{_ROLES})")
_ROLE_BEFORE = re.compile(
    r"\b(?:adviser|advisor|ambassador|analyst|author|colleague|coordinator|director|economist|expert|judge|journalist"
    r"|lawyer|lecturer|manager|minister|officer|president|professor|researcher|representative|scholar|spokes\w+) $"
)
_ROLE_OF_SUBJECT = re.compile(rf"{_ROLES}[^.;,]*$")
_AFTER = re.compile(rf"(?:,|\.|;|\)|\s\(|\s{alternatives('after_person_patterns')}\b|\s*$)")
_BEFORE = re.compile(rf"(?:(?:\b(?i:{alternatives('before_person_patterns')})|'s)\.?,?|[,;:–]|\.|^)\s*$")
_POSTED = re.compile(
    r"\b(?:Ambassador|Head|Representative|Envoy|Director|Coordinator|Attaché|Delegation|Chief|Commander)"
    r" (?:of|to|in|for) (?:the )?(?:[A-Z][\w']+ (?:and )?){1,4}$"
)
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Mme|Dr|Prof|Hon|H\.E|Col|Gen|Lt|Maj|Brig|Capt|Cllr|Senator|Ambassador|Minister|Commissioner"
    r"|Director[- ]General|Secretary[- ]General)\.? $"
)
_INITIAL = re.compile(r"[A-Z]$")


def find_persons(text: Text, claimed: Collection[Name], known: Collection[Hit]) -> list[Name]:
    """Return the persons.

    Args:
        text: the text.
        claimed: names of other things; no person overlaps one.
        known: names that authority data knows.
    """
    blocked = _blocked(text, claimed, known)
    agents = {name.start for name in claimed if name.kind in ORGANISATION_KINDS}
    candidates = list(_candidates(text, blocked))
    found = [(start, end) for start, end in candidates if _is_person(text, start, end, agents)]
    names = _named(text, found)
    return names + list(_surnames(text, names, claimed))


def _named(text: Text, found: list[tuple[int, int]]) -> list[Name]:
    """Return the names; a surname alone goes with the full name that it ends."""
    full = {_joined(text, start, end) for start, end in found if end - start > 1}
    names = []
    for start, end in found:
        written = _joined(text, start, end)
        key = next((name for name in sorted(full) if name != written and name.endswith(" " + written)), written)
        names.append(Name("Person", text.tokens[start].start, text.tokens[end - 1].end, key, rule="person"))
    return names


def _joined(text: Text, start: int, end: int) -> str:
    return text.content[text.tokens[start].start : text.tokens[end - 1].end]


def _blocked(text: Text, claimed: Collection[Name], known: Collection[Hit]) -> set[int]:
    blocked: set[int] = set()
    for name in claimed:
        blocked.update(range(text.token_at(name.start), text.token_at(name.end - 1) + 1))
    for hit in known:
        if hit.known.sort in ("country", "demonym", "region", "organisation"):
            blocked.update(range(text.token_at(hit.start), text.token_at(hit.end - 1) + 1))
    return blocked


@lru_cache(16_384)
def can_name(word: str) -> bool:
    """Return whether a word can be part of a person's name."""
    words = vocabulary()
    if (
        word in words.roles
        or word in words.subjects
        or word in words.common
        or word in words.heads
        or word in words.titles
    ):
        return False
    if is_function_word(word) or not word[0].isupper() or any(char.isdigit() for char in word) or "/" in word:
        return False
    if any(part.islower() and part not in words.particles for part in word.split("-")):
        return False
    letters = word.replace("-", "").replace("'", "").replace(".", "")
    return bool(_INITIAL.match(word)) or (letters.isalpha() and not (letters.isupper() and len(letters) > 3))


def _may_begin(word: str) -> bool:
    return can_name(word) or _is_capitals(word)


def _candidates(text: Text, blocked: set[int]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the runs of words that may name a person, two to seven tokens long."""
    end = 0
    title_case = _title_case(text)
    for index in text.where(_may_begin):
        in_headline = title_case and text.starts[index] < text.headline_end
        named = can_name(text.tokens[index].text) or _titled(text, index)
        if index < end or index in blocked or in_headline or not named:
            continue
        end = _end_of_run(text, index, blocked)
        if end - index >= 2 or (end < len(text.tokens) and _titled(text, index)):
            yield index, end


def _end_of_run(text: Text, index: int, blocked: set[int]) -> int:
    """Return the index after the words of one sentence that may belong to the name that begins at token `index`."""
    tokens = text.tokens
    limit = min(index + 7, text.token_at(text.sentences[text.sentence_at(tokens[index].start)][1] - 1) + 1)

    titled = _titled(text, index)

    def is_part(at: int) -> bool:
        word = tokens[at].text
        return at < limit and at not in blocked and (can_name(word) or (titled and _is_capitals(word)))

    end = index + 1
    while end < limit:
        after = end
        while after < limit - 1 and after - end < 2 and tokens[after].text.lower() in vocabulary().particles:
            after += 1
        if is_part(end) or (end < limit and tokens[end].text == "." and _INITIAL.match(tokens[end - 1].text)):
            end += 1
        elif after > end and is_part(after):
            end = after + 1
        else:
            break
    return end


def _is_capitals(word: str) -> bool:
    """Return whether a word may be a surname in capitals, as behind a title: "Mr IWAMA Kiminori"."""
    return len(word) > 2 and word.isupper() and word.isalpha()


def _title_case(text: Text) -> bool:
    """Return whether the headline writes most words with a capital, so that a capital says nothing."""
    words = re.findall(r"[^\W\d_]{4,}", text.content[: text.headline_end])
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _titled(text: Text, index: int) -> bool:
    return bool(_TITLE.search(text.content, max(0, text.tokens[index].start - 20), text.tokens[index].start))


def _is_person(text: Text, start: int, end: int, agents: Collection[int]) -> bool:
    tokens = text.tokens
    before = text.content[
        max(text.sentences[text.sentence_at(tokens[start].start)][0], tokens[start].start - 40) : tokens[start].start
    ]
    after = text.content[tokens[end - 1].end : tokens[end - 1].end + 14]
    if start and tokens[start - 1].text in vocabulary().roles | vocabulary().titles:
        return True
    if start and tokens[start - 1].text in vocabulary().subjects:
        return bool(_ROLE_OF_SUBJECT.search(before))
    if start > 1 and tokens[start - 1].text == "." and tokens[start - 2].text in vocabulary().titles:
        return True
    if _POSTED.search(before):
        return True
    if before.rstrip().endswith(("in", "at", "near", "to the", "of the", "in the", "the")):
        return False
    if _ROLE_BEHIND.match(text.content, tokens[end - 1].end) or _ROLE_BEFORE.search(before):
        return True
    if after.startswith(" (") and tokens[end - 1].end + 2 in agents:
        return True
    if after.startswith((" (", ' "', " project", " Project")):
        return False
    return (bool(_BEFORE.search(before)) and bool(_AFTER.match(after))) or (
        not before.strip() and bool(_AFTER.match(after))
    )


def _surnames(text: Text, persons: list[Name], claimed: Collection[Name]) -> Iterator[Name]:
    """Yield later mentions of persons by title and surname: "Mr Bartolo", "Ambassador Mathernová"."""
    for person in persons:
        surname = person.key.split()[-1]
        if len(person.key.split()) < 2:
            continue
        for start in standing_alone(surname, text.content):
            if start >= person.end and not any(other.start <= start < other.end for other in (*persons, *claimed)):
                yield Name("Person", start, start + len(surname), person.key, rule="surname")
