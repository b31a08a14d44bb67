"""Interactive networks and network files."""
