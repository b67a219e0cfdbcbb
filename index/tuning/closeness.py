"""How near two texts are in their wording, for finding what is easily mistaken for an answer."""

import math
import re
from collections.abc import Callable, Iterable
from functools import lru_cache

_TELLING = re.compile(r"[\u4e00-\u9fffa-z0-9]")
_DAMPED = 20  # characters; a short text is near to little, a long one should not be near to everything
_LENGTH_POWER = 0.4

Weight = Callable[[str], float]


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
