"""Which files a knowledge base keeps in its folder, so that nothing else is written there in their place."""

from pathlib import Path

from migrationkg.knowledge_base.folder import HOLDER, LOCK, NEXT, KnowledgeBase


def is_knowledge_base(folder: Path) -> bool:
    """Tell whether a build has made what lies in a folder."""
    known = KnowledgeBase(folder)
    return known.state.is_file() or known.digests.is_file()


def base_of_file(path: Path) -> Path | None:
    """Return the knowledge base of which a path is one of the files and folders that it keeps, or lies in one.

    The network page is none of them: nothing is read from it, and the user draws it anew.
    """
    place = path.parent.resolve() / path.name
    for folder in place.parents:
        if is_knowledge_base(folder) and place.relative_to(folder).parts[0].lower() in _kept(KnowledgeBase(folder)):
            return folder
    return None


def _kept(known: KnowledgeBase) -> set[str]:
    paths = [getattr(known, name) for name, one in vars(KnowledgeBase).items() if isinstance(one, property)]
    named = {path.name for path in paths if isinstance(path, Path)} - {known.network.name}
    return named | {known.memory.with_suffix(".rules").name, known.findings.name, LOCK, HOLDER, NEXT}
