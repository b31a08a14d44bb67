"""News whose page is gone from its site is withdrawn, where a curator asks for that."""

from collections.abc import Iterator
from pathlib import Path

from migrationkg.curation import read_decisions
from migrationkg.fetching.kept import Kept, Note
from migrationkg.knowledge_base.curating import decide
from migrationkg.knowledge_base.folder import open_knowledge_base
from migrationkg.knowledge_base.memory import read_memory
from migrationkg.model import Decision
from migrationkg.reading.web_address import same_page


def withdraw_gone(pages: Path, kb: Path, *, who: str) -> list[Decision]:
    """Write down that each item is withdrawn whose own page is gone; the next build applies it.

    An item that only stood on a listing which is gone stays: that its listing ended says nothing of it.

    Args:
        pages: the folder that `fetch` keeps.
        kb: the knowledge base.
        who: the curator.

    Raises:
        InputError: there is no knowledge base, or it cannot be written.
    """
    return [
        decide(kb, "withdraw", [item], who=who, why=f"its page is gone since {note.gone[:10]}", source=note.address)
        for item, note in _items_on(pages, kb)
    ]


def _items_on(pages: Path, kb: Path) -> Iterator[tuple[str, Note]]:
    """Yield each item that stands and whose page is gone, with the note of that page."""
    known = open_knowledge_base(kb)
    gone = {same_page(address): note for note in Kept(pages).notes() if note.gone for address in _addresses(note)}
    decisions, _ = read_decisions(known.decisions)
    withdrawn = {one.item for one in decisions if one.kind == "withdraw"}
    for one in read_memory(known.memory).extractions.values():
        note = gone.get(same_page(one.item.url)) if one.item.url and one.item.id not in withdrawn else None
        if note:
            yield one.item.id, note


def _addresses(note: Note) -> set[str]:
    return {note.address, note.found_at}
