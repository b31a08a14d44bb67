"""What a resource is called: its kind, its label and its other names."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from babel import Locale

from migrationkg.authority.countries import country_names, demonyms
from migrationkg.model import ORGANISATION_KINDS
from migrationkg.resolution.candidates import Candidate
from migrationkg.resolution.jurisdiction import BODIES, name_and_state
from migrationkg.resolution.names import is_acronym, normal, project_name


def kind_of(members: Sequence[Candidate]) -> str:
    """Return the kind that most members have; of equally many, the most special."""
    counts: Counter[str] = Counter()
    for member in members:
        counts[member.kind] += member.weight
    return most_frequent(counts)


def most_frequent(counts: Mapping[str, int]) -> str:
    """Return the kind that is told most often; of equally many, the most special."""
    special = {kind: place for place, kind in enumerate(ORGANISATION_KINDS)}
    return min(counts, key=lambda kind: (-counts[kind], special.get(kind, 0), kind))


def country_label(iso: str) -> str:
    """Return the English short name of a country, as Unicode CLDR has it.

    Example:
        >>> country_label("TR")
        'Türkiye'
    """
    return str(_locale().territories.get(iso, iso))


def names_of(members: Iterable[Candidate]) -> tuple[str, ...]:
    """Return all names of the members, sorted; of countries only the nouns ("Moldova", not "Moldovan")."""
    names = {name for member in members for name in member.names if member.kind != "Country" or _is_noun(name)}
    return tuple(sorted(names))


def best_name(members: Sequence[Candidate], state: str | None) -> str:
    """Return the most complete name, see `best_of`."""
    counts: Counter[str] = Counter()
    for member in members:
        for name in member.names:
            counts[name] += member.weight
    return best_of(counts, kind_of(members), state)


def best_of(counts: Mapping[str, int], kind: str, state: str | None) -> str:
    """Return the most complete of some names: no acronym, of many words, the state behind rather than before.

    A state before the name is better than none, but for a ministry, whose label has it in brackets (`with_state`).

    Args:
        counts: how often each name is told.
        kind: kind of the thing.
        state: ISO code of its state, if it has one.

    Example:
        >>> best_of({"State Police": 2, "Albanian State Police": 1}, "GovernmentBody", "AL")
        'Albanian State Police'
    """
    if len(counts) == 1:
        return min(counts)

    def rank(name: str) -> tuple[bool, int, tuple[bool, bool], int, int, str]:
        tokens = normal(name)
        bare, shown = name_and_state(name) if state else (project_name(name).tokens, None)
        leads = shown is not None and tokens[: len(bare)] != bare
        unshown = shown is None if state else project_name(name).phase is None
        stands = (leads, unshown) if kind == "Ministry" else (unshown, leads)
        return is_acronym(name), -len(bare), stands, -counts[name], len(tokens), name

    return min(counts, key=rank, default="")


def with_state(name: str, kind: str, state: str | None, *, ambiguous: bool) -> str:
    """Add the state in brackets to the name of a ministry, or of a body or place that has namesakes.

    Example:
        >>> with_state("Ministry of Interior", "Ministry", "AL", ambiguous=False)
        'Ministry of Interior (Albania)'
        >>> with_state("Ministry of Interior of Albania", "Ministry", "AL", ambiguous=True)
        'Ministry of Interior of Albania'
    """
    if state is None or not (ambiguous or kind == "Ministry") or (kind in BODIES and name_and_state(name)[1] == state):
        return name
    return f"{name} ({country_label(state)})"


def with_acronym(name: str, names: Iterable[str]) -> str:
    """Add an acronym in brackets to the name of a project that could be another's, such as another phase's.

    Example:
        >>> with_acronym("Support to the Mobility Partnership", ["MOBILAZE 2"])
        'Support to the Mobility Partnership (MOBILAZE 2)'
    """
    acronym = acronym_of(names) or name
    return name if acronym == name else f"{name} ({acronym})"


def acronym_of(names: Iterable[str]) -> str | None:
    """Return the acronym of a project, that with its phase rather than without, or None.

    Example:
        >>> acronym_of(["Support to the Mobility Partnership", "MOBILAZE", "MOBILAZE 2"])
        'MOBILAZE 2'
    """
    return min(
        filter(is_acronym, names),
        key=lambda acronym: (project_name(acronym).phase is None, len(acronym), acronym),
        default=None,
    )


def event_label(event: Candidate, about: str | None) -> str:
    """Name an occasion by its type, its project or place (failing both, its news), and its day.

    Args:
        event: the occasion.
        about: label of its project or place.
    """
    kind = (event.value("eventType") or "event").replace("-", " ")
    day = event.value("startDate")
    return ", ".join(filter(None, [kind[:1].upper() + kind[1:], about or event.headline, day]))


@cache
def _locale() -> Locale:
    return Locale("en")


def _is_noun(name: str) -> bool:
    return name in country_names() or name not in demonyms()
