"""From names and events to the facts of an item, each with its evidence: rows fire, pairs are scored, facts decoded."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from migrationkg.extraction.amounts import AmountMention
from migrationkg.extraction.events.events import Event
from migrationkg.extraction.models.relations import RelationModel
from migrationkg.extraction.models.scorer import Scorer
from migrationkg.extraction.names.entities import Draft
from migrationkg.extraction.names.name import Name
from migrationkg.extraction.relations.candidates import Candidate, candidates
from migrationkg.extraction.relations.decoding import OF_LIST, consistent, following, of_lists, owned
from migrationkg.extraction.relations.encoding import encoded_sentences
from migrationkg.extraction.relations.evidence import evidence_of
from migrationkg.extraction.relations.firing import Fired, fire
from migrationkg.extraction.relations.scene import see
from migrationkg.extraction.relations.scoring import Seen, likelihoods
from migrationkg.extraction.relations.second_look import Triple
from migrationkg.extraction.relations.sums import amounts_of, told_amounts
from migrationkg.extraction.relations.values import roles_of_persons, values_of_events
from migrationkg.extraction.text.analysis import Text
from migrationkg.model import Amount, Entity, Extraction, Fact, Mention, NewsItem

#: A relation less sure than this is not even doubtful.
DOUBTFUL = 0.3
#: "It was held online", beside a kind of occasion or behind it; not what was held in a place, too.
_ONLINE = re.compile(
    r"\b(?:held|took place|conducted|met|organi[sz]ed|virtual(?:ly)?|an? online)\b[^.;]{0,60}?\b"
    r"(?:online|virtually|via (?:Zoom|Teams|Webex|video))\b|\b(?:virtual|online) (?:[\w-]+ ){0,2}"
    r"(?:meeting|workshop|training|event|seminar|conference|course|round ?table|session|consultation|talks|discussion)",
    re.IGNORECASE,
)
_WAS_ONLINE = re.compile(r"(?:It|This|The \w+)\b[^.;]{0,40}?\b(?:online|virtually|via (?:Zoom|Teams|Webex|video))\b")
_IN_PLACE = re.compile(r"\b(?:hybrid|in[ -]person|on[ -]site|as well as online|and online)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """What is known of an item before its relations.

    Attributes:
        text: the text.
        names: all names in it.
        draft: the entities that they make.
        events: the events, whose ids are e1, e2, … in this order.
        sums: the sums of money.
    """

    text: Text
    names: Sequence[Name]
    draft: Draft
    events: Sequence[Event]
    sums: Sequence[AmountMention]


@dataclass(frozen=True, slots=True)
class Viewed:
    """An item ready to be scored.

    Attributes:
        entities: its things by local id.
        fired: what rows read in it.
        seen: what there is to see of its things.
        pairs: the pairs between which a relation may hold.
        sums: its sums of money, each with what it may be for.
    """

    entities: dict[str, Entity]
    fired: Fired
    seen: Seen
    pairs: tuple[Candidate, ...]
    sums: tuple[Amount, ...]


def read_statements(news: NewsItem, item: Item, model: RelationModel, sums: Scorer) -> Extraction:
    """Return the entities, facts and amounts of an item.

    Args:
        news: the item.
        item: what is known of it.
        model: what was learned of relations.
        sums: what was learned of sums of money.
    """
    view = viewed(item)
    likely = {
        triple: share
        for triple, raw in likelihoods(view.seen, view.pairs, model).items()
        if (share := model.sureness[triple[1]].share(raw)) >= DOUBTFUL
    }
    for triple, share in owned(view.pairs, view.entities).items():
        likely[triple] = max(share, likely.get(triple, 0.0))
    shares = consistent(likely, _own_states(item), view.entities, _online(item))
    told, doubtful = _told(item, view, shares, model)
    facts = [*values_of_events(item.text, item.events), *roles_of_persons(item.text, view.fired.roles), *told]
    amounts = told_amounts(item.text, view.entities, item.events, view.sums, sums)
    return Extraction(news, tuple(view.entities.values()), ordered(facts), amounts, ordered(doubtful))


def viewed(item: Item) -> Viewed:
    """Return an item with its rows fired and its pairs found; scoring and training see the same."""
    entities = {entity.id: entity for entity in item.draft.entities}
    for number, event in enumerate(item.events, start=1):
        entities[f"e{number}"] = _event_entity(item.text, f"e{number}", event)
    sentences = encoded_sentences(item.text, item.names, item.draft, item.events, item.sums)
    fired = fire(item.text, item.names, item.draft, entities, sentences)
    for entity, start, end in fired.wider:
        entities[entity] = _widened(item.text, entities[entity], start, end)
    scene = see(item.text.content, entities, _told_before(item), sentences, fired)
    amounts = amounts_of(item.text, fired.drawn, item.sums, item.events)
    return Viewed(entities, fired, Seen(scene), tuple(candidates(scene)), amounts)


def _told_before(item: Item) -> dict[str, tuple[str, ...]]:
    """Return thing → what is known of it before its relations, in features."""
    told: dict[str, tuple[str, ...]] = {}
    for name in item.names:
        thing = item.draft.of[name.start, name.end]
        if name.kind not in ("Country", "Demonym"):
            told.setdefault(thing, (f"rule={name.rule}",))
    for number, event in enumerate(item.events, start=1):
        told[f"e{number}"] = (
            f"type={event.type}",
            "dated" if event.dated else "undated",
            f"likely={int(event.likely * 5) / 5:.1f}",
            f"status={event.status[0] if event.status else 'held'}",
            f"strength={max(one.strength for one in event.occasions)}",
            *(["by an act"] if any(one.act for one in event.occasions) else []),
            *(["named"] if event.name else []),
        )
    return told


def _online(item: Item) -> frozenset[str]:
    """Return the occasions that were held online: webinars, and those whose sentence or the next one says so."""
    content, sentences = item.text.content, item.text.sentences

    def says_so(at: int) -> bool:
        here = _ONLINE.search(content, *sentences[at]) and not _IN_PLACE.search(content, *sentences[at])
        return bool(here or (at + 1 < len(sentences) and _WAS_ONLINE.match(content, *sentences[at + 1])))

    return frozenset(
        f"e{number}"
        for number, event in enumerate(item.events, start=1)
        if event.type == "webinar" or any(says_so(item.text.sentence_at(one.start)) for one in event.occasions)
    )


def _own_states(item: Item) -> dict[str, str]:
    """Return public body → code of the state that its names, the words beside them or authority data give it."""
    return {
        item.draft.of[name.start, name.end]: name.iso
        for name in item.names
        if name.iso and name.kind in ("Ministry", "GovernmentBody")
    }


def _event_entity(text: Text, local_id: str, event: Event) -> Entity:
    places = sorted((one.start, one.end) for one in event.occasions)
    mentions = tuple(Mention(start, end, text.original[start:end]) for start, end in places)
    return Entity(local_id, "Event", (text.original[slice(*event.name)],) if event.name else (), mentions)


def _widened(text: Text, known: Entity, start: int, end: int) -> Entity:
    name = text.original[start:end]
    if "(" in name or len(name) > 160 or name in known.names:
        return known
    return replace(known, names=tuple(sorted((*known.names, name), key=lambda form: (-len(form), form))))


def _told(
    item: Item, view: Viewed, shares: Mapping[Triple, float], model: RelationModel
) -> tuple[list[Fact], list[Fact]]:
    """Return the facts and what is doubtful, each with the words that say it."""
    fired = view.fired.of_pair()
    pairs = {(one.subject, one.object): one for one in view.pairs}
    found: dict[Triple, Fact] = {}
    for triple, share in shares.items():
        subject, relation, target = triple
        one, read = pairs[subject, target], fired.get((subject, target), [])
        found[triple] = Fact(*triple, evidence_of(item.text, view.seen.scene, one, relation, read, share))
    sure = {triple: fact for triple, fact in found.items() if shares[triple] >= model.sureness[triple[1]].line}
    for triple, base in of_lists(item.text.content, sure, _own_states(item), view.entities).items():
        sure[triple] = Fact(*triple, replace(sure[base].evidence, confidence=OF_LIST, rule="state-of-the-list"))
    likely = {triple: fact.evidence.confidence for triple, fact in sure.items()}
    for triple, (base, share, rule) in following(likely, view.entities).items():
        sure[triple] = Fact(*triple, replace(sure[base].evidence, confidence=share, rule=rule))
    return list(sure.values()), [fact for triple, fact in found.items() if triple not in sure]


def ordered(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return facts in the order of the words that say them."""
    return tuple(sorted(facts, key=lambda fact: (fact.evidence.start, fact.subject, fact.relation, fact.object)))
