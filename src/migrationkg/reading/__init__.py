"""From sources to news items.

In: files, folders, globs or standard input, in any of five forms (a plain-text listing, HTML, RSS or Atom,
JSON Lines, CSV). Out: a Reading, the items once each and the problems met. May import model and errors.
`sources` finds the files, `forms` their form, and `reader` calls its module: `listing` (with `template`), `feed`,
`json_lines`, `csv_table` (with `csv_rows` and `columns`), `webpage`. `days` (with `date_forms`) reads every date, and
`identity` gives ids and joins what was met twice.

A page goes through `nesting` and `markup` (lines, and the elements around them) and `page_parts` (dates apart from the
words beside them); then `declared` tells what its JSON-LD says, `cards` and `card_items` what it lists, `article` what
it is as one article. `page_words` knows bylines, buttons and what elements are called.
"""

from typing import TYPE_CHECKING

from migrationkg.lazily import lazily

if TYPE_CHECKING:
    from migrationkg.reading.reader import Reading, read
else:  # who reads no news needs few of its modules
    __getattr__ = lazily(__name__, {"Reading": "reader", "read": "reader"})

__all__ = ["Reading", "read"]
