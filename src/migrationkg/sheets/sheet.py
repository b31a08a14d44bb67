"""What a fact sheet holds, as plain values."""

from dataclasses import dataclass

from migrationkg.views.evidence import Sentence

#: On what a statement may stand → how a reader is told.
BASES = {
    "news": "News",
    "doubtful": "Doubtful",
    "curator": "Curator",
    "authority": "Authority data",
    "derived": "Worked out",
    "none": "No source",
}

#: The same, explained.
MEANINGS = {
    "news": "words of a news item say it",
    "doubtful": "words of a news item may say it, but not surely enough: the build was to take in such statements",
    "curator": "a person added it, and says from where",
    "authority": "reference data say it, such as GeoNames or the EU's country list, not the news",
    "derived": "worked out from the names of phases",
    "none": "the graph says it, but not from where",
}


@dataclass(frozen=True, slots=True)
class Said:
    """How something stands to the thing of the sheet.

    Attributes:
        words: such as "funds it"; several that the same sentences say are parted by "; ".
        bases: keys of `BASES`.
        sentences: those that say so, the newest news first.
        reasons: on what authority data stand, in words.
    """

    words: str
    bases: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """Something that the sheet names.

    Attributes:
        name: the label of a resource, a sum, a day or a role.
        path: its local name, such as `project/mobilaze-2`; empty for a value.
        note: what it is: the kind and state of a body, day, type and place of an occasion, the role of a person.
        said: how it stands to the thing of the sheet.
        day: of an occasion the first day or month, ISO 8601; empty where none is told.
    """

    name: str
    path: str
    note: str
    said: tuple[Said, ...]
    day: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a sheet.

    Attributes:
        title: such as "Funders".
        rows: occasions by day, all else by name.
        brief: what the rows come to, in one line.
        more: how many further rows were left out.
    """

    title: str
    rows: tuple[Row, ...]
    brief: str
    more: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """A news item.

    Attributes:
        published: the day, ISO 8601; empty where it is not told.
        headline: its headline.
        url: its page on the web; empty where there is none.
        path: its local name.
    """

    published: str
    headline: str
    url: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is said of one thing.

    Attributes:
        kind: what it is, in words ("Project").
        name: its preferred name.
        path: its local name.
        iri: its IRI.
        names: its other names and codes.
        elsewhere: addresses of the same thing in other catalogues, which authority data know.
        sections: those that have rows.
        missing: titles of the sections in which a reader would look in vain.
        decisions: what curators decided about it, each in a line.
        news: the items that tell of it, the newest first.
    """

    kind: str
    name: str
    path: str
    iri: str
    names: tuple[str, ...]
    elsewhere: tuple[str, ...]
    sections: tuple[Section, ...]
    missing: tuple[str, ...]
    decisions: tuple[str, ...]
    news: tuple[Item, ...]
