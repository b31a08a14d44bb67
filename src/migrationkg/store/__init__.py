"""From RDF to answers: the embedded store on disk, SPARQL under a time limit, and the named questions.

In: quads of the graph stage, or a file of RDF. Out: an `Answer`, written as a table or in a W3C form.
May import: the model's errors, `migrationkg.resources`, the graph stage; nothing that stands right of it.
"""

from migrationkg.store.answer import Answer
from migrationkg.store.asking import ask, ask_here
from migrationkg.store.disk import open_store, write_store
from migrationkg.store.header import Parameter
from migrationkg.store.labels import labelled
from migrationkg.store.questions import NamedQuery, example_command, find_query, named_queries, spelled_out
from migrationkg.store.remarks import remarks
from migrationkg.store.replaced import replaced_in
from migrationkg.store.writing import ANSWER_FORMATS, write_answer

__all__ = [
    "ANSWER_FORMATS",
    "Answer",
    "NamedQuery",
    "Parameter",
    "ask",
    "ask_here",
    "example_command",
    "find_query",
    "labelled",
    "named_queries",
    "open_store",
    "remarks",
    "replaced_in",
    "spelled_out",
    "write_answer",
    "write_store",
]
