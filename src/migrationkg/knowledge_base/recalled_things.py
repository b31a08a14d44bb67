"""What is asked of the resources that a knowledge base remembers, and of the registry of IRIs: each by an index."""

import json
import sqlite3
from collections.abc import Iterable, Iterator

from migrationkg.knowledge_base.recalled_rows import identity_of, number_of_called, resource_of, unlinked
from migrationkg.model import Identity, Resource


class RecalledThings:
    """The resources that a knowledge base remembers, and the registry.

    Args:
        connection: to an SQLite database that `Database` made.
        base: where the IRIs of the data begin.

    Attributes:
        base: likewise.
    """

    def __init__(self, connection: sqlite3.Connection, base: str) -> None:
        self._sql = connection
        self.base = base

    def folders(self) -> set[str]:
        """Return the first parts of the paths of all resources."""
        query = "SELECT DISTINCT substr(path, 1, instr(path, '/') - 1) FROM resource"
        return {name for (name,) in self._sql.execute(query)}

    def kinds(self) -> dict[str, int]:
        """Return kind → number of resources."""
        return dict(self._sql.execute("SELECT kind, count(*) FROM resource GROUP BY kind ORDER BY kind"))

    def resource(self, path: str) -> Resource | None:
        """Return the resource of a path, or None."""
        row = self._sql.execute("SELECT said FROM resource WHERE path = ?", (path,)).fetchone()
        return resource_of(json.loads(row[0])) if row else None

    def undecided(self, path: str) -> Resource | None:
        """Return what a resource is before decisions, and without what authority data add; None where none is."""
        row = self._sql.execute("SELECT said FROM undecided WHERE path = ?", (path,)).fetchone()
        if row is not None:
            return resource_of(json.loads(row[0])) if row[0] else None
        found = self.resource(path)
        return found and unlinked(found)

    def decided(self) -> dict[str, bool]:
        """Return the path of each resource that decisions make another → whether it is there without them."""
        return dict(self._sql.execute("SELECT path, said IS NOT NULL FROM undecided"))

    def identity(self, path: str) -> Identity | None:
        """Return the line of the registry for a path, or None."""
        row = self._sql.execute("SELECT * FROM registry WHERE path = ?", (path,)).fetchone()
        return identity_of(row) if row else None

    def registry(self) -> Iterator[tuple[str, str, str, str, str | None]]:
        """Yield the rows of the registry, sorted by path."""
        yield from self._sql.execute("SELECT * FROM registry ORDER BY path")

    def out_of_use(self) -> Iterator[Identity]:
        """Yield the lines of the registry whose path no item tells of; this looks at each."""
        query = "SELECT * FROM registry AS one WHERE NOT EXISTS (SELECT 1 FROM entity WHERE entity.path = one.path)"
        yield from map(identity_of, self._sql.execute(query))

    def replaced_by(self, path: str) -> set[str]:
        """Return the paths out of use that a path replaces."""
        return {one for (one,) in self._sql.execute("SELECT path FROM registry WHERE replaced_by = ?", (path,))}

    def resources(self) -> Iterator[Resource]:
        """Yield all resources, sorted by IRI."""
        for (said,) in self._sql.execute("SELECT said FROM resource ORDER BY path"):
            yield resource_of(json.loads(said))

    def of_a_state(self) -> Iterator[Resource]:
        """Yield the resources that lie in a state or belong to one."""
        for (said,) in self._sql.execute("SELECT said FROM resource WHERE state IS NOT NULL ORDER BY path"):
            yield resource_of(json.loads(said))

    def asks_for_state(self, iso: str) -> bool:
        """Tell whether a resource is of a state, decisions left aside."""
        query = (
            "SELECT 1 FROM undecided WHERE state = :iso AND said IS NOT NULL"
            " UNION ALL SELECT 1 FROM resource WHERE state = :iso AND path NOT IN (SELECT path FROM undecided) LIMIT 1"
        )
        return self._sql.execute(query, {"iso": iso}).fetchone() is not None

    def followers(self, path: str) -> set[str]:
        """Return the paths of the projects that are the next phase of one, with and without decisions."""
        query = "SELECT path FROM resource WHERE follows = :path UNION SELECT path FROM undecided WHERE follows = :path"
        return {one for (one,) in self._sql.execute(query, {"path": path})}

    def named(self, keys: Iterable[int]) -> set[str]:
        """Return the paths of the resources that bear a name, each as a number for how it is compared."""
        query = "SELECT path FROM name WHERE key = ?"
        return {path for key in keys for (path,) in self._sql.execute(query, (key,))}

    def called(self, name: str) -> set[str]:
        """Return the paths of the resources that are called so; capitals, accents and punctuation count for nothing."""
        return self.named([number_of_called(name)])

    def states(self) -> set[str]:
        """Return the paths of the states."""
        return {path for (path,) in self._sql.execute("SELECT path FROM resource WHERE kind = 'Country'")}
