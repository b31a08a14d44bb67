"""Write `docs/ontology.html` of a checkout anew."""

from pathlib import Path

from migrationkg.documentation.page import IN_FILES, ontology_page
from migrationkg.resources import resource

PAGE = Path("docs", "ontology.html")

if __name__ == "__main__":
    (resource("ontology").parent / PAGE).write_text(ontology_page(IN_FILES), encoding="utf-8")
