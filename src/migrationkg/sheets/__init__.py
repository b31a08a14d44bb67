"""From a store to the fact sheet of one thing: all that is said of it, each statement with the words that say it.

In: a store of the layout of the graph stage, and what a user calls the thing. Out: a `Sheet`, as a page that prints
well or as text. May import: the graph, store, reconciliation and views stages. `naming` finds the thing; `contents`
says what stands in the sheet of each kind, and `ways` finds it; `gathering` reads the sheet out of the store, with the
names and notes of `describing`; `page` and `plain_text` write it.
"""

from migrationkg.sheets.page import write_sheet
from migrationkg.sheets.plain_text import sheet_as_text
from migrationkg.sheets.running import fact_sheet
from migrationkg.sheets.sheet import Row, Said, Section, Sheet

__all__ = ["Row", "Said", "Section", "Sheet", "fact_sheet", "sheet_as_text", "write_sheet"]
