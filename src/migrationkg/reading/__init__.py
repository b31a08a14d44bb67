"""From sources to news items."""
