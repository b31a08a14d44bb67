"""From the entities of many items to resources with lasting IRIs."""
