"""Ask a knowledge base in one call."""

from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import Store

from migrationkg.knowledge_base.folder import open_knowledge_base
from migrationkg.store import Answer, find_query, open_store, replaced_in
from migrationkg.store import ask as ask_store


def ask(
    question: str,
    parameters: Mapping[str, str] | None = None,
    *,
    kb: str | Path = "kb",
    timeout: float = 60.0,
) -> Answer:
    """Ask a knowledge base, or a file of RDF, a question.

    A query of your own finds what the ontology's super-classes and inverses imply too (`migrationkg.store.implied`).

    Args:
        question: name of a question in `queries/`, path of an .rq file, or SPARQL text.
        parameters: name → value; values are bound as RDF terms, never pasted into the text.
        kb: the folder, or a file of Turtle, TriG, N-Quads or N-Triples.
        timeout: seconds after which the query is stopped.

    Raises:
        InputError: there is no such question or knowledge base, a parameter does not fit, or the time is over.
    """
    asked = find_query(question)
    return ask_store(store_of(kb), asked.text, parameters, timeout, implied=not asked.is_ours)


def out_of_use(question: str, *, kb: str | Path = "kb") -> dict[str, str]:
    """Return the IRIs that a question names although they are out of use → what stands for them.

    SPARQL takes an IRI at its word: of one that is out of use, no fact is told.

    Args:
        question: name of a question in `queries/`, path of an .rq file, or SPARQL text.
        kb: the folder, or a file of Turtle, TriG, N-Quads or N-Triples.

    Raises:
        InputError: there is no such question or knowledge base.
    """
    return replaced_in(store_of(kb), find_query(question).text)


def store_of(kb: str | Path) -> Store:
    """Open the store of a knowledge base, or a file of RDF, for reading.

    Args:
        kb: the folder, or a file of Turtle, TriG, N-Quads or N-Triples.

    Raises:
        InputError: there is neither, or it is damaged.
    """
    place = Path(kb)
    return open_store(place if place.is_file() else open_knowledge_base(place).store)
