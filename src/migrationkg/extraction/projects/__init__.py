"""What news plainly says of a project: when it runs and how long, how it stands, its page and number, who gives what.

`tables/projects.toml` has the patterns, `rules` reads them, `times` reads times and durations, `reading` makes facts of
what is found in sentences whose projects, givers and sums are marks. No trained step sees any of it.
"""

from migrationkg.extraction.projects.reading import facts_of_projects

__all__ = ["facts_of_projects"]
