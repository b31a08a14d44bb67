"""Which endpoint is asked, told by environment variables."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from migrationkg.errors import InputError

_PREFIX = "MIGRATIONKG_LLM_"


@dataclass(frozen=True, slots=True)
class Settings:
    """How an endpoint is asked.

    Attributes:
        base_url: where it answers ("https://api.openai.com/v1").
        model: name of the model.
        key: its key; never printed and never stored.
        cache: folder of the answers given before.
        price_in: price of a million tokens asked, or None.
        price_out: price of a million tokens answered, or None.
        timeout: seconds to wait for an answer.
        retries: how often a request that failed for a passing reason is sent again.
    """

    base_url: str
    model: str
    key: str = field(repr=False)
    cache: Path
    price_in: Decimal | None = None
    price_out: Decimal | None = None
    timeout: float = 60
    retries: int = 4


def settings_from(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings that the variables `MIGRATIONKG_LLM_…` give (docs/llm.md).

    Raises:
        InputError: the address or the model is not given, or a number is none.

    Example:
        >>> given = {"MIGRATIONKG_LLM_BASE_URL": "http://localhost:8080/v1", "MIGRATIONKG_LLM_MODEL": "small"}
        >>> settings_from(given).model
        'small'
    """
    given = {name.removeprefix(_PREFIX): value for name, value in environment.items() if name.startswith(_PREFIX)}
    for name, example in (("BASE_URL", "https://api.openai.com/v1"), ("MODEL", "gpt-4o-mini")):
        if not given.get(name):
            raise InputError(f"the environment variable {_PREFIX}{name} is not set; such as {example} (docs/llm.md)")
    return Settings(
        base_url=given["BASE_URL"],
        model=given["MODEL"],
        key=given.get("KEY", ""),
        cache=Path(given.get("CACHE") or Path.home() / ".cache" / "migrationkg" / "llm"),
        price_in=_number(given, "PRICE_IN"),
        price_out=_number(given, "PRICE_OUT"),
        timeout=float(_number(given, "TIMEOUT") or 60),
    )


def _number(given: Mapping[str, str], name: str) -> Decimal | None:
    if not given.get(name):
        return None
    try:
        value = Decimal(given[name])
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or value < 0:
        raise InputError(f"{_PREFIX}{name}={given[name]}: give a number, such as 0.15")
    return value
