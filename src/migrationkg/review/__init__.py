"""What of a graph deserves a look, the most useful first.

In: a store, the results of a validation, decisions. Out: doubts. May import all stages up to the store, and the words
of the views. `duplicates` finds what may be one thing, `notes` keeps what that and other doubts take long to find,
`groups` puts the pairs of one name together, `doubts` puts that beside uncertain facts, findings and decisions that do
not apply, `words` says it as an analyst would, and `page` lets the analyst choose.
"""

from migrationkg.review.doubt import Doubt, Doubts
from migrationkg.review.doubts import doubts
from migrationkg.review.page import write_review

__all__ = ["Doubt", "Doubts", "doubts", "write_review"]
