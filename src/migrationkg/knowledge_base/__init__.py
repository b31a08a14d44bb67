"""A knowledge base on disk: what was read, the graph in its files, the store, the report, the network page.

In: sources. Out: a folder. May import every stage; only the command line stands right of it. `folder` names the files
and replaces them together, `locking` lets one process write at a time, `memory` keeps what was read out of each item,
`building` runs the stages in order. Where a build can go on with the last one, `updating` does: `recalled` tells out of
a `database` what that knew, `growing` what news changes (from the names it can be `touching` on), `ruling` and
`redoing` what decisions make of that, `linking` what authority data add, `differing` what the graph has more or less.
"""

from typing import TYPE_CHECKING

from migrationkg.lazily import lazily

if TYPE_CHECKING:
    from migrationkg.knowledge_base.building import build
    from migrationkg.knowledge_base.curating import decide, decisions_of, propose, review_knowledge_base, undo
    from migrationkg.knowledge_base.drawing import view_knowledge_base
    from migrationkg.knowledge_base.explaining import Standing, decisions_in_force, facts_beyond_words
    from migrationkg.knowledge_base.exporting import export_iati, export_knowledge_base
    from migrationkg.knowledge_base.folder import KnowledgeBase, open_knowledge_base
    from migrationkg.knowledge_base.made import Build
    from migrationkg.knowledge_base.removing import Removal, removals
    from migrationkg.knowledge_base.telling import facts_about, name_meant
    from migrationkg.knowledge_base.using import check_again, current_name, known_facts
else:
    __getattr__ = lazily(
        __name__,
        {
            "Build": "made",
            "KnowledgeBase": "folder",
            "Removal": "removing",
            "Standing": "explaining",
            "build": "building",
            "check_again": "using",
            "current_name": "using",
            "decide": "curating",
            "decisions_in_force": "explaining",
            "decisions_of": "curating",
            "export_iati": "exporting",
            "export_knowledge_base": "exporting",
            "facts_about": "telling",
            "facts_beyond_words": "explaining",
            "known_facts": "using",
            "name_meant": "telling",
            "open_knowledge_base": "folder",
            "propose": "curating",
            "removals": "removing",
            "review_knowledge_base": "curating",
            "undo": "curating",
            "view_knowledge_base": "drawing",
        },
    )

__all__ = [
    "Build",
    "KnowledgeBase",
    "Removal",
    "Standing",
    "build",
    "check_again",
    "current_name",
    "decide",
    "decisions_in_force",
    "decisions_of",
    "export_iati",
    "export_knowledge_base",
    "facts_about",
    "facts_beyond_words",
    "known_facts",
    "name_meant",
    "open_knowledge_base",
    "propose",
    "removals",
    "review_knowledge_base",
    "undo",
    "view_knowledge_base",
]
