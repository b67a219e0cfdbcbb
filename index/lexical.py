"""BM25 over counted tokens, with the scores of every text at once so that they can be normalised."""

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Self

import bm25s
import numpy as np
from numpy.typing import NDArray

from index.counts import NO_TOKEN, TokenCounts

K1 = 1.2
B = 0.75


class LexicalIndex:
    """BM25 (Lucene's variant) of a fixed, ordered list of texts."""

    def __init__(self, scorer: bm25s.BM25, n_texts: int) -> None:
        self._scorer = scorer
        self._n_texts = n_texts
        self._document_frequency = np.diff(scorer.scores["indptr"])

    @classmethod
    def build(cls, texts: Iterable[list[str]]) -> Self:
        """Index texts given as token lists."""
        return cls.of_counts(TokenCounts.of_tokens(texts))

    @classmethod
    def of_counts(cls, counts: TokenCounts) -> Self:
        """Index texts whose tokens are counted."""
        if not len(counts):
            counts = TokenCounts.of_tokens([[NO_TOKEN]])  # an index cannot be empty
        scorer = _CountsScorer(counts)
        numbers = {token: number for number, token in enumerate(counts.vocabulary)}
        scorer.index(([[0]], numbers), create_empty_token=False, show_progress=False)
        return cls(scorer, len(counts))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what ``save`` wrote."""
        scorer = bm25s.BM25.load(folder, show_progress=False)
        return cls(scorer, int(scorer.scores["num_docs"] or 0))

    def save(self, folder: Path) -> None:
        """Write the index into a folder of its own."""
        self._scorer.save(folder, show_progress=False)

    def scores(self, tokens: list[str]) -> NDArray[np.float32]:
        """Return the BM25 score of every text, (n_texts,) float32, 0 where no token occurs."""
        known = self._scorer.get_tokens_ids(tokens)
        if not known:
            return np.zeros(self._n_texts, dtype=np.float32)
        scores: NDArray[np.float32] = self._scorer.get_scores_from_ids(known)
        return scores

    def idf(self, token: str) -> float:
        """Return how telling a token is: 0 for one in every text, highest for one that never occurs."""
        column = self._scorer.vocab_dict.get(token)
        count = 0 if column is None else int(self._document_frequency[column])
        return math.log(1 + (self._n_texts - count + 0.5) / (count + 0.5))

    def __len__(self) -> int:
        return self._n_texts


class _CountsScorer(bm25s.BM25):  # type: ignore[misc]  # untyped library
    """Builds the scores from counts in whole arrays, where the library goes text by text: seconds for 40,000 texts.

    ``build_index_from_ids`` is the library's own place for building an index in a different way.
    """

    def __init__(self, counts: TokenCounts) -> None:
        super().__init__(method="lucene", k1=K1, b=B)
        self.nonoccurrence_array = None  # Lucene's variant scores nothing for a token that does not occur
        self._counts = counts

    def build_index_from_ids(self, *_: object, **__: object) -> dict[str, object]:
        """Return Lucene's BM25 of every entry as a sparse matrix by columns, a column a token."""
        counts, n_texts, n_tokens = self._counts, len(self._counts), len(self._counts.vocabulary)
        row_sizes = np.diff(counts.starts)
        rows = np.repeat(np.arange(n_texts, dtype=np.int32), row_sizes)
        frequency = counts.counts.astype(np.float64)
        lengths = np.bincount(rows, weights=frequency, minlength=n_texts)
        containing = np.bincount(counts.tokens, minlength=n_tokens)
        idf = np.log(1 + (n_texts - containing + 0.5) / (containing + 0.5))
        saturation = K1 * (1 - B + B * lengths / lengths.mean())
        scores = idf[counts.tokens] * frequency / (saturation[rows] + frequency)
        by_column = np.argsort(counts.tokens, kind="stable")
        return {
            "data": scores[by_column].astype(np.float32),
            "indices": rows[by_column],
            "indptr": np.concatenate([[0], np.cumsum(containing)]),
            "num_docs": n_texts,
        }
