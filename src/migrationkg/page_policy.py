"""What a page of ours may do in a browser: run its own scripts, and nothing else."""

import hashlib
from base64 import b64encode
from collections.abc import Iterable


def content_policy(style: str, scripts: Iterable[str]) -> str:
    """Return a Content-Security-Policy that allows these inline texts, by hash, and no connection.

    Example:
        >>> content_policy("", [])
        "default-src 'none'; script-src 'none'; style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; \
base-uri 'none'; form-action 'none'"
    """
    allowed = " ".join(map(_hash, scripts)) or "'none'"
    return f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
