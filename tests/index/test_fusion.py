from pathlib import Path

import numpy as np
import pytest

from index.fusion import CLAUSE_WEIGHT, DENSE_WEIGHT, LEXICAL_WEIGHT, LevelMoments, Moments, combine, fuse
from index.types import Background


def unit_vectors(n: int) -> np.ndarray:
    vectors = np.random.default_rng(3).normal(0.5, 1, size=(n, 16)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_background_equals_a_scan_of_every_vector() -> None:
    vectors, query = unit_vectors(500), unit_vectors(1)[0]
    cosines = vectors @ query
    background = Moments.of(vectors).background(query)
    assert background.mean == pytest.approx(cosines.mean(), abs=1e-5)
    assert background.std == pytest.approx(cosines.std(), abs=1e-5)


def test_moments_read_back_what_they_saved(tmp_path: Path) -> None:
    moments = LevelMoments(Moments.of(unit_vectors(9)), Moments.of(unit_vectors(5)))
    moments.save(tmp_path / "moments.npz")
    again = LevelMoments.load(tmp_path / "moments.npz")
    query = unit_vectors(1)[0]
    assert again.sentences.background(query) == moments.sentences.background(query)
    assert again.clauses.background(query) == moments.clauses.background(query)


def test_fuse_weighs_both_scores_in_standard_deviations() -> None:
    everything = np.array([0, 0, 4, 4], np.float32)  # mean 2, standard deviation 2
    fused = fuse(
        np.array([0.9], np.float32),
        np.array([4], np.float32),
        background=Background(mean=0.8, std=0.05),
        all_lexical=everything,
    )
    assert fused[0] == pytest.approx(DENSE_WEIGHT * 2 + LEXICAL_WEIGHT * 1, rel=1e-4)


def test_fuse_stays_finite_without_any_spread() -> None:
    same = np.zeros(3, np.float32)
    fused = fuse(same + 1, same, background=Background(mean=1.0, std=0.0), all_lexical=same)
    assert np.isfinite(fused).all()


def test_combine_is_a_weighted_mean_of_both_levels() -> None:
    assert combine(2.0, 2.0) == pytest.approx(2.0)
    assert combine(1.0, 0.0) == pytest.approx(1 / (1 + CLAUSE_WEIGHT))
