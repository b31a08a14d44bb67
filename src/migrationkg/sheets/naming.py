"""Which thing of a store a user means."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from pyoxigraph import NamedNode, Store

from migrationkg.errors import InputError
from migrationkg.graph import terms
from migrationkg.program import command
from migrationkg.resolution.names import normal
from migrationkg.store.prefixes import short_name
from migrationkg.store.replaced import current
from migrationkg.views.network import Kinds, kinds_of
from migrationkg.views.statements import Statements, text
from migrationkg.views.wording import KIND_WORDS

#: How many things an error names.
_TOLD = 5
#: Names less like the one asked for than this, of 100, are not worth telling.
_NEAR = 70
#: Shorter names, such as codes of states, are near to anything.
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Named:
    """A thing and what it is called.

    Attributes:
        iri: its IRI.
        kind: one of `model.ENTITY_KINDS`.
        label: its preferred name, or the end of its IRI where it has none.
        names: its other names; of a country its codes too.
    """

    iri: str
    kind: str
    label: str
    names: tuple[str, ...]


def thing_called(store: Store, wanted: str) -> Named:
    """Return the one thing that bears a name, whose IRI or local name it is, or the state with this code.

    A preferred name goes before other names; capitals, accents and punctuation make no difference.

    Args:
        store: of `open_store`.
        wanted: what the user calls it.

    Raises:
        InputError: no thing is called so, or several are; the error names those that may be meant.
    """
    things = _things(store)
    wanted = " ".join(wanted.split())
    found = _meant(store, things, wanted) or _in_other_words(store, things, wanted)
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(f"'{wanted}' may be any of {_listed(found)}; say which by what stands in brackets")
    near = _near(things, wanted)
    finding = f"`{command('query', 'find')} --param text=…` looks for a part of a name"
    hint = f"the nearest names are {_listed(near)}" if near else finding
    raise InputError(f"nothing in this knowledge base is called '{wanted}'; {hint}")


def things_meant(store: Store, iris: Iterable[str], wanted: str) -> list[Named]:
    """Return those of some things that `thing_called` would find; it says what is called so in other languages, too.

    Args:
        store: of `open_store`.
        iris: all things that bear the name, or whose IRI it is.
        wanted: what the user calls it.
    """
    said = Statements(store)
    kinds = Kinds(said)
    things = [_named(iri, kind, said) for iri in sorted(set(iris)) if (kind := kinds.get(iri))]
    return _meant(store, things, " ".join(wanted.split()))


def _meant(store: Store, things: Sequence[Named], wanted: str) -> list[Named]:
    key = normal(wanted)
    return (
        _by_iri(store, things, wanted)
        or [one for one in things if one.label == wanted]
        or [one for one in things if key and normal(one.label) == key]
        or [one for one in things if wanted in one.names or (key and key in map(normal, one.names))]
    )


def _named(iri: str, kind: str, said: Statements) -> Named:
    preferred, labels, *others = (said.texts(NamedNode(iri), term) for term in _NAMING)
    return Named(iri, kind, (preferred or labels or [short_name(iri)])[0], tuple(chain.from_iterable(others)))


def _things(store: Store) -> tuple[Named, ...]:
    said = Statements(store)
    preferred, labels, *others = (_texts(said, term) for term in _NAMING)
    return tuple(
        Named(
            iri,
            kind,
            (preferred.get(iri) or labels.get(iri) or [short_name(iri)])[0],
            tuple(name for texts in others for name in texts.get(iri, ())),
        )
        for iri, kind in sorted(kinds_of(said).items())
    )


#: What names a thing, the best first.
_NAMING: Final = (terms.PREF_LABEL, terms.LABEL, terms.ALT_LABEL, terms.ISO_ALPHA2, terms.ISO_ALPHA3)


def _texts(said: Statements, term: NamedNode) -> dict[str, list[str]]:
    """Return IRI → the values of a property, each once, sorted: read in one run, since all of them are wanted."""
    found: dict[str, set[str]] = {}
    for quad in said.matching(None, term, None):
        if isinstance(quad.subject, NamedNode):
            found.setdefault(quad.subject.value, set()).add(text(quad.object))
    return {iri: sorted(texts - {""}) for iri, texts in found.items()}


def _by_iri(store: Store, things: Sequence[Named], wanted: str) -> list[Named]:
    """Return the thing with an IRI or local name, or what stands for it where it is out of use."""
    if "/" not in wanted or not things:
        return []
    base = things[0].iri.removesuffix(short_name(things[0].iri))
    try:
        now = current(store, NamedNode(wanted if "://" in wanted else base + wanted))
    except ValueError:
        return []
    return [one for one in things if one.iri == now.value]


def _in_other_words(store: Store, things: Iterable[Named], wanted: str) -> list[Named]:
    """Return what bears the name in another language or by the official name of a state, as `reconcile` knows them."""
    from migrationkg.reconciliation.things import things_of_store  # takes a second to load

    called = {one.iri for one in things_of_store(store) if normal(wanted) in map(normal, one.names)}
    return [one for one in things if one.iri in called]


def _near(things: Sequence[Named], wanted: str) -> list[Named]:
    from rapidfuzz import fuzz, process, utils

    names = [(name, one) for one in things for name in (one.label, *one.names) if len(name) >= _SHORTEST]
    texts = [name for name, _ in names]
    found = process.extract(wanted, texts, scorer=fuzz.WRatio, processor=utils.default_process, limit=30)
    alike = sorted(found, key=lambda one: -fuzz.ratio(wanted, one[0], processor=utils.default_process))
    near = [names[place][1] for _, score, place in alike if score >= _NEAR]
    return list(dict.fromkeys(near))[:_TOLD]


def _listed(things: Sequence[Named]) -> str:
    told = [f"{one.label} [{short_name(one.iri)}], {KIND_WORDS[one.kind][0].lower()}" for one in things[:_TOLD]]
    return "; ".join(told) + ("; …" if len(things) > _TOLD else "")
