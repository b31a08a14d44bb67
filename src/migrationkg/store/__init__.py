"""Embedded SPARQL store and named queries."""
