import math
import random

import numpy as np
import pytest
from sklearn.metrics import ndcg_score

from evals import measures


def test_first_rank_is_that_of_the_first_relevant_item() -> None:
    assert measures.first_rank(["a", "b", "c"], {"c", "b"}) == 2
    assert measures.first_rank(["a"], {"b"}) is None
    assert measures.first_rank([], {"b"}) is None


def test_hit_counts_ranks_up_to_the_cutoff() -> None:
    assert [measures.hit(rank, k=5) for rank in (1, 5, 6, None)] == [1.0, 1.0, 0.0, 0.0]


def test_reciprocal_rank_is_zero_without_a_result() -> None:
    assert [measures.reciprocal_rank(rank) for rank in (1, 4, None)] == [1.0, 0.25, 0.0]
    assert measures.reciprocal_rank(11, k=10) == 0.0


def test_recall_at_counts_a_relevant_item_once() -> None:
    # relevant b, c; of the first three items only b is
    assert measures.recall_at(["a", "b", "b", "c"], {"b", "c"}, k=3) == 0.5
    assert measures.recall_at([], {"b"}, k=3) == 0.0


def test_ndcg_by_hand() -> None:
    # DCG = 0/log2(2) + 2/log2(3) + 1/log2(4) = 1.26186 + 0.5; ideal = 2/log2(2) + 1/log2(3) = 2.63093
    assert measures.ndcg(["x", "a", "b"], {"a": 2.0, "b": 1.0}, k=10) == pytest.approx(1.76186 / 2.63093, abs=1e-5)
    assert measures.ndcg(["x"], {"a": 1.0}, k=10) == 0.0
    assert measures.ndcg(["a"], {}, k=10) == 0.0


def test_ndcg_agrees_with_scikit_learn() -> None:
    generator = random.Random(7)
    for _ in range(50):
        gains = [float(generator.choice([0, 0, 0, 1, 2, 3])) for _ in range(20)]
        scores = generator.sample(range(1000), 20)
        ranked = [str(i) for i in sorted(range(20), key=lambda i: -scores[i])]
        ours = measures.ndcg(ranked, {str(i): gain for i, gain in enumerate(gains)}, k=10)
        assert ours == pytest.approx(ndcg_score([gains], [scores], k=10))


def test_precision_recall_by_hand() -> None:
    # three refused, two of them rightly; four should have been
    predicted = [True, True, True, False, False, False]
    actual = [True, True, False, True, True, False]
    assert measures.precision_recall(predicted, actual) == (2 / 3, 1 / 2)


def test_an_aggregate_over_nothing_is_none() -> None:
    assert measures.mean([]) is None
    assert measures.percentile([], 50) is None
    assert measures.precision_recall([False], [False]) == (None, None)
    assert measures.share(0, 0) is None


def test_percentile_interpolates() -> None:
    # position (4 - 1) * 0.5 = 1.5: halfway between 20 and 30
    assert measures.percentile([40, 10, 30, 20], 50) == 25
    assert measures.percentile([10], 95) == 10


def test_percentile_agrees_with_numpy() -> None:
    generator = random.Random(3)
    values = [generator.expovariate(0.02) for _ in range(101)]
    for percent in (0, 5, 50, 95, 100):
        ours = measures.percentile(values, percent)
        assert ours is not None
        assert math.isclose(ours, float(np.percentile(values, percent)))
