"""Networks learn what features mean together and what numbers tell, and are the same when they are made again."""

import numpy as np
import pytest

from migrationkg.errors import InputError
from migrationkg.extraction.models.network import Network
from migrationkg.training.network import Example, train_network

_NONE = np.zeros(3)


def _examples() -> list[Example]:
    """Return examples in which two features tell something only together, and numbers something by themselves."""
    either = [((), "no"), (("a", "b"), "no"), (("a",), "yes"), (("b",), "yes")]
    told: list[Example] = [(features, _NONE, label) for features, label in either]
    return [*told, (("c",), np.array([2.0, 0, 0]), "place"), ((), np.array([0, 2.0, 0]), "person")] * 300


@pytest.fixture(scope="module")
def network() -> Network:
    return train_network(_examples())


def test_features_tell_together_what_neither_tells_alone(network: Network) -> None:
    for features, numbers, label in _examples()[:6]:
        [likely] = network.probabilities([(features, numbers)])
        assert max(likely, key=likely.__getitem__) == label


def test_numbers_tell_where_no_feature_is_known(network: Network) -> None:
    [likely] = network.probabilities([(["never seen"], np.array([0.1, 1.8, 0]))])
    assert max(likely, key=likely.__getitem__) == "person"
    assert sum(likely.values()) == pytest.approx(1)


def test_what_stands_beside_a_thing_changes_nothing_for_it(network: Network) -> None:
    seen = [(features, numbers) for features, numbers, _ in _examples()[:6]]
    for one, together in zip(seen, network.probabilities(seen), strict=True):
        assert network.probabilities([one])[0] == pytest.approx(together)
    assert network.probabilities([]) == []


def test_training_again_gives_the_same_bytes_and_they_are_read_back_whole(network: Network) -> None:
    content = network.to_bytes()
    assert train_network(_examples()).to_bytes() == content
    again = Network.from_bytes(content)
    assert (again.to_bytes(), again.labels, again.features) == (content, network.labels, network.features)


def test_a_feature_that_is_too_rare_has_no_weight() -> None:
    assert train_network([*_examples()[:12], (("once",), _NONE, "no")]).features.keys() == {"a", "b", "c"}


@pytest.mark.parametrize("content", [b"", b"no network", b"PK\x03\x04 cut", b"PK\x05\x06" + b"\0" * 18])
def test_a_damaged_file_is_told(content: bytes) -> None:
    with pytest.raises(InputError, match="no network"):
        Network.from_bytes(content)
