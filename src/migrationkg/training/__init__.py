"""From annotated items to the weights of extraction, by one command, the same bytes every time."""
