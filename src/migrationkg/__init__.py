"""News of migration-policy work as a validated, queryable RDF knowledge graph."""
