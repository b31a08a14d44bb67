"""What extraction knows of words, as tables that an analyst can read and add to; `vocabulary` loads them."""
