"""What is seen of a person's role and a body that another sentence names."""

from migrationkg.extraction.extractor import before_relations
from migrationkg.extraction.models import default_models
from migrationkg.extraction.relations.role_features import role_at
from migrationkg.extraction.relations.statements import viewed
from tests.extraction.conftest import news


def told(text: str) -> dict[str, set[str]]:
    """Return body → what is seen of the role of the item's person there."""
    view = viewed(before_relations(news(text), default_models().names, default_models().events))
    pairs = [one for one in view.pairs if one.pair == "Person-Organisation"]
    return {view.entities[one.object].names[0]: set(role_at(view.seen.scene, one)) for one in pairs}


def test_a_role_goes_with_the_body_whose_name_has_its_words() -> None:
    found = told(
        "The State Migration Service and the State Labour Inspectorate held a workshop in Oslo. Migration Director "
        "Anna Berg was glad."
    )
    assert "role shares 1 words with the name" in found["State Migration Service"]
    assert "role shares 0 words with the name" in found["State Labour Inspectorate"]
    assert "role director of service" in found["State Migration Service"]
