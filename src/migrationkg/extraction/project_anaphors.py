"""Names which only what follows shows to be projects': "“Safe and Fair” … . The project is implemented by …"."""

import re
from collections.abc import Collection, Iterator

from migrationkg.extraction.gazetteer import Hit
from migrationkg.extraction.names import Name, is_acronym, run_right
from migrationkg.extraction.text import Text
from migrationkg.extraction.vocabulary import vocabulary

_NOUN = r"(?:project|programme|program|initiative|action|scheme)"
_THE_PROJECT = re.compile(rf"\b[Tt]h(?:e|is) {_NOUN}\b(?! [A-Z\"])")
_NAMED = re.compile(rf"\b(?:{_NOUN}|Project|Programme|Program|Initiative|Process|Dialogue|Facility)\b")
_QUOTED = re.compile(r'"(?P<name>[A-Z][^"\n]{12,260}?)[.,]?"')
_LAUNCHED = re.compile(r"\blaunch(?:ed|es|ing|ing of|)?(?: of)? (?:the |its )?(?=[A-Z])")
_SAID = re.compile(
    r"\b(?:said|says|told|titled|entitled|theme|title|motto|slogan|on|report|study|guide|brief|statement),? $"
)
_APPOSED = re.compile(rf",? (?:a|an|the) (?:[\w-]+ ){{0,5}}?{_NOUN}\b")


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
            yield Name("Project", match.start("name"), match.end("name"), match["name"], rule="called-the-project")
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
    starts = {hit.start for hit in known}
    for token in text.tokens:
        coined = is_acronym(token.text) and not token.text.isupper() and token.text.isalnum()
        if coined and token.start not in starts and _APPOSED.match(text.content, token.end):
            yield Name("Project", token.start, token.end, token.text, rule="called-the-project")
