"""Curation in the browser: what deserves a look, decisions, what they would change, the build that applies them.

In: forms of who knows the token (`serve --curate`). Out: lines of `decisions.csv`, as `decide` writes them, and builds.
`sessions` lets curators in, `forms` reads what they decide, `jobs` does it in processes of their own, which `workshop`
starts one at a time, `pages` writes it down for the browser, `endpoints` serves it. No page needs script.
"""
