"""Dense and lexical scores on one scale: each against its own spread over the whole corpus."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.types import Background

Scores = NDArray[np.float32]

DENSE_WEIGHT = 0.85
LEXICAL_WEIGHT = 0.15
CLAUSE_WEIGHT = 2.0  # of the clause as a whole, beside its best sentence

_MIN_STD = 1e-6  # a corpus of one text, or of equal ones, has no spread


@dataclass(frozen=True, slots=True)
class Moments:
    """Mean and covariance of a set of vectors: what a query's cosine with all of them averages to, unscanned."""

    mean: NDArray[np.float32]  # (dim,)
    covariance: NDArray[np.float32]  # (dim, dim)

    @classmethod
    def of(cls, vectors: NDArray[np.float32]) -> Self:
        """Measure (n, dim) vectors."""
        mean = vectors.mean(axis=0, dtype=np.float64)
        centred = vectors - mean.astype(np.float32)
        return cls(mean.astype(np.float32), (centred.T @ centred) / np.float32(len(vectors)))

    def background(self, query: NDArray[np.float32]) -> Background:
        """Return mean and standard deviation of the cosine of a (dim,) unit query with every vector measured."""
        variance = float(query @ self.covariance @ query)
        return Background(mean=float(query @ self.mean), std=max(variance, 0.0) ** 0.5)


@dataclass(frozen=True, slots=True)
class LevelMoments:
    """The moments of the sentences' and of the clauses' vectors."""

    sentences: Moments
    clauses: Moments

    def save(self, path: Path) -> None:
        """Write to an .npz file."""
        np.savez(
            path,
            sentence_mean=self.sentences.mean,
            sentence_covariance=self.sentences.covariance,
            clause_mean=self.clauses.mean,
            clause_covariance=self.clauses.covariance,
        )

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what ``save`` wrote."""
        with np.load(path) as data:
            return cls(
                Moments(data["sentence_mean"], data["sentence_covariance"]),
                Moments(data["clause_mean"], data["clause_covariance"]),
            )


def fuse(dense: Scores, lexical: Scores, *, background: Background, all_lexical: Scores) -> Scores:
    """Return the weighted sum of both scores, each in standard deviations above its mean over the corpus.

    ``dense`` and ``lexical`` belong to the same candidates; ``all_lexical`` holds the lexical scores of every text.
    """
    dense_z = (dense - background.mean) / max(background.std, _MIN_STD)
    lexical_z = (lexical - all_lexical.mean()) / max(float(all_lexical.std()), _MIN_STD)
    fused: Scores = DENSE_WEIGHT * dense_z + LEXICAL_WEIGHT * lexical_z
    return fused


def combine(best_sentence: float, clause: float) -> float:
    """Return a clause's score from its best sentence's and its own."""
    return (best_sentence + CLAUSE_WEIGHT * clause) / (1 + CLAUSE_WEIGHT)
