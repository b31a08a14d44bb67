"""The page of the ontology: what it says of itself, a drawing, and each term in words and in seven languages."""

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

from migrationkg.documentation.diagram import diagram
from migrationkg.documentation.vocabulary import LANGUAGES, Reference, Term, Vocabulary
from migrationkg.page_policy import content_policy

_HEADINGS = {"class": "Classes", "relation": "Relations", "value": "Values"}


#: Where the other forms are: address → name and media type; beside the page on a server, and in a checkout.
SERVED: Mapping[str, tuple[str, str]] = {
    "/ontology.ttl": ("Turtle", "text/turtle"),
    "/ontology.rdf": ("RDF/XML", "application/rdf+xml"),
    "/ontology.jsonld": ("JSON-LD", "application/ld+json"),
    "/ontology.nt": ("N-Triples", "application/n-triples"),
}
IN_FILES: Mapping[str, tuple[str, str]] = {
    "../ontology/migrationkg.ttl": ("Turtle", "text/turtle"),
    "../ontology/translations.ttl": ("Turtle of the labels in other languages", "text/turtle"),
}


def ontology_page(forms: Mapping[str, tuple[str, str]]) -> str:
    """Return the page, which opens anywhere, also offline; it holds no script. The same ontology gives the same text.

    Each term stands at its own name, so that a browser which follows the IRI of a term finds it (`#Project`).

    Args:
        forms: the other forms, SERVED or IN_FILES.
    """
    from jinja2 import Environment, PackageLoader  # most commands write no page
    from markupsafe import Markup

    vocabulary = Vocabulary()
    style = (files(__package__) / "templates" / "ontology.css").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, loader=PackageLoader("migrationkg.documentation")
    )
    return environment.get_template("ontology.html").render(
        about=dict(vocabulary.about),
        sections=[(_HEADINGS[kind], [one for one in vocabulary.terms if one.kind == kind]) for kind in _HEADINGS],
        tree=list(_below(vocabulary.terms, "", 0)),
        uses=_uses(vocabulary.terms),
        namespaces=sorted({_namespace(one) for term in vocabulary.terms for one in _others(term)}),
        drawing=Markup(diagram(vocabulary.terms)),  # noqa: S704 - of names that it escaped
        languages=LANGUAGES,
        forms=forms,
        style=style,
        policy=content_policy(style, []),
    )


def _below(terms: Sequence[Term], parent: str, depth: int) -> Iterator[tuple[int, Term]]:
    """Yield the classes below one, each with its depth; one with two parents stands below both."""
    for term in terms:
        ours = [one.name.removeprefix("mkg:") for one in term.above if one.name.startswith("mkg:")]
        if term.kind == "class" and (parent in ours or not (ours or parent)):
            yield depth, term
            yield from _below(terms, term.name, depth + 1)


def _uses(terms: Sequence[Term]) -> Mapping[str, Mapping[str, Sequence[Reference]]]:
    """Return name of a class → the properties that it has, and those whose value it is, as far as graphs state them."""
    found: dict[str, dict[str, list[Reference]]] = {}
    for term in (term for term in terms if not term.follows):
        for use, classes in (("has", term.domain), ("is value of", term.range)):
            for one in classes:
                uses = found.setdefault(one.name.removeprefix("mkg:"), {})
                uses.setdefault(use, []).append(Reference(f"mkg:{term.name}", term.iri))
    return found


def _others(term: Term) -> Iterator[Reference]:
    return (one for one in (*term.above, *term.domain, *term.range) if not one.name.startswith("mkg:"))


def _namespace(reference: Reference) -> tuple[str, str]:
    """Return prefix and namespace of a term of others."""
    prefix, _, name = reference.name.partition(":")
    return prefix, reference.address.removesuffix(name)
