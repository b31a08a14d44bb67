"""What a validation finds."""

from dataclasses import dataclass, field
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode

Term: TypeAlias = NamedNode | BlankNode | Literal

#: Severities of SHACL, the gravest first.
SEVERITIES = ("Violation", "Warning", "Info")


@dataclass(frozen=True, slots=True)
class Result:
    """What an engine says of one node, in the terms of sh:ValidationResult.

    Attributes:
        severity: one of SEVERITIES.
        focus: the node in question.
        path: the property in question; None for the node itself, or where the path is longer.
        value: the value in question, or None.
        message: the shape's message.
        shape: IRI of the shape.
        component: IRI of the constraint component that found it.
        said_by: the evidence whose words stand behind it, or the news item where no words do; None where that is not
            known, or a blank node. It takes no part in comparison, since no engine tells it.
    """

    severity: str
    focus: Term
    path: NamedNode | None
    value: Term | None
    message: str
    shape: str
    component: str
    said_by: NamedNode | None = field(default=None, compare=False, repr=False)

    def order(self) -> tuple[str, ...]:
        """Return where it stands among the results of a report."""
        terms = map(str, (self.focus, self.path, self.value))
        return self.severity, *terms, self.message, self.shape, self.component


@dataclass(frozen=True, slots=True, order=True)
class Words:
    """Words of a news item.

    Attributes:
        item: IRI of the item.
        start: offset of the first character in its headline and text; -1 where no words but the item is meant.
        end: offset after the last.
        quote: the words.
    """

    item: str
    start: int = -1
    end: int = -1
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a result.

    Attributes:
        label: the preferred name of the focus node, or the last part of its IRI.
        words: the words of the news; None where that is not known.
    """

    label: str
    words: Words | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A result for people, with the words of the news behind it.

    Attributes:
        severity: one of SEVERITIES.
        focus: IRI of the focus node, or `_:` and the label of a blank one.
        label: its preferred name, or the last part of its IRI.
        message: what is wrong and what to do, for an analyst.
        shape: IRI of the shape.
        path: IRI of the property in question, or None for the node itself.
        value: the value in question in N-Triples' form, or None.
        quote: the words of the news behind it, or None.
        item: IRI of the news item that they are taken from, or None.
        source: where that item was read ("news.txt:17"), or None where that is not known.
    """

    severity: str
    focus: str
    label: str
    message: str
    shape: str
    path: str | None = None
    value: str | None = None
    quote: str | None = None
    item: str | None = None
    source: str | None = None

    @property
    def statement(self) -> str:
        """The property and the value in question in a few words ("jurisdiction country/al"); empty without a value."""
        if self.value is None:
            return ""
        property_ = (self.path or "").rpartition("#")[2].rpartition("/")[2]
        return f"{property_} {_short(self.value)}".strip()


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a validation.

    Attributes:
        findings: what was found, for people: the gravest first, then by message, name and IRI.
        results: the same for machines; two components of a shape may find one thing.
        checked: number of statements that were checked.
        unjudged: why no shape had anything to judge, such as that no term of the ontology is used; else empty.
        behind: what stands behind each of the results.
    """

    findings: tuple[Finding, ...]
    results: tuple[Result, ...]
    checked: int
    unjudged: str = ""
    behind: tuple[Behind, ...] = field(default=(), repr=False)

    @property
    def conforms(self) -> bool:
        """Whether something was judged and nothing is violated; warnings and infos do not count."""
        return not self.unjudged and all(finding.severity != "Violation" for finding in self.findings)

    def count(self, severity: str) -> int:
        """Return the number of findings of a severity."""
        return sum(finding.severity == severity for finding in self.findings)


def _short(value: str) -> str:
    """Return what a person reads of a term in N-Triples' form: the end of an IRI, or a text in its quotation marks."""
    if value.startswith('"'):
        return value[: value.rindex('"') + 1]
    return value.strip("<>").rpartition("/id/")[2]
