"""What kind of thing a resource is, and what other things of a kind are called."""

import difflib
import re

from pyoxigraph import DefaultGraph, NamedNode

from migrationkg.program import command
from migrationkg.store.hierarchy import SUB_CLASS, below
from migrationkg.store.prefixes import PREFIXES
from migrationkg.store.remote import Asked

_TYPE, _CLASS = NamedNode(PREFIXES["rdf"] + "type"), NamedNode(PREFIXES["owl"] + "Class")
_NAMES_OF = """
SELECT DISTINCT ?name WHERE {
  VALUES ?class { %s }
  ?thing a ?class ; skos:prefLabel|skos:altLabel ?name .
  FILTER(ISLITERAL(?name))
}"""
_MOST = 3
_NEAR = 0.6  # likeness of two names, from 0 to 1, from which on one may be meant by the other


def is_a(store: Asked, resource: NamedNode, kind: str) -> bool:
    """Return whether a resource may be of a kind: nothing else is stated of it, or the kind is no class of ours.

    Args:
        store: of `open_store`.
        resource: any.
        kind: local name of a class of ours, such as "Organisation", whose sub-classes count too.
    """
    stated = {quad.object for quad in store.quads_for_pattern(resource, _TYPE, None, DefaultGraph())}
    above = NamedNode(PREFIXES["mkg"] + kind)
    if not stated or not any(store.quads_for_pattern(above, _TYPE, _CLASS, None)):
        return True
    return not stated.isdisjoint({above, *map(NamedNode, below(store, SUB_CLASS, above.value))})


def of_another_kind(store: Asked, resource: NamedNode, kind: str, value: str) -> str:
    """Return a sentence that says what a resource is instead of what it should be, with the nearest names.

    Args:
        store: of `open_store`.
        resource: what was found for `value`.
        kind: local name of the class of ours that was wanted.
        value: what a user wrote.
    """
    kinds = sorted(str(quad.object) for quad in store.quads_for_pattern(resource, _TYPE, None, DefaultGraph()))
    words = _in_words(re.split("[/#]", kinds[0].strip("<>"))[-1])
    near = nearest(store, kind, value) or f"; `{command('query', 'find')} --param text=…` finds names"
    return f"'{value}' is {'an' if words[0] in 'aeiou' else 'a'} {words} and no {_in_words(kind)}{near}"


def nearest(store: Asked, kind: str, value: str) -> str:
    """Return a question after the names of things of a kind that are most like a value; empty if none is like it."""
    classes = [PREFIXES["mkg"] + kind, *below(store, SUB_CLASS, PREFIXES["mkg"] + kind)]
    asked = _NAMES_OF % " ".join(f"<{each}>" for each in classes)
    found = store.query(asked, prefixes=PREFIXES)
    names = {row["name"].value.lower(): row["name"].value for row in found}  # type: ignore[union-attr]  # a SELECT
    wanted = value.rpartition("/")[2].lower().replace("-", " ")
    around = sorted((name for name in names if wanted in name), key=len)
    like = (around or difflib.get_close_matches(wanted, sorted(names), cutoff=_NEAR))[:_MOST]
    return f"; did you mean {' or '.join(repr(names[name]) for name in like)}?" if like else ""


def _in_words(kind: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind).lower()
