"""Which extractor a command uses: our rules, a language model, or both together."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from migrationkg.commands.terminal import ERR, plain
from migrationkg.errors import InputError, Problem
from migrationkg.extraction import Extractor, extract, merge
from migrationkg.llm.asking import NoAnswerError
from migrationkg.model import Extraction, NewsItem

Choice = Annotated[
    str,
    typer.Option("--extractor", help="rules, llm (a language model: docs/llm.md) or both.", metavar="NAME"),
]


@contextmanager
def extractor(choice: str) -> Iterator[Extractor]:
    """Give the extractor of a name; afterwards, tell on standard error what a language model cost.

    Raises:
        InputError: there is none of that name, or its settings lack.
    """
    if choice == "rules":
        yield extract
        return
    if choice not in ("llm", "both"):
        raise InputError(f"--extractor {choice}: choose rules, llm or both")
    from migrationkg.llm import LlmExtractor, settings_from

    asked = LlmExtractor(settings_from())
    try:
        yield asked if choice == "llm" else lambda item: merge(extract(item), asked(item))
    finally:
        ERR.print(plain(asked.costs.line(asked.settings)), soft_wrap=True)


def extracted(items: Iterable[NewsItem], read: Extractor, problems: list[Problem]) -> Iterator[Extraction]:
    """Yield what is read out of each item; one for which a language model gave no answer is added to the problems."""
    for item in items:
        try:
            yield read(item)
        except NoAnswerError as error:
            problems.append(Problem(item.source.name, item.source.line, str(error)))
