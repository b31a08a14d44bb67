"""Named fields of records, as JSON Lines and CSV have them."""

from collections.abc import Iterator, Mapping

from migrationkg.errors import Problem
from migrationkg.reading.days import published_day
from migrationkg.reading.entry import Entry, entry_or_problems
from migrationkg.reading.markup import plain_text
from migrationkg.reading.template import Template
from migrationkg.reading.wording import paragraphs_of_text

#: What a field means → the names that it may have, capitals or not; of two in a record the first counts, but of texts
#: the fullest.
NAMES: Mapping[str, tuple[str, ...]] = {
    "headline": ("headline", "title"),
    "date": ("date", "published", "date_published", "datepublished", "pubdate"),
    "text": (
        "text",
        "summary",
        "body",
        "content",
        "content_text",
        "content_html",
        "articlebody",
        "description",
        "abstract",
    ),
    "category": ("category", "section"),
    "url": ("url", "link"),
    "id": ("id", "identifier"),
}


def known_fields(record: Mapping[str, object]) -> dict[str, object]:
    """Return the fields of a record by what they mean, HTML as plain text; unknown and empty ones are left out.

    Example:
        >>> known_fields({"Title": "Talks", "published": "2023-07-19", "colour": "red"})
        {'headline': 'Talks', 'date': '2023-07-19'}
    """
    filled = [(str(name).strip().casefold(), value) for name, value in record.items() if not _is_blank(value)]
    given = dict(reversed(filled))
    if isinstance(markup := given.get("content_html"), str):
        given["content_html"] = plain_text(markup)
    found = {field: [_plain(field, given[name]) for name in names if name in given] for field, names in NAMES.items()}
    texts = [value for value in found["text"] if isinstance(value, str)]
    if texts and len(texts) == len(found["text"]):
        found["text"] = [max(texts, key=len)]
    return {field: values[0] for field, values in found.items() if values}


def _plain(field: str, value: object) -> object:
    """Return a value, or where it is a list of texts all its paragraphs, or the first of its categories."""
    if (
        field not in {"text", "category"}
        or not isinstance(value, list)
        or not all(isinstance(one, str) for one in value)
    ):
        return value
    return "\n\n".join(value if field == "text" else value[:1])


def _is_blank(value: object) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def entry_of_record(
    record: Mapping[str, object], template: Template, name: str, line: int
) -> Iterator[Entry | Problem]:
    """Yield the item of a record, and the Problems that keep it from being one, or a field from being read.

    Args:
        record: names and values, as found.
        template: gives the forms of dates besides ISO 8601.
        name: the source.
        line: line on which the record begins.
    """
    fields = known_fields(record)
    if isinstance(fields.get("id"), int) and not isinstance(fields["id"], bool):
        fields["id"] = str(fields["id"])
    for field in [field for field, value in fields.items() if not isinstance(value, str)]:
        is_needed = field in {"headline", "date", "text"}
        kept = "left out" if is_needed else "kept without it"
        told = f"{field} is {str(fields.pop(field))[:60]!r}, not a text; write it in quotes; the item was {kept}"
        yield Problem(name, line, told)
        if is_needed:
            return
    texts = {field: str(value).strip() for field, value in fields.items()}
    missing = next((field for field in ("headline", "date") if not texts.get(field)), None)
    if missing:
        accepted = " or ".join(NAMES[missing][:2])
        yield Problem(name, line, f"the item has no {missing} and was left out; fill in {accepted}")
        return
    try:
        day = published_day(" ".join(texts["date"].split()), template.dates, template.locale)
    except ValueError as error:
        yield Problem(name, line, f"{error}; the item was left out")
        return
    yield from entry_or_problems(
        name=name,
        line=line,
        headline=texts["headline"],
        published=day,
        category=texts.get("category"),
        paragraphs=paragraphs_of_text(texts.get("text", ""), line),
        url=texts.get("url"),
        given_id=texts.get("id"),
    )
