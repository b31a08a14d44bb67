"""What a reader opens in a browser: search, lists, a page for every thing, the catalogue of questions.

Each module is a kind of page: `start`, `searching`, `lists`, `things`, `questions`, `asking` and `vocabulary` (SPARQL),
`files` (what a build made) and `interface` (the description of all that for programs). What needs the store is a job of
`described` (with the picture of `around`), `listed`, `choosing` or `answers`, which a worker runs; `kept` keeps what is
the same for all readers of a state. `looks` makes pages of templates: all escape what they show, can be read without
script, and take scripts and styles from `/static` only.
"""
