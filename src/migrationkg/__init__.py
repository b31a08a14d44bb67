"""News of migration-policy work as a validated, queryable RDF knowledge graph.

The same as the command line offers, in a few functions:

>>> import migrationkg
>>> migrationkg.__version__
'0.1.0'

`read` news, `extract` the facts of an item, `build` a knowledge base, `ask` it a question, `validate` a graph,
`diff_knowledge_bases` to see what changed, `open_knowledge_base` to look at one in a notebook; `export_knowledge_base`,
`release_knowledge_base`, `view_knowledge_base`, `fact_sheet` and `write_sheet` to hand it on, `publish` to load it into
a SPARQL store. They are loaded when first used, so that importing the package is quick.
"""

from typing import TYPE_CHECKING

from migrationkg.lazily import lazily

if TYPE_CHECKING:
    from migrationkg.comparison.running import diff_knowledge_bases
    from migrationkg.errors import InputError, MigrationkgError, Problem
    from migrationkg.extraction import extract
    from migrationkg.knowledge_base import (
        Build,
        build,
        export_knowledge_base,
        open_knowledge_base,
        view_knowledge_base,
    )
    from migrationkg.knowledge_base.publishing import publish
    from migrationkg.model import Extraction, NewsItem
    from migrationkg.questions import ask
    from migrationkg.reading import read
    from migrationkg.reconciliation.running import reconcile_file
    from migrationkg.release import release_knowledge_base
    from migrationkg.sheets import fact_sheet, write_sheet
    from migrationkg.validation import validate
else:
    __getattr__ = lazily(
        __name__,
        {
            "Build": "knowledge_base",
            "Extraction": "model",
            "InputError": "errors",
            "MigrationkgError": "errors",
            "NewsItem": "model",
            "Problem": "errors",
            "ask": "questions",
            "build": "knowledge_base",
            "diff_knowledge_bases": "comparison.running",
            "export_knowledge_base": "knowledge_base",
            "extract": "extraction",
            "fact_sheet": "sheets",
            "open_knowledge_base": "knowledge_base",
            "publish": "knowledge_base.publishing",
            "read": "reading",
            "reconcile_file": "reconciliation.running",
            "release_knowledge_base": "release",
            "validate": "validation",
            "view_knowledge_base": "knowledge_base",
            "write_sheet": "sheets",
        },
    )

__version__ = "0.1.0"

__all__ = [
    "Build",
    "Extraction",
    "InputError",
    "MigrationkgError",
    "NewsItem",
    "Problem",
    "__version__",
    "ask",
    "build",
    "diff_knowledge_bases",
    "export_knowledge_base",
    "extract",
    "fact_sheet",
    "open_knowledge_base",
    "publish",
    "read",
    "reconcile_file",
    "release_knowledge_base",
    "validate",
    "view_knowledge_base",
    "write_sheet",
]
