"""Loads what our commands load, in the process from which `tests.forks` forks them."""

from importlib import import_module

from migrationkg.cli import _HOMES  # the modules of the commands, not the commands: those name what they were called by
from migrationkg.extraction.models import default_models

_LOADED_LATER = ("knowledge_base.building", "knowledge_base.curating", "knowledge_base.using", "validation", "views")
_ALSO = ("review.doubts", "sheets", "release", "inspection", "reconciliation", "evaluation", "search", "server")

for _name in (*(f"commands.{home}" for home in _HOMES.values()), *_LOADED_LATER, *_ALSO):
    import_module(f"migrationkg.{_name}")
default_models()
