"""The annotated items that extraction is trained and measured on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from migrationkg.evaluation.running import news, read_gold
from migrationkg.evaluation.scoring import Item
from migrationkg.model import NewsItem

#: How often an item teaches names and relations, where it is more than once: several people have read these sets, and
#: what they show must not be lost among many that one annotator wrote.
_TIMES = {"seed": 3, "sample": 6, "cases": 2}
#: Twins of particular real items teach twice: news reads as hard as they do, and not as other exercises do
#: (docs/measurements.md).
_TWINS, _TIMES_OF_TWINS = ("round21-", "round22-", "round24-", "round25-", "round26-"), 2


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated item.

    Attributes:
        set: the set that it belongs to: what the item itself says, else the file it stands in. Items of one set are
            of one kind of publisher, so a set that is left out is news of a kind that was not trained on.
        item: the news.
        gold: its annotation, in the form of `data/gold/GUIDE.md`.
    """

    set: str
    item: NewsItem
    gold: Item

    @property
    def times(self) -> int:
        """How often the item teaches names and relations."""
        return _TIMES_OF_TWINS if self.set.startswith(_TWINS) else _TIMES.get(self.set, 1)


def read_corpus(folder: Path) -> tuple[Annotated, ...]:
    """Return the annotated items with texts of all files in a folder, in order of the files' names and lines.

    An item that stands in two files is taken once.

    Raises:
        InputError: a file cannot be read, or a line is no annotated item.
    """
    return read_items(sorted(folder.glob("*.jsonl")))


def read_items(files: Iterable[Path]) -> tuple[Annotated, ...]:
    """Return the annotated items with texts of some files; one that stands there twice is taken once.

    Raises:
        InputError: a file cannot be read, or a line is no annotated item.
    """
    found: dict[tuple[str, str], Annotated] = {}
    for path in files:
        for gold in read_gold(path):
            if "text" in gold:
                one = Annotated(gold.get("set") or path.stem, news(gold), gold)
                found.setdefault((one.item.headline, one.item.text), one)
    return tuple(found.values())


def sets_of(corpus: Sequence[Annotated]) -> tuple[str, ...]:
    """Return the names of the sets of a corpus, sorted."""
    return tuple(sorted({one.set for one in corpus}))
