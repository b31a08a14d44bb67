"""What took place: heads, types, days and titles of the occasions of an item.

In: a Text, its dates and names. Out: Events. May import text, names and tables.
"""
