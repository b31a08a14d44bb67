"""News as it was read."""

from dataclasses import dataclass, field
from datetime import date

#: The category of an item that was annotated to measure how well facts are read: no news as somebody published it.
EXERCISE = "Annotated exercise"


@dataclass(frozen=True, slots=True)
class Source:
    """Where an item was read.

    Attributes:
        name: the file as the user named it (`<stdin>` for standard input).
        line: line of the item's headline, from 1 (0 where the format has no lines).
        paragraph_lines: for each paragraph of the text (they are parted by a blank line), its first line.
    """

    name: str
    line: int
    paragraph_lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One item of news, its text once and clean (NFC, no markup, single spaces, paragraphs parted by a blank line).

    Attributes:
        id: stable name of the item, `[a-z0-9-]+`, from its URL where there is one, else from date and headline.
        headline: the title, one line.
        published: the day of publication.
        category: the line above the headline ("Project News"), or None.
        text: the summary or body; may be empty.
        url: the page of the item (http or https), or None.
        source: where it was read; takes no part in comparison, since it is not what the item says.
    """

    id: str
    headline: str
    published: date
    category: str | None
    text: str
    url: str | None
    source: Source = field(compare=False)

    @property
    def content(self) -> str:
        """The headline, a blank line and the text: what all offsets count into."""
        return f"{self.headline}\n\n{self.text}"
