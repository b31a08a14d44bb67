"""What is asked and answered, in the terms of the Reconciliation Service API 0.2 (W3C Community Group report)."""

import re
from dataclasses import dataclass

#: The one property that a query may tell: the country that the thing belongs to or lies in.
COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Query:
    """A name to be reconciled.

    Attributes:
        query: the name.
        type: a kind of the model, or "Organisation" for any kind of organisation; None for any.
        limit: how many candidates are wanted.
        properties: (id, value) pairs; COUNTRY is known, others are passed over.
    """

    query: str
    type: str | None = None
    limit: int = 5
    properties: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EntityType:
    """A type of a candidate: its id is the local name of a class of the ontology.

    Example:
        >>> EntityType("GovernmentBody").name
        'government body'
    """

    id: str

    @property
    def name(self) -> str:
        """The id in words."""
        return re.sub(r"(?<!^)(?=[A-Z])", " ", self.id).lower()


@dataclass(frozen=True, slots=True)
class Feature:
    """What the score of a candidate stands on: `name`, how near the names are (0 to 100); `country`, `phase` and
    `certain`, whether they agree."""  # noqa: D205, D209

    id: str
    value: float | bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a name may mean.

    Attributes:
        id: its IRI.
        name: its preferred name.
        type: its types; none where an authority file tells none.
        score: 100 for an equal name that leaves no doubt, 95 for an equal one that leaves some, less for a near one.
        match: whether it is meant for certain: nothing else has the score of 100.
        features: what the score stands on.
    """

    id: str
    name: str
    type: tuple[EntityType, ...]
    score: float
    match: bool
    features: tuple[Feature, ...]
