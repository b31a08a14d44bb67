from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migrationkg.views.apart import HEIGHT, WIDTH, apart

POINTS = st.lists(st.builds(complex, st.floats(-900, 900), st.floats(-500, 500)), min_size=1, max_size=60)


def overlaps(points: list[complex]) -> bool:
    return any(
        abs(one.real - other.real) < WIDTH - 1e-6 and abs(one.imag - other.imag) < HEIGHT - 1e-6
        for one, other in combinations(points, 2)
    )


@settings(max_examples=60, deadline=None)
@given(POINTS)
def test_no_two_take_the_same_room_wherever_they_stood(points: list[complex]) -> None:
    found = apart(np.array(points))
    assert len(found) == len(points)
    assert not overlaps(found.tolist())


@pytest.mark.parametrize("count", [2, 100])
def test_a_crowd_at_one_spot_comes_apart_and_stays_together(count: int) -> None:
    found = apart(np.full(count, 5 + 5j))
    assert not overlaps(found.tolist())
    assert np.ptp(found.real) * np.ptp(found.imag) < 6 * count * WIDTH * HEIGHT


def test_points_with_room_stay_where_they_are() -> None:
    points = np.array([0, 2 * WIDTH, 2j * HEIGHT])
    assert (apart(points) == points).all()
