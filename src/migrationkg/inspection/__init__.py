"""What was read where: sentences that gave nothing, and the words and rule behind a fact.

Takes Extractions, returns passages of the news with words marked, for the terminal and for pages. May import the model
and extraction.
"""

from typing import TYPE_CHECKING

from migrationkg.lazily import lazily

if TYPE_CHECKING:
    from migrationkg.inspection.coverage import Unread, unread_sentences
    from migrationkg.inspection.explaining import Explanation, explain
    from migrationkg.inspection.page import write_coverage
else:  # what a rule reads can be told without what reads
    __getattr__ = lazily(
        __name__,
        {
            "Explanation": "explaining",
            "Unread": "coverage",
            "explain": "explaining",
            "unread_sentences": "coverage",
            "write_coverage": "page",
        },
    )

__all__ = ["Explanation", "Unread", "explain", "unread_sentences", "write_coverage"]
