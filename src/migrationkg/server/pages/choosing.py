"""What a reader may choose for the parameters of questions."""

from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from migrationkg.graph import terms
from migrationkg.sheets.describing import name_of
from migrationkg.store.prefixes import short_name
from migrationkg.views.network import kinds_of
from migrationkg.views.statements import Statements


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a reader may choose for a parameter.

    Attributes:
        value: as the parameter takes it.
        name: what a reader sees.
    """

    value: str
    name: str


def choices(store: Store) -> dict[str, tuple[Choice, ...]]:
    """Return kind → what may be chosen of it, by name; a state goes by its code.

    Args:
        store: of `open_store`.
    """
    said = Statements(store)
    found: dict[str, set[Choice]] = {}
    for iri, kind in kinds_of(said).items():
        node = NamedNode(iri)
        code = said.first_text(node, terms.ISO_ALPHA2) if kind == "Country" else ""
        found.setdefault(kind, set()).add(Choice(code or short_name(iri), name_of(said, node)))
    concepts = {quad.subject for quad in said.matching(None, terms.PREF_LABEL, None)}
    for scheme, kind in ((terms.EVENT_TYPES, "EventType"), (terms.THEMES, "Theme")):
        for one in concepts:
            if isinstance(one, NamedNode) and one.value.startswith(scheme) and one.value != scheme:
                found.setdefault(kind, set()).add(Choice(short_name(one.value), name_of(said, one)))
    return {kind: tuple(sorted(ones, key=lambda one: (one.name.casefold(), one.value))) for kind, ones in found.items()}
