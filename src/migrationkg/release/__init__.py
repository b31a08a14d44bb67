"""A state of a knowledge base that is published: one folder with all forms, described, and never changed again.

In: a knowledge base and the name of a version. Out: a folder. May import everything but the commands. `releasing` makes
the folder, `previous` finds the release before, `citation` tells people and Zenodo how to cite it.
"""

from typing import TYPE_CHECKING

from migrationkg.lazily import lazily

if TYPE_CHECKING:
    from migrationkg.release.releasing import Release, release_knowledge_base
else:
    __getattr__ = lazily(__name__, {"Release": "releasing", "release_knowledge_base": "releasing"})

__all__ = ["Release", "release_knowledge_base"]
