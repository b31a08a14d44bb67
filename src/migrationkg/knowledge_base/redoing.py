"""Which items stand otherwise in the graph once resources or decisions changed, and how."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from migrationkg.curation import Curated, curate
from migrationkg.knowledge_base.database import Database
from migrationkg.knowledge_base.doubtful import taken_in
from migrationkg.knowledge_base.ruling import Part, part_of
from migrationkg.knowledge_base.standing import number_of_ruling
from migrationkg.model import Decision, Extraction
from migrationkg.resolution.days import lasting, without_first_day_as_last
from migrationkg.resolution.one_value import About, best, values_told


@dataclass(frozen=True, slots=True)
class Ruled:
    """A part of a knowledge base, and what decisions make of it.

    Attributes:
        part: the part.
        curated: the same as decided.
        base: where the IRIs begin.
        live: IRIs of the resources of the part as decided.
    """

    part: Part
    curated: Curated
    base: str
    live: frozenset[str]

    @property
    def read(self) -> dict[str, Extraction]:
        """Id of each item → what was read out of it."""
        return {one.item.id: one for one in self.part.extractions}

    def now(self, path: str) -> str | None:
        """Return the path of what a resource is as decided; None where it is rejected, or nothing tells of it."""
        iri = self.curated.resolution.replaced.get(self.base + path, self.base + path)
        return iri.removeprefix(self.base) if iri in self.live else None


@dataclass(slots=True)
class Before:
    """What was told before items were taken out or redone: what differs then is told otherwise in other items, too.

    Attributes:
        values: that of which a thing has one → the value that stood.
        lasting: path of an occasion → whether it lasted several days.
    """

    values: dict[About, str | None] = field(default_factory=dict)
    lasting: dict[str, bool] = field(default_factory=dict)

    def note(self, database: Database, items: Iterable[str]) -> None:
        """Take note of what items tell, before that is changed."""
        items = list(items)
        self.note_values(database, database.told_by(items))
        self.note_lasting(database, database.lasting_in(items))

    def note_values(self, database: Database, abouts: Iterable[About]) -> None:
        """Take note of the values that stand."""
        for about in abouts:
            if about not in self.values:
                self.values[about] = _best(database, about)

    def note_lasting(self, database: Database, paths: Iterable[str]) -> None:
        """Take note of whether occasions lasted several days."""
        for path in paths:
            if path not in self.lasting:
                self.lasting[path] = database.lasting(path)


def _best(database: Database, about: About) -> str | None:
    told = database.told(about)
    return best(told) if told else None


class Redoing:
    """What decisions make of items, and which are put into the graph anew because of that.

    Args:
        database: what is remembered; what items tell of that of which a thing has one is put into it.
        decisions: the decisions.
        base: where the IRIs begin.
        file: where the decisions stand.
        doubtful: whether what is doubtful is taken in.
        before: what was told before.
    """

    def __init__(
        self, database: Database, decisions: Sequence[Decision], base: str, file: str, before: Before, *, doubtful: bool
    ) -> None:
        self._database = database
        self._decisions = decisions
        self._base = base
        self._file = file
        self._before = before
        self._doubtful = doubtful

    def ruled(self, items: Iterable[str], paths: Iterable[str]) -> Ruled:
        """Return what decisions make of what they speak of, and of some items and resources more.

        Args:
            items: ids of the items.
            paths: paths of the resources.
        """
        part = part_of(self._decisions, self._database, self._base, items, paths)
        curated = curate(part.extractions, part.resolution, self._decisions, self._base, self._file)
        return Ruled(part, curated, self._base, frozenset(one.iri for one in curated.resolution.resources))

    def decided_otherwise(self, done: Ruled, kinds: Mapping[str, str]) -> set[str]:
        """Return the ids of the known items in which decisions make something else than they did.

        Args:
            done: what decisions make of what they speak of.
            kinds: IRI of each resource → its kind before.
        """
        database, named = self._database, done.part.named
        found = {item for path in named for item in database.items_where_now_differs(path, done.now(path))}
        found |= {item for item, path in database.items_decided() if path not in named}
        read, before = done.read, database.ruled()
        # A split makes one entity of a path another thing, and not the others.
        found |= {item for (item, _), _ in database.iris(read).items() ^ done.curated.resolution.iris.items()}
        now = {one.item.id: number_of_ruling(read[one.item.id], one) for one in done.curated.extractions}
        found |= {item for item, ruling in now.items() if ruling != before.get(item)} | (before.keys() - now.keys())
        retyped = [one.iri for one in done.curated.resolution.resources if kinds.get(one.iri, one.kind) != one.kind]
        return found | database.items_of(iri.removeprefix(self._base) for iri in retyped)

    def days_of(self, items: set[str], paths: Iterable[str], most: int) -> tuple[Ruled, dict[str, Extraction]] | None:
        """Return what stands of items as decided, with the days of occasions that all items tell; None for too many.

        Args:
            items: ids of the items that are redone; those are added that tell of their occasions, or of whose things
                another value stands now.
            paths: paths of resources that changed.
            most: how many items may be redone.
        """
        paths = list(paths)
        while len(items) <= most:
            done = self.ruled(items, paths)
            days = self._with_days(done, items)
            more = self._lasting_otherwise() - items
            more = more or self._told_otherwise(done, days) - items
            if not more:
                return done, days
            items |= more
        return None

    def _with_days(self, done: Ruled, items: set[str]) -> dict[str, Extraction]:
        """Return the items as decided; take note of the occasions that lasted several days."""
        database, iris = self._database, done.curated.resolution.iris
        kept = [one for one in done.curated.extractions if one.item.id in items]
        taken = {one.item.id: taken_in(one) if self._doubtful else one for one in kept}
        self._before.note(database, items)
        longer = {key: lasting(one, iris) for key, one in taken.items()}
        told = {iri.removeprefix(self._base) for found in longer.values() for iri in found}
        self._before.note_lasting(database, told)
        database.forget_lasting(items)
        for key, found in longer.items():
            database.put_lasting(key, found)
        occasions = {iri for one in taken.values() for iri in _occasions(one, done)}
        lasted = {iri for iri in occasions if database.lasting(iri.removeprefix(self._base))}
        return {key: without_first_day_as_last(one, iris, lasted) for key, one in taken.items()}

    def _lasting_otherwise(self) -> set[str]:
        changed = [path for path, was in self._before.lasting.items() if self._database.lasting(path) != was]
        return self._database.items_of(changed)

    def _told_otherwise(self, done: Ruled, days: Mapping[str, Extraction]) -> set[str]:
        """Put what items tell into the database; return the ids of those that tell of what another value stands now."""
        database, iris = self._database, done.curated.resolution.iris
        told = {key: values_told([one], iris) for key, one in days.items()}
        self._before.note_values(database, {about for one in told.values() for about in one})
        database.forget_told(days)
        for key, one in told.items():
            database.put_told(key, one)
        changed = [about for about, was in self._before.values.items() if _best(database, about) != was]
        return {item for about in changed for item in database.telling(about)}


def _occasions(one: Extraction, done: Ruled) -> Iterable[str]:
    iris = done.curated.resolution.iris
    found = (iris.get((one.item.id, entity.id)) for entity in one.entities if entity.kind == "Event")
    return (iri for iri in found if iri is not None)
