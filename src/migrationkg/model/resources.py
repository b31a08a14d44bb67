"""The things of the world that items tell of, with what authority data says of them, and their lasting names."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class PublishedFact:
    """What a published record, such as an IATI activity, says of a project.

    Attributes:
        relation: fundedBy, implementedBy, operatesIn, projectStart, projectEnd, projectStatus, sector or budget.
        value: alpha-2 code of a country, a day, one of PROJECT_STATUSES, a code of the DAC, or a sum ("3000000 EUR");
            empty where only an organisation is told.
        organisation: name of the funder, implementer, or giver of a part of the budget; empty where none is told.
        identifier: the organisation's identifier in the record, or empty.
        record: where it stands, in words.
        target: IRI of the organisation, or of the country, where the graph has it; empty elsewhere.
    """

    relation: str
    value: str
    organisation: str
    identifier: str
    record: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class AuthorityFacts:
    """What authority data adds to a resource.

    Attributes:
        matches: IRIs under which other catalogues know it, sorted.
        names: further names, each with its language ("" where none is told), sorted.
        pages: its home pages, sorted.
        identifiers: identifiers that are no IRIs, such as those of IATI, sorted.
        published: what published records say of a project, sorted.
    """

    matches: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    pages: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    published: tuple[PublishedFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Resource:
    """A thing of the world that one or many items tell of.

    Attributes:
        iri: its lasting IRI.
        kind: one of ENTITY_KINDS.
        label: the preferred name.
        alternatives: its other names, sorted.
        iso: ISO 3166-1 alpha-2 code of a Country, else None.
        state: alpha-2 code of the state that a public body belongs to or a place lies in, where it is told.
        authority: what authority data adds.
        follows: IRI of the project of which this one is the next phase, where there is one.
    """

    iri: str
    kind: str
    label: str
    alternatives: tuple[str, ...] = ()
    iso: str | None = None
    state: str | None = None
    authority: AuthorityFacts = AuthorityFacts()
    follows: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """What is remembered of an IRI from build to build, so that it stays with what it means.

    Attributes:
        path: what follows the base in the IRI ("project/mobilaze-2").
        item: id of the item with the entity for which it was minted.
        told_as: the path that this item alone would give that entity.
        also: the paths that other items alone would give it, sorted.
        replaced_by: the path of what it turned out to be, where it was found to be one with another.
    """

    path: str
    item: str
    told_as: str
    also: tuple[str, ...] = ()
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which resource each entity of each item is.

    Attributes:
        resources: all resources, sorted by IRI.
        iris: (id of the item, local id of the entity) → IRI of the resource.
        identities: the registry of IRIs as it is after this resolution, sorted by path.
        replaced: IRIs that are out of use → the IRI of the resource that they mean.
        kept_apart: pairs of paths that news would make one, were it not for a curator.
    """

    resources: tuple[Resource, ...]
    iris: Mapping[tuple[str, str], str]
    identities: tuple[Identity, ...] = ()
    replaced: Mapping[str, str] = field(default_factory=dict)
    kept_apart: tuple[tuple[str, str], ...] = ()
