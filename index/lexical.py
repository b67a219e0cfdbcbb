"""BM25 over token lists, with the scores of every text at once so that they can be normalised."""

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Self

import bm25s
import numpy as np
from numpy.typing import NDArray

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
        vocabulary = {"": 0}  # stands for a text without any token
        numbered = [[vocabulary.setdefault(token, len(vocabulary)) for token in tokens or [""]] for tokens in texts]
        scorer = bm25s.BM25(method="lucene", k1=K1, b=B)
        scorer.index((numbered or [[0]], vocabulary), show_progress=False)  # it cannot be empty
        return cls(scorer, max(1, len(numbered)))

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
