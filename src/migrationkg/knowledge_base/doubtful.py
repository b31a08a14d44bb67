"""What the news may say, but not surely enough for the graph: `doubtful.jsonl`, one fact a line."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from io import StringIO
from pathlib import Path

from migrationkg.errors import InputError
from migrationkg.model import ENTITY_RELATIONS, Doubtful, Extraction, Fact, Resolution


def doubtful_facts(extractions: Iterable[Extraction], resolution: Resolution, base: str) -> Iterator[Doubtful]:
    """Yield what is doubtful, item by item.

    Args:
        extractions: what was read out of each item, as decided.
        resolution: which resource each entity is.
        base: where the IRIs begin.
    """
    from migrationkg.inspection.rules import meaning  # its tables take a while to load, and reading needs none

    labels = {resource.iri: resource.label for resource in resolution.resources}
    for one in extractions:
        for fact in one.doubtful:
            thing = resolution.iris[one.item.id, fact.subject]
            names_thing = fact.relation in ENTITY_RELATIONS
            target = resolution.iris[one.item.id, fact.object] if names_thing else fact.object
            evidence = fact.evidence
            yield Doubtful(
                one.item.id,
                labels[thing],
                fact.relation,
                labels[target] if names_thing else target,
                evidence.quote,
                evidence.confidence,
                ": ".join(filter(None, (evidence.rule, meaning(evidence.rule)))),
                thing.removeprefix(base),
                target.removeprefix(base) if names_thing else target,
            )


def write_doubtful(found: Iterable[Doubtful], path: Path) -> None:
    """Write what is doubtful, one JSON object a line."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in found)


def read_doubtful(path: Path) -> list[Doubtful]:
    """Return what the last build found doubtful; nothing where there is no file.

    Raises:
        InputError: a line is not of the form.
    """
    if not path.exists():
        return []
    found = []
    # Not splitlines(): a name that a curator gave may hold U+2028, which ends no line of JSON Lines.
    for number, line in enumerate(StringIO(path.read_text(encoding="utf-8", errors="replace")), start=1):
        try:
            found.append(Doubtful(**json.loads(line)))
        except (TypeError, ValueError) as error:
            raise InputError(
                f"{path}:{number}: damaged; make it anew with: migrationkg build --kb {path.parent}"
            ) from error
    return found


def taken_in(one: Extraction) -> Extraction:
    """Return what was read out of an item with all that is doubtful among its facts, marked as that."""
    if not one.doubtful:
        return one
    return replace(one, facts=(*one.facts, *map(_marked, one.doubtful)), doubtful=())


def _marked(fact: Fact) -> Fact:
    return replace(fact, evidence=replace(fact.evidence, doubtful=True))
