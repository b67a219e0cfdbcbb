from pathlib import Path

import numpy as np
import pytest

from index.cache import EmbeddingCache
from index.errors import StoreError

VECTORS = np.array([[1, 0], [0, 1]], np.float32)


def open_cache(path: Path, *, identity: str = "m1") -> EmbeddingCache:
    return EmbeddingCache(path / "vectors.sqlite", identity=identity, dim=2)


def test_cache_returns_vectors_in_the_order_asked_for(tmp_path: Path) -> None:
    with open_cache(tmp_path) as cache:
        cache.put(["a", "b"], VECTORS)
        assert cache.get(["b", "a", "b"]).tolist() == [[0, 1], [1, 0], [0, 1]]


def test_cache_names_what_is_missing_once_and_in_order(tmp_path: Path) -> None:
    with open_cache(tmp_path) as cache:
        cache.put(["b"], VECTORS[:1])
        assert cache.missing(["c", "b", "a", "c"]) == ["c", "a"]


def test_cache_keeps_models_apart(tmp_path: Path) -> None:
    with open_cache(tmp_path) as cache:
        cache.put(["a"], VECTORS[:1])
    with open_cache(tmp_path, identity="m2") as other:
        assert other.missing(["a"]) == ["a"]


def test_cache_outlives_its_process(tmp_path: Path) -> None:
    with open_cache(tmp_path) as cache:
        cache.put(["a"], VECTORS[:1])
    with open_cache(tmp_path) as again:
        assert again.get(["a"]).tolist() == [[1, 0]]


def test_cache_refuses_to_make_vectors_up(tmp_path: Path) -> None:
    with open_cache(tmp_path) as cache, pytest.raises(StoreError, match="不完整"):
        cache.get(["a"])


def test_damaged_cache_is_reported_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "vectors.sqlite").write_bytes(b"no database at all, whatever it is called")
    with pytest.raises(StoreError, match=r"vectors\.sqlite"):
        open_cache(tmp_path)
