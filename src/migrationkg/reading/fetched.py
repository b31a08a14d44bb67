"""The note that lies beside a page which `migrationkg fetch` got: where it came from."""

import json
from dataclasses import dataclass
from pathlib import Path

#: A note is called as its page, with this ending.
ENDING = ".fetched"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a page came from.

    Attributes:
        address: its http or https address, after redirects; nothing where it was not fetched.
        charset: the encoding that the site told, or nothing.
    """

    address: str = ""
    charset: str = ""


#: The origin of a file that was not fetched.
NOWHERE = Origin()


def origin_of(page: Path) -> Origin:
    """Return what the note beside a page says; nothing where there is none, or none that can be read.

    Args:
        page: the file.
    """
    try:
        note = json.loads(page.with_suffix(ENDING).read_text(encoding="utf-8"))
        if note["file"] == page.name:
            return Origin(str(note["found_at"]), str(note["charset"]))
    except (OSError, ValueError, LookupError, TypeError):
        pass
    return NOWHERE
