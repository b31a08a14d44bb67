"""Ask a knowledge base in one call."""

from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import Store

from migrationkg.knowledge_base.folder import open_knowledge_base
from migrationkg.store import Answer, find_query, open_store, replaced_in
from migrationkg.store import ask as ask_store
from migrationkg.store.remote import Asked, RemoteStore


def ask(
    question: str,
    parameters: Mapping[str, str] | None = None,
    *,
    kb: str | Path = "kb",
    endpoint: str | None = None,
    timeout: float = 60.0,
) -> Answer:
    """Ask a knowledge base, or a file of RDF, a question.

    A query of your own finds what the ontology's super-classes and inverses imply too (`migrationkg.store.implied`).

    Args:
        question: name of a question in `queries/`, path of an .rq file, or SPARQL text.
        parameters: name → value; values are bound as RDF terms, never pasted into the text.
        kb: the folder, or a file of Turtle, TriG, N-Quads or N-Triples.
        endpoint: address of a SPARQL endpoint that is asked instead, of `migrationkg publish` or with the union of its
            graphs as default graph.
        timeout: seconds after which the query is stopped.

    Raises:
        InputError: there is no such question or knowledge base, a parameter does not fit, or the time is over.
    """
    asked = find_query(question)
    return ask_store(store_of(kb, endpoint), asked.text, parameters, timeout, implied=not asked.is_ours)


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


def store_of(kb: str | Path, endpoint: str | None = None) -> Asked:
    """Return what is asked: the store of a knowledge base or a file of RDF, opened for reading, or an endpoint.

    Args:
        kb: the folder, or a file of Turtle, TriG, N-Quads or N-Triples.
        endpoint: address of a SPARQL endpoint that is asked instead.

    Raises:
        InputError: there is none of them, it is damaged, or it cannot be asked.
    """
    return RemoteStore(endpoint) if endpoint else local_store_of(kb)


def local_store_of(kb: str | Path, endpoint: str | None = None) -> Store:
    """Return the same for what looks at everything: of an endpoint, all that it has is fetched into memory.

    Args:
        kb: the folder, or a file of Turtle, TriG, N-Quads or N-Triples.
        endpoint: address of a SPARQL endpoint that is asked instead.

    Raises:
        InputError: as of `store_of`.
    """
    if endpoint:
        return RemoteStore(endpoint).copy()
    place = Path(kb)
    return open_store(place if place.is_file() else open_knowledge_base(place).store)
