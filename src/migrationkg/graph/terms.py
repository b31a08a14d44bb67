"""The namespaces and terms that the graph uses; `ontology/migrationkg.ttl` declares and defines ours."""

from functools import cache
from typing import Final

from pyoxigraph import NamedNode

from migrationkg.model import ENTITY_KINDS, ENTITY_RELATIONS, VALUE_RELATIONS

ONTOLOGY: Final = "https://w3id.org/migrationkg/ontology#"
EVENT_TYPES: Final = "https://w3id.org/migrationkg/event-type/"
THEMES: Final = "https://w3id.org/migrationkg/theme/"

#: Where the IRIs of resources begin, unless the user sets another base.
DEFAULT_BASE: Final = "https://w3id.org/migrationkg/id/"

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
PROV: Final = "http://www.w3.org/ns/prov#"
DCTERMS: Final = "http://purl.org/dc/terms/"
SCHEMA: Final = "https://schema.org/"

#: Prefix → namespace, for what is the same in every graph (see `prefixes.data_prefixes` for the rest).
VOCABULARY_PREFIXES: Final = {
    "mkg": ONTOLOGY,
    "event-type": EVENT_TYPES,
    "theme": THEMES,
    "owl": OWL,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "xsd": XSD,
    "prov": PROV,
    "dcterms": DCTERMS,
    "schema": SCHEMA,
    "eu-country": "http://publications.europa.eu/resource/authority/country/",
}


@cache
def mkg(name: str) -> NamedNode:
    """Return the term of our ontology with this local name.

    Example:
        >>> mkg("fundedBy")
        <NamedNode value=https://w3id.org/migrationkg/ontology#fundedBy>
    """
    return NamedNode(ONTOLOGY + name)


TYPE: Final = NamedNode(RDF + "type")
STATEMENT: Final = NamedNode(RDF + "Statement")
SUBJECT: Final = NamedNode(RDF + "subject")
PREDICATE: Final = NamedNode(RDF + "predicate")
OBJECT: Final = NamedNode(RDF + "object")
LABEL: Final = NamedNode(RDFS + "label")
PREF_LABEL: Final = NamedNode(SKOS + "prefLabel")
ALT_LABEL: Final = NamedNode(SKOS + "altLabel")
HIDDEN_LABEL: Final = NamedNode(SKOS + "hiddenLabel")
EXACT_MATCH: Final = NamedNode(SKOS + "exactMatch")
PROV_ENTITY: Final = NamedNode(PROV + "Entity")
ASSOCIATED_WITH: Final = NamedNode(PROV + "wasAssociatedWith")
ACTIVITY: Final = NamedNode(PROV + "Activity")
AGENT: Final = NamedNode(PROV + "Agent")
DATE: Final = NamedNode(DCTERMS + "date")
DESCRIPTION: Final = NamedNode(DCTERMS + "description")
DERIVED_FROM: Final = NamedNode(PROV + "wasDerivedFrom")
IDENTIFIER: Final = NamedNode(DCTERMS + "identifier")
SOURCE: Final = NamedNode(DCTERMS + "source")
URL: Final = NamedNode(SCHEMA + "url")
REPLACED_BY: Final = NamedNode(DCTERMS + "isReplacedBy")
SAME_AS: Final = NamedNode(OWL + "sameAs")

NEWS_ITEM: Final = mkg("NewsItem")
AMOUNT_CLASS: Final = mkg("Amount")
EVIDENCE: Final = mkg("Evidence")
DOUBTFUL_EVIDENCE: Final = mkg("DoubtfulEvidence")
DECISION: Final = mkg("Decision")
AUTHORITY_STATEMENT: Final = mkg("AuthorityStatement")

PUBLISHED: Final = mkg("published")
CATEGORY: Final = mkg("category")
MENTIONS: Final = mkg("mentions")
REPORTS_ON: Final = mkg("reportsOn")
THEME: Final = mkg("theme")
ISO_ALPHA2: Final = mkg("isoAlpha2")
ISO_ALPHA3: Final = mkg("isoAlpha3")
ISO_NUMERIC: Final = mkg("isoNumeric")
EVENT_TYPE: Final = mkg("eventType")
START_DATE: Final = mkg("startDate")
END_DATE: Final = mkg("endDate")
STATUS: Final = mkg("status")
ROLE: Final = mkg("role")
FOLLOWS: Final = mkg("follows")
PARTNER_MINISTRY: Final = mkg("partnerMinistry")
AMOUNT: Final = mkg("amount")
BUDGET: Final = mkg("budget")
GIVEN_BY: Final = mkg("givenBy")
PROJECT_START: Final = mkg("projectStart")
PROJECT_END: Final = mkg("projectEnd")
PROJECT_STATUS: Final = mkg("projectStatus")
DURATION: Final = mkg("durationInMonths")
SECTOR: Final = mkg("sector")
VALUE: Final = mkg("value")
CURRENCY: Final = mkg("currency")
FROM_ITEM: Final = mkg("newsItem")
QUOTE: Final = mkg("quote")
QUOTE_START: Final = mkg("quoteStart")
QUOTE_END: Final = mkg("quoteEnd")
RULE: Final = mkg("rule")
CONFIDENCE: Final = mkg("confidence")
DECIDED: Final = mkg("decided")
CONCERNS: Final = mkg("concerns")

#: The property of each relation between entities.
RELATIONS: Final = {name: mkg(name) for name in ENTITY_RELATIONS}

#: The property of each relation whose object is a value.
VALUES: Final = {name: mkg(name) for name in VALUE_RELATIONS} | {"url": URL, "identifier": IDENTIFIER}

#: The class of each kind of entity.
KINDS: Final = {name: mkg(name) for name in ENTITY_KINDS}
