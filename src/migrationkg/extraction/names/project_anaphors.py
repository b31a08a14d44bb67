"""Names which only what follows shows to be projects': "“Safe and Fair” … . The project is implemented by …"."""

import re
from collections.abc import Collection, Iterator

from migrationkg.extraction.names.gazetteer import Hit
from migrationkg.extraction.names.name import Name, is_acronym, is_numeral, run_right
from migrationkg.extraction.tables.vocabulary import vocabulary
from migrationkg.extraction.text.analysis import Text

_NOUN = r"(?:project|programme|program|initiative|action|scheme)"
_THE_PROJECT = re.compile(rf"\b[Tt]h(?:e|is) {_NOUN}\b(?! [A-Z\"])")
_NAMED = re.compile(rf"\b(?:{_NOUN}|Project|Programme|Program|Initiative|Process|Dialogue|Facility)\b")
_QUOTED = re.compile(r'"(?P<name>[A-Z][^"\n]{12,260}?)[.,]?"')
_INNER_ACRONYM = re.compile(r"\s*\([^()\n]{2,40}\)$")
_LAUNCHED = re.compile(r"\blaunch(?:ed|es|ing|ing of|)?(?: of)? (?:the |its )?(?=[A-Z])")
_SAID = re.compile(
    r"\b(?:said|says|told|titled|entitled|theme|title|motto|slogan|on|report|study|guide|brief|statement),? $"
)
_APPOSED = re.compile(rf", an? (?:[\w-]+ ){{0,5}}?{_NOUN}\b")


def find_called_the_project(text: Text, known: Collection[Hit]) -> Iterator[Name]:
    """Yield the name that "the project" means, where nothing before it names a project in a way that shows by itself.

    Args:
        text: the text.
        known: names that authority data knows.
    """
    yield from _apposed(text, known)
    later = _THE_PROJECT.search(text.content, text.headline_end)
    if later is None or _NAMED.search(text.content, text.headline_end, later.start()):
        return
    for match in _QUOTED.finditer(text.content, 0, later.start()):
        before = text.content[max(0, match.start() - 30) : match.start()]
        if len(match["name"].split()) > 2 and not _SAID.search(before):
            name = _INNER_ACRONYM.sub("", match["name"])
            yield Name("Project", match.start("name"), match.start("name") + len(name), name, rule="called-the-project")
            return
    starts = {hit.start for hit in known if hit.known.sort == "organisation"}
    for match in _LAUNCHED.finditer(text.content, text.headline_end, later.start()):
        begin = text.token_at(match.end())
        limit = text.token_at(text.sentences[text.sentence_at(match.end())][1] - 1) + 1
        end = run_right(text, begin, limit)
        words = [token.text for token in text.tokens[begin:end]]
        named = len(words) > 2 or any(map(is_acronym, words))
        if named and not (match.end() in starts and len(words) < 3) and words[0] not in vocabulary().roles:
            start, stop = text.tokens[begin].start, text.tokens[end - 1].end
            yield Name("Project", start, stop, text.content[start:stop], rule="called-the-project")


def _apposed(text: Text, known: Collection[Hit]) -> Iterator[Name]:
    """Yield coined words that a noun behind calls a project: "DiafrikInvest, a three-year project"."""
    organisations = {hit.start for hit in known if hit.known.sort in ("organisation", "country", "demonym")}
    for match in _APPOSED.finditer(text.content):
        end = text.token_at(match.start() - 1) + 1
        first = text.token_at(text.sentences[text.sentence_at(match.start())][0])
        start = end
        while start > first and (text.tokens[start - 1].is_name or is_numeral(text.tokens[start - 1].text)):
            start -= 1
        while start < end and not is_acronym(text.tokens[start].text):
            start += 1
        words = [token.text for token in text.tokens[start:end]]
        if not words or text.tokens[start].start in organisations or (len(words) == 1 and len(words[0]) < 4):
            continue
        begin, stop = text.tokens[start].start, text.tokens[end - 1].end
        yield Name("Project", begin, stop, text.content[begin:stop], rule="called-the-project")
