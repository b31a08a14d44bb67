"""Names of projects built on a head noun: "Prague Process", "Border Management Programme in Central Asia"."""

from collections.abc import Iterator

from migrationkg.extraction.names.gazetteer import Hit
from migrationkg.extraction.names.name import Name, is_numeral, run_left, run_right
from migrationkg.extraction.names.project_names import project, with_phase, without_opening
from migrationkg.extraction.tables.vocabulary import vocabulary, word_list
from migrationkg.extraction.text.analysis import Text

_BARE_WITH_PHRASE = frozenset({"Programme", "Program", "Facility", "Initiative", "Scheme", "Aid", "Grant"})
_NO_NAME_BEHIND = frozenset({"Office", "Team", "Steering", "Committee", "Directive"})


def find_headed(text: Text, at: dict[int, Hit]) -> Iterator[Name]:
    """Yield names that end in, or go on after, a head noun of projects.

    Args:
        text: the text.
        at: names that authority data knows, by where they begin.
    """
    for index in text.where(word_list("project_heads").__contains__):
        if not _is_known(text.starts[index], at):
            yield from _around(text, index, at)


def _is_known(start: int, at: dict[int, Hit]) -> bool:
    """Return whether a head noun is that of an organisation: "United Nations Development Programme"."""
    return any(hit.start < start < hit.end and hit.known.sort == "organisation" for hit in at.values())


def _around(text: Text, index: int, at: dict[int, Hit]) -> Iterator[Name]:
    tokens = text.tokens
    begin, finish = text.sentences[text.sentence_at(tokens[index].start)]
    start = without_opening(text, run_left(text, index, text.token_at(begin)), index, at)
    start = _behind_other_head(text, start, index)
    limit = text.token_at(finish - 1) + 1
    end = _with_phrase(text, index, limit, at)
    behind = tokens[end].text if end < limit else ""
    if end == index + 1 and behind in vocabulary().roles | _NO_NAME_BEHIND:
        return
    words = [part.text for part in tokens[start:index]]
    if not _is_telling(tokens[index].text, words, end > index + 1):
        return
    if len(words) == 1 and (hit := at.get(tokens[start].start)) and hit.known.sort == "demonym":
        return
    yield project(text, tokens[start].start, tokens[end - 1].end, "project-head")
    if behind == "Training" and end + 1 < limit and tokens[end + 1].text == "Academy":
        yield project(text, tokens[start].start, tokens[end + 1].end, "project-head")


def _behind_other_head(text: Text, start: int, index: int) -> int:
    """Return where the name begins if another one is listed before it: "Khartoum Process and the Prague Process"."""
    for other in range(index - 1, start, -1):
        if text.tokens[other].text == "and" and text.tokens[other - 1].text == text.tokens[index].text:
            return other + (2 if text.tokens[other + 1].text == "the" else 1)
    return start


def _with_phrase(text: Text, index: int, limit: int, at: dict[int, Hit]) -> int:
    """Return the index after the head noun, what it is for, and the number of a phase."""
    tokens, end = text.tokens, index + 1
    takes_phrase = tokens[index].text in word_list("project_heads_with_phrase")
    if end < limit and takes_phrase and tokens[end].text in ("in", "for", "on", "of"):
        begin = end + (2 if end + 1 < limit and tokens[end + 1].text == "the" else 1)
        further = run_right(text, begin, limit)
        end = _without_venue(text, index, further, at) if further > begin else end
    end = end + 1 if end < limit and is_numeral(tokens[end].text) else end
    return with_phase(text, end, limit)


def _without_venue(text: Text, index: int, end: int, at: dict[int, Hit]) -> int:
    """Return the end without a second "in …", which tells of a venue: "… in the Horn of Africa in Mogadishu"."""
    places = [place for place in range(index, end) if text.tokens[place].text == "in"]
    last = places[-1] if len(places) > 1 else None
    if last is not None and (hit := at.get(text.tokens[last + 1].start)) and hit.known.sort in ("city", "country"):
        return last
    return end


def _is_telling(head: str, words: list[str], has_phrase: bool) -> bool:
    """Return whether head and modifiers name one project, rather than any ("the Steering Committee's Action")."""
    bare = not words or (len(words) == 1 and words[0] in word_list("project_generic"))
    if bare:
        return has_phrase and head in _BARE_WITH_PHRASE
    if head in ("Action", "Mechanism"):
        return len(words) > 2
    if head == "Partnership":
        return len(words) > 1 and words[-1] != "Mobility"
    return not (head == "Process" and words[-1] in vocabulary().subjects)
