"""Who and what is named, and where.

In: a Text. Out: Names (stretches of the text), and the entities that they make when the names of one thing are drawn
together. May import text, tables and authority data.
"""
