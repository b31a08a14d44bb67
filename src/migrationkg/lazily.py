"""Packages whose names are loaded when they are first asked for, so that a command loads what it uses only."""

from collections.abc import Callable, Mapping
from importlib import import_module


def lazily(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """Return a `__getattr__` for a package (PEP 562) that finds each name in its module.

    Args:
        package: the package's `__name__`.
        homes: name → the module within the package that holds it.

    Example:
        >>> lazily("migrationkg", {"InputError": "errors"})("InputError")
        <class 'migrationkg.errors.InputError'>
        >>> lazily("migrationkg", {})("nothing")
        Traceback (most recent call last):
        AttributeError: module 'migrationkg' has no attribute 'nothing'
    """

    def attribute(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return attribute
