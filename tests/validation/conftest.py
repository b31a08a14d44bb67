"""Graphs with a fault, and what was read of the news behind them."""

from pathlib import Path

import pytest

PREFIXES = """
@base <https://w3id.org/migrationkg/id/> .
@prefix mkg: <https://w3id.org/migrationkg/ontology#> .
@prefix event-type: <https://w3id.org/migrationkg/event-type/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

HEADLINE = "A ministry for two states"

#: A ministry with two states, said in the headline and in the text of one item.
TWO_STATES = f"""{PREFIXES}
<organisation/ministry-of-interior> a mkg:Ministry ;
    skos:prefLabel "Ministry of Interior"@en ; rdfs:label "Ministry of Interior"@en .
<country/al> a mkg:Country ; skos:prefLabel "Albania"@en ; rdfs:label "Albania"@en ; mkg:isoAlpha2 "AL" .
<country/xk> a mkg:Country ; skos:prefLabel "Kosovo"@en ; rdfs:label "Kosovo"@en ; mkg:isoAlpha2 "XK" .

<news/2023-06-21-two-states> {{
    <organisation/ministry-of-interior> mkg:jurisdiction <country/al>, <country/xk> .
    <news/2023-06-21-two-states> a mkg:NewsItem ;
        skos:prefLabel "{HEADLINE}"@en ; rdfs:label "{HEADLINE}"@en ;
        mkg:published "2023-06-21"^^xsd:date ;
        mkg:mentions <organisation/ministry-of-interior>, <country/al>, <country/xk> .
    <evidence/0a> a mkg:Evidence, rdf:Statement, prov:Entity ;
        rdf:subject <organisation/ministry-of-interior> ; rdf:predicate mkg:jurisdiction ; rdf:object <country/al> ;
        mkg:newsItem <news/2023-06-21-two-states> ; prov:wasDerivedFrom <news/2023-06-21-two-states> ;
        mkg:quote "the Albanian Ministry of Interior" ; mkg:quoteStart 40 ; mkg:quoteEnd 73 ;
        mkg:rule "demonym" ; mkg:confidence 0.9 .
    <evidence/0b> a mkg:Evidence, rdf:Statement, prov:Entity ;
        rdf:subject <organisation/ministry-of-interior> ; rdf:predicate mkg:jurisdiction ; rdf:object <country/xk> ;
        mkg:newsItem <news/2023-06-21-two-states> ; prov:wasDerivedFrom <news/2023-06-21-two-states> ;
        mkg:quote "Kosovo's Ministry of Interior" ; mkg:quoteStart 80 ; mkg:quoteEnd 109 ;
        mkg:rule "demonym" ; mkg:confidence 0.9 .
}}
"""


@pytest.fixture
def two_states(tmp_path: Path) -> Path:
    path = tmp_path / "graph.trig"
    path.write_text(TWO_STATES, encoding="utf-8")
    return path
