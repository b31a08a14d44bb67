"""How far an organisation's name reaches: modifiers before its head noun, of-phrases behind."""

from functools import cache

from migrationkg.extraction.names.gazetteer import Hit
from migrationkg.extraction.names.name import is_acronym, is_function_word
from migrationkg.extraction.tables.vocabulary import vocabulary, word_list
from migrationkg.extraction.text.analysis import Text

_LINKS = ("of", "for", "on", "against", "Against", "in", "with")
#: Words that end a role: an organisation named behind one does not take it in.
END_OF_ROLE = frozenset(
    [
        "Minister",
        "Director",
        "Ambassador",
        "President",
        "Commissioner",
        "Secretary",
        "Manager",
        "Chief",
        "Head",
        "Officer",
        "Governor",
        "Mayor",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Attaché",
        "Coordinator",
        "Representative",
        "Director-General",
        "Secretary-General",
        "Chairman",
        "Chair",
        "Member",
    ]
)
_HEADS_OF_OFFICES = frozenset({"General", "Prosecutor", "Ombudsman", "Commissioner", "Governor", "Chancellor", "Mayor"})
_ABSTRACT = ("tion", "ment", "ance", "ence", "ship", "ity")
_HEADS_IN_PHRASES = frozenset({"Authorities", "Forces", "Services"})
_HEADS_WITHOUT_ARTICLE = frozenset({"Police", "Guard", "Guards", "Service", "Troops"})
_NO_ROLE_HERE = frozenset({"General", "Special", "Regional", "Country", "Prime", "First", "Mission"})


@cache
def _heads_by_first_word() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for head, kind in vocabulary().heads.items():
        words = tuple(head.replace("'s", " 's").split())
        table.setdefault(words[0], []).append((words, kind))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in table.items()}


def heads_in(text: Text) -> list[int]:
    """Return the indices of the tokens at which a head noun may begin."""
    return text.where(_heads_by_first_word().__contains__)


def head_at(text: Text, index: int) -> tuple[int, str] | None:
    """Return the length in tokens and the kind of the longest head noun at token `index`, or None."""
    for words, kind in _heads_by_first_word().get(text.tokens[index].text, ()):
        if tuple(token.text for token in text.tokens[index : index + len(words)]) == words:
            return len(words), kind
    return None


def first_of_name(text: Text, index: int, at: dict[int, Hit]) -> int:
    """Return the index of the first modifier of the head noun at token `index`."""
    tokens = text.tokens
    first = text.token_at(text.sentences[text.sentence_at(tokens[index].start)][0])
    start = index
    while start > first:
        token = tokens[start - 1]
        if token.text.endswith(("-funded", "-financed", "-led")):
            break
        if token.is_name and not is_function_word(token.text) and token.text not in END_OF_ROLE:
            start -= 1
        elif (token.text in ("and", "&") and start < index + 1 and _shares_head(text, start - 1, first, at)) or (
            token.text == "'s" and start == index and tokens[start - 2].text in _HEADS_OF_OFFICES
        ):
            start -= 2
        else:
            break
    while (
        start < index
        and tokens[index - 1].text != "'s"
        and tokens[start].text in vocabulary().roles
        and tokens[start].text not in _NO_ROLE_HERE
    ):
        start += 1
    return start


def _shares_head(text: Text, joint: int, first: int, at: dict[int, Hit]) -> bool:
    """Return whether the word before "and" is a modifier too: "the Border and Migration Police"."""
    before = joint - 1
    if before < first + 1 or not text.tokens[before].is_name or is_acronym(text.tokens[before].text):
        return False
    word = text.tokens[before].text
    if text.tokens[before].start in at or is_function_word(word):
        return False
    if head_at(text, before) and word not in vocabulary().subjects:
        return False
    opener = text.tokens[before - 1]
    return opener.text in ("the", "The", "'s") or (opener.start in at and at[opener.start].known.sort == "demonym")


def end_of_name(text: Text, index: int, at: dict[int, Hit]) -> int:
    """Return the index after the of-phrases that belong to the head noun before token `index`."""
    tokens = text.tokens
    end = _apposed_subject(text, index, at)
    if tokens[index - 1].text == "Mission" and index < len(tokens) and (hit := at.get(tokens[index].start)):
        return text.token_at(hit.end - 1) + 1 if hit.known.sort == "country" else index
    while end < len(tokens) and tokens[end].text in _LINKS:
        if tokens[end].text in ("in", "with") and end == index:
            break
        begin = end + 1
        if begin < len(tokens) and tokens[begin].text == "the":
            begin += 1
        where = at.get(tokens[begin].start) if begin < len(tokens) else None
        if tokens[end].text == "in" and where and where.known.sort in ("city", "subdivision", "region"):
            break
        phrase = _subject_phrase(text, begin, at)
        if phrase == begin:
            break
        end = phrase
        while (more := _coordinated(text, end, at)) > end:
            end = more
    if (
        end == index
        and index + 1 < len(tokens)
        and tokens[index].text == "to"
        and (tokens[index - 1].text in ("Mission", "Delegation") or tokens[max(index - 5, 0)].text == "Delegation")
    ):
        end = _states(text, index + 1, at) or end
    return end


def _apposed_subject(text: Text, index: int, at: dict[int, Hit]) -> int:
    """Return the index after a subject without a link word ("Federal Public Service Home Affairs"), or `index`."""
    tokens = text.tokens
    begins = index < len(tokens) and tokens[index].text in vocabulary().subjects
    before = " ".join(token.text for token in tokens[max(index - 3, 0) : index])
    if not begins or not before.endswith(tuple(word_list("heads_before_subject"))):
        return index
    end = _subject_phrase(text, index, at)
    while (more := _coordinated(text, end, at)) > end:
        end = more
    return end


def _states(text: Text, index: int, at: dict[int, Hit]) -> int | None:
    """Return the index after "(the) <country> (and <country>)*" at token `index`, or None."""
    tokens, end = text.tokens, None
    while index < len(tokens):
        if tokens[index].text == "the":
            index += 1
            continue
        hit = at.get(tokens[index].start)
        if hit is None or hit.known.sort not in ("country", "region"):
            break
        end = text.token_at(hit.end - 1) + 1
        if end + 1 < len(tokens) and tokens[end].text == "and":
            index = end + 1
        else:
            break
    return end


def _subject_phrase(text: Text, index: int, at: dict[int, Hit]) -> int:
    """Return the index after the words that say what a body is for; `index` itself where they are a name of another."""
    tokens, end = text.tokens, index
    limit = text.token_at(text.sentences[text.sentence_at(tokens[index - 1].start)][1] - 1) + 1
    while end < limit and tokens[end].is_name:
        hit = at.get(tokens[end].start)
        if hit and hit.known.sort == "demonym" and end == index and end + 1 < limit and tokens[end + 1].text.islower():
            return index
        if hit and hit.known.sort in ("country", "organisation") and end == index:
            after = text.token_at(hit.end - 1) + 1
            if not (
                after < len(tokens)
                and tokens[after].is_name
                and hit.known.sort == "country"
                and tokens[after].text in vocabulary().subjects
            ):
                return index
        if (
            head_at(text, end)
            and not (end > index and _goes_on_with_head(text, index, end))
            and tokens[end].text not in vocabulary().subjects
        ):
            return index
        end += 1
        if end < len(tokens) and tokens[end].text == "'" and tokens[end].start == tokens[end - 1].end:
            end += 1
    owns = end > index and end < len(tokens) and tokens[end].text == "'s"
    if owns and tokens[end - 1].text not in vocabulary().subjects:
        return index
    return end


def _goes_on_with_head(text: Text, index: int, end: int) -> bool:
    """Return whether the head noun at `end` tells what a body is for: "General Inspectorate of Border Police"."""
    word = text.tokens[end].text
    return word in _HEADS_IN_PHRASES or (
        word in _HEADS_WITHOUT_ARTICLE and text.tokens[index - 1].text in ("of", "on", "for")
    )


def _coordinated(text: Text, index: int, at: dict[int, Hit]) -> int:
    """Return the index after a further subject (", Migration and Employment", "and Social Affairs"), or `index`."""
    tokens, subjects = text.tokens, vocabulary().subjects
    begin = index
    comma = begin < len(tokens) and tokens[begin].text == ","
    if comma:
        begin += 1
    conjunction = begin < len(tokens) and tokens[begin].text in ("and", "&")
    if conjunction:
        begin += 1
    if begin == index:
        return index
    end = _subject_phrase(text, begin, at)
    words = [token.text for token in tokens[begin:end]]
    goes_on = conjunction and end < len(tokens) and tokens[end].text == "against"
    if (
        end == begin
        or not (
            goes_on
            or any(part in subjects for part in (words[0], words[0].split("-")[-1], words[0 if comma else -1]))
            or (conjunction and words[0].endswith(_ABSTRACT))
            or _is_demonym(text, begin, at)
        )
        or is_acronym(words[0])
    ):
        return index
    if not conjunction and not _leads_to_conjunction(text, end, at):
        return index
    return end


def _is_demonym(text: Text, index: int, at: dict[int, Hit]) -> bool:
    hit = at.get(text.tokens[index].start)
    return hit is not None and hit.known.sort == "demonym"


def _leads_to_conjunction(text: Text, index: int, at: dict[int, Hit]) -> bool:
    """Return whether, after a comma's subject, "and <subject>" follows: a comma alone may part two bodies."""
    further = _coordinated(text, index, at)
    return further > index
