"""The errors that a user can mend, each with a message that says what, where and how to mend it."""

from dataclasses import dataclass


class MigrationkgError(Exception):
    """An error for people: its text is one line that the command line prints as it is, with exit code 2."""


class InputError(MigrationkgError):
    """A source, file or argument that cannot be used at all."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One item or line of a source that was left out, while the rest went through.

    Attributes:
        source: name of the file, as the user gave it, or `<stdin>`.
        line: number of the line, from 1; 0 where a whole file is meant.
        message: what is wrong and how to mend it, one line.

    Example:
        >>> print(Problem("news.txt", 7, "'31 June 2023' is no date of the calendar; correct the day"))
        news.txt:7: '31 June 2023' is no date of the calendar; correct the day
    """

    source: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.source}:{self.line}" if self.line else self.source
        return f"{place}: {self.message}"
