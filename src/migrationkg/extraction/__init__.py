"""From one news item to its entities and facts."""
