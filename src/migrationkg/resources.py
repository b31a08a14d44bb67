"""Find the files that travel with the package: ontology, queries, authority data.

In an installed wheel they lie in `migrationkg/_resources/`; in a checkout (an editable install) they are the
top-level folders `ontology/`, `queries/` and `data/authority/`.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_resources"
_CHECKOUT = _PACKAGE.parent.parent


def resource(relative: str) -> Path:
    """Return the path of a file or folder that the package carries.

    Args:
        relative: the path as it stands in the project, such as `ontology/shapes.ttl` or `queries`.

    Raises:
        FileNotFoundError: the installation lacks the file; reinstall migrationkg.

    Example:
        >>> resource("ontology").is_dir()
        True
    """
    for root in (_INSTALLED, _CHECKOUT):
        if (root / relative).exists():
            return root / relative
    raise FileNotFoundError(f"{relative}: not found in this installation of migrationkg; reinstall the package")
