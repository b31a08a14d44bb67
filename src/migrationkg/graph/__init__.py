"""From resources and facts to RDF, and to the files that hold it.

In: Extractions and a Resolution. Out: quads with a named graph a news item, each fact with its evidence;
Turtle, TriG and other forms of them; a hash of the graph. May import the model, authority data, the
ontology. How it works, in order: `descriptions` (the default graph), `news` with `evidence` (the named
graphs), `quads` (all), `order` and `turtle` (files for people), `exporting` with `jsonld`, `tables`, `rows`
and `csvw` (other forms), `canonical` (the hash).
"""

from typing import TYPE_CHECKING

from migrationkg.lazily import lazily

if TYPE_CHECKING:
    from migrationkg.graph.canonical import canonical_hash
    from migrationkg.graph.exporting import EXPORT_FORMATS, export
    from migrationkg.graph.quads import to_quads
    from migrationkg.graph.terms import DEFAULT_BASE
    from migrationkg.graph.turtle import write_trig, write_turtle
else:
    __getattr__ = lazily(
        __name__,
        {
            "DEFAULT_BASE": "terms",
            "EXPORT_FORMATS": "exporting",
            "canonical_hash": "canonical",
            "export": "exporting",
            "to_quads": "quads",
            "write_trig": "turtle",
            "write_turtle": "turtle",
        },
    )

__all__ = [
    "DEFAULT_BASE",
    "EXPORT_FORMATS",
    "canonical_hash",
    "export",
    "to_quads",
    "write_trig",
    "write_turtle",
]
