"""Which extractor a command uses: our rules, a language model, or both together."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from migrationkg.commands.terminal import ERR, plain
from migrationkg.errors import InputError, Problem
from migrationkg.model import Extraction, NewsItem
from migrationkg.progress import stage, through

if TYPE_CHECKING:
    from migrationkg.extraction import Extractor

Choice = Annotated[
    str,
    typer.Option("--extractor", help="rules, llm (a language model: docs/llm.md) or both.", metavar="NAME"),
]


@contextmanager
def extractor(choice: str) -> "Iterator[Extractor]":
    """Give the extractor of a name; afterwards, tell on standard error what a language model cost.

    Raises:
        InputError: there is none of that name, or its settings lack.
    """
    from migrationkg.extraction import extract, merge

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


def extracted(items: Sequence[NewsItem], read: "Extractor", problems: list[Problem]) -> Iterator[Extraction]:
    """Yield what is read out of each item; one for which a language model gave no answer is added to the problems."""
    from migrationkg.extraction import extract, extract_all
    from migrationkg.llm.asking import NoAnswerError

    with stage("reading facts out of the news"):
        if read is extract:
            yield from (found for _, found in zip(through(items), extract_all(items), strict=True))
            return
        for item in through(items):
            try:
                yield read(item)
            except NoAnswerError as error:
                problems.append(Problem(item.source.name, item.source.line, str(error)))
