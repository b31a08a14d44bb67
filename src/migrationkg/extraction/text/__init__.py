"""An item's text made ready: levelled characters, sentences, tokens, dates.

In: a NewsItem. Out: a Text and its DateMentions. May import the model and the tables.
"""
