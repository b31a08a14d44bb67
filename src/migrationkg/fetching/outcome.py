"""What became of a page."""

from dataclasses import dataclass
from typing import Literal

#: What can become of a page.
Result = Literal["new", "changed", "unchanged", "gone", "failed"]

#: The same in the order in which it is told.
OUTCOMES: tuple[Result, ...] = ("new", "changed", "unchanged", "gone", "failed")


class NoAnswerError(Exception):
    """A page could not be had; the text is one line that says why, and what to do where something can be done."""


class NotPermittedError(NoAnswerError):
    """A host is none of the open network."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a page.

    Attributes:
        address: its address, as the user listed it or a listing links to it.
        result: one of OUTCOMES. A page is gone if the site says so (404 or 410) and it was there before.
        note: what else is to be said, one line, or nothing.
        items: number of news items that the page as it is kept gives.
    """

    address: str
    result: Result
    note: str = ""
    items: int = 0
