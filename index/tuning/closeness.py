"""How near two texts are, in their wording or their meaning, for finding what is easily mistaken for an answer."""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.embedding import Embedder

_TELLING = re.compile(r"[\u4e00-\u9fffa-z0-9]")
_DAMPED = 20  # characters; a short text is near to little, a long one should not be near to everything
_LENGTH_POWER = 0.4
_QUESTIONS_AT_ONCE = 128

Weight = Callable[[str], float]
Nearest = Callable[[Sequence[str], str, int], list[str]]  # texts, reference, how many


def grams(text: str) -> list[str]:
    """Return the text's character bigrams in order, marks and spaces left out."""
    characters = "".join(_TELLING.findall(text.lower()))
    return [characters[i : i + 2] for i in range(len(characters) - 1)]


@lru_cache(maxsize=1 << 17)
def _distinct(text: str) -> frozenset[str]:
    return frozenset(grams(text))


def closeness(text: str, reference: str, weight: Weight | None = None) -> float:
    """Return the weight of the bigrams that the texts share, damped by the length of ``text``; higher is nearer."""
    shared = _distinct(text) & _distinct(reference)
    total = sum(map(weight, sorted(shared))) if weight else float(len(shared))
    return total / math.pow(_DAMPED + len(text), _LENGTH_POWER)


def nearest(texts: Iterable[str], reference: str, k: int, weight: Weight | None = None) -> list[str]:
    """Return the ``k`` texts nearest to the reference, nearest first, earlier ones first among equals."""
    return sorted(texts, key=lambda text: -closeness(text, reference, weight))[:k]


def likest_by(embedder: Embedder, questions: Iterable[str], passages: Iterable[str]) -> Nearest:
    """Return what finds, among these passages, those nearest to one of these questions in meaning, nearest first."""
    asked, told = sorted(set(questions), key=lambda text: (len(text), text)), sorted(set(passages))
    vectors = dict(zip(told, embedder.embed_passages(told), strict=True))
    queries = dict(zip(asked, _embedded(embedder, asked), strict=True))

    def likest(texts: Sequence[str], reference: str, k: int) -> list[str]:
        query = queries[reference]
        return sorted(texts, key=lambda text: -float(vectors[text] @ query))[:k]

    return likest


def _embedded(embedder: Embedder, questions: Sequence[str]) -> Iterable[NDArray[np.float32]]:
    for start in range(0, len(questions), _QUESTIONS_AT_ONCE):
        yield from embedder.embed_queries(questions[start : start + _QUESTIONS_AT_ONCE])
