"""Vectors by the hash of what was embedded, so that unchanged text is never embedded twice."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.errors import StoreError

_BUSY_SECONDS = 60.0
_HASHES_A_QUERY = 500  # SQLite takes 32,766 values at most, old builds 999


class EmbeddingCache:
    """A table of (model identity, text hash) → vector. Each batch is saved at once: a killed build resumes from it."""

    def __init__(self, path: Path, *, identity: str, dim: int) -> None:
        self._path = path
        self._identity = identity
        self._dim = dim
        with self._translated():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(path, timeout=_BUSY_SECONDS)
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute(
                "CREATE TABLE IF NOT EXISTS vectors (identity TEXT, hash TEXT, vector BLOB,"
                " PRIMARY KEY (identity, hash)) WITHOUT ROWID"
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def missing(self, hashes: Iterable[str]) -> list[str]:
        """Return the hashes without a vector, each once, in order."""
        wanted = list(dict.fromkeys(hashes))
        known = {text_hash for (text_hash,) in self._select("hash", wanted)}
        return [text_hash for text_hash in wanted if text_hash not in known]

    def put(self, hashes: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Save one vector for each hash, all or none."""
        rows = [
            (self._identity, text_hash, vector.astype("<f4").tobytes())
            for text_hash, vector in zip(hashes, vectors, strict=True)
        ]
        with self._translated(), self._database:
            self._database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)

    def get(self, hashes: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of these hashes, (n_hashes, dim) float32; StoreError if one is missing."""
        wanted = list(dict.fromkeys(hashes))
        found = {text_hash: np.frombuffer(blob, "<f4") for text_hash, blob in self._select("hash, vector", wanted)}
        if len(found) < len(wanted) or any(len(vector) != self._dim for vector in found.values()):
            raise StoreError(f"向量缓存不完整：{self._path}。请删除该文件后重试。")
        if not wanted:
            return np.zeros((0, self._dim), np.float32)
        return np.stack([found[text_hash] for text_hash in hashes]).astype(np.float32)

    def _select(self, columns: str, hashes: Sequence[str]) -> Iterator[Any]:
        """Yield the rows of these hashes, found by key: few are wanted of a table that may hold many."""
        with self._translated():
            for start in range(0, len(hashes), _HASHES_A_QUERY):
                some = hashes[start : start + _HASHES_A_QUERY]
                marks = ", ".join("?" * len(some))
                yield from self._database.execute(
                    f"SELECT {columns} FROM vectors WHERE identity = ? AND hash IN ({marks})", (self._identity, *some)
                )

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"向量缓存无法读写：{self._path}（{error}）") from error
