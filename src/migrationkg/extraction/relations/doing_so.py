"""What a sentence says of the doer of the one before: "The office held a seminar. It did so under the project …"."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from migrationkg.extraction.relations.cells import Sentence
from migrationkg.extraction.text.analysis import Text
from migrationkg.model import Entity, Evidence, Fact

_DID_SO = re.compile(
    r"(?:It|They|The [Oo]ffice) (?:did|does|do|has done|have done) (?:so|this)\b[^.;]{0,30}?"
    r"\b(?:under|within|through|as part of|in the frame(?:work)? of) "
)
#: How sure it is that an office which holds an occasion "under the project" runs the project.
_SURENESS = 0.85


def offices_that_did_so(
    text: Text, entities: Mapping[str, Entity], drawn: Sequence[Sentence], facts: Sequence[Fact]
) -> list[Fact]:
    """Return that an office which holds an occasion, and "did so under the project", is one that runs the project.

    Args:
        text: the text.
        entities: the things by local id.
        drawn: the sentences, drawn together.
        facts: what the item states otherwise.
    """
    holders = {fact.object for fact in facts if fact.relation == "organisedBy"}
    offices = {holder for holder in holders if entities[holder].kind == "ImplementingOffice"}
    known = {(fact.subject, fact.object) for fact in facts if fact.relation == "implementingOffice"}
    found = []
    for before, sentence in pairwise(drawn[1:]):
        opening = _DID_SO.match(text.content, sentence.start, sentence.end)
        at = next((at for at in sentence.positions("project") if opening), None)
        if opening is None or at is None or sentence.cells[at].start < opening.end():
            continue
        start, end = sentence.start, sentence.cells[at].end
        evidence = Evidence(start, end, text.original[start:end], "did-so-under-project", _SURENESS)
        named = sorted(offices & {entity for cell in before.cells for entity in cell.entities})
        pairs = [(project, office) for office in named for project in sentence.cells[at].entities]
        found += [Fact(project, "implementingOffice", office, evidence) for project, office in pairs]
    return [fact for fact in found if (fact.subject, fact.object) not in known]
