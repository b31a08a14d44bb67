"""The words that say a relation: from one name to the other, and the row or the words that weighed most."""

from collections.abc import Sequence
from itertools import chain

from migrationkg.extraction.relations.candidates import Candidate
from migrationkg.extraction.relations.rows import Statement
from migrationkg.extraction.relations.scene import Scene, Spot
from migrationkg.extraction.text.analysis import Text
from migrationkg.model import Evidence

#: A quote over two sentences is no longer than this; else it is what stands around the object.
_LONGEST = 400
#: How many words a name for the words that weighed most has at most.
_WORDS = 6


def evidence_of(  # noqa: PLR0913 - what is known of the pair
    text: Text, scene: Scene, one: Candidate, relation: str, fired: Sequence[Statement], share: float
) -> Evidence:
    """Return the words that say a relation between two things.

    Args:
        text: the text.
        scene: the item.
        one: the two things.
        relation: the relation.
        fired: what rows read between them.
        share: how often such facts are right.
    """
    saying = [row for row in fired if row.relation == relation]
    if saying:
        best = max(saying, key=lambda row: (row.confidence, -row.start))
        start, end, rule = best.start, best.end, best.rule
    else:
        start, end, rule = _from_name_to_name(text, scene, one)
    return Evidence(start, end, text.original[start:end], rule, share)


def _from_name_to_name(text: Text, scene: Scene, one: Candidate) -> tuple[int, int, str]:
    if one.near is None:  # the name of one holds that of the other
        mentions = chain.from_iterable(scene.entities[thing].mentions for thing in (one.subject, one.object))
        longest = max(mentions, key=lambda mention: mention.end - mention.start)
        return longest.start, longest.end, "words: inside the name"
    subject, target = one.near
    start, end = min(subject.start, target.start), max(subject.end, target.end)
    if subject.sentence == target.sentence:
        return start, end, _words_between(scene, subject, target)
    if end - start > _LONGEST or not (subject.sentence and target.sentence):
        start, end = text.sentences[text.sentence_at(target.start)]
        start, end = max(start, target.start - _LONGEST // 2), min(end, target.end + _LONGEST // 2)
    return start, end, "words: of the same occasion" if one.pair.startswith("Event") else "words: of the same item"


def _words_between(scene: Scene, subject: Spot, target: Spot) -> str:
    first, last = sorted((subject.at, target.at))
    words = scene.clauses[subject.sentence].words[first + 1 : last]
    if len(words) > _WORDS:
        words = (*words[: _WORDS // 2], "…", *words[-(_WORDS // 2) :])
    return f"words: {' '.join(words) or 'side by side'}"
