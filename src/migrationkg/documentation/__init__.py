"""From the ontology to what its readers get: one document in RDF, and one page.

`published` joins the ontology with its labels in other languages, `vocabulary` reads its terms, `diagram` draws what
joins what, and `page` writes the page. `python -m migrationkg.documentation` makes `docs/ontology.html` anew. May
import resources and store.prefixes.
"""

from migrationkg.documentation.page import ontology_page
from migrationkg.documentation.published import published

__all__ = ["ontology_page", "published"]
