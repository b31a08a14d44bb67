"""How fast it is, beside what a user would pick instead; `make bench` runs all of it and prints ratios."""
