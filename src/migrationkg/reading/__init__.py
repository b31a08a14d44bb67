"""From sources to news items.

In: files, folders, globs or standard input, in any of five forms (a plain-text listing, HTML, RSS or Atom,
JSON Lines, CSV). Out: a Reading, the items once each and the problems met. May import model and errors.
`reader` finds the form and calls its module: `listing` (with `template` and `days`), `webpage`, `feed`,
`json_lines`, `csv_table`; `identity` gives ids and joins what was met twice.
"""

from migrationkg.reading.reader import Reading, read

__all__ = ["Reading", "read"]
