"""From resources and facts to RDF."""
