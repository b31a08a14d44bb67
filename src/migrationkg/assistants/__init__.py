"""A knowledge base for assistants: the tools of a server of the Model Context Protocol.

In: a knowledge base. Out: answers that carry the sentences behind them and where these were published. May import: the
store, sheets, search and views stages. `tools` answers, as functions of a store; `sources` finds the sentences
behind an answer; `serving` offers the tools by the official SDK, which is an extra (`migrationkg[mcp]`).
"""
