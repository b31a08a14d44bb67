"""Who did what to whom: rows over sentences in which each name is one character, and what follows from them.

In: a Text with its names, entities, events and sums. Out: facts with their evidence. May import all steps before it.
"""
