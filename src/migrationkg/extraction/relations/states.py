"""Which states bodies belong to and projects work in, as it follows from what the item says."""

import re
from collections.abc import Sequence
from dataclasses import replace

from migrationkg.extraction.names.entities import Draft
from migrationkg.extraction.names.name import Name
from migrationkg.extraction.relations.cells import Sentence
from migrationkg.extraction.relations.defaults import TRAVEL, beneficiary_states
from migrationkg.extraction.relations.focus import focus_at
from migrationkg.extraction.relations.ledger import Ledger, resting_on
from migrationkg.extraction.relations.structure import Statement
from migrationkg.extraction.text.analysis import Text
from migrationkg.model import Evidence

_DIALOGUE = re.compile(r"(?:Process|Dialogue|Conference)$")


def own_states(names: Sequence[Name], draft: Draft) -> dict[str, str]:
    """Return public body → code of the state that its names, the words beside them or authority data give it."""
    return {
        draft.of[name.start, name.end]: name.iso
        for name in names
        if name.iso and name.kind in ("Ministry", "GovernmentBody")
    }


def states_in_names(ledger: Ledger, names: Sequence[Name], draft: Draft) -> None:
    """Read the states inside names: "Ghana Immigration Service" has a state, and so has a project's name."""
    for outer in names:
        if outer.kind in ("Country", "Demonym", "Person"):
            continue
        entity = draft.of[outer.start, outer.end]
        for inner in names:
            if inner.kind in ("Country", "Demonym") and outer.start <= inner.start and inner.end <= outer.end:
                state = draft.of[inner.start, inner.end]
                if outer.kind == "Project":
                    ledger.add(
                        Statement(entity, "operatesIn", state, outer.start, outer.end, "state-in-project-name", 0.88)
                    )
                elif outer.kind == "Place":
                    ledger.add(Statement(entity, "locatedIn", state, outer.start, outer.end, "state-in-name", 0.93))
                elif outer.iso == inner.iso or inner.end == outer.end or _modifies(ledger.text, outer, inner):
                    ledger.add(Statement(entity, "jurisdiction", state, outer.start, outer.end, "state-in-name", 0.93))


def _modifies(text: Text, outer: Name, inner: Name) -> bool:
    """Return whether a state stands before the head of a body's name: "Royal Netherlands Marechaussee"."""
    return not re.search(r"\b(?:for|with|of|in|on|against) ", text.content[outer.start : inner.start])


def inherited_states(ledger: Ledger) -> None:
    """A place in a region of a state is in the state; a part of a body of a state is that state's."""
    for one in ledger.inside:
        for state in ledger.objects(one.object, "locatedIn"):
            ledger.add(replace(one, object=state))
    for _ in range(3):
        for (part, relation, whole), fact in list(ledger.facts.items()):
            if relation == "partOf" and not ledger.has(part, "jurisdiction"):
                for state in ledger.objects(whole, "jurisdiction"):
                    ledger.add(resting_on(fact.evidence, (part, "jurisdiction", state), "state-of-the-whole", 0.88))
            elif relation == "partOf" and not ledger.has(whole, "jurisdiction"):
                for state in ledger.objects(part, "jurisdiction"):
                    ledger.add(resting_on(fact.evidence, (whole, "jurisdiction", state), "state-of-the-part", 0.85))


def states_of_projects(ledger: Ledger, drawn: Sequence[Sentence]) -> None:
    """State where projects work: where their occasions are, and where those are from with whom or for whom they work.

    Dialogues of states are left out: they meet in many places and work in none.
    """
    for (project, relation, state), fact in list(ledger.facts.items()):
        if relation == "operatesIn" and fact.evidence.rule == "works-in" and _is_dialogue(ledger, project):
            del ledger.facts[project, relation, state]
    _states_of_occasions(ledger)
    for (project, relation, partner), fact in list(ledger.facts.items()):
        if relation == "hasPartner" and not _is_dialogue(ledger, project):
            for state in ledger.objects(partner, "jurisdiction"):
                ledger.add(resting_on(fact.evidence, (project, "operatesIn", state), "state-of-its-partner", 0.78))
    _states_of_those_trained(ledger)
    for index, sentence in enumerate(drawn):
        served = beneficiary_states(sentence)
        named = focus_at(drawn, index).project if served else None
        if named and not _is_dialogue(ledger, named):
            for state, start, end in served:
                ledger.add(Statement(named, "operatesIn", state, start, end, "those-it-serves", 0.75))


def _is_dialogue(ledger: Ledger, project: str) -> bool:
    return bool(_DIALOGUE.search(ledger.entities[project].names[0]))


def _is_regional(ledger: Ledger, project: str) -> bool:
    """Return whether a project works in more states than the one where an occasion of it was."""
    entity = ledger.entities[project]
    regions = (one for one in ledger.entities.values() if one.kind == "Place")
    inside = any(name in form for one in regions for name in one.names for form in entity.names)
    named = any("Regional" in form for form in entity.names)
    return inside or named or len(ledger.objects(project, "operatesIn")) > 1


def _occasions_of_projects(ledger: Ledger) -> list[tuple[str, str, Evidence]]:
    """Return (event, project, evidence) of the occasions held under projects other than dialogues."""
    return [
        (event, project, fact.evidence)
        for (event, relation, project), fact in ledger.facts.items()
        if relation == "partOfProject" and not _is_dialogue(ledger, project)
    ]


def _states_of_occasions(ledger: Ledger) -> None:
    """A project works where its occasions are, other than visits."""
    for event, project, _ in _occasions_of_projects(ledger):
        types = set(ledger.objects(event, "eventType"))
        if TRAVEL & types or ("opening" not in types and _is_regional(ledger, project)):
            continue
        for place in ledger.objects(event, "heldIn"):
            held = ledger.facts[event, "heldIn", place].evidence
            ledger.add(resting_on(held, (project, "operatesIn", place), "where-its-occasion-was", 0.8))


def _states_of_those_trained(ledger: Ledger) -> None:
    """The one state whose bodies took part in a project's occasions is where it works, if nothing else says where."""
    for event, project, evidence in _occasions_of_projects(ledger):
        excluded = {*ledger.objects(project, "fundedBy"), *ledger.objects(project, "implementedBy")}
        bodies = [body for body in ledger.objects(event, "hasParticipant") if body not in excluded]
        states = {state for body in bodies for state in ledger.objects(body, "jurisdiction")}
        if len(states) == 1 and not ledger.has(project, "operatesIn"):
            ledger.add(resting_on(evidence, (project, "operatesIn", states.pop()), "state-of-those-taking-part", 0.7))
