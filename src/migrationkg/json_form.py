"""Whether a value read from JSON has the form that a file needs."""

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

#: A type; a list of one form, that of all its members; or name → form, where a name with ? may be left out or null.
Form: TypeAlias = "type | list[Any] | Mapping[str, Any]"

_NAMES: Final = {str: "a text", int: "a whole number", float: "a number", list: "a list"}


def check_form(value: object, form: Form, place: str = "") -> None:
    """Refuse a value that is not of a form.

    Args:
        value: what was read.
        form: what it must be; float stands for any number.
        place: where it stands, for the message.

    Raises:
        ValueError: the message says where it is not of the form.

    Example:
        >>> check_form({"names": ["A", 5]}, {"names": [str], "iso?": str})
        Traceback (most recent call last):
        ValueError: 'names[1]' must be a text
    """
    if isinstance(form, list):
        _check_type(value, list, place)
        for number, member in enumerate(value if isinstance(value, list) else ()):
            check_form(member, form[0], f"{place}[{number}]")
    elif isinstance(form, Mapping):
        if not isinstance(value, dict):
            raise ValueError(f"{_told(place)} must be an object in {{…}}")  # noqa: TRY004 (a fault of the file)
        if lacking := sorted(name for name in form if not name.endswith("?") and name not in value):
            raise ValueError(f"{_told(place)} lacks {', '.join(lacking)}")
        for name, of_name in form.items():
            key = name.removesuffix("?")
            if key == name or value.get(key) is not None:
                check_form(value[key], of_name, f"{place}.{key}".removeprefix("."))
    else:
        _check_type(value, form, place)


def _check_type(value: object, wanted: type, place: str) -> None:
    fits = type(value) in (int, float) if wanted is float else type(value) is wanted  # True is no number here
    if not fits:
        raise ValueError(f"{_told(place)} must be {_NAMES[wanted]}")


def _told(place: str) -> str:
    return f"'{place}'" if place else "it"
