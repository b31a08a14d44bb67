"""A knowledge base as the two files of IATI."""

from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from migrationkg.errors import InputError
from migrationkg.graph.files import replacing
from migrationkg.iati.activities import activity, is_reportable
from migrationkg.iati.elements import document
from migrationkg.iati.facts import Facts
from migrationkg.iati.organisations import organisation
from migrationkg.iati.reporting import Reporter

_SOURCE = "Made by migrationkg from news; docs/graph.md tells how."


@dataclass(frozen=True, slots=True)
class IatiFiles:
    """What was written.

    Attributes:
        files: the files.
        left_out: names of the projects of which neither funder nor implementer, or no day, is told.
    """

    files: tuple[Path, ...]
    left_out: tuple[str, ...]


def write_iati(store: Store, folder: Path, reporter: Reporter) -> IatiFiles:
    """Write `activities.xml` and, where organisations have identifiers, `organisations.xml` into a folder.

    Args:
        store: whose default graph holds every statement.
        folder: where the files go; made where there is none.
        reporter: who reports.

    Raises:
        InputError: no project can be an activity, or the folder cannot be written.
    """
    facts = Facts(store)
    projects, today = facts.projects(), facts.last_day()
    told = [one for one in projects if is_reportable(one)]
    left_out = tuple(one.name for one in projects if not is_reportable(one))
    if not told:
        raise InputError("IATI wants a funder or implementer of each activity, and the graph tells none of any project")
    parties = [one for one in facts.organisations() if one.identifier]
    unnamed = f"Left out, since neither funder nor implementer is told: {'; '.join(left_out) or 'none'}."
    written = {
        "activities.xml": document(
            "iati-activities", (_SOURCE, unnamed), (activity(one, reporter, today) for one in told)
        )
    }
    if parties:
        note = (_SOURCE, "Budgets are not told; organisations without an identifier in IATI are left out.")
        written["organisations.xml"] = document(
            "iati-organisations", note, (organisation(one, reporter) for one in parties)
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {error.strerror or error}; name a folder") from error
    for name, data in written.items():
        with replacing(folder / name) as stream:
            stream.write(data)
    return IatiFiles(tuple(folder / name for name in written), left_out)
