"""What of a graph deserves a look, the most useful first.

In: a store, the results of a validation, decisions. Out: doubts. May import all stages up to the store. `duplicates`
finds what may be one thing, `doubts` puts that beside uncertain facts, findings and decisions that do not apply, and
`words` says it as an analyst would.
"""

from migrationkg.review.doubts import Doubt, Doubts, doubts

__all__ = ["Doubt", "Doubts", "doubts"]
