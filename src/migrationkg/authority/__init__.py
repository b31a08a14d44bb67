"""Countries, cities and organisations: facts that text does not carry."""
