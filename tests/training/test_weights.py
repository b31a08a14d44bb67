"""The weights fit the code and what is annotated, and are the same when they are made again."""

from importlib.resources import files
from pathlib import Path

from migrationkg.extraction import models
from migrationkg.extraction.extractor import before_relations
from migrationkg.extraction.models import default_models
from migrationkg.training.as_annotated import as_annotated
from migrationkg.training.corpus import read_items
from migrationkg.training.fitting import DIGESTS, digests
from migrationkg.training.relations import example_of, train_relations

GOLD = Path(__file__).parents[2] / "data" / "gold"
_TELL = "the weights do not fit the code any more; make them anew: python -m migrationkg.training"


def test_the_weights_fit_what_the_steps_see() -> None:
    items = [one.item for one in read_items([GOLD / "seed.jsonl"])]
    assert digests(items, default_models()) == files(models).joinpath(DIGESTS).read_text(encoding="utf-8"), _TELL


def test_another_feature_is_noticed() -> None:
    items = [one.item for one in read_items([GOLD / "seed.jsonl"])]
    assert digests(items[:1], default_models()) != digests(items[1:2], default_models())


def test_relations_are_learned_again_to_the_byte() -> None:
    items = read_items([GOLD / "seed.jsonl"])
    learned = default_models()
    examples = [
        (
            example_of(one, before_relations(one.item, learned.names, learned.events)),
            example_of(one, as_annotated(one, learned.events)),
        )
        for one in items
    ]
    parts = [examples[:5], examples[5:9], examples[9:]]
    assert train_relations(parts, []).to_bytes() == train_relations(parts, []).to_bytes()
