import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.bootstrap import bootstrap_interval, wilson_interval


def interval(values: list[float], *, seed: int = 1) -> tuple[float, float]:
    found = bootstrap_interval(values, confidence=0.95, resamples=4000, seed=seed)
    assert found
    return found


def test_the_interval_of_a_constant_is_a_point() -> None:
    assert interval([-1.0, -1.0, -1.0]) == (-1.0, -1.0)
    assert interval([0.0] * 9) == (0.0, 0.0)


def test_the_same_seed_gives_the_same_interval() -> None:
    values = [0.0] * 30 + [-1.0] * 5
    assert interval(values) == interval(values)


def test_a_coin_has_the_interval_of_the_normal_approximation() -> None:
    low, high = interval([0.0, 1.0] * 50)  # sd of the mean is 0.05; 1.96 of it is 0.098
    assert low == pytest.approx(0.402, abs=0.015)
    assert high == pytest.approx(0.598, abs=0.015)


def test_no_cases_have_no_interval() -> None:
    assert bootstrap_interval([], confidence=0.95, resamples=100, seed=1) is None
    assert wilson_interval(0, 0) is None


@settings(deadline=None)
@given(st.lists(st.sampled_from([-1.0, 0.0, 1.0]), min_size=1, max_size=50))
def test_the_interval_holds_the_mean_and_stays_in_range(values: list[float]) -> None:
    low, high = interval(values)
    assert min(values) <= low <= high <= max(values)
    assert low - 1e-9 <= sum(values) / len(values) <= high + 1e-9


def test_wilson_by_hand() -> None:
    """8 of 10 at 95%: (0.8 + 0.19207) / 1.38415 ± 1.95996 / 1.38415 · √(0.016 + 0.009604)."""
    assert wilson_interval(8, 10) == (pytest.approx(0.4902, abs=1e-4), pytest.approx(0.9433, abs=1e-4))
    low, high = wilson_interval(10, 10) or (0, 0)
    assert (round(low, 3), high) == (0.722, 1.0)
